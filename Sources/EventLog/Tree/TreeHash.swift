/// A hash in the Merkle tree of a feed: SHA-256, 32 bytes (RFC 6962 §2.1).
package struct TreeHash: Sendable, Hashable {
    let bytes: SIMD32<UInt8>

    init(_ bytes: SIMD32<UInt8>) { self.bytes = bytes }

    /// - Returns: nil unless there are 32 bytes.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        var hash = SIMD32<UInt8>()
        for index in 0..<Self.size { hash[index] = bytes[index] }
        self.bytes = hash
    }

    static let size = 32

    /// The bytes in order.
    package var array: [UInt8] { (0..<Self.size).map { index in bytes[index] } }

    package var base64: String { TextCoding.base64(array) }

    /// - Returns: nil unless the text is 32 bytes in canonical base64.
    init?(base64 text: [UInt8]) {
        guard let bytes = TextCoding.bytes(base64: text), let hash = TreeHash(bytes) else { return nil }
        self = hash
    }

    /// - Returns: nil unless the text is 32 bytes in lower-case hexadecimal.
    init?(hex text: [UInt8]) {
        guard let bytes = TextCoding.bytes(hex: String(decoding: text, as: UTF8.self)), let hash = TreeHash(bytes)
        else { return nil }
        self = hash
    }

    /// The root of a tree without leaves: SHA-256 of nothing.
    package static let empty = {
        guard let hash = TreeHash([UInt8]().rawSpan.sha256) else { preconditionFailure("SHA-256 has 32 bytes.") }
        return hash
    }()
}
