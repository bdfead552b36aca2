import CaseModel

/// What `WaitingEntries` holds, in memory and in the files: one thread at a time has it.
struct WaitingQueue {
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

        /// The line with what has to be known after a restart: what would bear on another entry by then is not tried
        /// again.
        fileprivate var written: JSONValue? {
            line?.waiting(trying: trying, isRefused: refusal != nil && Entry(entry.text).bearsOnLast)
        }
    }

    private static let wasRefused = [
        "It was refused when it was tried, and would bear on another entry now. Say which one is meant by its number, as in "
            + "!undo 12, or leave it."
    ]

    private let device: Device
    private let stem: String
    private let seal: WaitingSeal
    private var files: [WaitingFile] = []
    /// Lines that this device cannot open now, or that cannot be read at all; they stay as they are.
    private(set) var others: [(file: Int, line: [UInt8])] = []
    var items: [Item] = []
    private var serials = 0
    private(set) var problem: String?

    /// - Parameter stem: what the names of the files begin with.
    /// - Throws: `EventLogError` where a file of an earlier program cannot be read.
    init(stem: String, _ seal: WaitingSeal, _ device: Device) throws {
        self.stem = stem
        self.seal = seal
        self.device = device
        for file in try WaitingFile.left(of: stem, on: device) { try take(file) }
    }

    mutating func add(_ entry: WaitingEntry) {
        serials += 1
        items.append(Item(serial: serials, entry: entry))
    }

    private mutating func take(_ file: WaitingFile) throws {
        var left: [Item] = []
        let number = files.count
        for bytes in try file.lines() {
            guard let line = try? JSONParser.parse(bytes), let entry = seal.opened(line) else {
                others.append((number, bytes))
                continue
            }
            serials += 1
            left.append(
                Item(
                    serial: serials, entry: entry, line: line.asWaiting, trying: line["trying"]?.string,
                    file: number, isOnDisk: true,
                    refusal: line["refused"] == nil ? nil : Self.wasRefused))
        }
        files.append(file)
        // What another program has left was typed before what waits here without a file.
        items.insert(contentsOf: left, at: items.firstIndex { $0.file == nil } ?? items.endIndex)
    }

    /// Seals what could not be sealed before, and puts the files in place.
    ///
    /// - Returns: whether all of it that may be written is; what fails is told by `problem`, and tried again each time.
    mutating func write() -> Bool {
        problem = nil
        for index in items.indices where items[index].line == nil {
            do { items[index].line = try seal.sealed(items[index].entry) } catch {
                problem = "It cannot be sealed, and is not written unsealed. \(error)"
            }
        }
        do {
            try place()
            for file in files.indices { try write(file) }
            return true
        } catch {
            problem = "\(error)"
            return false
        }
    }

    /// Gives a file to what has none.
    private mutating func place() throws {
        guard items.contains(where: { $0.file == nil && $0.line != nil }) else { return }
        if files.isEmpty { try take(WaitingFile.free(for: stem, on: device)) }
        for index in items.indices where items[index].file == nil {
            items[index].file = files.count - 1
        }
    }

    private mutating func write(_ file: Int) throws {
        let own = items.indices.filter { items[$0].file == file && items[$0].line != nil }
        let lines = own.compactMap { index in items[index].written?.bytes }
        do {
            try files[file].write(lines + others.filter { $0.file == file }.map(\.line))
            for index in own { items[index].isOnDisk = true }
        } catch {
            // Whatever was tried, the file is the old one or the new one, whole.
            let there = try? files[file].lines().compactMap { try? JSONParser.parse($0).asWaiting }
            for index in own {
                items[index].isOnDisk = there.map { $0.contains(items[index].line ?? .null) } ?? true
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
