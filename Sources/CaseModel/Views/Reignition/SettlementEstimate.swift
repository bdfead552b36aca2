extension ReignitionView {
    /// How long settlements of a kind last, estimated from how long those of the case have.
    package struct Estimate: Sendable {
        /// Below so many re-ignitions an estimate is told with a warning.
        package static let reignitionsMin = 10

        /// How they were made; nil for all of them.
        package let how: SettlementMeans?
        package let settlements: Int
        package let reignited: Int
        /// Those that still hold.
        package let censored: Int
        /// Those whose days cannot be counted on.
        package let leftOut: Int
        package let curve: KaplanMeier
        /// The longest that any was watched.
        package let days: Int

        /// Why not to lean on it.
        package var warning: String? {
            guard reignited < Self.reignitionsMin else { return nil }
            let count =
                reignited == 0 ? "No re-ignition" : reignited == 1 ? "One re-ignition" : "\(reignited) re-ignitions"
            return """
                \(count) with dates that can be counted on: fewer than \(Self.reignitionsMin), so one more or less would \
                change the curve, and the intervals may be too narrow.
                """
        }

        fileprivate init(_ how: SettlementMeans?, _ all: [Settlement]) {
            let spans = all.compactMap { settlement -> (days: Int, isEnded: Bool)? in
                guard settlement.isEstimable, let days = settlement.days else { return nil }
                return (days, !settlement.holds)
            }
            self.how = how
            settlements = all.count
            reignited = spans.count { $0.isEnded }
            censored = spans.count - reignited
            leftOut = all.count - spans.count
            curve = KaplanMeier(spans)
            days = spans.map(\.days).max() ?? 0
        }
    }

    /// For all settlements, then by the way they were made.
    package var estimates: [Estimate] {
        [Estimate(nil, settlements)]
            + means.map { means in Estimate(means.how, settlements.filter { $0.how == means.how }) }
    }
}
