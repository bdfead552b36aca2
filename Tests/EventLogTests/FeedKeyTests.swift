import Testing

@testable import EventLog

struct FeedKeyTests {
    @Test func `the verifier key of the C2SP document is read and written`() throws {
        let line = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n"
        let key = try #require(FeedKey(verifierLine: line, name: "example.com/foo"))
        #expect(key.verifierLine(name: "example.com/foo") == line)
    }

    @Test(arguments: [
        "", "\n", "example.com/foo", "example.com/foo+530d903a",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n\n",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==\n",
    ])
    func `any other line is refused`(line: String) {
        #expect(FeedKey(verifierLine: line, name: "example.com/foo") == nil)
    }

    @Test func `a signing key is the same after it was stored`() throws {
        let key = SigningKey()
        let line = key.privateLine(name: "caselog/elm/jw-3f9c21ab")
        #expect(line.hasPrefix("PRIVATE+KEY+caselog/elm/jw-3f9c21ab+"))
        let read = try #require(SigningKey(privateLine: line, name: "caselog/elm/jw-3f9c21ab"))
        #expect(read.publicKey == key.publicKey)
    }

    @Test func `32 secret bytes are always the same key`() throws {
        let seed = [UInt8](0..<32)
        #expect(try #require(SigningKey(seed: seed)).publicKey == SigningKey(seed: seed)?.publicKey)
        #expect(SigningKey(seed: Array(seed.dropLast())) == nil)
    }

    @Test func `a signing key serves one case`() {
        let line = SigningKey().privateLine(name: "caselog/elm/jw-3f9c21ab")
        #expect(SigningKey(privateLine: line, name: "caselog/oak/jw-3f9c21ab") == nil)
        #expect(SigningKey(privateLine: String(line.dropLast(5)), name: "caselog/elm/jw-3f9c21ab") == nil)
        #expect(SigningKey(privateLine: "", name: "caselog/elm/jw-3f9c21ab") == nil)
    }

    @Test func `a feed is named for its key`() {
        let key = SigningKey().publicKey
        let feed = FeedName(initials: "jw", key: key)
        #expect(feed.text == "jw-" + TextCoding.hex(key.bytes.rawSpan.sha256).prefix(8))
    }
}
