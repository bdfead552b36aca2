/// One HTML file that needs nothing else: no script, no network; for a screen by day and by night, and for paper.
struct HTMLPage {
    /// - Parameters:
    ///   - mark: a comment by which the file is known as one of ours.
    ///   - isWide: whether tables need all the width there is.
    ///   - body: HTML.
    static func text(title: String, mark: [UInt8], isWide: Bool = false, body: String) -> String {
        """
        <!DOCTYPE html>
        \(String(decoding: mark, as: UTF8.self))
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(HTMLText.escaped(title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <main\(isWide ? " class=\"wide\"" : "")>
        \(body)
        </main>
        </body>
        </html>

        """
    }

    /// Text and background differ by 7 to 1 at least, and links and marks by 4.5 to 1, by day and by night.
    private static let style = """
        :root {
          color-scheme: light dark;
          --ink: #1c1c1e; --soft: #5a5d63; --paper: #fdfcfa; --rule: #d9d6cf; --link: #1d4f91; --shade: #f3f1ec;
          --sans: system-ui, "Segoe UI", Helvetica, Arial, sans-serif;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ink: #e8e6e1; --soft: #a8a9ad; --paper: #17181a; --rule: #3a3c40; --link: #8db8f0; --shade: #202225;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 Georgia, serif; }
        main { max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; overflow-wrap: anywhere; }
        main.wide { max-width: 80rem; }
        h1, h2, h3, h4, nav, table, .date, .caption, .lead { font-family: var(--sans); }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
        h2 { font-size: 1.45rem; line-height: 1.25; margin: 3.5rem 0 1rem; }
        h2 { padding-top: .8rem; border-top: 2px solid var(--ink); }
        h3 { font-size: 1.15rem; line-height: 1.3; margin: 2.2rem 0 .6rem; }
        h4 { font-size: .95rem; margin: 1.4rem 0 .4rem; color: var(--soft); }
        p { margin: 0 0 .8rem; }
        a { color: var(--link); text-underline-offset: .15em; }
        .lead, .caption { color: var(--soft); font-size: .92rem; }
        nav { font-size: .92rem; background: var(--shade); border-radius: .4rem; margin: 1.5rem 0; }
        nav { padding: .8rem 1.2rem; }
        nav ol { margin: .2rem 0; padding-left: 1.4rem; }
        .dated { display: grid; grid-template-columns: 7.2rem minmax(0, 1fr); column-gap: 1rem; }
        .date { font-size: .82rem; color: var(--soft); padding-top: .22rem; font-variant-numeric: tabular-nums; }
        .cite { font: .72em/1 var(--sans); color: var(--soft); }
        .cite a { color: var(--soft); }
        .cite a:hover, .cite a:focus { color: var(--link); }
        ul { padding-left: 1.2rem; margin: 0 0 1rem; }
        li { margin-bottom: .5rem; }
        .table { overflow-x: auto; margin: 0 0 1.5rem; }
        table { overflow-wrap: break-word; border-collapse: collapse; font-size: .82rem; line-height: 1.4; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .7rem .3rem 0; }
        th, td { border-bottom: 1px solid var(--rule); }
        th { color: var(--soft); font-weight: 600; }
        td { min-width: 3.5rem; max-width: 30rem; }
        .cited td:first-child { white-space: nowrap; }
        tr:target { background: var(--shade); outline: 2px solid var(--link); }
        @media (max-width: 40rem) { .dated { display: block; } .date { padding: .6rem 0 0; } }
        @media print {
          @page { margin: 2cm; }
          :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --rule: #bbb; --link: #000; }
          body { font-size: 10.5pt; }
          main, main.wide { max-width: none; padding: 0; }
          nav { background: none; }
          a { text-decoration: none; }
          h2 { break-before: page; }
          h2, h3, h4 { break-after: avoid; }
          li, tr { break-inside: avoid; }
          .table { overflow: visible; }
        }
        """
}
