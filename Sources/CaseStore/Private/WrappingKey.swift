import Crypto
import CryptoExtras
import EventLog
import FoundationEssentials

/// What it costs to try a passphrase: the parameters of scrypt (RFC 7914).
package struct ScryptCost: Sendable, Equatable {
    let rounds: Int
    let blockSize: Int
    let parallelism: Int

    /// 32 MiB, some 0.1 s.
    package init() { self.init(rounds: 1 << 15, blockSize: 8, parallelism: 1)! }

    /// - Returns: nil where these are no parameters of scrypt, or would take more than 256 MiB: a file must not make a
    ///   program ask for all the memory there is.
    package init?(rounds: Int, blockSize: Int, parallelism: Int) {
        guard (2...1 << 24).contains(rounds), rounds & (rounds - 1) == 0, (1...64).contains(blockSize),
            (1...16).contains(parallelism), 128 * blockSize * (rounds + parallelism) <= 256 << 20
        else { return nil }
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    func key(from passphrase: String, salt: [UInt8]) throws -> SymmetricKey {
        do {
            return try KDF.Scrypt.deriveKey(
                from: Array(passphrase.utf8), salt: salt, outputByteCount: SubjectKey.size, rounds: rounds,
                blockSize: blockSize, parallelism: parallelism)
        } catch {
            let size = 128 * blockSize * rounds >> 20
            throw EventLogError(.io, "Could not work out a key from the passphrase, which takes \(size) MiB: \(error).")
        }
    }
}

/// How a file keeps the key that its other lines are wrapped under: as it is, or under a passphrase.
enum KeptWrappingKey: Sendable, Equatable {
    case plain([UInt8])
    case scrypt(ScryptCost, salt: [UInt8], wrapped: [UInt8])

    /// - Parameter passphrase: nil where the key is to be kept as it is.
    init(keeping key: SymmetricKey, under passphrase: String?, _ cost: ScryptCost) throws {
        let bytes = key.withUnsafeBytes { bytes in Array(bytes) }
        guard let passphrase else {
            self = .plain(bytes)
            return
        }
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { bytes in Array(bytes) }
        let outer = try cost.key(from: passphrase, salt: salt)
        self = .scrypt(cost, salt: salt, wrapped: Wrap.seal(bytes, under: outer, for: Self.binding))
    }

    /// The words that stand for it in a line.
    init?(_ words: ArraySlice<String>) {
        let words = Array(words)
        switch words.first {
        case "plain" where words.count == 2:
            guard let key = TextCoding.bytes(base64: words[1]), key.count == SubjectKey.size else { return nil }
            self = .plain(key)
        case "scrypt" where words.count == 6:
            guard let rounds = Int(words[1]), let blockSize = Int(words[2]), let parallelism = Int(words[3]),
                let cost = ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism),
                let salt = TextCoding.bytes(base64: words[4]), let wrapped = TextCoding.bytes(base64: words[5])
            else { return nil }
            self = .scrypt(cost, salt: salt, wrapped: wrapped)
        default: return nil
        }
    }

    var words: [String] {
        switch self {
        case .plain(let key): ["plain", TextCoding.base64(key)]
        case .scrypt(let cost, let salt, let wrapped):
            [
                "scrypt", String(cost.rounds), String(cost.blockSize), String(cost.parallelism),
                TextCoding.base64(salt), TextCoding.base64(wrapped),
            ]
        }
    }

    var isUnderPassphrase: Bool { if case .scrypt = self { true } else { false } }

    /// - Parameter passphrase: asked for only where it takes one.
    /// - Returns: nil where it is the wrong one.
    func key(_ passphrase: () throws -> String) throws -> SymmetricKey? {
        switch self {
        case .plain(let bytes): return SymmetricKey(data: bytes)
        case .scrypt(let cost, let salt, let wrapped):
            let outer = try cost.key(from: passphrase(), salt: salt)
            return Wrap.open(wrapped, under: outer, for: Self.binding).map { bytes in SymmetricKey(data: bytes) }
        }
    }

    private static let binding = ["wrapping-key"]
}

/// Secrets under another key, bound to what they are for.
enum Wrap {
    /// - Returns: nonce, ciphertext and tag of ChaCha20-Poly1305.
    static func seal(_ bytes: [UInt8], under key: SymmetricKey, for binding: [String]) -> [UInt8] {
        guard let sealed = try? ChaChaPoly.seal(bytes, using: key, authenticating: data(binding)) else {
            preconditionFailure("ChaCha20-Poly1305 seals any bytes with a key of 32.")
        }
        return Array(sealed.combined)
    }

    /// - Returns: nil where they were not sealed so.
    static func open(_ sealed: [UInt8], under key: SymmetricKey, for binding: [String]) -> [UInt8]? {
        guard let box = try? ChaChaPoly.SealedBox(combined: sealed) else { return nil }
        return (try? ChaChaPoly.open(box, using: key, authenticating: data(binding))).map { bytes in Array(bytes) }
    }

    private static func data(_ binding: [String]) -> [UInt8] {
        Array((["caselog/keys/1"] + binding).joined(separator: "\0").utf8)
    }
}
