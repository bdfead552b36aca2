/// A typed line, taken apart: what it says, not yet what it means in a case.
package struct Entry: Sendable {
    enum Body: Sendable {
        case nothing
        case words(by: [EntryToken], text: String, names: [EntryToken])
        case form(EntryForm, BoundForm)
        case control(EntryForm.Control, String)
        case unknown(form: String)
    }

    /// The line as typed, without white space around it.
    package let text: String
    /// Whether white space stands before it, which makes it words whatever it is.
    let isIndented: Bool
    let body: Body

    /// Takes a line apart, whatever bytes it has. A space before `!` makes it words.
    package init(_ line: String) {
        let isForm = line.utf8.first == UInt8(ascii: "!")
        let bytes = Array(line.utf8)
        let lexer = EntryLexer(bytes: bytes)
        let start = lexer.skipSpace(0)
        var end = bytes.count
        while end > start, lexer.skipSpace(end - 1) == bytes.count { end -= 1 }
        text = lexer.text(start..<end)
        isIndented = start > 0
        if text.isEmpty {
            body = .nothing
        } else if isForm {
            body = Self.form(EntryLexer(bytes: Array(text.utf8)))
        } else {
            body = Self.words(EntryLexer(bytes: Array(text.utf8)))
        }
    }

    /// The form that records no event of its own, and what follows it; nil for another entry.
    package var control: (form: EntryForm.Control, rest: String)? {
        if case .control(let control, let rest) = body { return (control, rest) }
        return nil
    }

    /// Whether it takes back, or puts right, the last entry that stands, whichever that is.
    package var bearsOnLast: Bool {
        switch control {
        case (.undo, let rest)?: rest.isEmpty
        case (.fix, let rest)?: !(rest.split(separator: " ").first.map { EntryForm.isEvent(String($0)) } ?? false)
        default: false
        }
    }

    /// What answers an entry that is not to be recorded; nil where it is.
    package var told: [String]? {
        switch body {
        case .nothing: []
        case .control(.help, let form): EntryForm.helpText(form.isEmpty ? nil : form)
        default: nil
        }
    }

    private static func words(_ lexer: EntryLexer) -> Body {
        let all = lexer.names()
        guard let (speakers, start) = lexer.speakers() else {
            return .words(by: [], text: lexer.text(0..<lexer.bytes.count), names: all)
        }
        return .words(
            by: speakers, text: lexer.text(start..<lexer.bytes.count),
            names: all.filter { $0.range.lowerBound >= start })
    }

    private static func form(_ lexer: EntryLexer) -> Body {
        var end = 1
        while end < lexer.bytes.count, lexer.skipSpace(end) == end { end += 1 }
        let name = lexer.text(1..<end)
        guard let form = EntryForm.named(name) else { return .unknown(form: name) }
        switch form.work {
        case .control(let control):
            return .control(control, lexer.text(lexer.skipSpace(end)..<lexer.bytes.count))
        case .event(.memoWritten):
            let start = lexer.skipSpace(end)
            let names = EntryLexer(bytes: Array(lexer.bytes[start...])).names()
            return .form(form, BoundForm(memo: lexer.text(start..<lexer.bytes.count), names))
        case .event: return .form(form, BoundForm(form, lexer, from: end))
        }
    }
}
