/// A text with signatures below it: a C2SP signed note (c2sp.org/signed-note).
///
///     note      := body LF signature+
///     body      := line+            each ending in LF, none of them empty
///     signature := — SP name SP base64 LF
struct SignedNote: Sendable, Equatable {
    struct Signature: Sendable, Equatable {
        let name: [UInt8]
        /// Four bytes that say which key made the rest.
        let bytes: [UInt8]
    }

    /// What is signed, with the LF that ends it.
    let body: [UInt8]
    let signatures: [Signature]

    private static let dash = Array("\u{2014} ".utf8)
    /// More are not read: a file may claim any number.
    private static let signatureCountMax = 100

    /// Reads the note that comes next.
    ///
    /// - Returns: nil unless it is one to the byte.
    init?(_ lines: inout TextLines) {
        var body: [UInt8] = []
        while let line = lines.next(), !line.isEmpty {
            guard line.allSatisfy({ character in character >= 0x20 }) else { return nil }
            body += line + [LineSplitter.lineFeed]
        }
        var signatures: [Signature] = []
        while let line = lines.next(after: Self.dash) {
            let words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map(Array.init)
            guard words.count == 2, Self.isName(words[0]), let bytes = TextCoding.bytes(base64: words[1]),
                bytes.count > 4,
                signatures.count < Self.signatureCountMax
            else { return nil }
            signatures.append(Signature(name: words[0], bytes: bytes))
        }
        guard !body.isEmpty, !signatures.isEmpty, String(validating: body, as: UTF8.self) != nil else { return nil }
        self.body = body
        self.signatures = signatures
    }

    /// Whether a key can have this name: UTF-8 without white space, control characters and plus signs.
    private static func isName(_ bytes: [UInt8]) -> Bool {
        guard let name = String(validating: bytes, as: UTF8.self) else { return false }
        return !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                scalar.value > 0x20 && scalar.value != 0x7F && scalar != "+" && !scalar.properties.isWhitespace
            }
    }

    /// Signs a text that ends in LF.
    init(_ body: [UInt8], signedBy key: SigningKey, name: String) throws(EventLogError) {
        self.body = body
        let signature = key.publicKey.idBytes(name: name) + (try key.signature(of: body))
        signatures = [Signature(name: Array(name.utf8), bytes: signature)]
    }

    var text: [UInt8] {
        body + [LineSplitter.lineFeed]
            + signatures.flatMap { signature in
                Self.dash + signature.name + " \(TextCoding.base64(signature.bytes))\n".utf8
            }
    }

    /// Whether a key signed the body: at least one signature says so, and each that says so is the key's.
    func isSigned(by key: FeedKey, name: String) -> Bool {
        let (name, id) = (Array(name.utf8), key.idBytes(name: name))
        let own = signatures.filter { signature in signature.name == name && signature.bytes.starts(with: id) }
        return !own.isEmpty && own.allSatisfy { signature in key.made(Array(signature.bytes.dropFirst(4)), of: body) }
    }
}
