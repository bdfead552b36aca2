package import CaseModel

/// Traces of persons for people who look through a case or a file: each with some of the text around it, and what to
/// do.
package struct LintPage {
    /// Where a line stands that a trace was found in.
    package enum Place {
        case event(String)
        case line(Int)
    }

    /// So many characters on either side say what a text is about, in JSON.
    private static let contextCount = 40
    private let width: Int
    private var sureness: Trace.Sureness?
    private var remedies: Set<OpenTrace.Remedy> = []

    package init(width: Int) { self.width = max(40, width) }

    /// A trace on lines of its own, under a heading where it is the first that is as sure.
    package mutating func text(_ found: OpenTrace, at place: Place) -> String {
        var text = ""
        if sureness != found.trace.sureness {
            text += "\(sureness == nil ? "" : "\n")\(found.trace.sureness.rawValue)\n"
            sureness = found.trace.sureness
        }
        remedies.insert(found.remedy)
        let whereabouts =
            switch place {
            case .event(let id): "of \(id)"
            case .line(let number): "in line \(number)"
            }
        let words = String(decoding: found.words, as: UTF8.self)
        let head =
            "\(found.trace.kind.rawValue) “\(Self.flat(words))” in \(found.field) \(whereabouts): \(Self.advice(found.remedy))"
        for (index, line) in TerminalPage.wrap(head, width: width - 6).enumerated() {
            text += (index == 0 ? "  " : "      ") + line + "\n"
        }
        guard found.words.count < found.text.count else { return text }
        let room = max(10, (width - 6 - words.count) / 2)
        let (before, after) = Self.context(found, room)
        for line in TerminalPage.wrap(before + Self.flat(words) + after, width: width - 6) { text += "      \(line)\n" }
        return text
    }

    /// What to do about what was found, in whole sentences; empty where nothing was.
    ///
    /// - Parameter caseName: as it was given; nil for lines of input.
    package func advice(caseName: String?) -> String {
        guard !remedies.isEmpty else { return "" }
        var paragraphs: [String] = []
        if let caseName {
            if remedies.contains(.makePrivate) {
                let data = #"{"event":"ID","reason":"…","data":{"text":{"private":"the words"}}}"#
                paragraphs.append(
                    "To have words shown as private: caselog add \(caseName) event.corrected --data '\(data)'")
            }
            paragraphs.append(
                """
                Correcting takes nothing out of the log: what was stored in the open stands there in the open for ever, \
                and in each copy. Only what is shown can be bettered. Look through lines before they are imported, and \
                through a case before it is sealed, copied or handed on.
                """)
        } else {
            paragraphs.append(
                """
                Mark words as private, as in {"text":{"private":"the words"}}, or write others, before the lines are \
                imported: what a log holds in the open, it holds for ever.
                """)
        }
        return "\n"
            + paragraphs.map { TerminalPage.wrap($0, width: width).joined(separator: "\n") + "\n" }
            .joined(separator: "\n")
    }

    /// A trace as one line of JSON, without LF.
    package static func json(_ found: OpenTrace, at place: Place) -> [UInt8] {
        let (before, after) = context(found, contextCount)
        let whereMember: (String, JSONValue) =
            switch place {
            case .event(let id): ("event", .string(id))
            case .line(let number): ("line", .integer(number))
            }
        let members: [(String, JSONValue)] = [
            whereMember, ("field", .string(found.field)), ("kind", .string(found.trace.kind.rawValue)),
            ("sureness", .string(found.trace.sureness.rawValue)), ("before", .string(before)),
            ("words", .string(String(decoding: found.words, as: UTF8.self))), ("after", .string(after)),
            ("remedy", .string(found.remedy.rawValue)),
        ]
        var bytes: [UInt8] = []
        JSONValue.object(members.map { JSONValue.Member(key: $0.0, value: $0.1) }).write(to: &bytes)
        return bytes
    }

    private static func advice(_ remedy: OpenTrace.Remedy) -> String {
        switch remedy {
        case .makePrivate: "can be private"
        case .reword: "needs other words"
        case .none: "cannot be corrected"
        case .done: "no longer shown"
        }
    }

    /// Some of the text before and behind a trace, so many characters each at most.
    private static func context(_ found: OpenTrace, _ count: Int) -> (before: String, after: String) {
        let before = flat(String(decoding: found.text[..<found.trace.range.lowerBound], as: UTF8.self))
        let after = flat(String(decoding: found.text[found.trace.range.upperBound...], as: UTF8.self))
        return (
            before.count > count ? "…\(before.suffix(count - 1))" : before,
            after.count > count ? "\(after.prefix(count - 1))…" : after
        )
    }

    private static func flat(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
}
