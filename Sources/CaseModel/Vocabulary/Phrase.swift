/// The phrase of an event type, taken apart once so that filling it is copying.
struct Phrase: Sendable {
    /// How a value is put into words.
    enum Manner: Sendable {
        /// As it stands.
        case plain
        /// An enumerated word, without its hyphens.
        case word
        /// An enumerated word, by what the phrase says for some of them.
        case said([Said])
        /// An identifier, by the name of what it stands for.
        case name
        /// A code, which need not be said where the event's text names it.
        case code
    }

    /// What stands for an enumerated word.
    struct Said: Sendable {
        let word: [UInt8]
        let words: [UInt8]
    }

    struct Field: Sendable {
        let key: [UInt8]
        let manner: Manner
        let isList: Bool
    }

    enum Part: Sendable {
        /// Between the quotes of a JSON string.
        case words([UInt8])
        /// nil for one that the type does not have.
        case field(Field?)
        /// Kept when all its fields are there, and each says something.
        case optional([Part])
    }

    let parts: [Part]

    /// By the ordinals of the types.
    private static let all = EventType.allCases.map { Phrase(EventDescription.of($0)) }

    static func of(_ type: EventType) -> Phrase { all[EventType.table.ordinal(of: type)] }

    private init(_ description: EventDescription) {
        parts = Self.parts(description.phrase[...], of: description)
    }

    private static func parts(_ phrase: Substring, of description: EventDescription) -> [Part] {
        var parts: [Part] = []
        var rest = phrase
        while let next = rest.firstIndex(where: { $0 == "{" || $0 == "[" }) {
            let isOptional = rest[next] == "["
            guard let close = rest[next...].firstIndex(of: isOptional ? "]" : "}") else { break }
            parts.append(.words(JSONText.escaped(String(rest[..<next]))))
            let inner = rest[rest.index(after: next)..<close]
            if isOptional {
                parts.append(.optional(self.parts(inner, of: description)))
            } else {
                parts.append(.field(field(inner, of: description)))
            }
            rest = rest[rest.index(after: close)...]
        }
        return parts + [.words(JSONText.escaped(String(rest)))]
    }

    /// - Parameter text: `name`, or `name:word=what is said for it|…`.
    private static func field(_ text: Substring, of description: EventDescription) -> Field? {
        let ends = text.split(separator: ":", maxSplits: 1)
        guard let field = ends.first.flatMap({ description.field(String($0)) }) else { return nil }
        let said = (ends.count > 1 ? ends[1] : "").split(separator: "|").map { pair in
            let sides = pair.split(separator: "=")
            return Said(word: Array(sides[0].utf8), words: JSONText.escaped(String(sides[1])))
        }
        var shape = field.shape
        var isList = false
        if case .list(let element) = shape { (shape, isList) = (element, true) }
        return Field(key: JSONText.escaped(field.name), manner: manner(shape, field.role, said), isList: isList)
    }

    private static func manner(_ shape: FieldShape, _ role: FieldRole, _ said: [Said]) -> Manner {
        switch shape {
        case .word: said.isEmpty ? .word : .said(said)
        case .slug, .reference:
            switch role {
            case .course, .touches, .existing, .perceiver: .name
            case .code: .code
            case .plain, .defines, .definesCode, .courseOfCode, .events, .coded: .plain
            }
        default: .plain
        }
    }
}
