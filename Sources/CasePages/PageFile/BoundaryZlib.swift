import CZlib

// One of the files named Boundary: only they touch unsafe memory. This one: a thin wrapper around zlib.

/// Bytes as browsers unpack them (RFC 1950).
package enum Zlib {
    /// Packs as well as zlib can: a page is made once and mailed often.
    package static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var capacity = compressBound(uLong(bytes.count))
        return unsafe [UInt8](unsafeUninitializedCapacity: Int(capacity)) { buffer, count in
            let status = unsafe compress2(buffer.baseAddress, &capacity, bytes, uLong(bytes.count), Z_BEST_COMPRESSION)
            precondition(status == Z_OK, "zlib could not pack into a buffer of the size it asked for.")
            count = Int(capacity)
        }
    }
}
