import CaseModel
import Crypto
import EventLog

/// Whose key it is: how it came to this device.
package enum KeyOrigin: Sendable, Hashable {
    /// This device made it, and seals with it.
    case made
    /// A backup brought it back; it is sealed with where this device has made none.
    case restored
    /// Somebody lent it; it only opens.
    case lent(by: String)

    init?(_ word: String) {
        switch word {
        case "made": self = .made
        case "restored": self = .restored
        default:
            guard word.hasPrefix("lent+"), ReaderName.isName(word.dropFirst(5)) else { return nil }
            self = .lent(by: String(word.dropFirst(5)))
        }
    }

    var word: String {
        switch self {
        case .made: "made"
        case .restored: "restored"
        case .lent(let lender): "lent+\(lender)"
        }
    }

    var seals: Bool { self == .made || self == .restored }
}

/// What a file of keys belongs to: a case, told from others of its name by the feed that holds its `case.opened`; or
/// the device itself.
struct KeyScope: Sendable, Hashable {
    let caseName: String
    let feed: String

    static let device = KeyScope(known: "*", "identity")

    /// - Throws: `CaseError` where these are no names of a case and of a feed.
    init(_ caseName: String, feed: String) throws {
        guard Subject(caseName).map({ subject in subject != .wholeCase && !subject.text.contains("/") }) == true,
            FeedName(feed) != nil
        else { throw CaseError(.badName, "'\(caseName)' and '\(feed)' are no names of a case and of its first feed.") }
        self.init(known: caseName, feed)
    }

    private init(known caseName: String, _ feed: String) {
        self.caseName = caseName
        self.feed = feed
    }

    var isDevice: Bool { self == .device }
    var words: [String] { [caseName, feed] }
}

/// The text of a file of keys. Privacy.md specifies it; keep the two in step.
struct KeyFile: Sendable {
    struct Key: Sendable {
        let subject: Subject
        let origin: KeyOrigin
        /// When it was made, or came here: milliseconds since 1970.
        let since: Int64
        let wrapped: [UInt8]
    }

    /// A row of the table that links identifiers to names.
    struct Row: Sendable {
        let person: Subject
        let since: Int64
        let wrapped: [UInt8]
    }

    let scope: KeyScope
    var wrappingKey: KeptWrappingKey
    var keys: [Key] = []
    var rows: [Row] = []

    init(_ scope: KeyScope, _ wrappingKey: KeptWrappingKey) {
        self.scope = scope
        self.wrappingKey = wrappingKey
    }

    var text: [UInt8] {
        var text = ""
        var previous = ""
        func add(_ words: [String]) { CheckedLine.append(words, after: &previous, to: &text) }
        add([Self.format] + scope.words + wrappingKey.words)
        for key in keys {
            add(["key", key.subject.text, key.origin.word, String(key.since), TextCoding.base64(key.wrapped)])
        }
        for row in rows { add(["name", row.person.text, String(row.since), TextCoding.base64(row.wrapped)]) }
        add(["end"])
        return Array(text.utf8)
    }

    /// - Throws: `CaseError` with the line that is damaged.
    init(reading bytes: [UInt8], _ scope: KeyScope, at path: String) throws {
        func damage(_ line: Int, _ what: String) -> CaseError {
            CaseError(
                .damagedKeys,
                "'\(path)' is damaged in line \(line): \(what). It is left as it is. Put an undamaged copy in its place, or "
                    + "move it away and bring the keys back with `caselog keys restore`.")
        }
        let lines = CheckedLine.lines(bytes)
        guard let first = CheckedLine.words(lines[0]) else { throw damage(1, "its checksum is wrong") }
        guard first.words.first == Self.format else { throw damage(1, "this version does not know its form") }
        guard Array(first.words.dropFirst().prefix(2)) == scope.words else {
            throw damage(1, "it belongs to another case or feed")
        }
        guard let kept = try KeptWrappingKey(first.words.dropFirst(3), at: path) else {
            throw damage(1, "it does not say how its key is kept")
        }
        self.init(scope, kept)
        var previous = first.check
        for (index, line) in lines.enumerated().dropFirst() {
            guard let (words, check) = CheckedLine.words(line, after: previous) else {
                throw damage(index + 1, line.isEmpty ? "the file ends there" : "its checksum is wrong")
            }
            previous = check
            if words == ["end"] {
                guard lines.count == index + 2, lines[index + 1].isEmpty else {
                    throw damage(index + 2, "it is too much")
                }
                return
            }
            guard take(words) else { throw damage(index + 1, "it is neither a key nor a name, or out of order") }
        }
        throw damage(lines.count, "the file ends there")
    }

    private mutating func take(_ words: [String]) -> Bool {
        switch words.first {
        case "key" where words.count == 5 && rows.isEmpty:
            guard let subject = Subject(words[1]), let origin = KeyOrigin(words[2]), let since = Int64(kept: words[3]),
                let wrapped = TextCoding.bytes(base64: words[4])
            else { return false }
            keys.append(Key(subject: subject, origin: origin, since: since, wrapped: wrapped))
        case "name" where words.count == 4:
            guard let person = Subject(words[1]), let since = Int64(kept: words[2]),
                let wrapped = TextCoding.bytes(base64: words[3])
            else { return false }
            rows.append(Row(person: person, since: since, wrapped: wrapped))
        default: return false
        }
        return true
    }

    private static let format = "caselog-keys/1"
}

// What is wrapped says what it is for, so that no line can be put in place of another.
extension KeyFile.Key {
    init(
        _ key: [UInt8], of subject: Subject, _ origin: KeyOrigin, since: Int64, _ scope: KeyScope,
        under outer: SymmetricKey
    ) {
        let binding = Self.binding(subject, origin, since, scope)
        self.init(
            subject: subject, origin: origin, since: since, wrapped: Wrap.seal(key, under: outer, for: binding))
    }

    func opened(_ scope: KeyScope, under outer: SymmetricKey) -> [UInt8]? {
        Wrap.open(wrapped, under: outer, for: Self.binding(subject, origin, since, scope))
    }

    private static func binding(_ subject: Subject, _ origin: KeyOrigin, _ since: Int64, _ scope: KeyScope) -> [String]
    {
        ["key"] + scope.words + [subject.text, origin.word, String(since)]
    }
}

extension KeyFile.Row {
    init(_ text: String, of person: Subject, since: Int64, _ scope: KeyScope, under outer: SymmetricKey) {
        let binding = Self.binding(person, since, scope)
        self.init(
            person: person, since: since, wrapped: Wrap.seal(PaddedText.encode(text), under: outer, for: binding))
    }

    func opened(_ scope: KeyScope, under outer: SymmetricKey) -> String? {
        Wrap.open(wrapped, under: outer, for: Self.binding(person, since, scope)).flatMap(PaddedText.decode)
    }

    private static func binding(_ person: Subject, _ since: Int64, _ scope: KeyScope) -> [String] {
        ["name"] + scope.words + [person.text, String(since)]
    }
}
