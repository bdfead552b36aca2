package import CaseStore
package import EventLog

extension Case {
    /// What stands at the head of a text, which outlives what is told on standard error: that part of the case could
    /// not be read.
    package func lead(of damage: [Damage]) -> [String] {
        if damage.isEmpty { return [] }
        let more = damage.count > Self.leadMax ? ["And \(damage.count - Self.leadMax) more."] : []
        return ["INCOMPLETE. Part of this case could not be read; what follows is what could be."]
            + damage.prefix(Self.leadMax).map { withoutPlaces($0.message) } + more
    }

    /// So many kinds of damage are told at the head of a text.
    private static var leadMax: Int { 5 }
}
