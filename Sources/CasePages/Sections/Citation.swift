/// An event as a page cites it.
package struct Citation: Sendable, Equatable {
    package let id: String
    /// The event in words.
    package let words: String
    /// Why it happened or on what terms, where its author said so.
    package let reason: String?

    package init(id: String, words: String, reason: String?) {
        self.id = id
        self.words = words
        self.reason = reason
    }

    package var text: String { "\(words) [\(id)]" }
}
