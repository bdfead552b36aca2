import CaseModel

// The single-key codes and states of the session that goes on: kept up with its entries, and read again from its lines,
// of which there may be a great many, only where an event that tells of them has changed.
extension SessionState {
    /// The keys of the session before an entry is composed.
    mutating func goingKeys(_ past: EntryPast) throws -> KeyCodes {
        let amendments = past.look.history.amendmentCount
        defer { (standing.keysAreStale, standing.changed, standing.amendments) = (false, [], amendments) }
        let areStale =
            try standing.keysAreStale || standing.amendments != amendments
            || standing.changed.contains(where: past.tellsOfKeys)
        return areStale ? try past.keys(of: session) : standing.keys
    }

    /// Notes events that stand or read otherwise with the entry that is being composed.
    mutating func note(changed ids: some Collection<String>, _ past: EntryPast) throws {
        standing.changed.formUnion(ids)
        standing.keysAreStale = try standing.keysAreStale || ids.contains(where: past.tellsOfKeys)
    }
}
