/// How long it takes to be told again, of any date.
extension Session {
    /// How often each view is asked for in each form.
    private static let dayCount = 5

    /// Each view, at the end of the case and at days drawn from all over it.
    func measureWarm(_ data: Dataset) throws {
        let days = ["2025-12-31"] + days(Self.dayCount - 1)
        report.say("### `show VIEW --at DAY`, warm: whatever is kept between runs is there")
        report.say()
        report.say(
            "The days are \(days.joined(separator: ", ")). Allowed are 20 ms and 3 ms for each megabyte printed.\n")
        var table = Table(["view", "median#", "from#", "to#", "output#", "worst#", "allowed#", "peak#"])
        for view in ["governance", "ledger", "disputes", "anomalies", "timeline"] {
            for form in [[], ["--json"]] {
                let name = ([view] + form).joined(separator: " ")
                var contestants = days.map { day in
                    Contestant(day, Command([settings.caselog, "show", data.case, view, "--at", day] + form))
                }
                Contestant.compete(&contestants, runs: settings.runs)
                for one in contestants { if let failure = one.failure { report.fail("\(name): \(failure)") } }
                tellWarm(name, contestants.filter(\.isMeasured), data.events, &table)
            }
        }
        report.say(table)
    }

    private func tellWarm(_ name: String, _ measured: [Contestant], _ events: Int, _ table: inout Table) {
        guard let last = measured.first,
            let worst = measured.max(by: { Self.share($0) < Self.share($1) }),
            let largest = measured.max(by: { $0.peak < $1.peak })
        else { return }
        let medians = Samples(values: measured.map(\.seconds.median))
        table.add(
            name, Text.seconds(medians.median), Text.seconds(medians.least), Text.seconds(medians.most),
            Text.megabytes(Double(last.bytes)), Text.seconds(worst.seconds.median), Text.seconds(Self.allowed(worst)),
            Text.mebibytes(Double(largest.peak)))
        // The end of the case grows with it; other days lie in different parts of cases of different sizes.
        report.keep("`show \(name)`, warm", events, seconds: last.seconds.median, peak: largest.peak)
        report.judge(
            events,
            Bar(
                what: "warm `show \(name)`, at \(worst.name)", measured: Text.seconds(worst.seconds.median),
                beside: Text.megabytes(Double(worst.bytes)), whose: "printed",
                bar: "≤ \(Text.seconds(Self.allowed(worst)))", isMet: Self.share(worst) <= 1))
    }

    private static func allowed(_ one: Contestant) -> Double { 0.020 + 0.003 * Double(one.bytes) / 1e6 }

    /// How much of what is allowed it takes.
    private static func share(_ one: Contestant) -> Double { one.seconds.median / allowed(one) }
}
