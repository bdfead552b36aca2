import EventLog
import Synchronization

/// The file system, with calls that can be told to fail, and a record of what was called.
final class FaultyFileSystem: FileSystem {
    enum Call: String, Sendable {
        case open, close, status, read, write, truncate, sync, lock, unlock, list, makeFolder, rename, remove,
            removeFolder
    }

    /// One call as it was made.
    struct Entry: Sendable, Equatable {
        let call: Call
        let name: String
    }

    /// Decides about a call, told its number from 1 and what it is. What it returns is thrown.
    typealias Rule = @Sendable (_ number: Int, _ entry: Entry) -> Errno?

    private struct State {
        var rule: Rule = { _, _ in nil }
        var entries: [Entry] = []
        var names: [Int32: String] = [:]
        var shortWrite: Int?
        var hidesTimes = false
    }

    private let state = Mutex(State())
    private let system = SystemFileSystem()

    /// Starts counting anew, with another rule.
    func fail(_ rule: @escaping Rule) {
        state.withLock { state in
            state.rule = rule
            state.entries = []
        }
    }

    /// Everything works again.
    func heal() { fail { _, _ in nil } }

    /// The next write takes only so many bytes, without an error.
    func shorten(nextWriteTo count: Int) { state.withLock { state in state.shortWrite = count } }

    /// From now on no folder seems to change, as where a clock is too coarse to tell.
    func hideTimes() { state.withLock { state in state.hidesTimes = true } }

    var entries: [Entry] { state.withLock { state in state.entries } }

    private func enter(_ call: Call, _ path: String) throws(Errno) {
        let name = String(path.split(separator: "/").last ?? "")
        let (rule, number) = state.withLock { state in
            state.entries.append(Entry(call: call, name: name))
            return (state.rule, state.entries.count)
        }
        if let refusal = rule(number, Entry(call: call, name: name)) { throw refusal }
    }

    private func enter(_ call: Call, _ file: Descriptor) throws(Errno) {
        try enter(call, state.withLock { state in state.names[file.number] ?? "" })
    }

    func open(_ path: String, _ access: FileAccess) throws(Errno) -> Descriptor {
        try enter(.open, path)
        let file = try system.open(path, access)
        state.withLock { state in state.names[file.number] = path }
        return file
    }

    func close(_ file: Descriptor) throws(Errno) {
        let refusal: Errno?
        do {
            try enter(.close, file)
            refusal = nil
        } catch { refusal = error }
        try system.close(file)
        if let refusal { throw refusal }
    }

    func status(_ file: Descriptor) throws(Errno) -> FileStatus {
        try enter(.status, file)
        return try system.status(file)
    }

    func status(at path: String) throws(Errno) -> FileStatus {
        try enter(.status, path)
        let status = try system.status(at: path)
        guard state.withLock({ state in state.hidesTimes }) else { return status }
        return FileStatus(size: 0, node: status.node, modified: 0)
    }

    func read(_ file: Descriptor, at offset: UInt64, into buffer: inout MutableRawSpan) throws(Errno) -> Int {
        try enter(.read, file)
        return try system.read(file, at: offset, into: &buffer)
    }

    func map(_ file: Descriptor, size: Int) throws(Errno) -> MappedBytes {
        try enter(.read, file)
        return try system.map(file, size: size)
    }

    func write(_ file: Descriptor, _ bytes: RawSpan, at offset: UInt64) throws(Errno) -> Int {
        try enter(.write, file)
        let short = state.withLock { state in
            defer { state.shortWrite = nil }
            return state.shortWrite
        }
        return try system.write(file, bytes.extracting(first: short ?? bytes.byteCount), at: offset)
    }

    func truncate(_ file: Descriptor, to size: UInt64) throws(Errno) {
        try enter(.truncate, file)
        try system.truncate(file, to: size)
    }

    func sync(_ file: Descriptor) throws(Errno) { try enter(.sync, file) }
    func syncBytes(_ file: Descriptor) throws(Errno) { try enter(.sync, file) }

    func tryLock(_ file: Descriptor) throws(Errno) -> Bool {
        try enter(.lock, file)
        return try system.tryLock(file)
    }

    func unlock(_ file: Descriptor) throws(Errno) {
        try enter(.unlock, file)
        try system.unlock(file)
    }

    func list(_ folder: String) throws(Errno) -> [String] {
        try enter(.list, folder)
        return try system.list(folder)
    }

    func makeFolder(_ path: String, mode: UInt32) throws(Errno) {
        try enter(.makeFolder, path)
        try system.makeFolder(path, mode: mode)
    }

    func rename(_ path: String, to newPath: String) throws(Errno) {
        try enter(.rename, newPath)
        try system.rename(path, to: newPath)
    }

    func remove(_ path: String) throws(Errno) {
        try enter(.remove, path)
        try system.remove(path)
    }

    func removeFolder(_ path: String) throws(Errno) {
        try enter(.removeFolder, path)
        try system.removeFolder(path)
    }

    func pause(milliseconds: UInt32) { system.pause(milliseconds: milliseconds) }
}
