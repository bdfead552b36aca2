import CaseModel
import Crypto
import EventLog

/// The public half of the key that a device reads with what others lend it, as one line.
///
///     caselog-reader+<name>+<base64 of the key, 32 bytes, and of the beginning of a SHA-256, 4 bytes>
package struct Reader: Sendable, Equatable {
    package let name: String
    package let key: [UInt8]

    init(name: String, key: [UInt8]) {
        self.name = name
        self.key = key
    }

    /// - Returns: nil where the line is none, or was copied with a slip.
    package init?(_ line: some StringProtocol) {
        let parts = String(line).split(separator: Character("+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.prefix, ReaderName.isName(parts[1]),
            let bytes = TextCoding.bytes(base64: parts[2]), bytes.count == 32 + Self.checkSize
        else { return nil }
        self.init(name: String(parts[1]), key: Array(bytes.prefix(32)))
        guard self.line == line else { return nil }
    }

    package var line: String {
        let start = "\(Self.prefix)+\(name)+"
        return start + TextCoding.base64(key + (Array(start.utf8) + key).rawSpan.sha256.prefix(Self.checkSize))
    }

    private static let prefix = "caselog-reader"
    private static let checkSize = 4
}

/// The key that a device reads with what others lend it: X25519, made when it is first needed.
package struct ReadingIdentity: Sendable {
    let key: Curve25519.KeyAgreement.PrivateKey

    /// The device's own, made where there is none yet.
    package init(of device: Device, _ passphrases: Passphrases) throws {
        let store = KeyStore(device, passphrases)
        self = try store.locked { try Self.find(in: store) ?? Self.make(in: store) }
    }

    private init(_ key: Curve25519.KeyAgreement.PrivateKey) { self.key = key }

    package func reader(named name: String) throws -> Reader {
        guard ReaderName.isName(name) else {
            throw CaseError(
                .badName,
                "\"\(name)\" cannot name a reader. Use letters, digits, points and hyphens, at most \(ReaderName.lengthMax)."
            )
        }
        return Reader(name: name, key: Array(key.publicKey.rawRepresentation))
    }

    private static func find(in store: KeyStore) throws -> ReadingIdentity? {
        guard let file = try store.read(.device), let entry = file.keys.first else { return nil }
        let outer = try store.unlock(file)
        guard let bytes = entry.opened(.device, under: outer),
            let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        else { throw store.foreign(entry.subject, in: file) }
        return ReadingIdentity(key)
    }

    /// Makes one, durably. Under the lock.
    @discardableResult
    static func make(in store: KeyStore) throws -> ReadingIdentity {
        let identity = ReadingIdentity(Curve25519.KeyAgreement.PrivateKey())
        var (file, outer) = try store.fresh(.device)
        file.keys.append(
            KeyFile.Key(
                Array(identity.key.rawRepresentation), of: .wholeCase, .made, since: store.device.now(), .device,
                under: outer))
        try store.put(file)
        return identity
    }
}
