import CaseModel

// The single-key codes and states of the session that goes on: kept up with its entries, and read again from its lines,
// of which there may be a great many, only where an event that tells of them has changed.
extension SessionState {
    /// The keys of the session before an entry is composed.
    mutating func goingKeys(_ past: EntryPast) throws -> KeyCodes {
        let amendments = past.look.history.amendmentCount
        defer { standing.nextSequence = past.look.nextSequence }
        defer { (standing.keysAreStale, standing.changed, standing.amendments) = (false, [], amendments) }
        let areStale =
            try standing.keysAreStale || standing.amendments != amendments
            || standing.changed.contains(where: past.tellsOfKeys) || othersTell(past)
        return areStale ? try past.keys(of: session) : standing.keys
    }

    /// Whether what another program on this device has recorded in the feed, since this one did, tells of keys.
    private func othersTell(_ past: EntryPast) throws -> Bool {
        let (known, now) = (standing.nextSequence, past.look.nextSequence)
        // Entries that were not stored after all leave the feed shorter.
        guard now >= known, now - known <= Self.othersMax else { return true }
        return try (known..<now).contains { try past.tellsOfKeys("\(past.look.feed)/\($0)") }
    }

    /// More lines than these are not looked at one by one.
    private static let othersMax: UInt64 = 200

    /// Notes events that stand or read otherwise with the entry that is being composed.
    mutating func note(changed ids: some Collection<String>, _ past: EntryPast) throws {
        standing.changed.formUnion(ids)
        standing.keysAreStale = try standing.keysAreStale || ids.contains(where: past.tellsOfKeys)
    }
}
