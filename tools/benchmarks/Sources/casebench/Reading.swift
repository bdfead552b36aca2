/// How long it takes to be told.
extension Session {
    /// The fastest way to decompress all of it to nowhere: nobody who reads the log can be faster on one core.
    func floor(_ data: Dataset) -> Contestant {
        let names = data.segments.map { "'\($0)'" }.joined(separator: " ")
        var ways = [
            Contestant("lz4 -dcm, to nowhere", Command(["lz4", "-dcm"] + data.segments, to: .nowhere)),
            Contestant("cat | lz4 -dc, to nowhere", Command(shell: "cat \(names) | lz4 -dc", to: .nowhere)),
        ]
        Contestant.compete(&ways, runs: 3)
        let best = ways.filter(\.isMeasured).min { $0.seconds.median < $1.seconds.median } ?? ways[0]
        return Contestant(best.name, best.command)
    }

    /// Cold: one view, against those who are asked about the same.
    func measureDisputes(_ data: Dataset) throws {
        report.say("### `show disputes --at \(Self.day)`, cold: no cache of ours")
        report.say()
        try compareAnswers(data)
        let none = settings.python == nil ? "not there: no Python" : "not there: see above"
        var contestants = [
            Contestant("caselog", ours(data, Self.day)) { try self.forget(data) },
            floor(data),
            Contestant("SQLite, json_extract", try sqlite(data, Self.day, Self.anyRow)),
            Contestant("SQLite, index on type", try sqlite(data, Self.day, Self.rowsByType)),
            Contestant("lz4 -dc, jq", jq(data, Self.day)),
            Contestant("DuckDB, JSON lines", duckdb(data, Self.day), note: none),
            Contestant("eventsourcing, SQLite", eventsourcing(data, Self.day), note: none),
        ]
        let asked = contestants[2...].compactMap { one in one.command.map { (Self.fileName(one.name), $0) } }
        compareAnswers(data, with: asked)
        Contestant.compete(&contestants, runs: settings.runs)
        report.tell(contestants)
        report.keep("show disputes, cold", data.events, contestants[0])
        judge(contestants, data.events, "cold `show disputes`", floor: 1)
    }

    private static func fileName(_ name: String) -> String {
        String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    }

    /// Cold: all views folded at once.
    func measureWhole(_ data: Dataset) throws {
        let words = settings.whole.split(separator: " ").map { word in
            word == "CASE" ? data.case : word == "DAY" ? Self.day : String(word)
        }
        report.say("### All views at once, cold: `\(settings.whole)`")
        report.say()
        var contestants = [
            Contestant("caselog", Command([settings.caselog] + words)) { try self.forget(data) },
            floor(data),
        ]
        Contestant.compete(&contestants, runs: settings.runs)
        report.tell(contestants, showsOutput: true)
        report.keep("all views, cold", data.events, contestants[0])
        judge(contestants, data.events, "all views, cold", floor: 2)
    }

    private func judge(_ contestants: [Contestant], _ events: Int, _ what: String, floor: Double) {
        guard contestants[0].isMeasured else { return }
        let ours = contestants[0].seconds.median
        for (index, one) in contestants.enumerated().dropFirst() where one.isMeasured {
            let ratio = ours / one.seconds.median
            switch index {
            case 1:
                let bar = "≤ \(Text.decimal(floor, 0)) × lz4 -dc"
                report.judge(events, what, bar, Text.times(ratio), ratio <= floor)
            case 2: report.judge(events, what, "≥ 10 × faster than SQLite", Text.times(1 / ratio), 1 / ratio >= 10)
            case 4: report.judge(events, what, "≥ 20 × faster than jq", Text.times(1 / ratio), 1 / ratio >= 20)
            default: break
            }
        }
    }

    /// Warm: each view, at days all over the case.
    func measureWarm(_ data: Dataset) throws {
        report.say("### `show VIEW --at DAY`, warm: whatever is kept between runs is there")
        report.say()
        var table = Table(["view", "median#", "from#", "to#", "output#", "over the bar#", "peak#"])
        let days = ["2016-12-31", "2019-03-15", Self.day, "2025-12-31"]
        var worst = (excess: -Double.infinity, what: "")
        for view in ["governance", "ledger", "disputes", "anomalies", "timeline"] {
            for form in [[], ["--json"]] {
                let name = ([view] + form).joined(separator: " ")
                var contestants = days.map { day in
                    Contestant(day, Command([settings.caselog, "show", data.case, view, "--at", day] + form))
                }
                Contestant.compete(&contestants, runs: settings.runs)
                for one in contestants where !one.isMeasured { report.fail("\(name): \(one.failure ?? "")") }
                let measured = contestants.filter(\.isMeasured)
                guard let last = measured.last else { continue }
                let medians = Samples(values: measured.map(\.seconds.median))
                let excess = measured.map { ($0.seconds.median - Self.warmBar($0.bytes)) }.max() ?? 0
                if excess > worst.excess { worst = (excess, name) }
                table.add(
                    name, Text.seconds(medians.median), Text.seconds(medians.least), Text.seconds(medians.most),
                    Text.megabytes(Double(measured.map(\.bytes).max() ?? 0)),
                    excess > 0 ? Text.seconds(excess) : "-", Text.mebibytes(Double(measured.map(\.peak).max() ?? 0)))
                report.keep("show \(name), warm", data.events, last)
            }
        }
        report.say(table)
        report.judge(
            data.events, "warm `show`, any view and day", "≤ 20 ms and 3 ms/MB",
            worst.excess > 0 ? "\(worst.what): \(Text.seconds(worst.excess)) over" : "within", worst.excess <= 0)
    }

    private static func warmBar(_ bytes: Int) -> Double { 0.020 + 0.003 * Double(bytes) / 1e6 }
}
