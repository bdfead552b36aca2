import EventLog
import Testing

@testable import CaseStore

/// Lines of input that are asked for again.
struct LinePlacesTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    /// What stands in an input: lines that are taken, and among them what is not.
    private enum Piece {
        case taken(String), refused(String), blank
    }

    /// Reads pieces as an import does, and then each line that was taken once more.
    private func check(_ pieces: [Piece], _ makeInput: ([UInt8]) throws -> InputLines) throws {
        let text = pieces.map { piece in
            switch piece {
            case .taken(let line): " \(line)\r\n"
            case .refused(let line): "\(line)\n"
            case .blank: " \t\n"
            }
        }
        let input = try makeInput(Array(text.joined().utf8))
        var places = LinePlaces()
        var taken: [[UInt8]] = []
        try input.forEachLine(tooLong: { _ in places.skip() }) { _, range, number, offset in
            guard case .taken(let line) = pieces[number - 1] else { return places.skip() }
            places.add(offset)
            taken.append(Array(line.utf8))
            #expect(range.count == line.utf8.count)
        }
        #expect(places.count == taken.count)
        for (number, line) in taken.enumerated() {
            let place = places.place(of: number)
            #expect(try input.line(after: place.distance, from: place.offset) == line, "line \(number)")
        }
    }

    private func file(_ bytes: [UInt8]) throws -> InputLines {
        try shop.write(bytes, to: "in.jsonl")
        return try InputLines(file: "\(shop.path)/in.jsonl", in: SystemFileSystem())
    }

    @Test func `every line is found again, among blank ones and refused ones`() throws {
        let pieces = (0..<1_000).map { number -> Piece in
            switch number % 7 {
            case 3: .blank
            case 5 where number % 3 == 0: .refused("no \(number)")
            default: .taken("line \(number)")
            }
        }
        try check(pieces) { bytes in InputLines(bytes) }
        try check(pieces, file)
    }

    @Test func `every line is found again, long ones too`() throws {
        let pieces = (0..<200).map { number in
            Piece.taken("\(number) " + String(repeating: "x", count: number % 9 == 0 ? 70_000 : number * 10))
        }
        try check(pieces, file)
    }

    @Test func `a line that is far too long is not counted among those before a line`() throws {
        let long = Piece.refused(String(repeating: "x", count: InputLines.lineSizeMax + 1))
        try check([.taken("a"), long, .taken("b"), .taken("c"), long], file)
    }

    @Test func `few places are kept of many lines`() {
        var places = LinePlaces()
        for number in 0..<10_000 { places.add(UInt64(number * 10)) }
        #expect(places.place(of: 9_999).distance == 9_999 % LinePlaces.stride)
        #expect((0..<10_000).allSatisfy { places.place(of: $0).distance < LinePlaces.stride })
    }

    @Test func `a line that went meanwhile is empty`() throws {
        let input = InputLines(Array("a\nb".utf8))
        #expect(try input.line(after: 1, from: 0) == Array("b".utf8))
        #expect(try input.line(after: 2, from: 0).isEmpty)
        #expect(try input.line(after: 0, from: 100).isEmpty)
    }

    @Test func `an import corrects its own lines, wherever they stand in it`() throws {
        let notes = (0..<300).flatMap { number in
            ["", #"{"id":"n\#(number)","type":"memo.written","occurred":"2019","data":{"text":"memo \#(number)"}}"#]
        }
        let corrections = [0, 63, 64, 65, 200, 299].map { number in
            let change = #""event":"n\#(number)","reason":"slip","data":{"text":"right \#(number)"}"#
            return #"{"type":"event.corrected","occurred":"2020","data":{\#(change)}}"#
        }
        let folder = try shop.make("elm", Input.small + notes + corrections)
        let lines = try shop.open(folder).lines { query in
            query.isCorrected = true
            query.types = ["memo.written"]
        }
        #expect(lines.count == 300)
        #expect(lines.count { $0.contains("right") } == 6)
        for number in [0, 63, 64, 65, 200, 299] {
            #expect(
                lines.contains { $0.contains("right \(number)\"") }
                    && !lines.contains { $0.contains("memo \(number)\"") })
        }
    }
}
