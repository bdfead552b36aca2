import EventLog
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file system whose next sync fails when it is told so, which keeps a file that it is told to keep, and counts how
/// often folders are listed.
final class FailingFileSystem: FileSystem {
    private let real = SystemFileSystem()
    private let fails = Mutex(false)
    private let lists = Mutex(0)
    private let kept = Mutex<String?>(nil)
    private let obscured = Mutex<String?>(nil)
    private let unopened = Mutex<(path: String, before: Int, count: Int)?>(nil)

    /// How often a folder was listed.
    var listCount: Int { lists.withLock { $0 } }

    /// Has a file not be removed, or none.
    func keep(_ path: String?) { kept.withLock { $0 = path } }

    /// Has nobody be able to tell whether a file is there, or what is in a folder; or of none any more.
    func obscure(_ path: String?) { obscured.withLock { $0 = path } }

    /// Has a file or folder not be opened so many times, once it was opened some other times.
    func shut(_ path: String, after before: Int = 0, count: Int = .max) {
        unopened.withLock { $0 = (path, before, count) }
    }

    func failNextSync() { fails.withLock { $0 = true } }

    func sync(_ file: Descriptor) throws(Errno) {
        try failIfTold()
        try real.sync(file)
    }

    func syncBytes(_ file: Descriptor) throws(Errno) {
        try failIfTold()
        try real.syncBytes(file)
    }

    private func failIfTold() throws(Errno) {
        let isFailing = fails.withLock { fails in
            defer { fails = false }
            return fails
        }
        if isFailing { throw Errno(EIO) }
    }

    func open(_ path: String, _ access: FileAccess) throws(Errno) -> Descriptor {
        let isShut = unopened.withLock { unopened in
            guard let known = unopened, known.path == path, known.count > 0 else { return false }
            if known.before > 0 { unopened?.before -= 1 } else { unopened?.count -= 1 }
            return known.before == 0
        }
        if isShut { throw Errno(EIO) }
        return try real.open(path, access)
    }
    func close(_ file: Descriptor) throws(Errno) { try real.close(file) }
    func status(_ file: Descriptor) throws(Errno) -> FileStatus { try real.status(file) }
    func status(at path: String) throws(Errno) -> FileStatus {
        if obscured.withLock({ $0 == path }) { throw Errno(EIO) }
        return try real.status(at: path)
    }
    func read(_ file: Descriptor, at offset: UInt64, into buffer: inout MutableRawSpan) throws(Errno) -> Int {
        try real.read(file, at: offset, into: &buffer)
    }
    func map(_ file: Descriptor, size: Int) throws(Errno) -> MappedBytes { try real.map(file, size: size) }
    func write(_ file: Descriptor, _ bytes: RawSpan, at offset: UInt64) throws(Errno) -> Int {
        try real.write(file, bytes, at: offset)
    }
    func truncate(_ file: Descriptor, to size: UInt64) throws(Errno) { try real.truncate(file, to: size) }
    func tryLock(_ file: Descriptor) throws(Errno) -> Bool { try real.tryLock(file) }
    func unlock(_ file: Descriptor) throws(Errno) { try real.unlock(file) }
    func list(_ folder: String) throws(Errno) -> [String] {
        lists.withLock { $0 += 1 }
        if obscured.withLock({ $0 == folder }) { throw Errno(EIO) }
        return try real.list(folder)
    }
    func makeFolder(_ path: String, mode: UInt32) throws(Errno) { try real.makeFolder(path, mode: mode) }
    func rename(_ path: String, to newPath: String) throws(Errno) { try real.rename(path, to: newPath) }
    func remove(_ path: String) throws(Errno) {
        if kept.withLock({ $0 == path }) { throw Errno(EACCES) }
        try real.remove(path)
    }
    func removeFolder(_ path: String) throws(Errno) { try real.removeFolder(path) }
    func pause(milliseconds: UInt32) { real.pause(milliseconds: milliseconds) }
}

/// A thread that can be waited for: appends block, which tasks must not.
final class Worker: @unchecked Sendable {
    private var thread = pthread_t(bitPattern: 0)
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
        let context = Unmanaged.passRetained(self).toOpaque()
        var started = pthread_t(bitPattern: 0)
        pthread_create(
            &started, nil,
            { context in
                Unmanaged<Worker>.fromOpaque(context!).takeRetainedValue().body()
                return nil
            }, context)
        thread = started
    }

    func join() { pthread_join(thread, nil) }
}
