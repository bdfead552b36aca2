package import CaseModel

/// What became of an entry.
package enum EntryOutcome: Sendable {
    /// It is durable.
    case recorded(Recorded)
    /// Nothing was to be recorded: help was asked for, or nothing was typed.
    case told([String])
}

/// The events that an entry became.
package struct EntryEvents: Sendable {
    /// In the order in which they were recorded.
    let ids: [String]
    /// Which of them it is about; those before it made known what it names.
    let main: Int

    /// - Parameters:
    ///   - ids: at least one.
    ///   - main: an index into them.
    package init(ids: [String], main: Int) {
        self.ids = ids
        self.main = min(main, ids.count - 1)
    }

    /// The event that the entry is about.
    var id: String { ids[main] }
}

package struct Recorded: Sendable {
    /// The events, in the order in which they were recorded.
    package let ids: [String]
    /// Which of them the entry is about; those before it made known what it names.
    package let main: Int
    package let minted: [Minted]
    /// What the entry itself began, which later entries can name: `offset p03-funding`.
    package let begun: [String]
    package let position: CasePosition
    /// Whether the session is over with it.
    package let hasEnded: Bool

    /// What should be told besides that it is safe.
    package var told: [String] { minted.map(\.sentence) }
}

/// An entry on its way into a commit.
package struct PreparedEntry: Sendable {
    package let append: CaseWriter.Append
    private let findMain: @Sendable () -> Int
    private let finish: @Sendable (Result<CaseWriter.Appended, any Error>) throws -> EntryOutcome

    init(
        _ append: CaseWriter.Append, main: @escaping @Sendable () -> Int = { 0 },
        finish: @escaping @Sendable (Result<CaseWriter.Appended, any Error>) throws -> EntryOutcome
    ) {
        self.append = append
        findMain = main
        self.finish = finish
    }

    /// Which of its events the entry is about; known from when it was composed until `outcome`.
    package var main: Int { findMain() }

    /// Takes what became of the append; to be called once for each entry, whatever became of it.
    ///
    /// - Throws: what the append failed with.
    package func outcome(_ result: Result<CaseWriter.Appended, any Error>) throws -> EntryOutcome {
        try finish(result)
    }
}
