/// Whose words private ones are, and so whose key they are under: a person's (`p07`), a person's in a session
/// (`p07/interview-07`), a session's (`interview-07`), or the case's own (`*`).
package struct Subject: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    /// The case itself: its notes and memos.
    package static let wholeCase = Subject(known: "*")

    private init(known text: String) { self.text = text }

    /// - Returns: nil unless the text is `*`, an identifier, or two with a slash between them.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard Self.isSubject(bytes.span.bytes, 0..<bytes.count) else { return nil }
        self.text = String(text)
    }

    /// Whether bytes of a line spell a subject, without a text of them.
    static func isSubject(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        if range.count == 1, bytes.byte(at: range.lowerBound) == UInt8(ascii: "*") { return true }
        let slash = range.first { bytes.byte(at: $0) == UInt8(ascii: "/") }
        guard let slash else { return Slug.isSlug(bytes, range) }
        return Slug.isSlug(bytes, range.lowerBound..<slash) && Slug.isSlug(bytes, slash + 1..<range.upperBound)
    }

    /// - Parameters:
    ///   - person: the identifier of who said it, if one person did.
    ///   - session: that of the session it came from, if it came from one.
    init(person: String?, session: String?) {
        switch (person, session) {
        case (let person?, let session?): text = "\(person)/\(session)"
        case (let only?, nil), (nil, let only?): text = only
        case (nil, nil): text = Self.wholeCase.text
        }
    }

    /// Whether whatever happens to this one happens to `other` too: a person stands for all of their sessions.
    package func covers(_ other: Subject) -> Bool {
        self == other || other.text.utf8.count > text.utf8.count && other.text.hasPrefix(text + "/")
    }

    package var description: String { text }

    /// Bytewise.
    package static func < (left: Subject, right: Subject) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
