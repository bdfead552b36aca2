#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// One of the files named Boundary: only they touch unsafe memory. This one: bounds-checked reads of bytes.
// Everything above works on `RawSpan` and arrays.

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
    package mutating func withMutableBytes<Result, Failure: Error>(
        in range: Range<Int>, _ body: (inout MutableRawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(range.upperBound <= count)
        var all = mutableSpan
        var bytes = unsafe all.mutableBytes
        var part = bytes._mutatingExtracting(range)
        return try body(&part)
    }
}
