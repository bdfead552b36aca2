/// Words that no line breaks: those with the id of an event in them, which nobody could look for in two halves.
enum WholeWords {
    /// How wide the longest such word of a column is; 0 where there is none.
    static func width(_ rows: Rows, column: Int) -> Int {
        let bytes = rows.bytes
        var longest = 0
        for row in 0..<rows.count {
            let cell = rows.cell(row, column)
            var start = cell.lowerBound
            for offset in cell {
                if bytes[offset] == UInt8(ascii: " ") { start = offset + 1 }
                guard bytes[offset] == UInt8(ascii: "/"), isFeed(bytes, start..<offset) else { continue }
                var end = offset
                while end < cell.upperBound, bytes[end] != UInt8(ascii: " ") { end += 1 }
                longest = max(longest, end - start)
            }
        }
        return longest
    }

    /// Whether a text ends as the name of a feed does: in a hyphen and eight hexadecimal digits.
    private static func isFeed(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count > 9, bytes[range.upperBound - 9] == UInt8(ascii: "-") else { return false }
        return (range.upperBound - 8..<range.upperBound).allSatisfy { offset in
            switch bytes[offset] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
            default: false
            }
        }
    }
}
