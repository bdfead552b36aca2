/// How long it takes until something is safe.
extension Session {
    private static let appendCount = 2000

    /// Durable appends in a running process, to a small case and to this one, in turn.
    func measureAppend(_ data: Dataset) throws {
        report.say("### Durable append of one event in a running process, the file system the same")
        report.say()
        let sizes = [("small", 1000, data.small), ("large", data.events, data.folder)]
        for (name, _, folder) in sizes {
            try Files.makeFolder("\(data.scratch)/\(name)")
            for part in ["marches.caselog", "marches.homes", "events.db"] {
                try Files.copy("\(folder)/\(part)", to: "\(data.scratch)/\(name)/\(part)")
            }
        }
        var (found, peak): ([String: [Samples]], Int) = ([:], 0)
        for _ in 0..<min(settings.runs, 3) {
            for (name, _, _) in sizes {
                for (who, values) in try append("\(data.scratch)/\(name)", peak: &peak) {
                    var samples = found["\(name) \(who)"] ?? [Samples(), Samples()]
                    for index in 0..<2 { samples[index].values.append(values[index]) }
                    found["\(name) \(who)"] = samples
                }
            }
        }
        tellOfAppends(data, sizes.map { ($0.0, $0.1) }, found, peak)
        try Files.remove("\(data.scratch)/small", "\(data.scratch)/large")
    }

    /// The median and the 99th percentile of each.
    private func append(_ folder: String, peak: inout Int) throws -> [String: [Double]] {
        let command = Command(
            [settings.itself, "append", folder + "/marches", folder + "/events.db", "\(Self.appendCount)"],
            environment: ["CASELOG_HOME": folder + "/marches.homes/a"], to: .file(folder + "/told"))
        peak = max(peak, try command.run().peak)
        var found: [String: [Double]] = [:]
        for line in try Files.text(folder + "/told").split(separator: "\n") {
            let words = line.split(separator: " ")
            found[String(words[0])] = words[1...2].compactMap { Double($0) }
        }
        return found
    }

    private func tellOfAppends(
        _ data: Dataset, _ sizes: [(String, Int)], _ found: [String: [Samples]], _ peak: Int
    ) {
        var table = Table(["events before#", "", "median#", "p99#", "median from#", "to#"])
        for (name, events) in sizes {
            for (who, title) in [("caselog", "caselog"), ("sqlite", "SQLite, one row a commit")] {
                guard let samples = found["\(name) \(who)"] else { continue }
                table.add(
                    Text.count(events), title, Text.seconds(samples[0].median), Text.seconds(samples[1].median),
                    Text.seconds(samples[0].least), Text.seconds(samples[0].most))
            }
        }
        report.say(table)
        report.say(
            "\(Self.appendCount) of each in blocks, in turn; both in one process, of \(Text.mebibytes(Double(peak))) at most.\n"
        )
        guard let ours = found["large caselog"], let theirs = found["large sqlite"], let small = found["small caselog"]
        else { return }
        for (index, what) in ["median", "p99"].enumerated() {
            let ratio = ours[index].median / theirs[index].median
            report.judge(data.events, "durable append, \(what)", "≤ SQLite's commit", Text.times(ratio), ratio <= 1)
        }
        let growth = ours[0].median / small[0].median
        report.judge(
            data.events, "durable append, against 1 000 events before", "within 10%", Text.times(growth), growth <= 1.1)
        report.keep("append of one event", data.events, seconds: ours[0].median, peak: peak)
    }

    /// One event by a process of its own.
    func measureAdd(_ data: Dataset) throws {
        report.say("### `add`, as a whole process")
        report.say()
        let folder = data.scratch + "/add"
        try Files.makeFolder(folder)
        for part in ["marches.caselog", "marches.homes", "events.db"] {
            try Files.copy("\(data.folder)/\(part)", to: "\(folder)/\(part)")
        }
        let row = "INSERT INTO events VALUES('x/1', 'memo.written', '2026-01-05', 0, '2026-01-05T00:00:00.000Z', '{}')"
        var contestants = [
            Contestant(
                "caselog",
                caselog(
                    "add", folder + "/marches", "memo.written", "text=Nobody answered.", "--occurred", "2026-01-05",
                    home: folder + "/marches.homes/a")),
            Contestant(
                "sqlite3, one row",
                Command(["sqlite3", "-batch", folder + "/events.db", "PRAGMA synchronous=FULL", row])),
        ]
        // The first leaves behind what the others find.
        _ = try contestants[0].command?.run()
        Contestant.compete(&contestants, runs: max(settings.runs, 15))
        report.tell(contestants)
        try Files.remove(folder)
        guard contestants[0].isMeasured else { return }
        report.keep("add", data.events, contestants[0])
        let median = contestants[0].seconds.median
        report.judge(data.events, "`add` as a whole process", "≤ 25 ms", Text.seconds(median), median <= 0.025)
    }

    /// All rows at once.
    func measureImport(_ data: Dataset) throws {
        report.say("### `import` of all events: validated, sealed, durable")
        report.say()
        let (folder, database) = (data.scratch + "/import", data.scratch + "/import.db")
        var contestants = [
            Contestant("caselog", caselog("import", folder + "/marches", data.input, home: folder + "/home")) {
                try Files.remove(folder)
                try Files.copy(data.opened, to: folder)
            },
            Contestant("SQLite, one transaction", Command([settings.itself, "load", database, data.input])) {
                try Files.remove(database, database + "-wal", database + "-shm")
            },
        ]
        if let python = settings.python, Files.exists(data.eventsourcing) {
            let other = data.scratch + "/import.es.db"
            let load = [python, settings.others + "/events_eventsourcing.py", "load", other, data.lines]
            contestants.append(
                Contestant("eventsourcing, SQLite", Command(load)) {
                    try Files.remove(other, other + "-wal", other + "-shm")
                })
        }
        Contestant.compete(&contestants, runs: settings.runs)
        report.tell(contestants)
        try compareCounts(data, folder, database)
        try Files.remove(folder, database)
        guard contestants[0].isMeasured, contestants[1].isMeasured else { return }
        report.keep("import", data.events, contestants[0])
        let ratio = contestants[1].seconds.median / contestants[0].seconds.median
        report.judge(data.events, "`import`", "≥ SQLite's bulk insert", Text.times(ratio), ratio >= 1)
    }

    private func compareCounts(_ data: Dataset, _ folder: String, _ database: String) throws {
        func number(_ shell: String) throws -> Int? {
            Int(try output(Command(shell: shell)).filter { $0.isNumber })
        }
        let before = try number("lz4 -dcm '\(data.opened)'/marches.caselog/feeds/*/*.lz4 | wc -l")
        let after = try number("lz4 -dcm '\(folder)'/marches.caselog/feeds/*/*.lz4 | wc -l")
        let rows = try number("sqlite3 '\(database)' 'SELECT count(*) FROM events'")
        guard let before, let after, let rows, after - before == rows else {
            return report.fail("the case imported and the database do not hold the same number of events")
        }
    }
}
