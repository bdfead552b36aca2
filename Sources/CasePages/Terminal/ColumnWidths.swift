/// How wide the columns of a table become.
enum ColumnWidths {
    /// Columns narrower than this are not shrunk further.
    private static let widthMin = 6

    /// How wide a table is in which nothing gives way.
    static func whole(_ titles: [String], _ lengths: [ColumnLengths]) -> Int {
        let widths = titles.indices.map { max(Columns.of(titles[$0]), lengths[$0].max) }
        return 2 + widths.reduce(0, +) + TerminalTable.gap * max(0, widths.count - 1)
    }

    /// Of a table that fits in no other way: how wide titles are, and the cells behind them.
    static func stacked(_ titles: [String], width: Int) -> [Int] {
        let title = min(titles.map { Columns.of($0) }.max() ?? 0, width / 4)
        return [title, max(widthMin, width - 2 - TerminalTable.gap - title)]
    }

    /// Widths that fit: a column gives up first what only a few long cells ask of it, then the widest ones give way.
    ///
    /// - Parameter wholes: how wide the longest word of each column is that is not to be broken.
    /// - Returns: nil where such words leave no way to fit.
    static func fitting(
        _ titles: [String], _ lengths: [ColumnLengths], _ wholes: [Int], width: Int
    ) -> [Int]? {
        var widths = titles.indices.map { max(Columns.of(titles[$0]), lengths[$0].max) }
        let typical = titles.indices.map { max(Columns.of(titles[$0]), widthMin, lengths[$0].typical, wholes[$0]) }
        let available = width - 2 - TerminalTable.gap * (widths.count - 1)
        let least = zip(widths, wholes).map { max(min(widthMin, $0), $1) }
        if wholes.contains(where: { $0 > 0 }), least.reduce(0, +) > available { return nil }
        // The words of titles stay whole where there is room for that.
        let whole = zip(least, titles).map { max($0, longestWord(of: $1)) }
        let floors = whole.reduce(0, +) > available ? least : whole
        while true {
            let excess = widths.reduce(0, +) - available
            guard excess > 0 else { return widths }
            let over = zip(widths, typical).map { $0 - $1 }
            let (longest, lead) = largest(over)
            if over[longest] > 0 {
                widths[longest] -= min(excess, lead, over[longest])
            } else {
                // Only those that can give way; the first of the widest does.
                let (widest, lead) = largest(zip(widths, floors).map { $0 > $1 ? $0 : 0 })
                guard widths[widest] > floors[widest] else { return widths }
                widths[widest] -= min(excess, lead, widths[widest] - floors[widest])
            }
        }
    }

    private static func longestWord(of title: String) -> Int {
        title.split(separator: " ").map { Columns.of($0) }.max() ?? 0
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
