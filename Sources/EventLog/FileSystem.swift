/// An open file, as the file system that opened it numbers it.
package struct Descriptor: Sendable, Hashable {
    package let number: Int32

    package init(number: Int32) { self.number = number }
}

/// What a file is opened for.
package enum FileAccess: Sendable, Equatable {
    /// Reading a file that exists.
    case read
    /// Reading and writing a file that exists.
    case write
    /// Reading and writing a file that must not exist yet, with these permission bits.
    case create(mode: UInt32)
    /// Locking: the file is made when it is missing.
    case lock
    /// A folder, to sync it.
    case folder
}

/// What is known of an open file.
package struct FileStatus: Sendable, Equatable {
    /// In bytes.
    package let size: UInt64
    /// Tells one file from another of the same name.
    package let node: UInt64
    /// When it was last written to, in nanoseconds since 1970.
    package let modified: Int64

    package init(size: UInt64, node: UInt64, modified: Int64) {
        self.size = size
        self.node = node
        self.modified = modified
    }
}

extension FileStatus {
    /// Whether the last change was so long ago, at a time in milliseconds since 1970, that the next one has another
    /// time, however coarse the clock of the file system is.
    package func isOld(at time: Int64) -> Bool {
        let milliseconds = modified / 1_000_000
        return milliseconds < time && time - milliseconds > 2_000
    }
}

/// The number of an error of the operating system.
package struct Errno: Error, Sendable, Equatable {
    package let code: Int32

    package init(_ code: Int32) { self.code = code }
}

/// Every call that EventLog makes to the file system, one each, so that a test can break any of them.
///
/// A call either does what it says or throws the operating system's error number. Only an interrupted call (`EINTR`)
/// is tried again. Paths are UTF-8.
package protocol FileSystem: Sendable {
    func open(_ path: String, _ access: FileAccess) throws(Errno) -> Descriptor
    func close(_ file: Descriptor) throws(Errno)
    func status(_ file: Descriptor) throws(Errno) -> FileStatus
    /// The same of a file or folder that is not open.
    func status(at path: String) throws(Errno) -> FileStatus

    /// Reads at most as many bytes as `buffer` holds; 0 at the end of the file.
    func read(_ file: Descriptor, at offset: UInt64, into buffer: inout MutableRawSpan) throws(Errno) -> Int

    /// Lends the first bytes of a file, which has as many.
    func map(_ file: Descriptor, size: Int) throws(Errno) -> MappedBytes

    /// Writes in one call and tells how many bytes were taken, which may be fewer.
    func write(_ file: Descriptor, _ bytes: RawSpan, at offset: UInt64) throws(Errno) -> Int

    func truncate(_ file: Descriptor, to size: UInt64) throws(Errno)

    /// Returns once the bytes, or a folder's names, are on the device itself.
    func sync(_ file: Descriptor) throws(Errno)

    /// Returns once the bytes of a file, and what it takes to find them, are on the device itself. When it was written
    /// to may be told later.
    func syncBytes(_ file: Descriptor) throws(Errno)

    /// Takes the advisory lock on an open file unless somebody has it; it is let go when the file is closed.
    func tryLock(_ file: Descriptor) throws(Errno) -> Bool

    /// Lets a lock go, and keeps the file open.
    func unlock(_ file: Descriptor) throws(Errno)

    /// The names in a folder, in no order.
    func list(_ folder: String) throws(Errno) -> [String]

    func makeFolder(_ path: String, mode: UInt32) throws(Errno)

    /// Gives a file or folder another name, in one step, in place of any file of that name.
    func rename(_ path: String, to newPath: String) throws(Errno)

    func remove(_ path: String) throws(Errno)
    func removeFolder(_ path: String) throws(Errno)

    /// Waits, between two attempts at a lock.
    func pause(milliseconds: UInt32)
}
