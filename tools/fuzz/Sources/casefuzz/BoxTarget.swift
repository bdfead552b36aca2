import CaseModel

@testable import CaseStore
@testable import EventLog

extension Target {
    /// Private texts. The first byte says which: a box as it stands in a line, what is inside of one, a box in which
    /// something was changed, one that was put elsewhere.
    static let boxes = Target(
        name: "boxes",
        run: { input in
            guard let kind = input.first else { return }
            BoxTarget.checks[Int(kind) % BoxTarget.checks.count](Array(input.dropFirst()))
        },
        seeds: {
            ["", "Ask again.", String(repeating: "No. They said no. ", count: 12), "Zoë said “nō”: 会議 🙂"].flatMap {
                text in
                let bytes = Array(text.utf8)
                return [
                    [0] + Array(BoxTarget.box(text, at: BoxTarget.place).text.utf8), [1] + PaddedText.encode(text),
                    [2, 20, 0, 1] + bytes, [3, 1] + bytes,
                ]
            }
        })
}

enum BoxTarget {
    static let checks: [@Sendable ([UInt8]) -> Void] = [checkText, checkInside, checkChanged, checkMoved]
    static let place = place(of: "p07", event: "aa-56475aa7/4", field: "data.text")
    static let key: SubjectKey = {
        guard let key = SubjectKey(bytes: Array(0..<32)) else { fatalError("That is no key.") }
        return key
    }()

    private static func place(of subject: String, event: String, field: String) -> BoxPlace {
        guard let subject = Subject(subject) else { fatalError("That is no subject.") }
        return BoxPlace(subject: subject, event: event, field: field)
    }

    /// Always the same one of a text.
    static func box(_ text: String, at place: BoxPlace) -> Box {
        Box(sealing: text, at: place, with: key, nonce: Array(100..<112))
    }

    /// Bytes that nobody has sealed.
    private static func checkText(_ input: [UInt8]) {
        let text = String(decoding: input, as: UTF8.self)
        guard let box = Box(text) else { return }
        require(Array(box.text.utf8) == input, "a box is written as it was read")
        if case .opened(let words) = box.open(at: place, with: key) {
            require(self.box(words, at: place).text == text, "nothing opens that was not sealed")
        }
    }

    /// What a program that has the key has sealed, whatever it is.
    private static func checkInside(_ input: [UInt8]) {
        guard let words = PaddedText.decode(input) else { return }
        require(words.utf8.count <= PaddedText.textSizeMax, "a text is no longer than a text may be")
        require(input.count <= PaddedText.sizeMax(ofTextSize: words.utf8.count), "a text is padded to its class")
        require(PaddedText.decode(PaddedText.encode(words)) == words, "a text is read as it was written")
    }

    /// The first two bytes say where, the third says what is changed there, in the box of the rest.
    private static func checkChanged(_ input: [UInt8]) {
        guard input.count > 3 else { return }
        let words = String(decoding: input.dropFirst(3).prefix(PaddedText.textSizeMax / 3), as: UTF8.self)
        let sealed = box(words, at: place)
        require(sealed.open(at: place, with: key) == .opened(words), "what was sealed opens")
        guard var bytes = TextCoding.bytes(base64: sealed.text) else { fatalError("broken: a box is base64") }
        let changed = (Int(input[0]) | Int(input[1]) << 8) % bytes.count
        let cut = Box(TextCoding.base64(Array(bytes.prefix(changed))))
        require(
            cut.map { $0.open(at: place, with: key) == .notThisKeys } ?? true, "a box that was cut short does not open")
        bytes[changed] ^= max(1, input[2])
        let box = Box(TextCoding.base64(bytes))
        require(
            box.map { $0.open(at: place, with: key) == .notThisKeys } ?? true, "a box that was changed does not open")
    }

    /// The first byte says what it is said to belong to.
    private static func checkMoved(_ input: [UInt8]) {
        guard let first = input.first else { return }
        let words = String(decoding: input.dropFirst().prefix(PaddedText.textSizeMax / 3), as: UTF8.self)
        let others = [
            place(of: "p08", event: place.event, field: place.field),
            place(of: "p07/talk", event: place.event, field: place.field),
            place(of: "p07", event: "aa-56475aa7/5", field: place.field),
            place(of: "p07", event: place.event, field: "note"),
            place(of: "p07", event: place.event, field: words.filter { $0 != "\0" } + "?"),
        ]
        let other = others[Int(first) % others.count]
        require(box(words, at: place).open(at: other, with: key) == .notThisKeys, "a box opens where it belongs")
    }
}
