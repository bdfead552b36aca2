/// Sections as one HTML file, each with its table.
package enum SectionsHTML {
    /// - Parameters:
    ///   - mark: a comment by which the file is known as one of ours.
    ///   - lead: sentences under the title.
    package static func text(title: String, mark: [UInt8], lead: [String], _ sections: [Section]) -> String {
        var body = "<h1>\(HTMLText.escaped(title))</h1>\n"
        for line in lead { body += "<p class=\"lead\">\(HTMLText.escaped(line))</p>\n" }
        body += sections.map(html).joined()
        return HTMLPage.text(title: title, mark: mark, isWide: true, body: body)
    }

    private static func html(_ section: Section) -> String {
        var html = "<section>\n<h3>\(HTMLText.escaped(section.title))</h3>\n"
        if let remark = section.remark { html += "<p class=\"caption\">\(HTMLText.escaped(remark))</p>\n" }
        guard !section.rows.isEmpty else { return html + "</section>\n" }
        let heads = section.columns.map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined()
        html += "<div class=\"table\" tabindex=\"0\"><table>\n<thead><tr>\(heads)</tr></thead>\n<tbody>\n"
        for row in 0..<section.rows.count {
            let cells = section.columns.indices.map { column -> String in
                let text = String(decoding: section.rows.bytes[section.rows.cell(row, column)], as: UTF8.self)
                return column == 0
                    ? "<th scope=\"row\">\(HTMLText.escaped(text))</th>" : "<td>\(HTMLText.escaped(text))</td>"
            }
            html += "<tr>\(cells.joined())</tr>\n"
        }
        return html + "</tbody>\n</table></div>\n</section>\n"
    }
}
