import Synchronization

/// What the server counts, for Prometheus. Names of cases are told, never their words.
final class Metrics: Sendable {
    /// How a case stands that somebody has asked for.
    struct Size: Sendable {
        let name: String
        let events: UInt64
        let streams: Int
    }

    private struct Requests: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private struct State {
        var requests: [Requests: UInt64] = [:]
        var seconds = Histogram([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10])
        var syncs = Histogram([0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1])
        var groups: UInt64 = 0
        var commits: UInt64 = 0
        var events: UInt64 = 0
        var refusals: UInt64 = 0
        var repeats: UInt64 = 0
    }

    private let state = Mutex(State())

    func count(_ line: RequestLine) {
        let request = Requests(method: line.method, route: line.route, status: line.status)
        state.withLock { state in
            state.requests[request, default: 0] += 1
            state.seconds.add(line.seconds)
        }
    }

    func countSync(_ duration: Duration) { state.withLock { $0.syncs.add(duration / .seconds(1)) } }

    /// - Parameters:
    ///   - commits: how many appends of a group were stored.
    ///   - events: how many events they had.
    ///   - refusals: how many were not stored.
    func countGroup(commits: Int, events: Int, refusals: Int) {
        state.withLock { state in
            state.groups += 1
            state.commits += UInt64(commits)
            state.events += UInt64(events)
            state.refusals += UInt64(refusals)
        }
    }

    /// An append that had been stored before, and was not stored again.
    func countRepeat() { state.withLock { $0.repeats += 1 } }

    func text(_ sizes: [Size], waiting: Int) -> String {
        let state = state.withLock { $0 }
        var text = MetricsText()
        let requests = state.requests.sorted { one, other in
            (one.key.route, one.key.method, one.key.status) < (other.key.route, other.key.method, other.key.status)
        }.map { key, count in
            let labels = [("method", key.method), ("route", key.route), ("status", String(key.status))]
            return (labels: labels, value: Double(count))
        }
        text.add("caselog_requests_total", "counter", "Requests by method, form of the address and status.", requests)
        text.add("caselog_request_seconds", "How long requests took.", state.seconds)
        text.add("caselog_sync_seconds", "How long it took until bytes were on the disk itself.", state.syncs)
        text.add(
            "caselog_commit_groups_total", "counter", "Groups of appends that were committed together.", state.groups)
        text.add("caselog_commits_total", "counter", "Appends that were stored.", state.commits)
        text.add("caselog_events_total", "counter", "Events that were stored.", state.events)
        text.add("caselog_refusals_total", "counter", "Appends of which nothing was stored.", state.refusals)
        text.add("caselog_repeats_total", "counter", "Appends that had been stored before.", state.repeats)
        text.add("caselog_appends_waiting", "gauge", "Appends that wait to be committed.", UInt64(waiting))
        let events = sizes.map { (labels: [("case", $0.name)], value: Double($0.events)) }
        text.add("caselog_case_events", "gauge", "Events of a case.", events)
        let streams = sizes.map { (labels: [("case", $0.name)], value: Double($0.streams)) }
        text.add("caselog_case_streams", "gauge", "Those who follow a case.", streams)
        return text.text
    }
}

/// How often something took at most so long.
struct Histogram: Sendable {
    let bounds: [Double]
    private(set) var counts: [UInt64]
    private(set) var sum = 0.0
    private(set) var count: UInt64 = 0

    /// - Parameter bounds: in order.
    init(_ bounds: [Double]) {
        self.bounds = bounds
        counts = bounds.map { _ in 0 }
    }

    mutating func add(_ value: Double) {
        sum += value
        count += 1
        if let place = bounds.firstIndex(where: { value <= $0 }) { counts[place] += 1 }
    }
}

/// Prometheus' text form, version 0.0.4.
struct MetricsText {
    private(set) var text = ""

    mutating func add(_ name: String, _ type: String, _ help: String, _ value: UInt64) {
        add(name, type, help, [(labels: [], value: Double(value))])
    }

    mutating func add(
        _ name: String, _ type: String, _ help: String, _ samples: [(labels: [(String, String)], value: Double)]
    ) {
        begin(name, type, help)
        for sample in samples { addSample(name, sample.labels, sample.value) }
    }

    mutating func add(_ name: String, _ help: String, _ histogram: Histogram) {
        begin(name, "histogram", help)
        var sum: UInt64 = 0
        for (bound, count) in zip(histogram.bounds, histogram.counts) {
            sum += count
            addSample("\(name)_bucket", [("le", "\(bound)")], Double(sum))
        }
        addSample("\(name)_bucket", [("le", "+Inf")], Double(histogram.count))
        addSample("\(name)_sum", [], histogram.sum)
        addSample("\(name)_count", [], Double(histogram.count))
    }

    private mutating func begin(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func addSample(_ name: String, _ labels: [(String, String)], _ value: Double) {
        let pairs = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        let whole = value.rounded() == value && value.magnitude < 1e15
        text += "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(whole ? String(Int64(value)) : "\(value)")\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
