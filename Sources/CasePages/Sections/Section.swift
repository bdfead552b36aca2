/// A part of a page: a heading, a remark and a table. Terminal, Markdown and HTML arrange it each in their way.
package struct Section: Sendable, Equatable {
    package var title: String
    /// A sentence under the heading, or instead of an empty table.
    package var remark: String?
    package var columns: [String]
    package var rows: [[String]]

    package init(_ title: String, remark: String? = nil, columns: [String] = [], rows: [[String]] = []) {
        self.title = title
        self.remark = remark
        self.columns = columns
        self.rows = rows
    }
}
