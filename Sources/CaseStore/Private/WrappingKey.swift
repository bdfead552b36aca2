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

    /// What a file may ask for: eight times what new ones do, some second, and 256 MiB besides a few KiB. A file must
    /// not keep a program busy, or make it ask for all the memory there is.
    static let workMax = 1 << 21

    /// - Returns: nil where these are no parameters of scrypt, or would take too much work.
    package init?(rounds: Int, blockSize: Int, parallelism: Int) {
        guard rounds > 1, rounds & (rounds - 1) == 0, blockSize > 0, parallelism > 0,
            !Self.isTooMuch(rounds, blockSize, parallelism)
        else { return nil }
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// Whether so many rounds of blocks of such a size, so often, are more than is done for a file.
    static func isTooMuch(_ factors: Int...) -> Bool {
        var work = 1
        for factor in factors {
            let (product, overflows) = work.multipliedReportingOverflow(by: factor)
            if overflows || product > workMax { return true }
            work = product
        }
        return false
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
    ///
    /// - Parameter path: names the file in messages.
    /// - Returns: nil where they say nothing of the kind.
    /// - Throws: `CaseError` where they ask for more work than is done for a file.
    init?(_ words: ArraySlice<String>, at path: String) throws {
        let words = Array(words)
        switch words.first {
        case "plain" where words.count == 2:
            guard let key = TextCoding.bytes(base64: words[1]), key.count == SubjectKey.size else { return nil }
            self = .plain(key)
        case "scrypt" where words.count == 6:
            guard let rounds = Int(words[1]), let blockSize = Int(words[2]), let parallelism = Int(words[3]) else {
                return nil
            }
            guard !ScryptCost.isTooMuch(rounds, blockSize, parallelism) else {
                throw CaseError(
                    .damagedKeys,
                    "'\(path)' asks for too much work before its passphrase can be tried: scrypt with N = \(rounds), "
                        + "r = \(blockSize) and p = \(parallelism), of which the product may be \(ScryptCost.workMax). caselog has "
                        + "not written it so. It is left as it is; put an undamaged copy in its place.")
            }
            guard let cost = ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism),
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
