import CaseStore
import EventLog
import Synchronization

/// The feeds of those who observe through this server, each in each case.
final class Observers: Sendable {
    private struct Place: Hashable {
        let observer: String
        let folder: String
    }

    /// So many feeds are kept open; of those beyond, the one that waits the longest for something to do is closed.
    private static let openMax = 64

    private let device: Device
    private let metrics: Metrics
    private let waitingSizeMax: Int
    private let onNote: @Sendable (Note) -> Void
    private let feeds = Mutex<[Place: ObserverFeed]>([:])

    /// - Parameter waitingSizeMax: so many bytes may wait to be stored, for each observer in a case.
    init(
        _ device: Device, _ metrics: Metrics, waitingSizeMax: Int, onNote: @escaping @Sendable (Note) -> Void
    ) {
        self.device = device
        self.metrics = metrics
        self.waitingSizeMax = waitingSizeMax
        self.onNote = onNote
    }

    /// How many appends wait.
    var waiting: Int { feeds.withLock { feeds in feeds.values.reduce(0) { $0 + $1.waitingCount } } }

    func feed(of observer: String, in served: ServedCase) -> ObserverFeed {
        let place = Place(observer: observer, folder: served.folder.path)
        let (feed, closed) = feeds.withLock { feeds -> (ObserverFeed, ObserverFeed?) in
            if let known = feeds[place] { return (known, nil) }
            var closed: ObserverFeed?
            if feeds.count >= Self.openMax,
                let oldest = feeds.filter({ $0.value.waitingCount == 0 }).min(by: {
                    $0.value.lastUse < $1.value.lastUse
                })
            {
                closed = feeds.removeValue(forKey: oldest.key)
            }
            let made = ObserverFeed(
                observer, served, device, metrics, waitingSizeMax: waitingSizeMax, onNote: onNote)
            feeds[place] = made
            return (made, closed)
        }
        if let closed { Task { await closed.close() } }
        return feed
    }

    /// Commits what waits, and lets all of them go.
    func close() async {
        let all = feeds.withLock { feeds in
            defer { feeds = [:] }
            return Array(feeds.values)
        }
        for feed in all { await feed.close() }
    }
}
