/// How long it takes until something is safe, in a process of its own.
extension Session {
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
        try Files.settle()
        // The first leaves behind what the others find.
        _ = try contestants[0].command?.run()
        Contestant.compete(&contestants, runs: max(settings.runs, 15))
        report.tell(contestants)
        try Files.remove(folder)
        guard contestants[0].isMeasured else { return }
        report.keep("`add`", data.events, contestants[0])
        report.judge(data.events, .seconds(0.025, "`add` as a whole process", contestants[0].seconds.median))
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
                try Files.settle()
            },
            Contestant("SQLite, one transaction", Command([settings.itself, "load", database, data.input])) {
                try Files.remove(database, database + "-wal", database + "-shm")
                try Files.settle()
            },
        ]
        if let python = settings.python, Files.exists(data.eventsourcing) {
            let other = data.scratch + "/import.es.db"
            let load = [python, settings.others + "/events_eventsourcing.py", "load", other, data.lines]
            contestants.append(
                Contestant("eventsourcing, SQLite", Command(load)) {
                    try Files.remove(other, other + "-wal", other + "-shm")
                    try Files.settle()
                })
        }
        Contestant.compete(&contestants, runs: settings.runs)
        report.tell(contestants)
        try compareCounts(data, folder, database)
        try Files.remove(folder, database)
        guard contestants[0].isMeasured, contestants[1].isMeasured else { return }
        report.keep("`import`", data.events, contestants[0])
        let (ours, theirs) = (contestants[0].seconds.median, contestants[1].seconds.median)
        report.judge(data.events, .within(1, "`import`, validated, sealed, durable", ours, of: "SQLite", theirs))
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
