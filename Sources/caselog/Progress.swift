import CaseStore
import Synchronization

/// A count on a terminal's last line, once something takes more than a second.
final class Progress: Sendable {
    private struct State {
        var shownAt: Int64 = 0
        var isShown = false
    }

    private static let patience: Int64 = 1000
    private static let interval: Int64 = 200
    private let what: String
    private let total: UInt64?
    private let begun = Device.clock()
    private let state = Mutex(State())

    /// - Parameters:
    ///   - what: in words before the count: "lines read".
    ///   - total: where it is known how many there are.
    init(_ what: String, total: UInt64? = nil) {
        self.what = what
        self.total = total
    }

    func show(_ count: UInt64) {
        guard Output.tellsTerminal else { return }
        let now = Device.clock()
        state.withLock { state in
            guard now - begun >= Self.patience, now - state.shownAt >= Self.interval else { return }
            state.shownAt = now
            state.isShown = true
            Output.overwrite("\(what): \(count)\(total.map { " of \($0)" } ?? "")")
        }
    }

    /// Leaves the line as it was.
    func finish() {
        state.withLock { state in
            if state.isShown { Output.overwrite("") }
            state.isShown = false
        }
    }
}
