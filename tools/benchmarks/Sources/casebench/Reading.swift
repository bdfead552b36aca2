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
        report.tell(contestants, answered: true)
        keepCold(contestants[0], data.events, "`show disputes`")
        judgeFloor(contestants, data.events, "cold `show disputes`", factor: 1)
        guard contestants[0].isMeasured else { return }
        let ours = contestants[0].answered.median
        for (index, factor) in [(2, 10.0), (3, nil), (4, 20)] where contestants[index].isMeasured {
            let (name, theirs) = (contestants[index].name, contestants[index].answered.median)
            report.judge(data.events, .faster(factor, "cold `show disputes`, last byte", ours, than: name, theirs))
        }
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
        report.tell(contestants, answered: true)
        keepCold(contestants[0], data.events, "all views")
        judgeFloor(contestants, data.events, "all views at once, cold", factor: 2)
    }

    /// Until the last byte is out, and until the process has put away what it keeps for the next.
    private func keepCold(_ ours: Contestant, _ events: Int, _ what: String) {
        report.keep("\(what), cold, last byte", events, ours, answered: true)
        report.keep("\(what), cold, exit", events, ours)
    }

    private func judgeFloor(_ contestants: [Contestant], _ events: Int, _ what: String, factor: Double) {
        let (ours, floor) = (contestants[0], contestants[1])
        guard ours.isMeasured, floor.isMeasured else { return }
        let theirs = floor.seconds.median
        report.judge(events, .within(factor, "\(what), last byte", ours.answered.median, of: "lz4 -dc", theirs))
        report.judge(events, .within(nil, "\(what), exit", ours.seconds.median, of: "lz4 -dc", theirs))
    }
}
