/// How wide the columns of a table become.
enum ColumnWidths {
    /// Columns narrower than this are not shrunk further.
    private static let widthMin = 6

    /// Widths that fit: a column gives up first what only a few long cells ask of it, then the widest ones give way.
    static func fitting(_ titles: [String], _ lengths: [ColumnLengths], width: Int) -> [Int] {
        var widths = titles.indices.map { max(titles[$0].count, lengths[$0].max) }
        let typical = titles.indices.map { max(titles[$0].count, widthMin, lengths[$0].typical) }
        let available = width - 2 - TerminalTable.gap * (widths.count - 1)
        while true {
            let excess = widths.reduce(0, +) - available
            guard excess > 0 else { return widths }
            let over = zip(widths, typical).map { $0 - $1 }
            let (longest, lead) = largest(over)
            if over[longest] > 0 {
                widths[longest] -= min(excess, lead, over[longest])
            } else {
                let (widest, lead) = largest(widths)
                guard widths[widest] > widthMin else { return widths }
                widths[widest] -= min(excess, lead, widths[widest] - widthMin)
            }
        }
    }

    /// The first of the largest numbers, and by how much it can be lessened, by one at least, until another takes its
    /// place.
    private static func largest(_ numbers: [Int]) -> (index: Int, lead: Int) {
        var (first, second) = (0, Int.min)
        for index in numbers.indices.dropFirst() {
            if numbers[index] > numbers[first] {
                second = numbers[first]
                first = index
            } else {
                second = max(second, numbers[index])
            }
        }
        return (first, second == .min ? .max : max(1, numbers[first] - second))
    }
}

/// How long the cells of a column are.
struct ColumnLengths: Sendable {
    /// How many cells there are of each length.
    private var counts: [Int] = []
    private var count = 0

    var max: Int { counts.count - 1 }

    mutating func add(_ length: Int) {
        while counts.count <= length { counts.append(0) }
        counts[length] += 1
        count += 1
    }

    /// Adds the cells of other rows.
    mutating func add(_ other: ColumnLengths) {
        while counts.count < other.counts.count { counts.append(0) }
        for (length, count) in other.counts.enumerated() { counts[length] += count }
        count += other.count
    }

    /// What nine in ten cells are no longer than.
    var typical: Int {
        var left = count * 9 / 10
        for (length, count) in counts.enumerated() {
            if left < count { return length }
            left -= count
        }
        return max
    }
}
