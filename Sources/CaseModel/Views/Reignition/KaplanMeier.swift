import RealModule

/// How long things last, estimated from some that ended and others that were only watched so far: the product-limit
/// estimate of Kaplan and Meier (1958), with Greenwood's variance and log-log intervals of 95 %.
package struct KaplanMeier: Sendable {
    /// A day on which anything ended.
    package struct Step: Sendable {
        package let days: Int
        /// How many had lasted until then, those watched no longer than that day included.
        package let atRisk: Int
        package let ended: Int
        /// What share lasts longer.
        package let survival: Double
        /// The interval around it; nil where none is left, of which the variance tells nothing.
        package let interval: ClosedRange<Double>?
    }

    package private(set) var steps: [Step] = []

    /// The 97.5th percentile of the standard normal distribution.
    private static let quantile = 1.959963984540054
    /// A product of fractions that comes to a half may miss it by its rounding.
    private static let rounding = 1e-9

    /// - Parameter spans: how many days each lasted, and whether it ended then or was watched no longer.
    package init(_ spans: [(days: Int, isEnded: Bool)]) {
        let sorted = spans.sorted { $0.days < $1.days }
        var (survival, variance) = (1.0, 0.0)
        var first = 0
        while first < sorted.count {
            let next = sorted[first...].firstIndex { $0.days != sorted[first].days } ?? sorted.count
            let (atRisk, ended) = (sorted.count - first, sorted[first..<next].count { $0.isEnded })
            if ended > 0 {
                survival *= Double(atRisk - ended) / Double(atRisk)
                variance += Double(ended) / (Double(atRisk) * Double(atRisk - ended))
                steps.append(
                    Step(
                        days: sorted[first].days, atRisk: atRisk, ended: ended, survival: survival,
                        interval: Self.interval(survival, variance)))
            }
            first = next
        }
    }

    /// - Parameter variance: Greenwood's sum, which is the variance of the estimate's logarithm.
    private static func interval(_ survival: Double, _ variance: Double) -> ClosedRange<Double>? {
        guard survival > 0 else { return nil }
        let logarithm = Double.log(survival)
        let width = quantile * variance.squareRoot() / -logarithm
        return Double.exp(logarithm * Double.exp(width))...Double.exp(logarithm * Double.exp(-width))
    }

    /// The first day on which no more than half are left; nil where more than half last.
    package var median: Int? { steps.first { $0.survival <= 0.5 + Self.rounding }?.days }
}
