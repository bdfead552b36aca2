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
    package mutating func take(_ line: JSONValue) { take(line, id: line["id"]?.string) }

    /// Takes in the lines of an entry, which are stored next.
    package mutating func take(_ made: Composition, at moment: EntryMoment) {
        for (index, line) in made.lines.enumerated() {
            take(line, id: "\(moment.feed)/\(moment.nextSequence + UInt64(index))")
        }
    }

    private mutating func take(_ line: JSONValue, id: String?) {
        switch KeyTelling(line) {
        case .sets(let setting): set(setting.letter, setting.code.map { Key(code: $0, isState: setting.isState) })
        case .begins(let code): begun[code] = id
        case .mayEnd(let code, let beginning): if beginning == begun[code] { begun[code] = nil }
        case nil: return
        }
    }

    static func beginning(_ code: String) -> String { "#\(code) begins" }
    static func end(_ code: String) -> String { "#\(code) ends" }
}

extension Composer {
    /// Sets a key, and keeps that in a memo.
    package mutating func setKey(_ entry: Entry, _ keys: inout KeyCodes) throws -> Composition {
        guard let setting = KeySetting(entry) else {
            throw EntryForm.unclear("key", KeySetting.whyNot(entry))
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
