import CaseModel

/// The rows of a table: all their cells one behind the other, for there may be a million of them.
package struct Rows: Sendable, Equatable {
    package let columnCount: Int
    private(set) var bytes: [UInt8] = []
    /// Where each cell ends in `bytes`.
    private var ends: [Int] = []

    /// - Parameter rows: of as many cells each as the first.
    package init(_ rows: [[String]]) {
        columnCount = rows.first?.count ?? 0
        for cell in rows.joined() {
            bytes.append(contentsOf: cell.utf8)
            ends.append(bytes.count)
        }
    }

    init(columnCount: Int, bytes: [UInt8], ends: [Int]) {
        self.columnCount = columnCount
        self.bytes = bytes
        self.ends = ends
    }

    package var count: Int { columnCount == 0 ? 0 : ends.count / columnCount }
    package var isEmpty: Bool { ends.isEmpty }

    /// Where in `bytes` a cell stands.
    func cell(_ row: Int, _ column: Int) -> Range<Int> {
        let index = row * columnCount + column
        return (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// Calls `body` with the column of each cell, row by row, and with where in `bytes` it stands.
    func forEachCell(of rows: Range<Int>, _ body: (_ column: Int, Range<Int>) -> Void) {
        guard !rows.isEmpty else { return }
        var (start, column) = (cell(rows.lowerBound, 0).lowerBound, 0)
        for end in ends[rows.lowerBound * columnCount..<rows.upperBound * columnCount] {
            body(column, start..<end)
            start = end
            column = column + 1 == columnCount ? 0 : column + 1
        }
    }

    /// Whether a cell, or the end of one, marks a fact as imprecise or reconstructed.
    var isMarked: Bool {
        var start = 0
        for end in ends {
            defer { start = end }
            guard end > start, Marks.lastBytes.contains(bytes[end - 1]) else { continue }
            let cell = String(decoding: bytes[start..<end], as: UTF8.self)
            if Marks.cells.contains(where: { cell == $0 || cell.hasSuffix("  " + $0) }) { return true }
        }
        return false
    }
}
