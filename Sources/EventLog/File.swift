/// An open file with one owner: closed when it is closed, or at the latest when nobody owns it any more.
package struct File: ~Copyable {
    private var descriptor: Descriptor?
    package let path: String
    private let fileSystem: any FileSystem

    /// Opens a file.
    ///
    /// - Throws: `.io`, with the call's `errno`.
    package init(_ path: String, _ access: FileAccess, in fileSystem: any FileSystem) throws(EventLogError) {
        do {
            descriptor = try fileSystem.open(path, access)
        } catch {
            throw EventLogError("open", path, error)
        }
        self.path = path
        self.fileSystem = fileSystem
    }

    deinit {
        if let descriptor { try? fileSystem.close(descriptor) }
    }

    package consuming func close() throws(EventLogError) {
        guard let open = descriptor else { return }
        descriptor = nil
        do { try fileSystem.close(open) } catch { throw EventLogError("close", path, error) }
    }

    package func status() throws(EventLogError) -> FileStatus {
        do { return try fileSystem.status(number) } catch { throw EventLogError("examine", path, error) }
    }

    /// Fills the first `count` bytes of `buffer` from `offset` on, as far as the file reaches.
    ///
    /// - Returns: how many bytes there were.
    package func read(_ count: Int, at offset: UInt64, into buffer: inout [UInt8]) throws(EventLogError) -> Int {
        var filled = 0
        while filled < count {
            let got: Int
            do {
                got = try buffer.withMutableBytes(in: filled..<count) { rest throws(Errno) in
                    try fileSystem.read(number, at: offset + UInt64(filled), into: &rest)
                }
            } catch {
                throw EventLogError("read", path, error)
            }
            if got == 0 { break }
            filled += got
        }
        return filled
    }

    /// Writes all of `bytes` with one call.
    ///
    /// - Throws: `.io` where fewer were taken: after that the file has to be cut, not continued.
    package func write(_ bytes: RawSpan, at offset: UInt64) throws(EventLogError) {
        let count: Int
        do { count = try fileSystem.write(number, bytes, at: offset) } catch {
            throw EventLogError("write to", path, error)
        }
        guard count == bytes.byteCount else {
            throw EventLogError(
                .io, "Only \(count) of \(bytes.byteCount) bytes could be written to '\(path)': is the disk full?")
        }
    }

    /// The first bytes of the file, to be looked at where the system keeps them. They must not be changed meanwhile.
    package func mapped(_ size: Int) throws(EventLogError) -> MappedBytes {
        do { return try fileSystem.map(number, size: size) } catch { throw EventLogError("map", path, error) }
    }

    package func truncate(to size: UInt64) throws(EventLogError) {
        do { try fileSystem.truncate(number, to: size) } catch { throw EventLogError("cut", path, error) }
    }

    package func sync() throws(EventLogError) {
        do { try fileSystem.sync(number) } catch { throw EventLogError("sync", path, error) }
    }

    /// Makes the bytes durable, and no more than that.
    package func syncBytes() throws(EventLogError) {
        do { try fileSystem.syncBytes(number) } catch { throw EventLogError("sync", path, error) }
    }

    package func tryLock() throws(EventLogError) -> Bool {
        do { return try fileSystem.tryLock(number) } catch { throw EventLogError("lock", path, error) }
    }

    package func unlock() throws(EventLogError) {
        do { try fileSystem.unlock(number) } catch { throw EventLogError("unlock", path, error) }
    }

    private var number: Descriptor {
        guard let descriptor else { preconditionFailure("A closed file has no owner left to use it.") }
        return descriptor
    }
}
