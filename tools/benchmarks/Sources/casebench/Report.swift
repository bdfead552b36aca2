/// What was measured, printed as it comes and kept for a file.
struct Report {
    /// A bar, what was measured, and whether it is held; nil where it says nothing at this size.
    struct Bar {
        let what: String
        let bar: String
        let measured: String
        let isHeld: Bool
    }

    private(set) var text = ""
    private(set) var failures: [String] = []
    private var bars: [Int: [Bar]] = [:]
    /// Medians by what was measured, then by the number of events.
    private var times: [String: [Int: Double]] = [:]
    private var order: [String] = []
    /// The largest resident size of any process of ours, by the number of events.
    private var peaks: [Int: Int] = [:]

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
    mutating func tell(_ contestants: [Contestant], showsOutput: Bool = false) {
        var table = Table(
            ["", "median#", "from#", "to#", "runs#", "of ours#", "peak#"] + (showsOutput ? ["output#"] : []))
        let ours = contestants[0].isMeasured ? contestants[0].seconds.median : nil
        for one in contestants {
            var cells = [one.name, one.note ?? "FAILED", "", "", "", "", ""]
            if one.isMeasured {
                let ratio = ours.map { Text.times(one.seconds.median / $0) } ?? ""
                cells = [
                    one.name, Text.seconds(one.seconds.median), Text.seconds(one.seconds.least),
                    Text.seconds(one.seconds.most), "\(one.seconds.values.count)", ratio,
                    Text.mebibytes(Double(one.peak)),
                ]
            }
            table.add(cells + (showsOutput ? [one.isMeasured ? Text.megabytes(Double(one.bytes)) : ""] : []))
        }
        say(table)
        for one in contestants { if let failure = one.failure { fail("\(one.name): \(failure)") } }
    }

    /// Keeps a time of ours, to compare sizes with each other.
    mutating func keep(_ what: String, _ events: Int, _ one: Contestant) {
        guard one.isMeasured else { return }
        keep(what, events, seconds: one.seconds.median, peak: one.peak)
    }

    mutating func keep(_ what: String, _ events: Int, seconds: Double, peak: Int) {
        if times[what] == nil { order.append(what) }
        times[what, default: [:]][events] = seconds
        peaks[events] = max(peaks[events] ?? 0, peak)
    }

    mutating func judge(_ events: Int, _ what: String, _ bar: String, _ measured: String, _ isHeld: Bool) {
        bars[events, default: []].append(Bar(what: what, bar: bar, measured: measured, isHeld: isHeld))
    }

    /// The bars of one size.
    mutating func tellBars(_ events: Int) {
        if let peak = peaks[events] {
            let most = events > 1_000_000 ? 400.0 : 200.0
            let size = Double(peak) / 1_048_576
            judge(
                events, "peak memory of any of these", "≤ \(Text.decimal(most, 0)) MiB", "\(Text.decimal(size, 0)) MiB",
                size <= most)
        }
        guard let bars = bars[events] else { return }
        say("### Bars at \(Text.count(events)) events")
        say()
        if events != 1_000_000 { say("They are meant for 1 000 000 events.\n") }
        var table = Table(["what", "bar", "measured#", ""])
        for bar in bars { table.add(bar.what, bar.bar, bar.measured, bar.isHeld ? "held" : "MISSED") }
        say(table)
    }

    /// How times grow from each size to the next.
    mutating func tellGrowth(_ sizes: [Int]) {
        let sizes = sizes.sorted()
        guard sizes.count > 1 else { return }
        say("## Growth")
        say()
        let steps = zip(sizes, sizes.dropFirst())
        var table = Table(["what"] + steps.map { "\(Text.count($0)) to \(Text.count($1))#" })
        for what in order {
            let cells = steps.map { small, large in
                guard let before = times[what]?[small], let after = times[what]?[large] else { return "" }
                return Text.times(after / before)
            }
            table.add([what] + cells)
        }
        say(table)
    }

    func write(to path: String) throws { try Files.write(text, to: path) }
}
