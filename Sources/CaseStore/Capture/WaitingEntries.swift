package import CaseModel
import EventLog
import Synchronization

/// The entries of a case that could not be stored, in the order in which they were typed. They lie in the device's
/// folder until they are stored:
///
///     waiting/<case>-<feed>.jsonl, mode 0600; <feed> holds the case's `case.opened`
///     line := {"entry":{…},"trying":ID} | {"subject":S,"occurred":T,"box":B,"trying":ID}
///
/// Where the case keeps words private, an entry is sealed for its session; where no key can be had for that, it is not
/// written at all. `trying` names the first event that an entry was about to become, so that one that was stored just
/// before the program was stopped is not stored again.
package final class WaitingEntries: Sendable {
    private struct Item {
        let entry: WaitingEntry
        var line: [(String, JSONValue?)]
        var trying: String?
    }

    private struct State {
        var items: [Item] = []
        /// Lines that this device cannot open now; they stay as they are.
        var others: [JSONValue] = []
        var problem: String?
    }

    private let device: Device
    private let name: String
    private let isPrivate: Bool
    private let keyring: Keyring
    private let state = Mutex(State())

    private var folder: String { CaseFolder.trimmed(device.home) + "/waiting" }
    private var path: String { "\(folder)/\(name)" }

    /// What waits since an earlier program.
    ///
    /// - Throws: `EventLogError` where the file cannot be read.
    package init(_ folder: CaseFolder, of history: CaseHistory, device: Device) throws {
        self.device = device
        isPrivate = history.privacy != .open
        let feed = CaseTexts.Whole(history).openedIn ?? "unopened-00000000"
        name = "\(folder.name)-\(feed).jsonl"
        keyring = try Keyring(device, case: folder.name, feed: feed, device.passphrases, tell: device.onKeyNote)
        let bytes = try device.fileSystem.contents(path, sizeMax: Self.sizeMax) ?? []
        let lines = bytes.split(separator: 0x0A).compactMap { try? JSONParser.parse(Array($0)) }
        state.withLock { state in
            for line in lines {
                if let entry = opened(line) {
                    state.items.append(
                        Item(
                            entry: entry, line: (line.members ?? []).map { ($0.key, $0.value) },
                            trying: line["trying"]?.string))
                } else {
                    state.others.append(line)
                }
            }
        }
    }

    private static let sizeMax = 64 << 20

    /// Those that wait, the oldest first.
    package var all: [WaitingEntry] { state.withLock { state in state.items.map(\.entry) } }

    package var isEmpty: Bool { state.withLock { state in state.items.isEmpty } }

    /// How many wait that this device cannot open now.
    package var unopenedCount: Int { state.withLock { state in state.others.count } }

    /// Why what waits is kept in this program's memory alone; nil where it is on disk.
    package var problem: String? { state.withLock { state in state.items.isEmpty ? nil : state.problem } }

    /// The event that the oldest was about to become.
    var trying: String? { state.withLock { state in state.items.first?.trying } }

    package func add(_ entry: WaitingEntry) {
        state.withLock { state in
            var line: [(String, JSONValue?)] = []
            do { line = try self.line(entry) } catch {
                state.problem = "It cannot be sealed, and is not written unsealed. \(error)"
            }
            state.items.append(Item(entry: entry, line: line, trying: nil))
            write(&state)
        }
    }

    /// - Throws: where it cannot be kept; then it must not be tried.
    func noteTrying(_ event: String) throws {
        try state.withLock { state in
            guard !state.items.isEmpty else { return }
            state.items[0].trying = event
            write(&state)
            if let problem = state.problem { throw EventLogError(.notStored, problem) }
        }
    }

    func removeFirst() {
        state.withLock { state in
            state.items.removeFirst()
            write(&state)
        }
    }

    private func line(_ entry: WaitingEntry) throws -> [(String, JSONValue?)] {
        guard isPrivate else { return [("entry", entry.json)] }
        let subject = entry.session.flatMap { Subject($0) } ?? .wholeCase
        let key = try keyring.sealingKey(for: subject)
        var bytes: [UInt8] = []
        entry.json.write(to: &bytes)
        guard bytes.count <= Box.textSizeMax else {
            throw CaseError(.input, "It has \(bytes.count) bytes; at most \(Box.textSizeMax) can be made private.")
        }
        let box = Box(
            sealing: String(decoding: bytes, as: UTF8.self), at: Self.place(subject, entry.occurred), with: key)
        return [
            ("subject", .string(subject.text)), ("occurred", .string(entry.occurred)), ("box", .string(box.text)),
        ]
    }

    private static func place(_ subject: Subject, _ occurred: String) -> BoxPlace {
        BoxPlace(subject: subject, event: "waiting/\(occurred)", field: "entry")
    }

    private func opened(_ line: JSONValue) -> WaitingEntry? {
        if let entry = line["entry"] { return WaitingEntry(entry) }
        guard let subject = line["subject"]?.string.flatMap({ Subject($0) }), let occurred = line["occurred"]?.string,
            let box = line["box"]?.string.flatMap({ Box($0) }), let keys = try? keyring.openingKeys(of: subject)
        else { return nil }
        for key in keys {
            guard case .opened(let text) = box.open(at: Self.place(subject, occurred), with: key) else { continue }
            return (try? JSONParser.parse(Array(text.utf8))).flatMap(WaitingEntry.init)
        }
        return nil
    }

    /// Puts the file in place; what fails is told by `problem`, and tried again with the next change.
    private func write(_ state: inout State) {
        let unsealed = state.items.contains { $0.line.isEmpty }
        var bytes: [UInt8] = []
        for item in state.items where !item.line.isEmpty {
            let members = item.line.filter { $0.0 != "trying" } + [("trying", item.trying.map(JSONValue.string))]
            JSONValue(given: members).write(to: &bytes)
            bytes.append(0x0A)
        }
        for line in state.others {
            line.write(to: &bytes)
            bytes.append(0x0A)
        }
        do {
            if bytes.isEmpty {
                try device.fileSystem.removeIfThere(path)
            } else {
                try device.fileSystem.makeFolders(folder, mode: 0o700)
                try device.fileSystem.replace(name, in: folder, with: bytes, mode: 0o600, isSynced: true)
            }
            if !unsealed { state.problem = nil }
        } catch {
            state.problem = "\(error)"
        }
    }
}
