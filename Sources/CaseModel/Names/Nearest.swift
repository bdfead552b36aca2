/// Names that somebody may have meant: the known ones at the smallest edit distance.
package enum Nearest {
    /// More suggestions than this help nobody.
    package static let countMax = 3

    /// The known names nearest to a misspelt one, nearest first, ties in order; none that have little in common.
    package static func names(to name: String, among known: [String]) -> [String] {
        let wanted = Array(name.utf8)
        let limit = max(2, wanted.count / 3)
        var found: [(distance: Int, name: String)] = []
        for candidate in known {
            let bytes = Array(candidate.utf8)
            if let distance = distance(wanted, bytes, limit: limit) {
                found.append((distance, candidate))
            } else if wanted.count >= 3, bytes.starts(with: wanted) || contains(bytes, wanted) {
                found.append((limit + 1, candidate))
            }
        }
        let sorted = found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        return sorted.prefix(countMax).map(\.name)
    }

    /// A sentence that offers the names, with a space before it; empty without names.
    package static func sentence(_ names: [String]) -> String {
        switch names.count {
        case 0: ""
        case 1: " Did you mean \"\(names[0])\"?"
        default:
            " Did you mean one of " + names.map { "\"\($0)\"" }.joined(separator: ", ") + "?"
        }
    }

    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard part.count <= bytes.count else { return false }
        return (0...bytes.count - part.count).contains { bytes[$0...].starts(with: part) }
    }

    /// The optimal string alignment distance (a swap of neighbours counts once), or nil above the limit.
    private static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
        guard abs(a.count - b.count) <= limit else { return nil }
        var beforePrevious: [Int] = []
        var previous = Array(0...b.count)
        for i in 0..<a.count {
            var current = [i + 1]
            for j in 0..<b.count {
                var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforePrevious[j - 1] + 1) }
                current.append(best)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[b.count] <= limit ? previous[b.count] : nil
    }
}
