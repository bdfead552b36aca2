import EventLog

/// The file system, with a look at the clock around every sync of bytes.
struct MeasuredFileSystem: FileSystem {
    private let base: any FileSystem
    private let onSync: @Sendable (Duration) -> Void

    init(_ base: any FileSystem, onSync: @escaping @Sendable (Duration) -> Void) {
        self.base = base
        self.onSync = onSync
    }

    func sync(_ file: Descriptor) throws(Errno) {
        let begun = ContinuousClock.now
        try base.sync(file)
        onSync(ContinuousClock.now - begun)
    }

    func syncBytes(_ file: Descriptor) throws(Errno) {
        let begun = ContinuousClock.now
        try base.syncBytes(file)
        onSync(ContinuousClock.now - begun)
    }

    func open(_ path: String, _ access: FileAccess) throws(Errno) -> Descriptor { try base.open(path, access) }
    func close(_ file: Descriptor) throws(Errno) { try base.close(file) }
    func status(_ file: Descriptor) throws(Errno) -> FileStatus { try base.status(file) }
    func status(at path: String) throws(Errno) -> FileStatus { try base.status(at: path) }

    func read(_ file: Descriptor, at offset: UInt64, into buffer: inout MutableRawSpan) throws(Errno) -> Int {
        try base.read(file, at: offset, into: &buffer)
    }

    func map(_ file: Descriptor, size: Int) throws(Errno) -> MappedBytes { try base.map(file, size: size) }

    func write(_ file: Descriptor, _ bytes: RawSpan, at offset: UInt64) throws(Errno) -> Int {
        try base.write(file, bytes, at: offset)
    }

    func truncate(_ file: Descriptor, to size: UInt64) throws(Errno) { try base.truncate(file, to: size) }
    func tryLock(_ file: Descriptor) throws(Errno) -> Bool { try base.tryLock(file) }
    func unlock(_ file: Descriptor) throws(Errno) { try base.unlock(file) }
    func list(_ folder: String) throws(Errno) -> [String] { try base.list(folder) }
    func makeFolder(_ path: String, mode: UInt32) throws(Errno) { try base.makeFolder(path, mode: mode) }
    func rename(_ path: String, to newPath: String) throws(Errno) { try base.rename(path, to: newPath) }
    func remove(_ path: String) throws(Errno) { try base.remove(path) }
    func removeFolder(_ path: String) throws(Errno) { try base.removeFolder(path) }
    func pause(milliseconds: UInt32) { base.pause(milliseconds: milliseconds) }
}
