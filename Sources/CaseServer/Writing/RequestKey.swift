import Crypto
import EventLog

/// A key of a request, and what was asked with it, each as the first half of its SHA-256.
struct RequestKey: Sendable, Hashable {
    let key: String
    let digest: String

    init(key: String, digest: String) {
        self.key = key
        self.digest = digest
    }

    /// - Parameter request: what has to be the same for it to be the same request.
    init(_ key: String, of request: [UInt8]) {
        self.init(key: Self.key(key), digest: Self.digest(request))
    }

    /// A key as journals have it.
    static func key(_ given: String) -> String { digest(Array(given.utf8)) }

    private static func digest(_ bytes: [UInt8]) -> String { TextCoding.hex(SHA256.hash(data: bytes).prefix(16)) }
}
