import CaseAnswers
import CaseModel
import CasePages
import CaseStore
import EventLog
import Logging
import Synchronization

/// One case as all requests share it: read once, and gone on from. What is called here reads files.
final class ServedCase: Sendable {
    let folder: CaseFolder
    let subscribers = Subscribers()
    let newNames = NewNames()
    private let device: Device
    private let logger: Logger
    private let onNote: @Sendable (Note) -> Void
    /// The case as it was read last, and how often it was read anew: what was counted of it shows by that whether it
    /// still holds.
    private struct Followed {
        var current: FollowedCase?
        var readings = 0
        /// What was found damaged since it was read anew, where its lines were looked at again.
        var found: [Damage] = []
        var foundIn = 0

        func damage(of current: FollowedCase) -> [Damage] {
            current.damage + (foundIn == current.readings ? found : [])
        }
    }

    private let followed = Mutex(Followed())
    /// Commits ask for these, and may not wait until a long case was read.
    private let damaged = Mutex<Set<FeedName>>([])

    /// The names that entries can have in them, as far as they were counted.
    private struct Names {
        var names = CapturedNames()
        var readings = 0
        var withdrawals = 0
        var counted = CasePosition()
    }

    /// Of a long case, the names of its last events count; of each feed so many.
    private static let countedMax: UInt64 = 2_000
    private let names = Mutex(Names())
    private let keys = Mutex(FollowedKeys())

    init(_ folder: CaseFolder, device: Device, _ logger: Logger) {
        self.logger = logger
        onNote = { note in logger.notice("note", metadata: ["note": .string(note.message)]) }
        self.folder = folder
        self.device = device
    }

    var isOpen: Bool { followed.withLock { $0.current != nil } }

    /// The feeds in which there was damage when the case was read last; told without waiting for whoever reads it.
    var damagedFeeds: Set<FeedName> { damaged.withLock { $0 } }

    private func keep(damageOf current: FollowedCase, _ place: borrowing Followed) {
        let feeds = Set(place.damage(of: current).compactMap { FeedName($0.feed) })
        damaged.withLock { $0 = feeds }
    }

    /// What of the case cannot be read, as far as anybody has come upon it.
    private func damage(of current: FollowedCase) -> [Damage] { followed.withLock { $0.damage(of: current) } }

    /// The next events behind a position. What is found damaged by that counts from then on.
    private func next(after position: CasePosition, in current: FollowedCase, limit: Int) throws -> EventsAfter {
        let next = try EventsAfter(position, in: current.opened, limit: limit)
        if next.damage.isEmpty { return next }
        followed.withLock { place in
            if place.foundIn != current.readings { (place.found, place.foundIn) = ([], current.readings) }
            place.found += next.damage.filter { !place.found.contains($0) }
            keep(damageOf: current, place)
        }
        return next
    }

    /// The case as it stands now.
    func now() throws -> FollowedCase {
        try followed.withLock { place in
            // Where going on with it fails in the middle, it is read anew the next time.
            if var known = place.current.take() {
                place.readings = known.readings
                let withdrawals = known.withdrawalsFound
                if try known.refresh(), known.withdrawalsFound > withdrawals {
                    try settleWithdrawals()
                    _ = try known.refresh()
                }
                place.current = known
                keep(damageOf: known, place)
                return known
            }
            try settleWithdrawals()
            let opened = try FollowedCase(folder, device: device, after: place.readings)
            place.current = opened
            keep(damageOf: opened, place)
            return opened
        }
    }

    /// Completes withdrawals that were begun on this device, as every command does. What fails is noted, and tried
    /// again by the next one; until then what was withdrawn is not shown.
    private func settleWithdrawals() throws {
        guard Withdrawing.mayConcern(folder, on: device) else { return }
        let opened = try Case(folder, device: device)
        do {
            _ = try Withdrawing(opened, initials: Device.initials(), onNote: onNote).settle()
        } catch {
            opened.notes.forEach(onNote)
            logger.error("withdrawal not completed", metadata: ["case": .string(folder.name)])
        }
    }

    /// The bytes that `show --json` prints, and how far the case is read with them.
    func view(_ view: ViewName, _ time: AskedTime) throws -> (pieces: [[UInt8]], position: CasePosition) {
        let current = try now()
        var replayed = (history: current.history, damage: damage(of: current))
        if time.known != nil || time.recorded != nil {
            replayed = try current.opened.history(
                known: time.known?.latest ?? .max, recorded: time.recorded?.latest ?? .max)
        }
        var answer = try ViewAnswer(current.opened, view, time, in: replayed)
        var pieces: [[UInt8]] = []
        try answer.write(as: .json) { pieces.append($0) }
        return (pieces, current.opened.position)
    }

