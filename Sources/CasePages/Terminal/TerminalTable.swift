import CaseModel

/// A table for a terminal: rows of cells, each wrapped within its column.
struct TerminalTable {
    static let gap = 2
    /// How many rows a thread makes before it looks for more, and how many are made before they are handed over.
    private static let (partSize, batchSize) = (64, 1 << 14)
    /// Stands for a cell that is shown by way of a `String`.
    private static let isOther = UInt32.max

    /// A line of a cell.
    private struct Piece {
        let range: Range<Int>
        let width: Int
        /// Whether the range is one of `wrapped`, not of the rows.
        let isWrapped: Bool
    }

    private let rows: Rows
    /// The columns that are shown: one that is empty throughout says nothing.
    private let columns: [Int]
    private let titles: [String]
    /// Of each cell, in characters; or `isOther`.
    private let cellWidths: [UInt32]
    /// Of the columns; of a stacked table, of the titles and of the cells beside them.
    private let widths: [Int]
    /// Whether there is so little room that each cell of a row has lines of its own, behind the title of its column.
    private let isStacked: Bool

    /// The lines of the cells of one row, and where in `pieces` those of each column end.
    private var pieces: [Piece] = []
    private var ends: [Int] = []
    private var wrapped: [UInt8] = []

    /// - Parameter sharing: who measures the cells.
    init(_ section: Section, width: Int, sharing: Sharing = .none) {
        let rows = section.rows
        var measures = sharing.map(sharing.parts(of: rows.count), fewest: 2) { Measures(rows, $0) }[...]
        var all = measures.removeFirst()
        for measure in measures { all.append(measure) }
        let lengths = all.lengths
        self.rows = rows
        cellWidths = all.cellWidths
        columns = section.columns.indices.filter { lengths[$0].max > 0 }
        titles = columns.map { section.columns[$0] }
        let isTooWide = ColumnWidths.whole(titles, columns.map { lengths[$0] }) > width
        // What must stay whole is looked for only where something gives way.
        let wholes = columns.map { isTooWide ? WholeWords.width(rows, column: $0) : 0 }
        let fitting = ColumnWidths.fitting(titles, columns.map { lengths[$0] }, wholes, width: width)
        isStacked = fitting == nil
        widths = fitting ?? ColumnWidths.stacked(titles, width: width)
    }

    /// How wide the cells of some rows are.
    private struct Measures: Sendable {
        private(set) var cellWidths: [UInt32] = []
        private(set) var lengths: [ColumnLengths]

        init(_ rows: Rows, _ range: Range<Int>) {
            var lengths = [ColumnLengths](repeating: ColumnLengths(), count: rows.columnCount)
            var cellWidths: [UInt32] = []
            cellWidths.reserveCapacity(range.count * rows.columnCount)
            let bytes = rows.bytes.span.bytes
            rows.forEachCell(of: range) { column, cell in
                let shape = TextShape(bytes, cell)
                cellWidths.append(shape.width.map { UInt32(truncatingIfNeeded: $0) } ?? TerminalTable.isOther)
                lengths[column].add(shape.width ?? Columns.of(String(decoding: rows.bytes[cell], as: UTF8.self)))
            }
            self.lengths = lengths
            self.cellWidths = cellWidths
        }

        /// Adds those of the rows that follow.
        mutating func append(_ next: Measures) {
            cellWidths += next.cellWidths
            for (column, other) in next.lengths.enumerated() { lengths[column].add(other) }
        }
    }

    /// The titles of the columns, unless they have none.
    var head: [UInt8] {
        var output: [UInt8] = []
        guard !isStacked, !titles.allSatisfy(\.isEmpty) else { return output }
        let wrapped = zip(titles, widths).map { TerminalPage.wrap($0, width: $1) }
        let height = wrapped.map(\.count).max() ?? 0
        let lines = (0..<height).map { line in wrapped.map { line < $0.count ? $0[line] : "" } }
        for texts in lines + [widths.map { String(repeating: "-", count: $0) }] {
            var line = "  "
            for (index, text) in texts.enumerated() {
                line += text + String(repeating: " ", count: max(0, widths[index] - Columns.of(text)) + Self.gap)
            }
            output.append(contentsOf: line.utf8)
            Self.endLine(&output)
        }
        return output
    }

