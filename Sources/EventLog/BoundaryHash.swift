import Crypto

// One of the files named Boundary: only they touch unsafe memory. This one: SHA-256, also as the Merkle tree uses it.

extension RawSpan {
    /// SHA-256 of these bytes: 32 bytes.
    package var sha256: [UInt8] {
        var hash = SHA256()
        hash.update(self)
        return Array(hash.finalize())
    }
}

extension TreeHash {
    /// The hash of a leaf: SHA-256 of 00 and the line, without its LF.
    package init(leaf line: RawSpan) { self.init(0x00, line) }

    /// The hash of a node: SHA-256 of 01 and the two hashes below it.
    init(left: TreeHash, right: TreeHash) {
        let both = (left.bytes, right.bytes)
        self = unsafe withUnsafeBytes(of: both) { bytes in unsafe TreeHash(0x01, bytes.bytes) }
    }

    private init(_ prefix: UInt8, _ bytes: RawSpan) {
        var hash = SHA256()
        unsafe withUnsafeBytes(of: prefix) { prefix in unsafe hash.update(bufferPointer: prefix) }
        hash.update(bytes)
        self.init(
            unsafe hash.finalize().withUnsafeBytes { digest in
                unsafe digest.loadUnaligned(as: SIMD32<UInt8>.self)
            })
    }
}

extension SHA256 {
    fileprivate mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { bytes in unsafe update(bufferPointer: bytes) }
    }
}
