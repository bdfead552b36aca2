import CaseModel

/// A report as one HTML file: each citation leads to its event in the list at the end.
package struct ReportHTML {
    private let report: Report
    /// Where all events are of one feed, its name need not stand with each.
    private let feed: String?

    package init(_ report: Report) {
        self.report = report
        let feeds = Set(report.cited.map(\.event.feed))
        feed = feeds.count == 1 ? feeds.first.map { report.tables.feeds[$0] } : nil
    }

    package var text: String {
        HTMLPage.text(title: "\(report.title): case report", mark: ReportMarkdown.mark, body: body)
    }

    private func escaped(_ text: String) -> String { HTMLText.escaped(text) }

    private var body: String {
        var html = "<h1>\(escaped(report.title))</h1>\n<p class=\"lead\">\(escaped(report.subtitle))</p>\n"
        for paragraph in report.introduction { html += "<p class=\"lead\">\(escaped(paragraph))</p>\n" }
        if let feed {
            html +=
                "<p class=\"lead\">All these events are of the feed \(escaped(feed)): a number stands for the event of "
            html += "that number in it.</p>\n"
        }
        html += contents
        html += section(report.basis, title: report.basis.title, number: 0)
        for (index, part) in report.parts.enumerated() {
            html += section(part, title: "\(index + 1). \(part.title)", number: index + 1)
        }
        html += section(report.limits, title: report.limits.title, number: report.parts.count + 1)
        return html + cited
    }

    private var contents: String {
        var html = "<nav aria-label=\"Contents\"><ol>\n"
        for (index, part) in ([report.basis] + report.parts + [report.limits]).enumerated() {
            html += "<li value=\"\(index)\"><a href=\"#part-\(index)\">\(escaped(part.title))</a></li>\n"
        }
        if !report.cited.isEmpty { html += "<li><a href=\"#cited\">Events cited</a></li>\n" }
        return html + "</ol></nav>\n"
    }

    private func section(_ part: Report.Part, title: String, number: Int) -> String {
        "<section>\n<h2 id=\"part-\(number)\">\(escaped(title))</h2>\n" + part.blocks.map(html).joined()
            + "</section>\n"
    }

    private func html(_ block: Report.Block) -> String {
        switch block {
        case .heading(let title, let level): "<h\(level + 2)>\(escaped(title))</h\(level + 2)>\n"
        case .caption(let words): "<p class=\"caption\">\(escaped(words))</p>\n"
        case .paragraph(nil, let sentences): "<p>\(html(sentences))</p>\n"
        case .paragraph(let date?, let sentences):
            "<div class=\"dated\"><span class=\"date\">\(escaped(date))</span><p>\(html(sentences))</p></div>\n"
        case .list(let sentences): "<ul>\n" + sentences.map { "<li>\(html($0))</li>\n" }.joined() + "</ul>\n"
        }
    }

    private func html(_ sentences: [Sentence]) -> String { sentences.map(html).joined(separator: " ") }

    private func html(_ sentence: Sentence) -> String {
        var links: [String] = []
        var previous: CitedRun?
        for run in report.runs(of: sentence) {
            links.append(link(run, behind: previous))
            previous = run
        }
        let end = sentence.isEnded ? "" : "."
        let words = sentence.words(escaped, breaking: "<br>")
        return "\(words) <span class=\"cite\">[\(links.joined(separator: ", "))]</span>\(end)"
    }

    private func link(_ run: CitedRun, behind previous: CitedRun?) -> String {
        let isShort = feed != nil || previous?.first.feed == run.first.feed
        var html = link(run.first, isShort ? String(run.first.sequence) : report.tables.text(run.first))
        if run.isRun { html += "–" + link(run.last, String(run.last.sequence)) }
        return run.marks.isEmpty ? html : "\(html)&nbsp;\(escaped(run.marks))"
    }

    private func link(_ event: EventID, _ words: String) -> String {
        "<a href=\"#\(anchor(event))\">\(escaped(words))</a>"
    }

    private func anchor(_ event: EventID) -> String { "e\(event.feed)-\(event.sequence)" }

    /// The events that are cited, a row each.
    private var cited: String {
        guard !report.cited.isEmpty else { return "" }
        let heads = ["event", "date", "what", "warrant", "sources"].map { "<th scope=\"col\">\($0)</th>" }.joined()
        var html = """
            <section>
            <h2 id="cited">Events cited</h2>
            <div class="table" tabindex="0"><table class="cited">
            <thead><tr>\(heads)</tr></thead>
            <tbody>

            """
        for event in report.cited {
            let marks = event.marks.cell.isEmpty ? "" : " \(event.marks.cell)"
            let cells = [
                report.tables.text(event.event), event.date + marks + event.dateRemark, event.what(report.tables),
                event.warrant ?? "",
                event.sources.joined(separator: ", "),
            ]
            html += "<tr id=\"\(anchor(event.event))\">" + cells.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>\n"
        }
        return html + "</tbody>\n</table></div>\n</section>\n"
    }
}
