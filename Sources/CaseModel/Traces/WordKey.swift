/// What two words have in common that are written alike, whatever the case of their letters, however their accents are
/// encoded and whichever apostrophe or hyphen they have. Keys differ from run to run of the program and are never
/// stored.
struct WordKey: Hashable, Sendable {
    private let hash: UInt64

    /// - Parameter range: that of the word within the bytes.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var offset = range.lowerBound
        while offset < range.upperBound {
            var byte = bytes[offset]
            if byte &- UInt8(ascii: "A") < 26 { byte |= 0x20 }
            if byte >= 0x80 {
                guard let mark = Self.mark(bytes, offset, range.upperBound) else {
                    self.init(unicode: String(decoding: bytes[range], as: UTF8.self))
                    return
                }
                (byte, offset) = (mark, offset + 2)
            }
            hash = (hash ^ UInt64(byte)) &* Self.prime
            offset += 1
        }
        self.init(hash: hash)
    }

    init(_ word: some StringProtocol) {
        let bytes = Array(word.utf8)
        self.init(bytes, 0..<bytes.count)
    }

    /// Strings that are canonically equivalent hash alike.
    private init(unicode word: String) {
        let plain = word.lowercased().map { $0 == "\u{2019}" ? "'" : $0 == "\u{2010}" || $0 == "\u{2011}" ? "-" : $0 }
        self.init(hash: UInt64(truncatingIfNeeded: String(plain).hashValue))
    }

    private init(hash: UInt64) { self.hash = hash }

    private static let prime: UInt64 = 0x0000_0100_0000_01B3

    /// The key of some words in a row, of which `next` is the last.
    func followed(by next: WordKey) -> WordKey {
        WordKey(hash: (self.hash.byteSwapped &+ 0x9E37_79B9_7F4A_7C15) &* Self.prime ^ next.hash)
    }

    /// The plain form of a curved apostrophe, or of a hyphen of Unicode's, that begins at an offset.
    private static func mark(_ bytes: [UInt8], _ offset: Int, _ end: Int) -> UInt8? {
        guard offset + 2 < end, bytes[offset] == 0xE2, bytes[offset + 1] == 0x80 else { return nil }
        switch bytes[offset + 2] {
        case 0x99: return UInt8(ascii: "'")
        case 0x90, 0x91: return UInt8(ascii: "-")
        default: return nil
        }
    }
}
