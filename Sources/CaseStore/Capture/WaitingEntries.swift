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
    /// One that waits.
    struct Item: Sendable {
        let serial: Int
        let entry: WaitingEntry
        /// As it is written; nil where it could not be sealed so far.
        var line: JSONValue?
        /// The event that it was about to become.
        var trying: String?
        /// Where it is written; nil where no file could be had so far.
        var file: Int?
        var isOnDisk = false
        /// Why it cannot be recorded as it is: then it is for a person to say what becomes of it.
        var refusal: [String]?
    }

    private struct State {
        var files: [WaitingFile] = []
        /// Lines that this device cannot open now, or that cannot be read at all; they stay as they are.
        var others: [(file: Int, line: [UInt8])] = []
        var items: [Item] = []
        var serials = 0
        var problem: String?
    }

    private let device: Device
    private let stem: String
    private let seal: WaitingSeal
    private let state = Mutex(State())

    /// What waits since an earlier program.
    ///
    /// - Throws: `EventLogError` where a file cannot be read.
    package init(_ folder: CaseFolder, of history: CaseHistory, device: Device) throws {
        self.device = device
        let feed = CaseTexts.Whole(history).openedIn ?? "unopened-00000000"
        stem = "\(folder.name)-\(feed)"
        seal = WaitingSeal(
            isPrivate: history.privacy != .open,
            try Keyring(device, case: folder.name, feed: feed, device.passphrases, tell: device.onKeyNote))
        let files = try WaitingFile.left(of: stem, on: device)
        try state.withLock { state in
            for file in files { try take(file, &state) }
        }
    }

    /// Those that wait to be stored, the oldest first.
    package var all: [WaitingEntry] {
        state.withLock { state in state.items.filter { $0.refusal == nil }.map(\.entry) }
    }

    /// Whether none waits to be stored.
    package var isEmpty: Bool { state.withLock { state in state.items.allSatisfy { $0.refusal != nil } } }

    /// One that cannot be recorded as it was typed.
    package struct Refused: Sendable {
        package let entry: WaitingEntry
        package let sentences: [String]
        let serial: Int
    }

    /// Those that were refused since this program began, and that nobody has taken yet, the oldest first.
    package var refused: [Refused] {
        state.withLock { state in
            state.items.compactMap { item in
                item.refusal.map { Refused(entry: item.entry, sentences: $0, serial: item.serial) }
            }
        }
    }

    /// How many lines there are that this device cannot open now, or that cannot be read.
    package var unopenedCount: Int { state.withLock { state in state.others.count } }

    /// Why something of what waits is kept in this program's memory alone; nil where all of it is on disk.
    package var problem: String? { state.withLock { state in state.items.isEmpty ? nil : state.problem } }

    /// The oldest that waits to be stored.
    var next: Item? { state.withLock { state in state.items.first { $0.refusal == nil } } }

    package func add(_ entry: WaitingEntry) {
        state.withLock { state in
            state.serials += 1
            state.items.append(Item(serial: state.serials, entry: entry))
            _ = write(&state)
        }
    }

    /// - Throws: where the entry lies on disk and this cannot be noted there; then it must not be tried. One that is in
    ///   memory alone cannot be stored twice.
    func noteTrying(_ item: Item, _ event: String) throws {
        try state.withLock { state in
            guard let index = state.items.firstIndex(where: { $0.serial == item.serial }) else { return }
            state.items[index].trying = event
            guard !write(&state), state.items[index].isOnDisk else { return }
            throw EventLogError(.notStored, state.problem ?? "What waits cannot be written.")
        }
    }

    /// The entry was refused, and waits for somebody to say what becomes of it.
    func refuse(_ item: Item, _ sentences: [String]) {
        state.withLock { state in
            guard let index = state.items.firstIndex(where: { $0.serial == item.serial }) else { return }
            state.items[index].refusal = sentences
        }
    }

    func remove(_ item: Item) { remove(item.serial) }

    /// Somebody has said what becomes of it.
    package func take(_ refused: Refused) { remove(refused.serial) }

    private func remove(_ serial: Int) {
        state.withLock { state in
            state.items.removeAll { $0.serial == serial }
            _ = write(&state)
        }
    }

    // MARK: Files

    private func take(_ file: WaitingFile, _ state: inout State) throws {
        var items: [Item] = []
        let number = state.files.count
        for bytes in try file.lines() {
            guard let line = try? JSONParser.parse(bytes), let entry = seal.opened(line) else {
                state.others.append((number, bytes))
                continue
            }
            state.serials += 1
            items.append(
                Item(
                    serial: state.serials, entry: entry, line: line.withoutTrying, trying: line["trying"]?.string,
                    file: number, isOnDisk: true))
        }
        state.files.append(file)
        // What another program has left was typed before what waits here without a file.
        state.items.insert(contentsOf: items, at: state.items.firstIndex { $0.file == nil } ?? state.items.endIndex)
    }

    /// Seals what could not be sealed before, and puts the files in place.
    ///
    /// - Returns: whether all of it that may be written is; what fails is told by `problem`, and tried again each time.
    private func write(_ state: inout State) -> Bool {
        state.problem = nil
        for index in state.items.indices where state.items[index].line == nil {
            do { state.items[index].line = try seal.sealed(state.items[index].entry) } catch {
                state.problem = "It cannot be sealed, and is not written unsealed. \(error)"
            }
        }
        do {
            try place(&state)
            for file in state.files.indices { try write(file, &state) }
            return true
        } catch {
            state.problem = "\(error)"
            return false
        }
    }

    /// Gives a file to what has none.
    private func place(_ state: inout State) throws {
        guard state.items.contains(where: { $0.file == nil && $0.line != nil }) else { return }
        if state.files.isEmpty { try take(WaitingFile.free(for: stem, on: device), &state) }
        for index in state.items.indices where state.items[index].file == nil {
            state.items[index].file = state.files.count - 1
        }
    }

    private func write(_ file: Int, _ state: inout State) throws {
        let own = state.items.indices.filter { state.items[$0].file == file && state.items[$0].line != nil }
        let lines = own.compactMap { index in state.items[index].line?.trying(state.items[index].trying).bytes }
        do {
            try state.files[file].write(lines + state.others.filter { $0.file == file }.map(\.line))
            for index in own { state.items[index].isOnDisk = true }
        } catch {
            // Whatever was tried, the file is the old one or the new one, whole.
            let there = try? state.files[file].lines().compactMap { try? JSONParser.parse($0).withoutTrying }
            for index in own {
                state.items[index].isOnDisk = there.map { $0.contains(state.items[index].line ?? .null) } ?? true
            }
            throw error
        }
    }
}

extension JSONValue {
    fileprivate var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }
}
