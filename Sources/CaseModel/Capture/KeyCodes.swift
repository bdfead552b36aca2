/// The single-key codes of a session: a line of such letters alone records their codes, all at one instant, and of a
/// letter that is pressed twice twice.
///
/// A key is set by a memo that holds the line as typed, so that a program that is started again knows it. A state is an
/// observation when it begins, and another when it ends, which names the first in its `evidence`.
package struct KeyCodes: Sendable, Equatable {
    package struct Key: Sendable, Equatable {
        package let code: String
        /// Whether the code has a beginning and an end.
        package let isState: Bool
    }

    package private(set) var keys: [Character: Key] = [:]
    /// The states that have begun and not ended, with the events that began them.
    package private(set) var begun: [String: String] = [:]

    package init() {}

    /// Longer lines are words.
    private static let pressesMax = 16

    /// The letters that a line consists of, blanks aside, where each is a key.
    func letters(_ entry: Entry) -> [Character]? {
        guard !keys.isEmpty, !entry.isIndented, entry.text.utf8.count <= Self.pressesMax else { return nil }
        let letters = entry.text.filter { $0 != " " }
        return !letters.isEmpty && letters.allSatisfy { keys[$0] != nil } ? Array(letters) : nil
    }

    mutating func set(_ letter: Character, _ key: Key?) { keys[letter] = key }

    /// Takes in what stands of a session, line after line, as it is shown.
    package mutating func take(_ line: JSONValue) {
        let text = line["data"]?["text"]?.string ?? ""
        switch line["type"]?.string.flatMap(EventType.init(rawValue:)) {
        case .memoWritten:
            guard let setting = KeySetting(Entry(text)) else { return }
            set(setting.letter, setting.code.map { Key(code: $0, isState: setting.isState) })
        case .observationNoted:
            guard let codes = line["data"]?["codes"]?.array, codes.count == 1, let code = codes[0].string else {
                return
            }
            if text == Self.beginning(code) {
                begun[code] = line["id"]?.string
            } else if let first = line["evidence"]?.array?.first, first.string == begun[code] {
                begun[code] = nil
            }
        default: return
        }
    }

    static func beginning(_ code: String) -> String { "#\(code) begins" }
    static func end(_ code: String) -> String { "#\(code) ends" }
}

/// What `!key` sets: `a #listening`, `b state #deadlocked`, or `a` alone, which means nothing from then on.
struct KeySetting: Sendable {
    let letter: Character
    let isState: Bool
    /// As typed.
    let code: String?

    init?(_ entry: Entry) {
        guard case (.key, let rest)? = entry.control else { return nil }
        let tokens = EntryLexer(bytes: Array(rest.utf8)).tokens(from: 0)
        guard let first = tokens.first, first.kind == .word, first.text.count == 1, let letter = first.text.first,
            letter.isLetter || letter.isNumber
        else { return nil }
        self.letter = letter
        let others = tokens.dropFirst()
        isState = others.first?.text == "state" && others.first?.kind == .word
        let codes = isState ? others.dropFirst() : others
        guard codes.count <= 1, codes.allSatisfy({ $0.kind == .code }), !isState || codes.count == 1 else { return nil }
        code = codes.first?.text
    }
}

extension Composer {
    /// Sets a key, and keeps that in a memo.
    package mutating func setKey(_ entry: Entry, _ keys: inout KeyCodes) throws -> Composition {
        guard let setting = KeySetting(entry) else {
            let form = EntryForm.named("key")
            throw EntryProblem(
                "Say which key stands for what: \(form?.usage ?? ""). For example: \(form?.example ?? "")")
        }
        var text = "!key \(setting.letter)"
        if let typed = setting.code {
            let token = EntryToken(kind: .code, text: typed, range: 0..<entry.text.utf8.count)
            guard let known = code(token, .code(nil)) else {
                throw EntryProblem("#\(typed) stands for no code.")
            }
            text += (setting.isState ? " state #" : " #") + known.code
            keys.set(setting.letter, KeyCodes.Key(code: known.code, isState: setting.isState))
        } else {
            keys.set(setting.letter, nil)
        }
        made.main = made.lines.count
        let data: [(String, JSONValue?)] = [("text", .string(text)), ("kind", .string(MemoKind.instrument.rawValue))]
        add(.memoWritten, data, warrant: nil)
        return made
    }

    /// What a line of keys records; nil for another line.
    package mutating func press(_ entry: Entry, _ keys: inout KeyCodes) -> Composition? {
        guard let letters = keys.letters(entry) else { return nil }
        let pressed = letters.compactMap { keys.keys[$0] }
        var points = pressed.filter { !$0.isState }.map(\.code)
        made.main = 0
        note(points)
        while !points.isEmpty {
            var codes: [String] = []
            var again: [String] = []
            for code in points {
                if codes.contains(code) { again.append(code) } else { codes.append(code) }
            }
            let text = codes.map { "#" + $0 }.joined(separator: " ")
            add(.observationNoted, [("text", .string(text)), ("codes", list(codes))])
            points = again
        }
        for state in pressed where state.isState {
            note([state.code])
            if keys.begun[state.code] == nil { begin(state.code, &keys) } else { end(state.code, &keys) }
        }
        return made
    }

    /// Ends the states that have begun: before the session does.
    package mutating func endStates(_ keys: inout KeyCodes) {
        for code in keys.begun.keys.sorted() { end(code, &keys) }
    }

    private mutating func begin(_ code: String, _ keys: inout KeyCodes) {
        keys.begin(code, nextID)
        add(.observationNoted, [("text", .string(KeyCodes.beginning(code))), ("codes", list([code]))])
    }

    private mutating func end(_ code: String, _ keys: inout KeyCodes) {
        guard let begun = keys.end(code) else { return }
        let data: [(String, JSONValue?)] = [("text", .string(KeyCodes.end(code))), ("codes", list([code]))]
        add(.observationNoted, data, evidence: [begun])
    }

    private mutating func note(_ codes: [String]) {
        for code in codes where !made.names.contains("#" + code) { made.names.append("#" + code) }
    }
}

extension KeyCodes {
    fileprivate mutating func begin(_ code: String, _ id: String) { begun[code] = id }

    fileprivate mutating func end(_ code: String) -> String? { begun.removeValue(forKey: code) }
}

/// A code that held for a while: from the observation that began it to the one that ended it.
package struct CodeSpan: Sendable, Equatable {
    package let code: String
    package let begin: String
    package let end: String

    /// The spans in the lines of a session, in the order in which they ended. What the observations say is not looked
    /// at, for it may be private: an end names its beginning as evidence, and both have the same one code.
    package static func find(in lines: [JSONValue]) -> [CodeSpan] {
        var codes: [String: String] = [:]
        var spans: [CodeSpan] = []
        for line in lines where line["type"]?.string == EventType.observationNoted.rawValue {
            guard let id = line["id"]?.string, let all = line["data"]?["codes"]?.array, all.count == 1,
                let code = all[0].string
            else { continue }
            codes[id] = code
            if let evidence = line["evidence"]?.array, evidence.count == 1, let begin = evidence[0].string,
                codes[begin] == code
            {
                spans.append(CodeSpan(code: code, begin: begin, end: id))
            }
        }
        return spans
    }
}
