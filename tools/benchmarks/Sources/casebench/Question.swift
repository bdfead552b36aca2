/// The question that all are asked, and whether they agree.
extension Session {
    /// The rows that SQLite has to look at, as somebody says who has only the JSON to go by.
    static let anyRow = "json_extract(body, '$.data.dispute') IS NOT NULL"
    /// The same with the help of the index on types.
    static let rowsByType = "type IN ('dispute.raised', 'dispute.settled', 'dispute.reignited')"

    func ours(_ data: Dataset, _ day: String) -> Command {
        caselog("show", data.case, "disputes", "--at", day, "--json")
    }

    func sqlite(_ data: Dataset, _ day: String, _ rows: String) throws -> Command {
        let question = try Files.text(settings.others + "/ask.sql")
        let text = Self.replacing(
            "{end}", with: "\(end(of: day))", in: Self.replacing("{which}", with: rows, in: question))
        let path = "\(data.answers)/\(rows == Self.anyRow ? "any" : "typed")-\(day).sql"
        try Files.write(text, to: path)
        return Command(["sqlite3", "-batch", "-list", data.database, ".read '\(path)'"])
    }

    func jq(_ data: Dataset, _ day: String) -> Command {
        let names = data.segments.map { "'\($0)'" }.joined(separator: " ")
        return Command(shell: "lz4 -dcm \(names) | jq -nr --arg day \(day) -f '\(settings.others)/ask.jq'")
    }

    /// Nil where there is no Python, or where it would take too long.
    func duckdb(_ data: Dataset, _ day: String) -> Command? {
        settings.python.map { Command([$0, settings.others + "/ask_duckdb.py", data.lines, day]) }
    }

    func eventsourcing(_ data: Dataset, _ day: String) -> Command? {
        guard Files.exists(data.eventsourcing) else { return nil }
        return settings.python.map {
            Command([$0, settings.others + "/events_eventsourcing.py", "ask", data.eventsourcing, day])
        }
    }

    /// Asks somebody, and keeps the answer in a form that can be compared.
    private func ask(_ command: Command, _ data: Dataset, as name: String, isOurs: Bool = false) throws -> String {
        let path = "\(data.answers)/\(name)"
        var command = command
        command.destination = .file(path + ".raw")
        try command.run()
        if isOurs {
            try Command(["mv", path + ".raw", path + ".json"]).run()
            try Command([settings.itself, "answer", path + ".json"], to: .file(path + ".raw")).run()
        }
        try Command(["sort", path + ".raw"], environment: ["LC_ALL": "C"], to: .file(path)).run()
        return path
    }

    private func isSame(_ one: String, _ other: String) -> Bool {
        (try? Command(["cmp", "-s", one, other]).run()) != nil
    }

    /// Compares ours with SQLite's on several days.
    func compareAnswers(_ data: Dataset) throws {
        let days = [Self.day] + days(5)
        for day in days {
            let theirs = try ask(try sqlite(data, day, Self.rowsByType), data, as: "sqlite-\(day)")
            let ours = try ask(ours(data, day), data, as: "caselog-\(day)", isOurs: true)
            if !isSame(ours, theirs) {
                report.fail("caselog and SQLite answer differently about \(day): compare \(ours) with \(theirs).")
            }
        }
        let (disputes, settled, reignited) = try sums("\(data.answers)/caselog-\(Self.day)")
        report.say(
            """
            By \(Self.day) there were \(Text.count(disputes)) disputes, \(Text.count(settled)) settlements and \
            \(Text.count(reignited)) re-ignitions. Answers are compared on that day and on \
            \(days.dropFirst().joined(separator: ", ")).
            """)
        report.say()
    }

    /// Whether others answer as we do.
    func compareAnswers(_ data: Dataset, with others: [(String, Command)]) {
        for (name, command) in others {
            do {
                let theirs = try ask(command, data, as: "\(name)-\(Self.day)")
                let ours = "\(data.answers)/caselog-\(Self.day)"
                if !isSame(ours, theirs) {
                    report.fail("caselog and \(name) answer differently: compare \(ours) with \(theirs).")
                }
            } catch {
                report.fail("\(name) gives no answer: \(error)")
            }
        }
    }

    private func sums(_ path: String) throws -> (Int, Int, Int) {
        var sums = (0, 0, 0)
        try LineFile(path: path).forEach { line in
            let fields = line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            let numbers = fields[1...3].map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
            sums = (sums.0 + numbers[0], sums.1 + numbers[1], sums.2 + numbers[2])
        }
        return sums
    }

    static func replacing(_ part: String, with other: String, in text: String) -> String {
        var parts: [Substring] = []
        var rest = text[...]
        while let found = rest.firstRange(of: part) {
            parts.append(rest[..<found.lowerBound])
            rest = rest[found.upperBound...]
        }
        return (parts + [rest]).joined(separator: other)
    }
}
