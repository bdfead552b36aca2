package import CaseModel

/// What became of an entry.
package enum EntryOutcome: Sendable {
    /// It is durable.
    case recorded(Recorded)
    /// Nothing was to be recorded: help was asked for, or nothing was typed.
    case told([String])
}

package struct Recorded: Sendable {
    /// The events, in the order in which they were recorded.
    package let ids: [String]
    package let minted: [Minted]
    package let position: CasePosition
    /// Whether the session is over with it.
    package let hasEnded: Bool

    /// What should be told besides that it is safe.
    package var told: [String] { minted.map(\.sentence) }
}

/// One of the last entries of a session.
package struct RecentEntry: Sendable {
    /// The events that it became.
    package let ids: [String]
    package let occurred: String
    /// The type of the last event; others before it made known what it names.
    package let type: EventType
    /// As typed.
    package let words: String
    /// What it made known.
    let minted: [Minted]
    /// What it names: `@` and an identifier, or `#` and a code.
    let names: [String]
    let serial: Int
    /// Which entry took it back.
    var retractedBy: Int? = nil

    package var isRetracted: Bool { retractedBy != nil }
    /// The event that the entry was about.
    package var id: String { ids.last ?? "" }
    package var isAmendment: Bool { type == .eventRetracted || type == .eventCorrected }
}

/// An entry on its way into a commit.
package struct PreparedEntry: Sendable {
    package let append: CaseWriter.Append
    private let finish: @Sendable (Result<CaseWriter.Appended, any Error>) throws -> EntryOutcome

    init(
        _ append: CaseWriter.Append,
        finish: @escaping @Sendable (Result<CaseWriter.Appended, any Error>) throws -> EntryOutcome
    ) {
        self.append = append
        self.finish = finish
    }

    /// Takes what became of the append; to be called once for each entry, whatever became of it.
    ///
    /// - Throws: what the append failed with.
    package func outcome(_ result: Result<CaseWriter.Appended, any Error>) throws -> EntryOutcome {
        try finish(result)
    }
}