    /// Events behind a position, as the page of the case shows them.
    struct Portion: Sendable {
        let events: [(feed: String, sequence: UInt64, line: [UInt8])]
        /// How far the case is read with them.
        let position: CasePosition
        let hasMore: Bool
        /// Whether something of the case cannot be read, and may be missing here.
        let isIncomplete: Bool
        /// How many withdrawals the case tells of by now.
        let withdrawals: Int
    }

    /// - Throws: `Problem` for a position that the case has not been at: what comes to stand there would be left out.
    func events(after position: CasePosition, limit: Int) throws -> Portion {
        let current = try now()
        try Self.check(position, in: current)
        let next = try next(after: position, in: current, limit: limit)
        let (stored, feeds) = (current.opened.storedLines(), current.opened.feedNames)
        let events = try next.lines.map { id, line in
            let shown = try current.history.quotedAsStored(line) { try stored.line($0) }
            return (feeds[id.feed], id.sequence, shown)
        }
        return Portion(
            events: events, position: next.position, hasMore: next.hasMore,
            isIncomplete: !damage(of: current).isEmpty,
            withdrawals: current.history.withdrawals.count)
    }

    /// - Throws: `Problem` for a position that the case has not been at, as far as it can be told from what is there.
    static func check(_ position: CasePosition, in current: FollowedCase) throws(Problem) {
        let here = current.opened.position
        if here.covers(position) { return }
        throw Problem(
            .unknownPosition,
            "The case has not been at \"\(position.text)\": it is at \"\(here.text)\". It may have been put back from an "
                + "older copy. Ask for it anew, without a position.")
    }

    struct Summary: Sendable {
        let title: String
        /// Whether something of it cannot be read.
        let isIncomplete: Bool
        let events: UInt64
        let position: CasePosition
    }

    /// What the list of cases says of it.
    func summary() throws -> Summary {
        let current = try now()
        let title = Viewpoint(current.history).caseTitle ?? folder.name
        return Summary(
            title: title, isIncomplete: !damage(of: current).isEmpty, events: current.opened.lineCount,
            position: current.opened.position)
    }

    /// What the capture page shows.
    func captureState(for observer: String) throws -> JSONValue {
        let current = try now()
        let from = CaptureState.lastEntries(of: current)
        let last = try next(after: from.position, in: current, limit: from.limit)
        let state = try CaptureState(
            current, countedNames(current), last, isIncomplete: !damage(of: current).isEmpty, now: device.now()
        ) { run, feed in
            try self.keys.withLock { keys in try keys.codes(of: run, in: feed, current) }
        }
        return try state.json(for: observer)
    }

    private func countedNames(_ current: FollowedCase) throws -> CapturedNames {
        try names.withLock { state in
            if state.readings != current.readings {
                state = Names(readings: current.readings, withdrawals: current.withdrawalsFound)
                state.counted = CasePosition(
                    current.opened.feedSizes.map { ($0.feed, $0.lineCount - min($0.lineCount, Self.countedMax)) })
            }
            // Somebody who came later may have counted further already, or known of more withdrawals.
            guard current.opened.position.covers(state.counted), current.withdrawalsFound >= state.withdrawals else {
                return state.names
            }
            if current.withdrawalsFound > state.withdrawals {
                state.names.forgetKnown()
                state.withdrawals = current.withdrawalsFound
            }
            state.names.catchUp(with: current.history, current.opened.texts)
            state.names.learnCodes(of: current.history)
            var isMore = true
            while isMore {
                let next = try EventsAfter(state.counted, in: current.opened, limit: Int(Self.countedMax))
                for (_, line) in next.lines { state.names.useNames(in: line) }
                (state.counted, isMore) = (next.position, next.hasMore)
            }
            return state.names
        }
    }

    /// The page of the case, which goes on from the position that it names.
    func page() throws -> LivePage {
        let current = try now()
        let made = try PageCase(
            current.opened, current.history, of: current.history,
            damage: current.damage.filter { !current.opened.damage.contains($0) })
        return LivePage(made.data, at: current.opened.position, made: device.now())
    }

    /// Looks whether anything has been appended, and wakes those who wait for it.
    func look() throws {
        let before = followed.withLock { $0.current?.opened.position }
        if try now().opened.position != before { subscribers.wake() }
    }

    /// Keeps what the case came to, for the next program that opens it.
    func keep() {
        guard let current = followed.withLock(\.current) else { return }
        current.opened.keep(current.history, current.damage)
    }
}