    /// Writes some of the rows, with work enough for several threads where there are many.
    func write(_ rows: Range<Int>, sharing: Sharing, to put: ([UInt8]) throws -> Void) rethrows {
        for batch in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.batchSize) {
            let batchEnd = min(batch + Self.batchSize, rows.upperBound)
            let parts = stride(from: batch, to: batchEnd, by: Self.partSize).map {
                $0..<min($0 + Self.partSize, batchEnd)
            }
            for text in sharing.map(parts, { self.text(of: $0) }) { try put(text) }
        }
    }

    private func text(of rows: Range<Int>) -> [UInt8] {
        var table = self
        var text: [UInt8] = []
        for row in rows { table.write(row: row, to: &text) }
        return text
    }

    private mutating func write(row: Int, to output: inout [UInt8]) {
        if isStacked { return writeStacked(row: row, to: &output) }
        pieces.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        wrapped.removeAll(keepingCapacity: true)
        var height = 0
        for (index, column) in columns.enumerated() {
            let before = pieces.count
            wrap(rows.cell(row, column), cellWidths[row * rows.columnCount + column], widths[index])
            ends.append(pieces.count)
            height = max(height, pieces.count - before)
        }
        for line in 0..<height { write(line: line, to: &output) }
    }

    /// Writes each cell behind the title of its column, and an empty line behind the row.
    private mutating func writeStacked(row: Int, to output: inout [UInt8]) {
        for (index, column) in columns.enumerated() where !rows.cell(row, column).isEmpty {
            pieces.removeAll(keepingCapacity: true)
            wrapped.removeAll(keepingCapacity: true)
            wrap(rows.cell(row, column), cellWidths[row * rows.columnCount + column], widths[1])
            let title = TerminalPage.wrap(titles[index], width: widths[0])
            for line in 0..<max(pieces.count, title.count) {
                let text = line < title.count ? title[line] : ""
                Self.indent(by: 2, &output)
                output.append(contentsOf: text.utf8)
                Self.indent(by: max(0, widths[0] - Columns.of(text)) + Self.gap, &output)
                if line < pieces.count {
                    output.append((pieces[line].isWrapped ? wrapped : rows.bytes).span.bytes, pieces[line].range)
                }
                Self.endLine(&output)
            }
        }
        if row + 1 < rows.count { output.append(UInt8(ascii: "\n")) }
    }

    private mutating func wrap(_ cell: Range<Int>, _ cellWidth: UInt32, _ width: Int) {
        if cellWidth == Self.isOther { return wrapByCharacters(cell, width) }
        if cellWidth <= width {
            pieces.append(Piece(range: cell, width: Int(cellWidth), isWrapped: false))
            return
        }
        let rows = rows
        let bytes = rows.bytes.span.bytes
        var start = cell.lowerBound
        while start < cell.upperBound {
            let line = TextShape.lineEnd(
                bytes, from: start, cell.upperBound, isASCII: Int(cellWidth) == cell.count, width: width)
            pieces.append(Piece(range: start..<line.end, width: line.width, isWrapped: false))
            start = line.end
            if start < cell.upperBound, rows.bytes[start] == UInt8(ascii: " ") { start += 1 }
        }
    }

    private mutating func wrapByCharacters(_ cell: Range<Int>, _ width: Int) {
        for line in TerminalPage.wrap(String(decoding: rows.bytes[cell], as: UTF8.self), width: width) {
            let start = wrapped.count
            wrapped.append(contentsOf: line.utf8)
            pieces.append(Piece(range: start..<wrapped.count, width: Columns.of(line), isWrapped: true))
        }
    }

    private func write(line: Int, to output: inout [UInt8]) {
        var owed = 2
        for index in columns.indices {
            let first = index == 0 ? 0 : ends[index - 1]
            guard first + line < ends[index] else {
                owed += widths[index] + Self.gap
                continue
            }
            let piece = pieces[first + line]
            if !piece.range.isEmpty {
                Self.indent(by: owed, &output)
                owed = 0
                output.append((piece.isWrapped ? wrapped : rows.bytes).span.bytes, piece.range)
            }
            owed += max(0, widths[index] - piece.width) + Self.gap
        }
        Self.endLine(&output)
    }

    private static let spaces = [UInt8](repeating: UInt8(ascii: " "), count: 64)

    private static func indent(by count: Int, _ output: inout [UInt8]) {
        var left = count
        while left > 0 {
            let size = min(left, spaces.count)
            output.append(spaces.span.bytes, 0..<size)
            left -= size
        }
    }

    private static func endLine(_ output: inout [UInt8]) {
        while output.last == UInt8(ascii: " ") { output.removeLast() }
        output.append(UInt8(ascii: "\n"))
    }
}
