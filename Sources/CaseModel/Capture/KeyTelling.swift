/// What one line of a session, as it is shown, tells of its single-key codes and states.
package enum KeyTelling: Sendable {
    case sets(KeySetting)
    case begins(String)
    /// The state of a code ends that an event began, if that has begun and not ended.
    case mayEnd(String, beginning: String)

    /// nil for any other line.
    package init?(_ line: JSONValue) {
        let text = line["data"]?["text"]?.string ?? ""
        switch line["type"]?.string.flatMap(EventType.init(rawValue:)) {
        case .memoWritten:
            guard let setting = KeySetting(Entry(text)) else { return nil }
            self = .sets(setting)
        case .observationNoted:
            guard let codes = line["data"]?["codes"]?.array, codes.count == 1, let code = codes[0].string else {
                return nil
            }
            if text == KeyCodes.beginning(code) {
                self = .begins(code)
            } else if let beginning = line["evidence"]?.array?.first?.string {
                self = .mayEnd(code, beginning: beginning)
            } else {
                return nil
            }
        default: return nil
        }
    }
}

/// What `!key` sets: `a #listening`, `b state #deadlocked`, or `a` alone, which means nothing from then on.
package struct KeySetting: Sendable {
    let letter: Character
    let isState: Bool
    /// As typed.
    let code: String?

    init?(_ entry: Entry) {
        guard case (.key, let rest)? = entry.control else { return nil }
        let tokens = EntryLexer(bytes: Array(rest.utf8)).tokens(from: 0)
        guard let letter = tokens.first.flatMap(Self.letter) else { return nil }
        self.letter = letter
        let (isState, codes) = Self.codes(behind: tokens)
        self.isState = isState
        guard codes.count <= 1, codes.allSatisfy({ $0.kind == .code }), !isState || codes.count == 1 else { return nil }
        code = codes.first?.text
    }

    /// What stands behind the letter: whether it is a state, and what should be its code.
    private static func codes(behind tokens: [EntryToken]) -> (isState: Bool, codes: ArraySlice<EntryToken>) {
        let others = tokens.dropFirst()
        let isState = others.first?.kind == .word && others.first?.text == "state"
        return (isState, isState ? others.dropFirst() : others)
    }

    private static func letter(_ token: EntryToken) -> Character? {
        guard token.kind == .word, token.text.count == 1, let letter = token.text.first else { return nil }
        return letter.isLetter || letter.isNumber ? letter : nil
    }

    /// Which piece of a `!key` that sets nothing is not as it should be.
    static func whyNot(_ entry: Entry) -> String {
        let lexer = EntryLexer(bytes: Array((entry.control?.rest ?? "").utf8))
        let tokens = lexer.tokens(from: 0)
        guard let first = tokens.first else { return "Say which key stands for what." }
        if letter(first) == nil { return "\(lexer.text(first.range)) is not one letter or one digit." }
        let others = codes(behind: tokens).codes
        guard let wrong = others.first(where: { $0.kind != .code }) ?? others.dropFirst().first else {
            return "Say which code the state \(first.text) stands for."
        }
        return wrong.kind == .code
            ? "A key stands for one code, and #\(wrong.text) is another."
            : "\(lexer.text(wrong.range)) is no code: codes begin with #."
    }
}
