/// What was measured, printed as it comes and kept for a file.
struct Report {
    private(set) var text = ""
    private(set) var failures: [String] = []
    /// The bars of each number of events.
    private var bars: [Int: [Bar]] = [:]
    /// The largest resident size of any process of ours, and whose it is, by the number of events.
    private var peaks: [Int: (size: Int, what: String)] = [:]
    private var times: Times

    init(_ times: Times) { self.times = times }

    mutating func say(_ line: String = "") {
        text += line + "\n"
        Output.print(line)
    }

    mutating func say(_ table: Table) {
        say(table.text)
        say()
    }

    /// Something went wrong that makes the run as a whole fail.
    mutating func fail(_ what: String) {
        failures.append(what)
        say("**FAILED: \(what)**")
        say()
    }

    /// Tells of contestants, the first of whom is ours.
    ///
    /// - Parameter answered: whether what counts is when the output ended, for work may follow that nobody waits for.
    mutating func tell(_ contestants: [Contestant], answered: Bool = false) {
        var table = Table(
            ["", answered ? "last byte#" : "median#", "from#", "to#"] + (answered ? ["exit#"] : [])
                + ["runs#", "of ours#", "peak#", "output#"])
        func counted(_ one: Contestant) -> Samples { answered ? one.answered : one.seconds }
        let ours = contestants[0].isMeasured ? counted(contestants[0]).median : nil
        for one in contestants {
            guard one.isMeasured else {
                table.add([one.name, one.note ?? "FAILED"])
                continue
            }
            let samples = counted(one)
            let times = [samples.median, samples.least, samples.most] + (answered ? [one.seconds.median] : [])
            table.add(
                [one.name] + times.map(Text.seconds) + [
                    "\(samples.values.count)", ours.map { Text.times(samples.median / $0) } ?? "",
                    Text.mebibytes(Double(one.peak)), one.bytes > 0 ? Text.megabytes(Double(one.bytes)) : "",
                ])
        }
        say(table)
        for one in contestants { if let failure = one.failure { fail("\(one.name): \(failure)") } }
    }

    func write(to path: String) throws { try Files.write(text, to: path) }
}

// What is said when all of one size was measured.
extension Report {
    /// Keeps a time of ours, to compare sizes with each other, and the memory that it took.
    mutating func keep(_ what: String, _ events: Int, _ one: Contestant, answered: Bool = false) {
        guard one.isMeasured else { return }
        keep(what, events, seconds: (answered ? one.answered : one.seconds).median, peak: one.peak)
    }

    mutating func keep(_ what: String, _ events: Int, seconds: Double, peak: Int) {
        times.add(what, events, seconds)
        if peak > peaks[events]?.size ?? 0 { peaks[events] = (peak, what) }
    }

    mutating func judge(_ events: Int, _ bar: Bar) { bars[events, default: []].append(bar) }

    /// The bars of one size.
    mutating func tellBars(_ events: Int) {
        if let peak = peaks[events] {
            judge(events, .peak(peak.size, of: peak.what, most: events > 1_000_000 ? 400 : 200))
        }
        let growth = times.growth(to: events)
        tellGrowth(growth, events)
        if events >= 10_000_000 { judge(events, .growth(growth, from: events / 10)) }
        guard let bars = bars[events] else { return }
        say("### Bars at \(Text.count(events)) events")
        say()
        if events < 1_000_000 { say("They are meant for 1 000 000 events.\n") }
        var table = Table(["what", "caselog#", "next to#", "", "ratio#", "bar", ""])
        for bar in bars { table.add(bar.cells) }
        say(table)
    }

    /// How much longer all takes than with a tenth of the events.
    private mutating func tellGrowth(_ growth: [Times.Growth], _ events: Int) {
        guard !growth.isEmpty else { return }
        say("### From \(Text.count(events / 10)) to \(Text.count(events)) events")
        say()
        var table = Table(["what", "\(Text.count(events / 10))#", "\(Text.count(events))#", "ratio#", "≤ 11 ×"])
        for one in growth {
            table.add(
                one.what, Text.seconds(one.before), Text.seconds(one.after), Text.times(one.ratio),
                one.ratio <= Times.growthMax ? "met" : "not met")
        }
        say(table)
    }

    /// Keeps the times for runs to come.
    func keepTimes() throws { try times.write() }
}
