import CaseModel
import TestHistories
import Testing

/// How long things last, estimated from some that ended and some that did not yet.
struct KaplanMeierTests {
    private static func expect(_ value: Double?, near other: Double, within distance: Double = 0.00005) {
        guard let value else {
            Issue.record("There is no value; \(other) was expected.")
            return
        }
        #expect((value - other).magnitude <= distance, "\(value) is not \(other)")
    }

    /// Weeks of remission under 6-mercaptopurine (Freireich and others 1963, as in Gehan 1965 and the manuals of R and
    /// Stata).
    @Test func `remissions of leukaemia under 6-MP last as published`() {
        let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
        let watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
        let curve = KaplanMeier(ended.map { ($0, true) } + watched.map { ($0, false) })
        let published: [(days: Int, atRisk: Int, ended: Int, survival: Double, low: Double, high: Double)] = [
            (6, 21, 3, 0.8571, 0.6197, 0.9516), (7, 17, 1, 0.8067, 0.5631, 0.9228),
            (10, 15, 1, 0.7529, 0.5032, 0.8894), (13, 12, 1, 0.6902, 0.4316, 0.8491),
            (16, 11, 1, 0.6275, 0.3675, 0.8049), (22, 7, 1, 0.5378, 0.2678, 0.7468),
            (23, 6, 1, 0.4482, 0.1881, 0.6801),
        ]
        #expect(curve.steps.map(\.days) == published.map(\.days))
        #expect(curve.steps.map(\.atRisk) == published.map(\.atRisk))
        #expect(curve.steps.map(\.ended) == published.map(\.ended))
        for (step, expected) in zip(curve.steps, published) {
            Self.expect(step.survival, near: expected.survival)
            Self.expect(step.interval?.lowerBound, near: expected.low)
            Self.expect(step.interval?.upperBound, near: expected.high)
        }
        #expect(curve.median == 23)
    }

    /// The example of their paper of 1958, its months as tenths.
    @Test func `the example of Kaplan and Meier comes to what they have`() {
        let spans = [
            (8, true), (10, false), (27, false), (31, true), (54, true), (70, false), (92, true), (121, false),
        ]
        let curve = KaplanMeier(spans)
        #expect(curve.steps.map(\.days) == [8, 31, 54, 92])
        for (step, expected) in zip(curve.steps, [0.875, 0.7, 0.525, 0.2625]) {
            Self.expect(step.survival, near: expected, within: 1e-12)
        }
        #expect(curve.median == 92)
    }

    @Test func `where all have ended the curve comes to nothing, and has no interval there`() {
        let curve = KaplanMeier([(1, true), (2, true)])
        #expect(curve.steps.map(\.survival) == [0.5, 0])
        #expect(curve.steps.map { $0.interval == nil } == [false, true])
        #expect(curve.median == 1)
    }

    @Test func `where nothing has ended there is no curve`() {
        #expect(KaplanMeier([]).steps.isEmpty)
        let watched = KaplanMeier([(3, false), (4, false)])
        #expect(watched.steps.isEmpty)
        #expect(watched.median == nil)
    }

    /// Of each day the share that ended of those that had lasted until then, counted from nothing each time.
    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `the curve is that of a plain count`(seed: UInt64) {
        var random = SeededRandom(seed)
        let spans = (0..<random.number(1...60)).map { _ in
            (days: random.number(0...25), isEnded: random.happens(60))
        }
        let curve = KaplanMeier(spans)
        let days = Set(spans.filter(\.isEnded).map(\.days)).sorted()
        #expect(curve.steps.map(\.days) == days)
        for step in curve.steps {
            let expected = days.filter { $0 <= step.days }.map { day -> Double in
                let ended = spans.filter { $0.days == day && $0.isEnded }.count
                let lasting = spans.filter { $0.days >= day }.count
                return 1 - Double(ended) / Double(lasting)
            }.reduce(1.0, *)
            Self.expect(step.survival, near: expected, within: 1e-9)
            guard let interval = step.interval else {
                Self.expect(step.survival, near: 0, within: 1e-9)
                continue
            }
            #expect(interval.lowerBound <= step.survival && step.survival <= interval.upperBound)
            #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
        }
    }
}
