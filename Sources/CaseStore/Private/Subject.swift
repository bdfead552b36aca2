import CaseModel

/// Whom, or what, a key is for: `*` is the case itself, `p07` a person or a session, `p07/interview-07` a person in a
/// session.
package struct Subject: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let text: String

    /// The case itself.
    package static let wholeCase = Subject(known: "*")

    /// - Returns: nil unless the text is `*`, an identifier, or two with a slash between them.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard text == "*" || parts.count <= 2 && parts.allSatisfy({ part in Slug.isSlug(String(part)) }) else {
            return nil
        }
        self.text = String(text)
    }

    private init(known text: String) { self.text = text }

    /// Reads a subject that a person gave.
    ///
    /// - Throws: `CaseError` where the text is none.
    package init(given text: String) throws {
        guard let subject = Subject(text) else {
            throw CaseError(
                .input,
                "\"\(text)\" is no subject of a key. Give an identifier such as p07 or interview-07, a person in a session "
                    + "such as p07/interview-07, or * for the case itself.")
        }
        self = subject
    }

    /// Whether whatever happens to the keys of this one happens to those of `other` too: a person stands for all of their
    /// sessions.
    package func covers(_ other: Subject) -> Bool {
        self == other || other.text.utf8.count > text.utf8.count && other.text.hasPrefix(text + "/")
    }

    package var description: String { text }

    /// Bytewise.
    package static func < (left: Subject, right: Subject) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}
