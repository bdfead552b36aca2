/// The name of a feed: the writer's initials, a hyphen, and the first 8 hexadecimal digits of the SHA-256 of its key.
package struct FeedName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// For example `jw-3f9c21ab`.
    package let text: String

    /// At most this many characters of initials: a folder's name has at most 255, and a temporary one is longer.
    package static let initialsLengthMax = 200

    /// - Returns: nil unless the text is `[a-z0-9]+-[0-9a-f]{8}`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isInitials(parts[0]), parts[1].utf8.count == 8,
            TextCoding.bytes(hex: parts[1]) != nil
        else { return nil }
        self.text = String(text)
    }

    init(initials: String, key: FeedKey) {
        text = initials + "-" + key.fingerprint
    }

    /// Whether the text can stand before the hyphen: `[a-z0-9]+`, at most 200 characters.
    package static func isInitials(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.count <= initialsLengthMax
            && text.utf8.allSatisfy { character in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(character)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character)
            }
    }

    /// The part after the hyphen.
    var fingerprint: Substring { text.suffix(8) }

    package var description: String { text }

    /// Bytewise.
    package static func < (left: FeedName, right: FeedName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
