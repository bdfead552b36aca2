#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// One of the files named Boundary: only they touch unsafe memory. This one: thin wrappers around the calls of libc for
// files. Everything above works on `RawSpan` and arrays.

/// The calls of libc that take pointers; the others are called where they are needed.
enum LibC {
    static func open(_ path: String, _ flags: CInt, _ mode: UInt32) -> CInt {
        #if canImport(Darwin)
        unsafe Darwin.open(path, flags, mode_t(mode))
        #else
        unsafe Glibc.open(path, flags, mode_t(mode))
        #endif
    }

    static func read(_ file: CInt, _ buffer: inout MutableRawSpan, _ offset: Int64) -> Int {
        unsafe buffer.withUnsafeMutableBytes { bytes in
            unsafe pread(file, bytes.baseAddress, bytes.count, off_t(offset))
        }
    }

    static func write(_ file: CInt, _ bytes: RawSpan, _ offset: Int64) -> Int {
        unsafe bytes.withUnsafeBytes { bytes in unsafe pwrite(file, bytes.baseAddress, bytes.count, off_t(offset)) }
    }

    static func status(_ file: CInt) -> FileStatus? {
        var status = stat()
        guard unsafe fstat(file, &status) == 0 else { return nil }
        return FileStatus(status)
    }

    static func status(at path: String) -> FileStatus? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return FileStatus(status)
    }

    /// Whether an open file is one, and not a pipe, a device or a folder.
    static func isFile(_ file: CInt) -> Bool {
        var status = stat()
        return unsafe fstat(file, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    static func makeFolder(_ path: String, _ mode: UInt32) -> CInt { unsafe mkdir(path, mode_t(mode)) }
    static func rename(_ from: String, _ to: String) -> CInt {
        #if canImport(Darwin)
        unsafe Darwin.rename(from, to)
        #else
        unsafe Glibc.rename(from, to)
        #endif
    }
    static func remove(_ path: String) -> CInt { unsafe unlink(path) }
    static func removeFolder(_ path: String) -> CInt { unsafe rmdir(path) }

    /// The names in a folder, without `.` and `..`.
    static func names(in path: String) throws(Errno) -> [String] {
        var opened = unsafe opendir(path)
        while unsafe opened == nil, errno == EINTR { unsafe opened = unsafe opendir(path) }
        guard let folder = unsafe opened else { throw Errno(errno) }
        defer { _ = unsafe closedir(folder) }
        guard let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) else {
            preconditionFailure("A directory entry has a name.")
        }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(folder) else {
                guard errno == 0 else { throw Errno(errno) }
                return names
            }
            let start = unsafe UnsafeRawPointer(entry).advanced(by: nameOffset)
            let name = unsafe String(cString: start.assumingMemoryBound(to: CChar.self))
            if name != "." && name != ".." { names.append(name) }
        }
    }

    /// The words of the operating system for an error number.
    static func words(for code: CInt) -> String {
        code == Errno.notAFile.code ? "It is not a file" : unsafe String(cString: strerror(code))
    }
}

extension FileStatus {
    fileprivate init(_ status: stat) {
        #if canImport(Darwin)
        let modified = status.st_mtimespec
        #else
        let modified = status.st_mtim
        #endif
        self.init(
            size: UInt64(status.st_size), node: UInt64(status.st_ino),
            modified: Int64(modified.tv_sec) * 1_000_000_000 + Int64(modified.tv_nsec))
    }
}

extension Errno {
    /// There is no such file.
    package static let missing = Errno(ENOENT)
    /// What has the name of a file is a pipe, a device or something else; no system has a number for that.
    static let notAFile = Errno(-1)
    /// What should be a folder is none.
    static let notAFolder = Errno(ENOTDIR)
    /// There is one already.
    static let exists = Errno(EEXIST)
    /// There is no permission.
    static let forbidden = Errno(EACCES)
}

/// The bytes of a file that the system keeps in memory, for as long as this is kept.
@safe package final class MappedBytes: @unchecked Sendable {
    package let bytes: UnsafeRawBufferPointer

    init(_ file: CInt, size: Int) throws(Errno) {
        guard size > 0 else {
            unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), unsafe start != MAP_FAILED else {
            throw Errno(errno)
        }
        unsafe bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit {
        if let start = unsafe bytes.baseAddress {
            _ = unsafe munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
        }
    }
}
