/// What is there when nobody asks.
extension Session {
    func measureDisk(_ data: Dataset) throws {
        report.say("### Bytes on disk, sealed")
        report.say()
        let ours = Files.size(data.case + "/*", data.case + "/feeds/*/*", data.case + "/feeds/*/.lock")
        let cache = Files.size(data.case + "/cache/*", data.case + "/cache/*/*")
        let theirs = Files.size(data.database)
        var table = Table(["", "bytes#", "an event#"])
        func add(_ name: String, _ bytes: Int) {
            table.add(name, Text.megabytes(Double(bytes)), Text.decimal(Double(bytes) / Double(data.events), 0))
        }
        add("caselog", ours)
        if cache > 0 { add("caselog's cache, rebuilt when missing", cache) }
        add("SQLite", theirs)
        if Files.exists(data.eventsourcing) { add("eventsourcing", Files.size(data.eventsourcing)) }
        add("JSON lines", Files.size(data.lines))
        report.say(table)
        report.judge(data.events, .bytes(ours, theirs))
    }

    func measureVerify(_ data: Dataset) throws {
        report.say("### `verify`")
        report.say()
        var contestants = [Contestant("caselog", caselog("verify", data.case))]
        Contestant.compete(&contestants, runs: settings.runs)
        report.tell(contestants)
        guard contestants[0].isMeasured else { return }
        report.keep("`verify`", data.events, contestants[0])
        report.judge(data.events, .seconds(2, "`verify`", contestants[0].seconds.median))
    }

    func measureStart(_ data: Dataset) throws {
        report.say("### `caselog --version`")
        report.say()
        var contestants = [Contestant("caselog", caselog("--version")), Contestant("true", Command(["true"]))]
        Contestant.compete(&contestants, runs: max(settings.runs, 25))
        report.tell(contestants)
        guard contestants[0].isMeasured else { return }
        report.keep("start of `--version`", data.events, contestants[0])
        report.judge(data.events, .seconds(0.008, "start of `caselog --version`", contestants[0].seconds.median))
    }
}
