import EventLog
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file system that a test can let run full, or keep files of which nobody can be told anything.
final class TroubledFileSystem: FileSystem {
    private let real = SystemFileSystem()
    private let state = Mutex((isFull: false, obscured: String?.none))

    /// Has nothing more be written or made; or lets it be again.
    func fill(_ isFull: Bool) { state.withLock { $0.isFull = isFull } }

    /// Has nobody open or look at files and folders whose paths end in some way; or of none any more.
    func obscure(_ suffix: String?) { state.withLock { $0.obscured = suffix } }

    private func checkRoom() throws(Errno) { if state.withLock({ $0.isFull }) { throw Errno(ENOSPC) } }

    private func checkSight(_ path: String) throws(Errno) {
        if state.withLock({ $0.obscured.map(path.hasSuffix) ?? false }) { throw Errno(EIO) }
    }

    func open(_ path: String, _ access: FileAccess) throws(Errno) -> Descriptor {
        try checkSight(path)
        if case .create = access { try checkRoom() }
        return try real.open(path, access)
    }

    func write(_ file: Descriptor, _ bytes: RawSpan, at offset: UInt64) throws(Errno) -> Int {
        try checkRoom()
        return try real.write(file, bytes, at: offset)
    }

    func makeFolder(_ path: String, mode: UInt32) throws(Errno) {
        // One that is there already takes no room.
        if (try? real.status(at: path)) == nil { try checkRoom() }
        try real.makeFolder(path, mode: mode)
    }

    func status(at path: String) throws(Errno) -> FileStatus {
        try checkSight(path)
        return try real.status(at: path)
    }

    func list(_ folder: String) throws(Errno) -> [String] {
        try checkSight(folder)
        return try real.list(folder)
    }

    func close(_ file: Descriptor) throws(Errno) { try real.close(file) }
    func status(_ file: Descriptor) throws(Errno) -> FileStatus { try real.status(file) }
    func read(_ file: Descriptor, at offset: UInt64, into buffer: inout MutableRawSpan) throws(Errno) -> Int {
        try real.read(file, at: offset, into: &buffer)
    }
    func map(_ file: Descriptor, size: Int) throws(Errno) -> MappedBytes { try real.map(file, size: size) }
    func truncate(_ file: Descriptor, to size: UInt64) throws(Errno) { try real.truncate(file, to: size) }
    func sync(_ file: Descriptor) throws(Errno) { try real.sync(file) }
    func syncBytes(_ file: Descriptor) throws(Errno) { try real.syncBytes(file) }
    func tryLock(_ file: Descriptor) throws(Errno) -> Bool { try real.tryLock(file) }
    func unlock(_ file: Descriptor) throws(Errno) { try real.unlock(file) }
    func rename(_ path: String, to newPath: String) throws(Errno) { try real.rename(path, to: newPath) }
    func remove(_ path: String) throws(Errno) { try real.remove(path) }
    func removeFolder(_ path: String) throws(Errno) { try real.removeFolder(path) }
    func pause(milliseconds: UInt32) { real.pause(milliseconds: milliseconds) }
}
