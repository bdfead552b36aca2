import Testing

@testable import EventLog

struct CheckpointTests {
    private let origin = "caselog/elm/jw-3f9c21ab"
    private let key = SigningKey()

    private func checkpoint(size: UInt64 = 3) throws -> Checkpoint {
        var tree = CompactRange()
        for number in 0..<size { tree.append(leafHash([UInt8(number)])) }
        return try Checkpoint(tree, origin: origin, key: key)
    }

    @Test func `a verifier key of the C2SP documents is read`() throws {
        let line = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        let found = try #require(FeedKey.named(verifierLine: line))
        #expect(found.name == "example.com/foo")
        #expect(found.key.verifierLine(name: "example.com/foo") == line + "\n")
    }

    @Test func `a checkpoint is five lines of text, as C2SP has them`() throws {
        let checkpoint = try checkpoint()
        let lines = String(decoding: checkpoint.text, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6 && lines[3].isEmpty && lines[5].isEmpty)
        #expect(lines[0] == origin && lines[1] == "3")
        #expect(lines[2] == checkpoint.root.base64)
        #expect(lines[4].hasPrefix("\u{2014} \(origin) "))
        #expect(Checkpoint(checkpoint.text) == checkpoint)
        #expect(checkpoint.isSigned(by: key.publicKey))
        #expect(!checkpoint.isSigned(by: SigningKey().publicKey))
        #expect(checkpoint.feed == FeedName("jw-3f9c21ab"))
    }

    @Test(arguments: ["caselog/elm/jw-3f9c21ab/", "caselog/elm/jw-3f9c21ab//", "caselog/elm/jw", ""])
    func `an origin that does not end in a feed's name names none`(origin: String) throws {
        #expect(try Checkpoint(CompactRange(), origin: origin, key: key).feed == nil)
    }

    @Test func `a checkpoint with any byte changed, added or left out is none, or not signed`() throws {
        let checkpoint = try checkpoint()
        func counts(_ text: [UInt8]) -> Bool {
            guard let found = Checkpoint(text) else { return false }
            return found.origin == origin && found.isSigned(by: key.publicKey)
        }
        #expect(counts(checkpoint.text))
        for place in checkpoint.text.indices {
            for bit in 0..<8 {
                var text = checkpoint.text
                text[place] ^= 1 << UInt8(bit)
                #expect(!counts(text), "byte \(place), bit \(bit)")
            }
            var text = checkpoint.text
            text.remove(at: place)
            #expect(!counts(text), "without byte \(place)")
            text.insert(0x0A, at: place)
            #expect(text == checkpoint.text || !counts(text), "LF at \(place)")
        }
        #expect(!counts(checkpoint.text + [0x0A]))
    }

    @Test func `signatures of others do not matter, but a false one of the feed's name does`() throws {
        let (checkpoint, other) = (try checkpoint(), SigningKey())
        let note = checkpoint.note
        func with(_ signature: SignedNote.Signature) -> Checkpoint? {
            let line =
                "\u{2014} \(String(decoding: signature.name, as: UTF8.self)) \(TextCoding.base64(signature.bytes))\n"
            return Checkpoint(checkpoint.text + Array(line.utf8))
        }
        let witness = try SignedNote(note.body, signedBy: other, name: "witness.example/w").signatures[0]
        #expect(with(witness)?.isSigned(by: key.publicKey) == true)
        var forged = note.signatures[0].bytes
        forged[40] ^= 1
        #expect(
            with(SignedNote.Signature(name: Array(origin.utf8), bytes: forged))?.isSigned(by: key.publicKey) == false)
    }

    @Test(arguments: ["\u{1B}[31m", "a\u{7F}", "a+b", "a\u{85}b", "a\u{2028}b", ""])
    func `a signature by a name that no key can have spoils the note`(name: String) throws {
        let checkpoint = try checkpoint()
        let signature = TextCoding.base64([UInt8](repeating: 1, count: 68))
        #expect(Checkpoint(checkpoint.text + Array("\u{2014} other \(signature)\n".utf8)) != nil)
        #expect(Checkpoint(checkpoint.text + Array("\u{2014} \(name) \(signature)\n".utf8)) == nil)
        #expect(Checkpoint(checkpoint.text + Array("\u{2014} ".utf8) + [0xFF] + Array(" \(signature)\n".utf8)) == nil)
    }

    @Test func `several checkpoints are read one after the other, and nothing else`() throws {
        let (one, two) = (try checkpoint(size: 1), try checkpoint(size: 2))
        #expect(Checkpoint.all(in: one.text + two.text) == [one, two])
        #expect(Checkpoint.all(in: [0x0A] + one.text + [0x0A, 0x0A] + two.text + [0x0A]) == [one, two])
        #expect(Checkpoint.all(in: []) == nil)
        #expect(Checkpoint.all(in: one.text + Array("more".utf8)) == nil)
        #expect(Checkpoint.all(in: one.text.dropLast() + two.text) == nil)
    }
}
