package import CaseModel
import EventLog
import Synchronization

/// The entries of a case that could not be stored, in the order in which they were typed. They lie in the device's
/// folder until they are stored, in a file that no other program touches meanwhile (`WaitingFile`); a file whose
/// program was stopped belongs to the next one that looks.
///
/// An entry that was stored just before the program was stopped is not stored again: its line names the first event
/// that it was about to become.
package final class WaitingEntries: Sendable {
    typealias Item = WaitingQueue.Item

    private let queue: Mutex<WaitingQueue>

    /// What waits since an earlier program.
    ///
    /// - Throws: `EventLogError` where a file cannot be read.
    package init(_ folder: CaseFolder, of history: CaseHistory, device: Device) throws {
        let feed = CaseTexts.Whole(history).openedIn ?? "unopened-00000000"
        let seal = WaitingSeal(
            isPrivate: history.privacy != .open,
            try Keyring(device, case: folder.name, feed: feed, device.passphrases, tell: device.onKeyNote))
        queue = Mutex(try WaitingQueue(stem: "\(folder.name)-\(feed)", seal, device))
    }

    /// Those that wait to be stored, the oldest first.
    package var all: [WaitingEntry] {
        queue.withLock { queue in queue.items.filter { $0.refusal == nil }.map(\.entry) }
    }

    /// Whether none waits to be stored.
    package var isEmpty: Bool { queue.withLock { queue in queue.items.allSatisfy { $0.refusal != nil } } }

    /// One that cannot be recorded as it was typed.
    package struct Refused: Sendable {
        package let entry: WaitingEntry
        package let sentences: [String]
        let serial: Int
    }

    /// Those that were refused since this program began, or must not be tried again, and that nobody has taken yet, the
    /// oldest first.
    package var refused: [Refused] {
        queue.withLock { queue in
            queue.items.compactMap { item in
                item.refusal.map { Refused(entry: item.entry, sentences: $0, serial: item.serial) }
            }
        }
    }

    /// How many lines there are that this device cannot open now, or that cannot be read.
    package var unopenedCount: Int { queue.withLock { queue in queue.others.count } }

    /// Why something of what waits is kept in this program's memory alone; nil where all of it is on disk.
    package var problem: String? { queue.withLock { queue in queue.items.isEmpty ? nil : queue.problem } }

    /// The oldest that waits to be stored.
    var next: Item? { queue.withLock { queue in queue.items.first { $0.refusal == nil } } }

    package func add(_ entry: WaitingEntry) {
        queue.withLock { queue in
            queue.add(entry)
            _ = queue.write()
        }
    }

    /// - Throws: where the entry lies on disk and this cannot be noted there; then it must not be tried. One that is in
    ///   memory alone cannot be stored twice.
    func noteTrying(_ item: Item, _ event: String) throws {
        try queue.withLock { queue in
            guard let index = queue.items.firstIndex(where: { $0.serial == item.serial }) else { return }
            queue.items[index].trying = event
            guard !queue.write(), queue.items[index].isOnDisk else { return }
            throw EventLogError(.notStored, queue.problem ?? "What waits cannot be written.")
        }
    }

    /// The entry was refused, and waits for somebody to say what becomes of it.
    func refuse(_ item: Item, _ sentences: [String]) {
        queue.withLock { queue in
            guard let index = queue.items.firstIndex(where: { $0.serial == item.serial }) else { return }
            queue.items[index].refusal = sentences
            _ = queue.write()
        }
    }

    func remove(_ item: Item) { remove(item.serial) }

    /// Somebody has said what becomes of it.
    package func take(_ refused: Refused) { remove(refused.serial) }

    private func remove(_ serial: Int) {
        queue.withLock { queue in
            queue.items.removeAll { $0.serial == serial }
            _ = queue.write()
        }
    }
}
