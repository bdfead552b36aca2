/// A bar, what was measured, and whether it is met.
struct Bar {
    let what: String
    let measured: String
    /// What it is measured against, and whose that is.
    var beside = ""
    var whose = ""
    var ratio = ""
    let bar: String
    /// Nil where there is no bar, but people would ask.
    let isMet: Bool?

    var cells: [String] { [what, measured, beside, whose, ratio, bar, isMet.map { $0 ? "met" : "not met" } ?? ""] }

    /// Ours takes no more than so many times what theirs takes; nil where there is no bar.
    static func within(
        _ factor: Double?, _ what: String, _ ours: Double, of whose: String, _ theirs: Double
    ) -> Bar {
        let text = factor.map { "≤ \(Text.decimal($0, $0 == $0.rounded() ? 0 : 1)) ×" }
        return Bar(
            what: what, measured: Text.seconds(ours), beside: Text.seconds(theirs), whose: whose,
            ratio: Text.times(ours / theirs), bar: text ?? "", isMet: factor.map { ours <= $0 * theirs })
    }

    /// Ours is so many times as fast as theirs; nil where there is no bar.
    static func faster(_ factor: Double?, _ what: String, _ ours: Double, than whose: String, _ theirs: Double) -> Bar {
        Bar(
            what: what, measured: Text.seconds(ours), beside: Text.seconds(theirs), whose: whose,
            ratio: Text.times(theirs / ours), bar: factor.map { "≥ \(Text.decimal($0, 0)) × as fast" } ?? "× as fast",
            isMet: factor.map { theirs >= $0 * ours })
    }

    static func seconds(_ most: Double, _ what: String, _ ours: Double) -> Bar {
        Bar(what: what, measured: Text.seconds(ours), bar: "≤ \(Text.seconds(most))", isMet: ours <= most)
    }

    static func bytes(_ ours: Int, _ theirs: Int) -> Bar {
        Bar(
            what: "bytes on disk, sealed", measured: Text.megabytes(Double(ours)),
            beside: Text.megabytes(Double(theirs)), whose: "SQLite",
            ratio: "1/\(Text.decimal(Double(theirs) / Double(ours), 1))", bar: "≤ 1/4", isMet: ours * 4 <= theirs)
    }

    static func peak(_ size: Int, of what: String, most: Int) -> Bar {
        Bar(
            what: "peak memory of any of these: \(what)", measured: Text.mebibytes(Double(size)),
            bar: "≤ \(most) MiB", isMet: size <= most << 20)
    }

    /// Every time next to that of a tenth of the events.
    static func growth(_ growth: [Times.Growth], from events: Int) -> Bar {
        guard let worst = growth.max(by: { $0.ratio < $1.ratio }) else {
            return Bar(
                what: "every time, against \(Text.count(events)) events", measured: "not measured",
                whose: "needs a run of these", bar: "≤ 11 ×", isMet: false)
        }
        return Bar(
            what: "every time, against \(Text.count(events)) events: most is \(worst.what)",
            measured: Text.seconds(worst.after), beside: Text.seconds(worst.before), whose: "caselog",
            ratio: Text.times(worst.ratio), bar: "≤ 11 ×", isMet: worst.ratio <= Times.growthMax)
    }
}
