import Crypto

/// The public key of a feed: Ed25519, 32 bytes.
package struct FeedKey: Sendable, Equatable {
    package let bytes: [UInt8]

    /// The first 8 hexadecimal digits of the SHA-256 of the raw key.
    var fingerprint: String { TextCoding.hex(bytes.rawSpan.sha256.prefix(4)) }

    init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Reads a C2SP verifier key, `<name>+<key id>+<base64 of 01 and the key>`, one line that may end in an LF.
    ///
    /// - Returns: nil when it is not one, is of another kind than Ed25519, or does not name `name`.
    init?(verifierLine: String, name: String) {
        guard let (found, key) = Self.named(verifierLine: verifierLine), found == name else { return nil }
        self = key
    }

    /// Whether a text is a C2SP verifier key.
    package static func isVerifierLine(_ text: String) -> Bool { named(verifierLine: text) != nil }

    /// Reads a verifier key of any name.
    static func named(verifierLine: String) -> (name: String, key: FeedKey)? {
        let line = verifierLine.last == "\n" ? verifierLine.dropLast() : verifierLine[...]
        let parts = line.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let typed = TextCoding.bytes(base64: parts[2]),
            typed.first == Self.ed25519, let key = FeedKey(bytes: Array(typed.dropFirst())),
            parts[1] == key.id(name: String(parts[0]))
        else { return nil }
        return (String(parts[0]), key)
    }

    /// The verifier key with its LF, as it stands in a feed's `key` file.
    func verifierLine(name: String) -> String {
        "\(name)+\(id(name: name))+\(TextCoding.base64([Self.ed25519] + bytes))\n"
    }

    private func id(name: String) -> String { TextCoding.hex(idBytes(name: name)) }

    /// The first four bytes of the SHA-256 of name, LF, kind and key, as C2SP tells keys apart.
    func idBytes(name: String) -> [UInt8] {
        let named = Array(name.utf8) + [LineSplitter.lineFeed, Self.ed25519] + bytes
        return Array(named.rawSpan.sha256.prefix(4))
    }

    /// Whether a signature of some bytes was made with the secret half of this key.
    func made(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes) else { return false }
        return key.isValidSignature(signature, for: bytes)
    }

    /// The kind of key, as C2SP numbers them.
    static let ed25519: UInt8 = 0x01
}

/// The secret half of a feed's key. It never leaves the device folder.
package struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// A fresh one.
    package init() { key = Curve25519.Signing.PrivateKey() }

    /// The one that 32 secret bytes stand for.
    ///
    /// - Returns: nil where they are not 32.
    package init?(seed: [UInt8]) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
        self.key = key
    }

    /// Reads the line that `privateLine(name:)` writes.
    ///
    /// - Returns: nil when it is not one, or does not belong to `name`.
    init?(privateLine: String, name: String) {
        let line = privateLine.last == "\n" ? privateLine.dropLast() : privateLine[...]
        guard line.hasPrefix(Self.prefix) else { return nil }
        let parts = line.dropFirst(Self.prefix.count).split(separator: "+", maxSplits: 2)
        guard parts.count == 3, let typed = TextCoding.bytes(base64: parts[2]), typed.first == FeedKey.ed25519,
            let key = SigningKey(seed: Array(typed.dropFirst()))
        else { return nil }
        self = key
        guard privateLine == self.privateLine(name: name) else { return nil }
    }

    /// The name that a line gives its key.
    static func name(inPrivateLine line: String) -> String? {
        guard line.hasPrefix(prefix) else { return nil }
        return line.dropFirst(prefix.count).split(separator: "+", maxSplits: 1).first.map(String.init)
    }

    /// `PRIVATE+KEY+<name>+<key id>+<base64 of 01 and the seed>` and an LF: the form that C2SP tools use.
    func privateLine(name: String) -> String {
        let id = publicKey.verifierLine(name: name).dropFirst(name.utf8.count + 1).prefix(8)
        return "\(Self.prefix)\(name)+\(id)+\(TextCoding.base64([FeedKey.ed25519] + Array(key.rawRepresentation)))\n"
    }

    /// Signs some bytes with Ed25519.
    ///
    /// - Throws: `.io` where the library cannot, which none of our keys makes it do.
    func signature(of bytes: [UInt8]) throws(EventLogError) -> [UInt8] {
        do { return Array(try key.signature(for: bytes)) } catch {
            throw EventLogError(.io, "The key '\(publicKey.fingerprint)' did not sign: \(error).")
        }
    }

    package var publicKey: FeedKey {
        guard let key = FeedKey(bytes: Array(key.publicKey.rawRepresentation)) else {
            preconditionFailure("An Ed25519 key has 32 bytes.")
        }
        return key
    }

    private static let prefix = "PRIVATE+KEY+"
}
