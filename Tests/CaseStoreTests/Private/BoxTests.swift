import CaseModel
import EventLog
import Testing

@testable import CaseStore

struct BoxTests {
    static let place = BoxPlace(
        subject: Subject("p07")!, event: "jw-3f9c21ab/12", field: "data.text")

    /// Words that compress a little, characters of every length, and bytes that do not compress at all.
    static func text(_ size: Int) -> String {
        var text: [UInt8] = []
        let pieces = ["the ", "board ", "é", "会", "🙂", "\u{0}", "\n", String(Int.random(in: 0..<1_000_000_000))]
        while let piece = pieces.randomElement(), text.count + piece.utf8.count <= size { text += piece.utf8 }
        return String(decoding: text, as: UTF8.self) + String(repeating: "x", count: size - text.count)
    }

    @Test func `a text of any size comes back`() throws {
        let key = SubjectKey()
        for size in Array(0..<300) + [1_000, 4_095, 4_096, 32_767, 65_534, 65_535] {
            let text = Self.text(size)
            let box = Box(sealing: text, at: Self.place, with: key)
            #expect(box.text.utf8.count <= Box.sizeMax(ofTextSize: text.utf8.count))
            let read = try #require(Box(box.text))
            #expect(read.open(at: Self.place, with: key) == .opened(text))
            #expect(read.open(at: Self.place, with: key.boxKey(at: Self.place, read.nonce)) == .opened(text))
        }
    }

    @Test func `the longest text fits where its size was promised`() {
        let noise = String(decoding: (0..<65_535).map { _ in UInt8.random(in: 0x20..<0x7F) }, as: UTF8.self)
        let box = Box(sealing: noise, at: Self.place, with: SubjectKey())
        #expect(box.text.utf8.count == Box.sizeMax(ofTextSize: 65_535))
    }

    @Test func `two boxes of one text have nothing in common`() {
        let key = SubjectKey()
        let boxes = Set((0..<100).map { _ in Box(sealing: "The same.", at: Self.place, with: key).text })
        #expect(boxes.count == 100)
    }

    @Test func `lengths fall into classes`() {
        let sizes = (0..<5_000).map(SizeClass.size)
        for (count, size) in sizes.enumerated() {
            #expect(size >= count && (count <= 64 || size < count + count / 3 + 1))
        }
        #expect(Set(sizes).sorted().prefix(10) == [64, 80, 96, 112, 128, 160, 192, 224, 256, 320])
        let key = SubjectKey()
        let short = (0..<59).map { count in Box(sealing: Self.text(count), at: Self.place, with: key).text.utf8.count }
        #expect(Set(short).count == 1)
    }

    @Test func `a box with any bit changed is refused`() throws {
        let key = SubjectKey()
        let bytes = try #require(
            TextCoding.bytes(base64: Box(sealing: "Not to be changed.", at: Self.place, with: key).text))
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let box = Box(TextCoding.base64(changed))
            #expect(box.map { $0.open(at: Self.place, with: key) } ?? .notThisKeys == .notThisKeys)
            #expect((box == nil) == (bit < 8))
        }
    }

    @Test func `a box cut short or made longer is refused`() throws {
        let key = SubjectKey()
        let bytes = try #require(TextCoding.bytes(base64: Box(sealing: "Whole.", at: Self.place, with: key).text))
        for count in 0..<bytes.count { #expect(Box(TextCoding.base64(Array(bytes[..<count]))) == nil) }
        for more in 1..<64 {
            let longer = Box(TextCoding.base64(bytes + [UInt8](repeating: 0, count: more)))
            #expect(longer.map { $0.open(at: Self.place, with: key) } ?? .notThisKeys == .notThisKeys)
        }
        #expect(Box(TextCoding.base64(bytes) + "\n") == nil)
    }

    @Test(arguments: [
        BoxPlace(subject: Subject("p08")!, event: "jw-3f9c21ab/12", field: "data.text"),
        BoxPlace(subject: .wholeCase, event: "jw-3f9c21ab/12", field: "data.text"),
        BoxPlace(subject: Subject("p07")!, event: "jw-3f9c21ab/13", field: "data.text"),
        BoxPlace(subject: Subject("p07")!, event: "jw-3f9c21ab/12", field: "note"),
    ])
    func `a box does not open in another place`(other: BoxPlace) {
        let key = SubjectKey()
        let box = Box(sealing: "Only here.", at: Self.place, with: key)
        #expect(box.open(at: other, with: key) == .notThisKeys)
        #expect(box.open(at: Self.place, with: SubjectKey()) == .notThisKeys)
        let another = Box(sealing: "Only there.", at: Self.place, with: key)
        #expect(another.open(at: Self.place, with: key.boxKey(at: Self.place, box.nonce)) == .notThisKeys)
    }

    @Test func `an empty text and one of 59 bytes are padded alike`() {
        #expect(PaddedText.encode("").count == 64)
        #expect(PaddedText.encode(Self.text(59)).count == 64)
        #expect(PaddedText.decode(PaddedText.encode("")) == "")
    }

    @Test func `what was sealed by a program that pads otherwise is malformed`() {
        let plain = PaddedText.encode("Words.")
        #expect(PaddedText.decode(plain) == "Words.")
        var zero = plain
        zero[63] = 1
        var method = plain
        method[0] = 2
        var longer = plain
        longer[1] = 7
        var invalid = plain
        invalid[5] = 0xFF
        let larger = plain + [UInt8](repeating: 0, count: 16)
        for padded in [zero, method, longer, invalid, larger, Array(plain.dropLast()), []] {
            #expect(PaddedText.decode(padded) == nil)
        }
    }

    @Test func `compressed texts with any byte changed are refused or texts of their size`() throws {
        let text = String(repeating: "The board met again. ", count: 12)
        let padded = PaddedText.encode(text)
        #expect(padded[0] == 1 && padded.count == 64)
        for index in padded.indices {
            for value in UInt8.min...UInt8.max {
                var changed = padded
                changed[index] = value
                let size = Int(changed[1]) + Int(changed[2]) << 8
                if let read = PaddedText.decode(changed) { #expect(read.utf8.count == size) }
            }
        }
    }
}
