/// One difference between two states of a case.
package struct Change: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case merged, split, began, ended, renamed, recoded, changed, raised, reignited
    }

    /// An identifier, or a list of them, under the key that the vocabulary gives it.
    package enum Value: Sendable, Equatable {
        case one(String)
        case many([String])
    }

    package let kind: Kind
    /// What changed: organisation, body, membership, role, …
    package let what: String
    package let subject: [Subject]
    /// The event that made the change, where one did.
    package let event: String?
    /// The change as a sentence.
    package let words: String

    package struct Subject: Sendable, Equatable {
        package let key: String
        package let value: Value
    }

    init(
        _ kind: Kind, _ what: String, _ subject: KeyValuePairs<String, Value>, event: String? = nil, _ words: String
    ) {
        self.kind = kind
        self.what = what
        self.subject = subject.map { Subject(key: $0.key, value: $0.value) }
        self.event = event
        self.words = words
    }
}
