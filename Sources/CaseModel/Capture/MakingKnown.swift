extension Composer {
    /// Makes somebody or something known as `!new` says: the kind, the name, and a title behind a colon.
    package mutating func makeKnown(_ rest: String) throws -> Composition {
        let lexer = EntryLexer(bytes: Array(rest.utf8))
        var tokens = lexer.tokens(from: 0)
        var title: String?
        if let colon = tokens.firstIndex(where: { $0.kind == .colon }) {
            title = Entry(" " + lexer.text(tokens[colon].range.upperBound..<lexer.bytes.count)).text
            tokens.removeSubrange(colon...)
        }
        guard tokens.count >= 2, tokens[0].kind == .word else { throw usage() }
        let name =
            tokens.count == 2
            ? tokens[1].text : lexer.text(tokens[1].range.lowerBound..<(tokens.last?.range.upperBound ?? 0))
        let titled = title.flatMap { $0.isEmpty ? nil : $0 } ?? name
        if let kind = CodeKind(rawValue: tokens[0].text) ?? (tokens[0].text == "code" ? .theme : nil) {
            if let known = names.findCode(name, in: history) {
                throw EntryProblem("#\(known.code) is a \(known.kind.rawValue) of the codebook already.")
            }
            _ = mintCode(name, titled, kind)
            made.main = made.lines.count - 1
            return made
        }
        guard let kind = NewKind(rawValue: tokens[0].text) else { throw usage() }
        if let known = names.find(name, kind.kinds, in: history) {
            throw EntryProblem("\"\(name)\" is a \(kind.rawValue) already: \(known).")
        }
        _ = mint(kind, titled, .other, typed: name)
        made.main = made.lines.count - 1
        return made
    }

    private func usage() -> EntryProblem {
        let form = EntryForm.named("new")
        return EntryProblem("Say what is new: \(form?.usage ?? ""). For example: \(form?.example ?? "")")
    }
}

extension EntryForm {
    /// Whether a word is the number of an event, or its id.
    package static func isEvent(_ word: String) -> Bool { BoundForm.isEvent(word) }

    /// The minutes behind `!end`; nil where none are.
    package static func minutes(_ text: String) throws -> Int? {
        if text.isEmpty { return nil }
        guard let number = text.split(separator: " ").first.flatMap({ Int($0) }), (0...1_000_000).contains(number)
        else { throw EntryProblem("\"\(text)\" is no number of minutes. Type !end, or !end 90.") }
        return number
    }
}
