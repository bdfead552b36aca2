import CaseModel

/// An audit as text for a terminal, or as Markdown; handed over turn by turn, for there may be many.
package struct AuditPage {
    package enum Form: Sendable {
        case terminal(width: Int)
        case markdown
    }

    /// Deeper levels are not set in further: there may be as many as events.
    private static let depthMax = 6
    private static let labelWidth = 12

    private var words: AuditWords
    private let form: Form

    package init(_ words: AuditWords, _ form: Form) {
        self.words = words
        self.form = form
    }

    /// - Parameter dates: the dates asked for, in words.
    package mutating func render(caseName: String, dates: String, to put: ([UInt8]) throws -> Void) rethrows {
        let audit = words.audit
        let summary = AuditSummary(words)
        try put(Array(head("\(caseName): audit of \(words.dispute), \(dates)", summary.sentences).utf8))
        let numbers = Dictionary(audit.turns.map { ($0.event, $0.number) }) { first, _ in first }
        let gaps = Dictionary(grouping: audit.gaps.filter { $0.turn != nil }) { $0.turn }
        for episode in audit.episodes {
            try put(Array(heading(episode).utf8))
            for turn in episode.turns {
                let outline = AuditOutline(
                    turn, &words, gaps: gaps[turn.event] ?? [], numbers: numbers, summary)
                if let outline { try put(Array(text(outline).utf8)) }
            }
        }
    }

    private func head(_ title: String, _ sentences: [String]) -> String {
        switch form {
        case .terminal(let width):
            let lines = Self.fitting(title, width)
            let rule = String(repeating: "=", count: lines.map(\.count).max() ?? 0)
            return (lines + [rule, ""] + sentences.flatMap { hanging("", $0, at: 0, width) }).joined(separator: "\n")
                + "\n"
        case .markdown:
            return "# \(MarkdownText.escaped(title))\n\n" + sentences.map { "- \(MarkdownText.escaped($0))\n" }.joined()
        }
    }

    private func heading(_ episode: Audit.Episode) -> String {
        var title = episode.number == 0 ? "Before it was raised" : "Episode \(episode.number)"
        if let opening = episode.opening.flatMap({ words.audit.events[$0] }) { title += ": from \(opening.occurred)" }
        if let end = episode.settlement.flatMap({ words.audit.events[$0] }) { title += ", settled \(end.occurred)" }
        switch form {
        case .terminal(let width):
            let lines = Self.fitting(title, width)
            let rule = String(repeating: "-", count: lines.map(\.count).max() ?? 0)
            return (["", lines.joined(separator: "\n"), rule, ""]).joined(separator: "\n")
        case .markdown: return "\n## \(title)\n"
        }
    }

    private func text(_ outline: AuditOutline) -> String {
        switch form {
        case .terminal(let width):
            var lines = [""] + Self.fitting(outline.heading, width) + hanging("", outline.sentence, at: 3, width)
            for line in outline.lines {
                lines += hanging(line.label, line.text, at: 3 + indent(line.depth), width)
            }
            return lines.joined(separator: "\n") + "\n"
        case .markdown:
            var text = "\n### \(MarkdownText.escaped(outline.heading))\n\n\(MarkdownText.escaped(outline.sentence))\n\n"
            for line in outline.lines {
                let indent = String(repeating: " ", count: indent(line.depth))
                text += "\(indent)- **\(line.label)** \(MarkdownText.escaped(line.text))\n"
            }
            return text
        }
    }

    /// A heading as it is, or wrapped where it is too long.
    private static func fitting(_ heading: String, _ width: Int) -> [String] {
        heading.count <= width ? [heading] : TerminalPage.wrap(heading, width: width)
    }

    /// What a turn itself names is set in as far as what is said of the turn.
    private func indent(_ depth: Int) -> Int { 2 * min(max(0, depth - 1), Self.depthMax) }

    /// A text wrapped behind its label.
    private func hanging(_ label: String, _ text: String, at indent: Int, _ width: Int) -> [String] {
        let labelWidth = label.isEmpty ? 0 : max(Self.labelWidth, label.count) + 2
        let left = String(repeating: " ", count: indent)
        let lines = TerminalPage.wrap(text, width: max(20, width - indent - labelWidth))
        return lines.enumerated().map { index, line in
            let lead = index == 0 ? label : ""
            return left + lead + String(repeating: " ", count: labelWidth - lead.count) + line
        }
    }
}
