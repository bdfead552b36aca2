/// The list of cases as a page. Titles only ever become text.
enum StudyPage {
    struct Row: Sendable {
        let name: String
        let title: String
        let events: UInt64
        /// Why the case cannot be read; then nothing leads to it.
        let problem: String?

        init(name: String, _ summary: Result<ServedCase.Summary, Problem>) {
            self.name = name
            switch summary {
            case .success(let summary): (title, events, problem) = (summary.title, summary.events, nil)
            case .failure(let problem): (title, events, self.problem) = (name, 0, problem.detail)
            }
        }
    }

    static let style = """
        :root {
          color-scheme: light dark;
          --ground: light-dark(#ffffff, #14171c); --sunk: light-dark(#f4f5f7, #0e1014);
          --line: light-dark(#d9dde3, #2e343e); --ink: light-dark(#1a1e25, #eceff4);
          --quiet: light-dark(#59616e, #a3acba); --accent: light-dark(#0a58b5, #7db8ff);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
        }
        body { margin: 0; background: var(--ground); color: var(--ink); }
        header { background: var(--sunk); border-bottom: 1px solid var(--line); padding: 14px 24px; }
        main { max-width: 720px; margin: 0 auto; padding: 16px 24px 48px; }
        h1 { font-size: 20px; margin: 0; }
        ul { list-style: none; margin: 0; padding: 0; }
        li { border-bottom: 1px solid var(--line); }
        li a { display: flex; justify-content: space-between; gap: 16px; padding: 12px 0; min-height: 44px; }
        a { color: var(--accent); text-decoration: none; }
        a:hover span:first-child { text-decoration: underline; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        .count { color: var(--quiet); white-space: nowrap; }
        .capture { display: inline-block; margin-top: 24px; padding: 10px 18px; border: 1px solid var(--accent);
          border-radius: 6px; min-height: 24px; }

        """

    private static let none = """
        <p>There is no case here so far. Make one in this folder with <code>caselog new</code>, then open this page again.</p>
        """

    static func make(title: String, _ rows: [Row]) -> [UInt8] {
        let items = rows.map { row in
            if let problem = row.problem { return "<li><p>\(escaped(row.title)): \(escaped(problem))</p></li>" }
            return """
                <li><a href="/cases/\(escaped(row.name))"><span>\(escaped(row.title))</span> \
                <span class="count">\(row.events) \(row.events == 1 ? "event" : "events")</span></a></li>
                """
        }
        return Array(
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(escaped(title))</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/study.css">
            </head>
            <body>
            <header><h1>\(escaped(title))</h1></header>
            <main>
            \(rows.isEmpty ? none : "<ul>\n\(items.joined(separator: "\n"))\n</ul>")
            \(rows.isEmpty ? "" : "<a class=\"capture\" href=\"/capture\">Capture a meeting</a>")
            </main>
            </body>
            </html>

            """.utf8)
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
