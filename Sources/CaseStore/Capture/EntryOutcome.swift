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
    /// A correction that the entry got.
    struct Fix: Sendable {
        let serial: Int
        let words: String
        var undoneBy: Int?
    }

    /// The events that it became.
    package let ids: [String]
    /// Which of them it is about; those before it made known what it names.
    let main: Int
    package let occurred: String
    /// The type of that event.
    package let type: EventType
    let typed: String
    /// What it made known.
    let minted: [Minted]
    /// What it names: `@` and an identifier, or `#` and a code.
    package let names: [String]
    let serial: Int
    /// Which entry took it back.
    var retractedBy: Int? = nil
    var fixes: [Fix] = []

    package var isRetracted: Bool { retractedBy != nil }
    /// As typed, and put right since where it was.
    package var words: String { fixes.last { $0.undoneBy == nil }?.words ?? typed }
    /// The event that the entry is about.
    package var id: String { ids[min(main, ids.count - 1)] }
    /// Whether it takes back or puts right another.
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
