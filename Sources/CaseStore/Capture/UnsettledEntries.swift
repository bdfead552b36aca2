import CaseModel

/// Entries that were composed, and of which it is not known yet whether they are stored.
///
/// What an entry does counts at once, for the entries that are composed after it. Entries are composed in the order in
/// which they would be stored: one that is refused is taken back before the next is composed, and where a commit fails
/// nothing that was composed after it is stored either. So what was before an entry is all that has to be kept of it.
struct UnsettledEntries {
    /// What one entry was found to do.
    struct Done {
        /// How things stood before it; nil once it was taken back.
        fileprivate(set) var before: SessionState.Standing?
        fileprivate let order: Int
        fileprivate(set) var minted: [Minted] = []
        fileprivate(set) var begun: [String] = []
        fileprivate(set) var types: [EventType] = []
        fileprivate(set) var main = 0
        /// Identifiers that are offered no longer once it is stored.
        fileprivate(set) var forgotten: [String] = []

        /// Whether the session stands otherwise with it.
        var turnsSession: Bool { types.contains { EventType.ofSessions.contains($0) } }
    }

    private var entries: [Int: Done] = [:]
    private var composed = 0
    private(set) var current = 0

    fileprivate mutating func begin(_ serial: Int, _ before: SessionState.Standing) {
        current = serial
        composed += 1
        entries[serial] = Done(before: before, order: composed)
    }

    mutating func note(_ made: Composition) {
        entries[current]?.minted = made.minted
        entries[current]?.begun = made.begun
        entries[current]?.types = made.types
        entries[current]?.main = made.main
    }

    mutating func forget(_ id: String) { entries[current]?.forgotten.append(id) }

    /// Which of its lines an entry that was composed is about.
    func main(of serial: Int) -> Int { entries[serial]?.main ?? 0 }

    mutating func settle(_ serial: Int) -> Done? { entries.removeValue(forKey: serial) }

    /// - Returns: how things stood before an entry; nil where that was taken back already.
    fileprivate mutating func takeBack(_ serial: Int) -> SessionState.Standing? {
        guard let undone = entries[serial], let before = undone.before else { return nil }
        for other in entries.keys where entries[other].map({ $0.order >= undone.order }) ?? false {
            entries[other]?.before = nil
        }
        return before
    }
}

extension SessionState {
    /// Begins to compose an entry; one that is composed once more has done nothing before.
    mutating func begin(_ serial: Int, with look: CaseWriter.Look, _ texts: CaseTexts) throws {
        leaveOut(serial)
        try catchUp(with: look, texts)
        unsettled.begin(serial, standing)
    }

    /// Takes back what an entry has done: it is not stored.
    mutating func leaveOut(_ serial: Int) {
        if let before = unsettled.takeBack(serial) { standing = before }
    }
}

extension EventType {
    fileprivate static let ofSessions: Set<EventType> = [
        .sessionStarted, .sessionPaused, .sessionResumed, .sessionEnded, .eventRetracted, .eventCorrected,
    ]
}
