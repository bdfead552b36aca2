import Crypto

/// The key of a subject: 32 random bytes from which the key of each of its boxes is derived.
package struct SubjectKey: Sendable, Equatable {
    let key: SymmetricKey
    /// What deriving begins with. Hashing the key once saves half of what a box's key takes.
    private let keyed: HMAC<SHA256>

    private init(_ key: SymmetricKey) {
        self.key = key
        keyed = HMAC(key: key)
    }

    /// A fresh one.
    init() { self.init(SymmetricKey(size: .bits256)) }

    /// - Returns: nil where the bytes are not 32.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        self.init(SymmetricKey(data: bytes))
    }

    static let size = 32

    var bytes: [UInt8] { key.withUnsafeBytes { bytes in Array(bytes) } }

    /// The key of one box, which opens no other.
    package func boxKey(at place: BoxPlace, _ nonce: [UInt8]) -> BoxKey { boxKey(of: place.info, nonce) }

    /// HKDF-Expand (RFC 5869 §2.3), whose output of one block is one HMAC. Extracting is for keys that are not random
    /// (§3.3).
    func boxKey(of info: [UInt8], _ nonce: [UInt8]) -> BoxKey {
        var code = keyed
        code.update(data: info + nonce + CollectionOfOne(1))
        return BoxKey(key: SymmetricKey(data: code.finalize()))
    }

    package static func == (left: SubjectKey, right: SubjectKey) -> Bool { left.key == right.key }
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
