import CaseStore
import EventLog
import Synchronization

/// The feeds of those who observe through this server, each in each case.
final class Observers: Sendable {
    private struct Place: Hashable {
        let observer: String
        let folder: String
    }

    /// A feed is open once: the next one waits until the one before has let go.
    private enum Standing {
        case open(ObserverFeed)
        case closing(Task<Void, Never>)
    }

    private struct State {
        var feeds: [Place: Standing] = [:]
        var hasEnded = false

        var open: [(place: Place, feed: ObserverFeed)] {
            feeds.compactMap { place, standing in
                if case .open(let feed) = standing { (place, feed) } else { nil }
            }
        }
    }

    /// So many feeds are kept open; of those beyond, the one that has had nothing to do for the longest is closed.
    private let openMax: Int
    private let device: Device
    private let metrics: Metrics
    private let waitingSizeMax: Int
    private let onNote: @Sendable (Note) -> Void
    private let state = Mutex(State())

    init(
        _ device: Device, _ metrics: Metrics, _ settings: ServerSettings, onNote: @escaping @Sendable (Note) -> Void
    ) {
        self.device = device
        self.metrics = metrics
        openMax = settings.openFeedsMax
        waitingSizeMax = settings.waitingSizeMax
        self.onNote = onNote
    }

    /// How many appends wait.
    var waiting: Int { state.withLock { $0.open.reduce(0) { $0 + $1.feed.waitingCount } } }

    /// Records something in an observer's feed; it is durable when this returns.
    ///
    /// - Throws: as `ObserverFeed.record` does.
    func record(
        _ work: ObserverFeed.Work, _ key: RequestKey?, of observer: String, in served: ServedCase,
        expecting position: CasePosition? = nil
    ) async throws -> ObserverFeed.Outcome {
        while true {
            switch try standing(of: observer, in: served) {
            case .open(let feed): if let outcome = try await feed.record(work, key, position) { return outcome }
            case .closing(let closing): await closing.value
            }
        }
    }

    private func standing(of observer: String, in served: ServedCase) throws(Problem) -> Standing {
        let place = Place(observer: observer, folder: served.folder.path)
        let standing = state.withLock { state -> Standing? in
            if state.hasEnded { return nil }
            if let known = state.feeds[place] { return known }
            // The case may be one that was served before and has another name now.
            let moved = state.open.first { $0.place.observer == observer && $0.feed.isMoved && $0.feed.endIfIdle() }
            if let moved { return close(moved.feed, moved.place, &state) }
            makeRoom(&state)
            let feed = ObserverFeed(observer, served, device, metrics, waitingSizeMax: waitingSizeMax, onNote: onNote)
            state.feeds[place] = .open(feed)
            return .open(feed)
        }
        guard let standing else { throw Problem(.notStored, "The server ends.", retryAfter: 5) }
        return standing
    }

    private func makeRoom(_ state: inout State) {
        let open = state.open
        guard open.count >= openMax,
            let (place, feed) = open.filter({ $0.feed.isIdle }).min(by: { $0.feed.lastUse < $1.feed.lastUse }),
            feed.endIfIdle()
        else { return }
        _ = close(feed, place, &state)
    }

    /// Closes a feed that takes nothing more.
    private func close(_ feed: ObserverFeed, _ place: Place, _ state: inout State) -> Standing {
        let closing = Standing.closing(
            Task {
                await feed.close()
                self.state.withLock { $0.feeds[place] = nil }
            })
        state.feeds[place] = closing
        return closing
    }

    /// Commits what waits, and lets all of them go.
    func close() async {
        let all = state.withLock { state in
            defer { state.feeds = [:] }
            state.hasEnded = true
            return Array(state.feeds.values)
        }
        for standing in all {
            switch standing {
            case .open(let feed): await feed.close()
            case .closing(let closing): await closing.value
            }
        }
    }
}
