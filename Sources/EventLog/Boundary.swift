import CLZ4
import Crypto

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// The one file of this room that touches unsafe memory: thin, bounds-checked wrappers around libc, liblz4 and the
// hash function. Everything above works on `RawSpan` and arrays.

extension RawSpan {
    /// The byte at `offset`; traps when there is none.
    package func byte(at offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// The little-endian integer at `offset`; traps when it is not whole.
    package func integer<Value: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Value.Type) -> Value {
        Value(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }

    /// The offset of the first `byte` at or after `start`, if any.
    package func firstOffset(of byte: UInt8, from start: Int) -> Int? {
        precondition(start >= 0 && start <= byteCount)
        return unsafe withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, start < bytes.count else { return nil }
            guard let found = unsafe memchr(base + start, CInt(byte), bytes.count - start) else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// Whether both hold the same bytes.
    package func holdsSameBytes(as other: RawSpan) -> Bool {
        guard byteCount == other.byteCount else { return false }
        guard byteCount > 0 else { return true }
        return unsafe withUnsafeBytes { mine in
            unsafe other.withUnsafeBytes { theirs in
                guard let mine = mine.baseAddress, let other = theirs.baseAddress else { return false }
                return unsafe memcmp(mine, other, theirs.count) == 0
            }
        }
    }

    /// SHA-256 of these bytes: 32 bytes.
    package var sha256: [UInt8] {
        var hash = SHA256()
        unsafe withUnsafeBytes { bytes in unsafe hash.update(bufferPointer: bytes) }
        return Array(hash.finalize())
    }
}

extension [UInt8] {
    /// These bytes, to be read in place.
    package var rawSpan: RawSpan {
        @_lifetime(borrow self)
        get { unsafe span.bytes }
    }

    /// Adds the bytes of `span` at the end, in one copy.
    package mutating func append(_ span: RawSpan) {
        unsafe span.withUnsafeBytes { bytes in unsafe append(contentsOf: bytes) }
    }

    /// A copy of the bytes of `span`.
    package init(_ span: RawSpan) {
        self = unsafe span.withUnsafeBytes { bytes in unsafe Array(bytes) }
    }
}

extension [UInt8] {
    /// Lends some of the bytes to be written to.
    mutating func withMutableBytes<Result, Failure: Error>(
        in range: Range<Int>, _ body: (inout MutableRawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(range.upperBound <= count)
        var all = mutableSpan
        var bytes = unsafe all.mutableBytes
        var part = bytes._mutatingExtracting(range)
        return try body(&part)
    }
}

/// A decompression context of liblz4, made once and used for many frames.
@safe struct LZ4Context: ~Copyable {
    private let context: OpaquePointer

    init() {
        var made: OpaquePointer?
        let result = unsafe LZ4F_createDecompressionContext(&made, CUnsignedInt(LZ4F_VERSION))
        guard LZ4F_isError(result) == 0, let made = unsafe made else {
            preconditionFailure("liblz4 could not allocate a decompression context.")
        }
        unsafe context = made
    }

    deinit { _ = unsafe LZ4F_freeDecompressionContext(context) }

    /// Decompresses one whole frame into `output`.
    ///
    /// - Parameter checksChecksums: false where the caller does; older versions of liblz4 check them all the same.
    /// - Returns: the number of bytes written, or nil where the frame does not end exactly at the end of `frame`, does
    ///   not fit, or does not match its checksums.
    mutating func decompress(
        _ frame: RawSpan, into output: inout MutableRawSpan, checksChecksums: Bool
    ) -> Int? {
        var options = LZ4F_decompressOptions_t()
        options.skipChecksums = checksChecksums ? 0 : 1
        var consumed = 0
        var produced = 0
        while true {
            var sourceSize = frame.byteCount - consumed
            var outputSize = output.byteCount - produced
            let hint = unsafe frame.withUnsafeBytes { source in
                unsafe output.withUnsafeMutableBytes { destination in
                    unsafe LZ4F_decompress(
                        context, destination.baseAddress.map { unsafe $0 + produced }, &outputSize,
                        source.baseAddress.map { unsafe $0 + consumed }, &sourceSize, &options)
                }
            }
            consumed += sourceSize
            produced += outputSize
            if hint == 0, consumed == frame.byteCount { return produced }
            if hint == 0 || LZ4F_isError(hint) != 0 || sourceSize + outputSize == 0 {
                unsafe LZ4F_resetDecompressionContext(context)
                return nil
            }
        }
    }
}

/// The frame calls of liblz4 that write.
enum LZ4 {
    /// One frame as DESIGN wants it: version 1, independent blocks, content size and checksum, no dictionary.
    static func frame(_ content: RawSpan, level: Int) -> [UInt8] {
        var preferences = LZ4F_preferences_t()
        preferences.frameInfo.blockSizeID = LZ4F_max1MB
        preferences.frameInfo.blockMode = LZ4F_blockIndependent
        preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled
        preferences.frameInfo.contentSize = CUnsignedLongLong(content.byteCount)
        preferences.compressionLevel = CInt(level)
        preferences.autoFlush = 1
        let capacity = unsafe LZ4F_compressFrameBound(content.byteCount, &preferences)
        return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            let size = unsafe content.withUnsafeBytes { source in
                unsafe LZ4F_compressFrame(
                    buffer.baseAddress, capacity, source.baseAddress, source.count, &preferences)
            }
            precondition(LZ4F_isError(size) == 0, "liblz4 could not compress into a buffer of the size it asked for.")
            count = size
        }
    }
}

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
        guard let folder = unsafe opendir(path) else { throw Errno(errno) }
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
    static func words(for code: CInt) -> String { unsafe String(cString: strerror(code)) }
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
    /// There is one already.
    static let exists = Errno(EEXIST)
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

/// Threads of the operating system: Swift's tasks cannot be waited for where nothing is asynchronous.
enum Threads {
    /// What a thread is to do, on its way to it.
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// A thread that was started and has to be joined, or let go, once.
    @safe struct Started: @unchecked Sendable {
        fileprivate let thread: pthread_t

        /// Lets the thread end when it will, instead.
        func detach() {
            #if canImport(Darwin)
            _ = unsafe pthread_detach(thread)
            #else
            _ = pthread_detach(thread)
            #endif
        }

        /// Waits until the thread has ended.
        func join() {
            #if canImport(Darwin)
            _ = unsafe pthread_join(thread, nil)
            #else
            _ = pthread_join(thread, nil)
            #endif
        }
    }

    static var processorCount: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }

    /// Starts a thread; nil where the system has none to give, and then nothing is done.
    static func start(_ body: @escaping @Sendable () -> Void) -> Started? {
        let work = unsafe Unmanaged.passRetained(Work(body))
        #if canImport(Darwin)
        var thread: pthread_t?
        let status = unsafe pthread_create(
            &thread, nil,
            { argument in
                unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, unsafe work.toOpaque())
        guard status == 0, let thread = unsafe thread else {
            unsafe work.release()
            return nil
        }
        return unsafe Started(thread: thread)
        #else
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread, nil,
            { argument in
                if let argument = unsafe argument {
                    unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            }, unsafe work.toOpaque())
        guard status == 0 else {
            unsafe work.release()
            return nil
        }
        return Started(thread: thread)
        #endif
    }
}

/// A value that threads share, and wait for one another to change.
@safe final class Monitor<Value>: @unchecked Sendable {
    private var value: Value
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(_ value: Value) {
        self.value = value
        let made = unsafe pthread_mutex_init(mutex, nil) == 0 && pthread_cond_init(changed, nil) == 0
        precondition(made, "The system could not make a lock.")
    }

    deinit {
        unsafe pthread_cond_destroy(changed)
        unsafe pthread_mutex_destroy(mutex)
        unsafe changed.deallocate()
        unsafe mutex.deallocate()
    }

    /// Lends the value to one thread at a time, and wakes those that wait for it to change.
    func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        let result = body(&value)
        unsafe pthread_cond_broadcast(changed)
        unsafe pthread_mutex_unlock(mutex)
        return result
    }

    /// The same, again and again as the value changes, until there is a result.
    func wait<Result>(_ body: (inout Value) -> Result?) -> Result {
        unsafe pthread_mutex_lock(mutex)
        while true {
            if let result = body(&value) {
                unsafe pthread_cond_broadcast(changed)
                unsafe pthread_mutex_unlock(mutex)
                return result
            }
            unsafe pthread_cond_wait(changed, mutex)
        }
    }
}
