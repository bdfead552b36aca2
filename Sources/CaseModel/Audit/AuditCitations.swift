extension Audit {
    /// Every event that is told of: turns, what they rest on, and whatever corrected or retracted any of it, or undid
    /// that. In order of feed and sequence.
    package var cited: [EventID] {
        var cited = Set(events.keys)
        for amendment in events.values.flatMap(\.amendments) {
            cited.insert(amendment.id)
            if let undoing = amendment.undoneBy { cited.insert(undoing) }
        }
        return cited.sorted()
    }
}
