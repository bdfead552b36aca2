/// A part of a page: a heading, a remark and a table. Terminal, Markdown and HTML arrange it each in their way.
package struct Section: Sendable, Equatable {
    package var title: String
    /// A sentence under the heading, or instead of an empty table.
    package var remark: String?
    package var columns: [String]
    package var rows: Rows
    /// Lines of characters that are a picture together, above the table, where characters can show one.
    package var picture: [String] = []

    /// Whether a cell, or the end of one, marks a fact as imprecise or reconstructed.
    package var isMarked: Bool { rows.isMarked }

    package init(_ title: String, remark: String? = nil, columns: [String] = [], rows: Rows = Rows([])) {
        self.title = title
        self.remark = remark
        self.columns = columns
        self.rows = rows
    }
}
