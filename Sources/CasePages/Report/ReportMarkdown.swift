import CaseModel

/// A report as Markdown.
package struct ReportMarkdown {
    /// What the beginning of a report's file holds, by which it is known as one of ours.
    package static let mark = Array("<!-- caselog report -->".utf8)

    private let report: Report

    package init(_ report: Report) { self.report = report }

    package var text: String {
        var text = String(decoding: Self.mark, as: UTF8.self) + "\n\n# \(MarkdownText.escaped(report.title))\n\n"
        text += "\(MarkdownText.escaped(report.subtitle))\n\n"
        for paragraph in report.introduction { text += "\(MarkdownText.escaped(paragraph))\n\n" }
        text += "## \(report.basis.title)\n\n" + report.basis.blocks.map(self.text).joined()
        for (index, part) in report.parts.enumerated() {
            text += "## \(index + 1). \(part.title)\n\n" + part.blocks.map(self.text).joined()
        }
        text += "## \(report.limits.title)\n\n" + report.limits.blocks.map(self.text).joined()
        return text + cited
    }

    private func text(_ block: Report.Block) -> String {
        switch block {
        case .heading(let title, let level):
            "\(String(repeating: "#", count: level + 2)) \(MarkdownText.escaped(title))\n\n"
        case .caption(let words): "*\(MarkdownText.escaped(words))*\n\n"
        case .paragraph(let date, let sentences):
            (date.map { "**\(MarkdownText.escaped($0))** " } ?? "") + sentences.map(text).joined(separator: " ")
                + "\n\n"
        case .list(let sentences): sentences.map { "- \(text($0))\n" }.joined() + "\n"
        }
    }

    private func text(_ sentence: Sentence) -> String {
        let end = sentence.isEnded ? "" : "."
        let words = sentence.words(MarkdownText.escaped, breaking: "<br>")
        return "\(words) [\(MarkdownText.escaped(citation(of: sentence)))]\(end)"
    }

    private func citation(of sentence: Sentence) -> String {
        var text = ""
        var previous: CitedRun?
        for run in report.runs(of: sentence) {
            let isSameFeed = previous?.first.feed == run.first.feed
            text += (previous == nil ? "" : isSameFeed ? ", " : "; ") + run.text(behind: previous, report.tables)
            previous = run
        }
        return text
    }

    /// The events that are cited, a row each.
    private var cited: String {
        guard !report.cited.isEmpty else { return "" }
        var text = "## Events cited\n\n| event | date | what | | warrant | sources |\n|---|---|---|---|---|---|\n"
        for event in report.cited {
            let cells = [
                report.tables.text(event.event), event.date + event.dateRemark, event.what(report.tables),
                event.marks.cell, event.warrant ?? "",
                event.sources.joined(separator: ", "),
            ]
            text += "| \(cells.map(MarkdownText.escaped).joined(separator: " | ")) |\n"
        }
        return text
    }
}
