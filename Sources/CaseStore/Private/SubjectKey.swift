import Crypto

/// The key of a subject: 32 random bytes from which the key of each of its boxes is derived.
package struct SubjectKey: Sendable, Equatable {
    let key: SymmetricKey

    /// A fresh one.
    init() { key = SymmetricKey(size: .bits256) }

    /// - Returns: nil where the bytes are not 32.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        key = SymmetricKey(data: bytes)
    }

    static let size = 32

    var bytes: [UInt8] { key.withUnsafeBytes { bytes in Array(bytes) } }

    /// The key of one box, which opens no other.
    package func boxKey(at place: BoxPlace, _ nonce: [UInt8]) -> BoxKey {
        BoxKey(
            key: HKDF<SHA256>.deriveKey(
                inputKeyMaterial: key, salt: nonce, info: place.info, outputByteCount: Self.size))
    }
}

/// The key of one box. It can be given away without giving away its subject's.
package struct BoxKey: Sendable, Equatable {
    let key: SymmetricKey

    init(key: SymmetricKey) { self.key = key }

    /// - Returns: nil where the bytes are not 32.
    package init?(bytes: [UInt8]) {
        guard bytes.count == SubjectKey.size else { return nil }
        key = SymmetricKey(data: bytes)
    }

    package var bytes: [UInt8] { key.withUnsafeBytes { bytes in Array(bytes) } }
}
