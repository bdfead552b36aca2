/// Medians of ours, also of runs before this one: they are kept in a file, a line each, so that a run of ten times the
/// size can be compared.
struct Times {
    struct Growth {
        let what: String
        let before: Double
        let after: Double

        var ratio: Double { after / before }
    }

    /// So much longer may ten times as many events take.
    static let growthMax = 11.0

    private let path: String?
    private let seed: UInt64
    /// Lines about cases of other seeds.
    private var others: [String] = []
    private var medians: [String: [Int: Double]] = [:]
    /// What was measured in this run, in order.
    private var order: [String] = []

    init(_ path: String?, seed: UInt64) throws {
        (self.path, self.seed) = (path, seed)
        guard let path, Files.exists(path) else { return }
        for line in try Files.text(path).split(separator: "\n") {
            let fields = line.split(separator: "\t")
            guard fields.count == 4, fields[0] == "\(seed)", let events = Int(fields[1]), let median = Double(fields[3])
            else {
                others.append(String(line))
                continue
            }
            medians[String(fields[2]), default: [:]][events] = median
        }
    }

    mutating func add(_ what: String, _ events: Int, _ median: Double) {
        if !order.contains(what) { order.append(what) }
        medians[what, default: [:]][events] = median
    }

    /// What was measured both with so many events and with a tenth of them.
    func growth(to events: Int) -> [Growth] {
        order.compactMap { what in
            guard let before = medians[what]?[events / 10], let after = medians[what]?[events] else { return nil }
            return Growth(what: what, before: before, after: after)
        }
    }

    func write() throws {
        guard let path else { return }
        let ours = medians.flatMap { what, sizes in sizes.map { "\(seed)\t\($0)\t\(what)\t\($1)" } }
        try Files.write((others + ours).sorted().map { $0 + "\n" }.joined(), to: path)
    }
}
