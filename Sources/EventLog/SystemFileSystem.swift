#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The file system of the operating system.
package struct SystemFileSystem: FileSystem {
    package init() {}

    package func open(_ path: String, _ access: FileAccess) throws(Errno) -> Descriptor {
        let (flags, mode): (CInt, UInt32) =
            switch access {
            // Something other than a file, such as a pipe, must not make a reader wait.
            case .read: (O_RDONLY | O_NONBLOCK, 0)
            case .write: (O_RDWR, 0)
            case .create(let mode): (O_RDWR | O_CREAT | O_EXCL, mode)
            case .lock: (O_RDWR | O_CREAT, 0o666)
            case .folder: (O_RDONLY | O_DIRECTORY, 0)
            }
        let file = Descriptor(number: try retrying { LibC.open(path, flags | O_CLOEXEC, mode) })
        if access == .read, !LibC.isFile(file.number) {
            try close(file)
            throw .notAFile
        }
        return file
    }

    package func close(_ file: Descriptor) throws(Errno) {
        // Not tried again when interrupted: the descriptor is gone already, and may be somebody else's by now.
        #if canImport(Darwin)
        let result = Darwin.close(file.number)
        #else
        let result = Glibc.close(file.number)
        #endif
        guard result == 0 || errno == EINTR else { throw Errno(errno) }
    }

    package func status(_ file: Descriptor) throws(Errno) -> FileStatus {
        guard let status = LibC.status(file.number) else { throw Errno(errno) }
        return status
    }

    package func status(at path: String) throws(Errno) -> FileStatus {
        guard let status = LibC.status(at: path) else { throw Errno(errno) }
        return status
    }

    package func read(
        _ file: Descriptor, at offset: UInt64, into buffer: inout MutableRawSpan
    ) throws(Errno) -> Int {
        while true {
            let count = LibC.read(file.number, &buffer, Int64(offset))
            if count >= 0 { return count }
            if errno != EINTR { throw Errno(errno) }
        }
    }

    package func map(_ file: Descriptor, size: Int) throws(Errno) -> MappedBytes {
        try MappedBytes(file.number, size: size)
    }

    package func write(_ file: Descriptor, _ bytes: RawSpan, at offset: UInt64) throws(Errno) -> Int {
        while true {
            let count = LibC.write(file.number, bytes, Int64(offset))
            if count >= 0 { return count }
            if errno != EINTR { throw Errno(errno) }
        }
    }

    package func truncate(_ file: Descriptor, to size: UInt64) throws(Errno) {
        _ = try retrying { ftruncate(file.number, off_t(size)) }
    }

    package func sync(_ file: Descriptor) throws(Errno) {
        #if canImport(Darwin)
        // fsync leaves the bytes in the drive's own cache; where a volume cannot do better, it has to be enough.
        if fcntl(file.number, F_FULLFSYNC) == 0 { return }
        guard errno == ENOTSUP || errno == EINVAL || errno == ENOTTY || errno == EINTR else { throw Errno(errno) }
        #endif
        _ = try retrying { fsync(file.number) }
    }

    package func syncBytes(_ file: Descriptor) throws(Errno) {
        #if canImport(Darwin)
        try sync(file)
        #else
        _ = try retrying { fdatasync(file.number) }
        #endif
    }

    package func tryLock(_ file: Descriptor) throws(Errno) -> Bool {
        do {
            _ = try retrying { flock(file.number, LOCK_EX | LOCK_NB) }
            return true
        } catch {
            guard error.code == EWOULDBLOCK else { throw error }
            return false
        }
    }

    package func unlock(_ file: Descriptor) throws(Errno) {
        _ = try retrying { flock(file.number, LOCK_UN) }
    }

    package func list(_ folder: String) throws(Errno) -> [String] {
        try LibC.names(in: folder)
    }

    package func makeFolder(_ path: String, mode: UInt32) throws(Errno) {
        _ = try retrying { LibC.makeFolder(path, mode) }
    }

    package func rename(_ path: String, to newPath: String) throws(Errno) {
        _ = try retrying { LibC.rename(path, newPath) }
    }

    package func remove(_ path: String) throws(Errno) {
        _ = try retrying { LibC.remove(path) }
    }

    package func removeFolder(_ path: String) throws(Errno) {
        _ = try retrying { LibC.removeFolder(path) }
    }

    package func pause(milliseconds: UInt32) {
        usleep(milliseconds * 1_000)
    }

    private func retrying(_ call: () -> CInt) throws(Errno) -> CInt {
        while true {
            let result = call()
            if result >= 0 { return result }
            if errno != EINTR { throw Errno(errno) }
        }
    }
}
