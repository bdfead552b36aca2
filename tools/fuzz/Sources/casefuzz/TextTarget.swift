@testable import CaseStore
@testable import EventLog

extension Target {
    /// The small texts beside the lines. The first byte says which: keys, heads, checkpoints, notes, proofs, numbers,
    /// names.
    static let texts = Target(
        name: "texts",
        run: { input in
            guard let kind = input.first else { return }
            let text = Array(input.dropFirst())
            TextTarget.checks[Int(kind) % TextTarget.checks.count](text)
        },
        seeds: { TextTarget.seeds })
}

enum TextTarget {
    static let checks: [@Sendable ([UInt8]) -> Void] = [
        checkKeys, checkHead, checkCheckpoints, checkProofs, checkSmall, checkFactsKey,
    ]

    private static func string(_ text: [UInt8]) -> String { String(decoding: text, as: UTF8.self) }

    private static func checkKeys(_ text: [UInt8]) {
        if let (name, key) = FeedKey.named(verifierLine: string(text)) {
            let line = key.verifierLine(name: name)
            require(Array(line.utf8.dropLast(text.last == 0x0A ? 0 : 1)) == text, "a key is written as it was read")
            require(FeedKey(verifierLine: line, name: name) == key, "a key is read as it was written")
        }
        if let key = SigningKey(privateLine: string(text), name: FuzzedFeed.keyName) {
            require(
                Array(key.privateLine(name: FuzzedFeed.keyName).utf8) == text, "a secret key is written as it was read")
        }
    }

    private static func checkHead(_ text: [UInt8]) {
        var lines = TextLines(text)
        var summed: [UInt8] = []
        for _ in 0..<3 { summed += (lines.next() ?? []) + [0x0A] }
        TextCoding.append(hex: summed.rawSpan.sha256.prefix(4), to: &summed)
        for text in [text, summed + [0x0A]] {
            if let head = Head(text) { require(head.text == text && head.size > 0, "a head is written as it was read") }
        }
    }

    private static func checkCheckpoints(_ text: [UInt8]) {
        var lines = TextLines(text)
        if let note = SignedNote(&lines) {
            require(text.starts(with: note.text), "a note is written as it was read")
            _ = note.isSigned(by: FuzzedFeed.key.publicKey, name: FuzzedFeed.keyName)
        }
        for checkpoint in Checkpoint.all(in: text) ?? [] {
            require(Checkpoint(checkpoint.text) == checkpoint, "a checkpoint is read as it was written")
            if let feed = checkpoint.feed {
                require(checkpoint.origin.hasSuffix(feed.text), "an origin ends in its feed")
            }
        }
        // Whatever the body says, with a signature that is right.
        guard
            let note = try? SignedNote(
                Array(text.prefix { $0 != 0 }) + [0x0A], signedBy: FuzzedFeed.key, name: FuzzedFeed.keyName)
        else { fatalError("broken: every body can be signed") }
        guard let checkpoint = Checkpoint(note.text) else { return }
        require(checkpoint.text == note.text, "a checkpoint is written as it was signed")
        require(
            checkpoint.isSigned(by: FuzzedFeed.key.publicKey) == (checkpoint.origin == FuzzedFeed.keyName),
            "only the feed's own counts")
    }

    private static func checkProofs(_ text: [UInt8]) {
        for text in [text, resigned(text)] {
            for proof in Proof.all(in: text) ?? [] {
                require(Proof.all(in: proof.text) == [proof], "a proof is read as it was written")
                try? proof.check(CaseLineInspector())
                try? proof.check(
                    trusting: Array(FuzzedFeed.key.publicKey.verifierLine(name: FuzzedFeed.keyName).utf8),
                    CaseLineInspector())
            }
        }
    }

    /// A proof whose checkpoints are signed by the feed's key, whatever they say.
    private static func resigned(_ text: [UInt8]) -> [UInt8] {
        var lines = TextLines(text)
        var (head, body, parts): ([UInt8], [UInt8], [[UInt8]]) = ([], [], [])
        while let line = lines.next(), !line.isEmpty { head += line + [0x0A] }
        while let line = lines.next() {
            if !line.isEmpty {
                body += line + [0x0A]
            } else if !body.isEmpty {
                let note = try? SignedNote(body, signedBy: FuzzedFeed.key, name: FuzzedFeed.keyName)
                parts.append(note?.text ?? [])
                body = []
                while lines.next(after: Array("\u{2014} ".utf8)) != nil {}
            }
        }
        return head + [0x0A] + parts.flatMap { $0 }
    }

    private static func checkSmall(_ text: [UInt8]) {
        if let number = TextCoding.decimal(text) {
            require(Array("\(number)".utf8) == text, "a number is written as it was read")
        }
        if let bytes = TextCoding.bytes(base64: text) {
            require(Array(TextCoding.base64(bytes).utf8) == text, "base64 is written as it was read")
        }
        if let bytes = TextCoding.bytes(hex: string(text)) {
            require(TextCoding.hex(bytes) == string(text), "hexadecimal is written as it was read")
        }
        if let name = FeedName(string(text)) {
            require(Array(name.text.utf8) == text, "a feed's name is written as it was read")
        }
        if let name = SegmentName(string(text)) {
            require(Array(name.description.utf8) == text, "a segment's name is written as it was read")
        }
    }

    private static func checkFactsKey(_ text: [UInt8]) {
        guard let key = FactsKey(string(text)) else { return }
        require(FactsKey(key.text) == key, "a key of facts is read as it was written")
        _ = key.lineCount
    }
}
