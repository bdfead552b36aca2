import CaseModel

/// Everything that is measured in one go.
final class Session {
    /// The day that questions are asked about.
    static let day = "2021-06-30"

    let settings: Settings
    var report: Report

    init(_ settings: Settings) throws {
        self.settings = settings
        report = Report(try Times(settings.times, seed: settings.seed))
    }

    func run() throws {
        let datasets = try settings.folders.map { try Dataset($0) }
        tellOfMachine()
        for data in datasets.sorted(by: { $0.events < $1.events }) { try measure(data) }
        try report.keepTimes()
        if !report.failures.isEmpty {
            report.say("**\(report.failures.count) FAILED:**")
            for failure in report.failures { report.say("- \(failure)") }
        }
        if let path = settings.report { try report.write(to: path) }
        guard report.failures.isEmpty else { throw Failure("\(report.failures.count) of the measures failed.") }
    }

    private func measure(_ data: Dataset) throws {
        try Files.remove(data.scratch, data.answers)
        try Files.makeFolder(data.scratch)
        try Files.makeFolder(data.answers)
        defer { try? Files.remove(data.scratch) }
        tellOf(data)
        // Whatever is read has been read before, by everybody.
        try Command(["cat", data.lines, data.database] + data.segments, to: .nowhere).run()
        let steps: [(String, (Dataset) throws -> Void)] = [
            ("disputes", measureDisputes), ("whole", measureWhole), ("warm", measureWarm), ("append", measureAppend),
            ("add", measureAdd), ("import", measureImport), ("disk", measureDisk), ("verify", measureVerify),
            ("start", measureStart),
        ]
        for (name, step) in steps where settings.only.contains(name) {
            do { try step(data) } catch { report.fail("\(name): \(error)") }
        }
        report.tellBars(data.events)
    }

    private func tellOf(_ data: Dataset) {
        let (plain, packed) = (Files.size(data.lines), data.segments.reduce(0) { $0 + Files.size($1) })
        report.say("## \(Text.count(data.events)) events")
        report.say()
        report.say(
            """
            \(Text.megabytes(Double(plain))) of lines, \(plain / data.events) bytes each; \(data.segments.count) segments of \
            \(Text.megabytes(Double(packed))) in three feeds.
            """)
        report.say()
    }

    private func tellOfMachine() {
        report.say("# How fast")
        report.say()
        let shell = """
            printf '%s %s, %s cores' "$(uname -s)" "$(uname -m)" "$(getconf _NPROCESSORS_ONLN)"
            printf '; %s' "$('\(settings.caselog)' --version | head -n 1 | sed 's/^/caselog /')" "lz4 $(
                lz4 --version 2>&1 | sed -n 's/.*v\\([0-9.]*\\),.*/\\1/p')" \
                "SQLite $(sqlite3 --version | cut -d ' ' -f 1)" "$(jq --version)"
            """
        report.say((try? output(Command(shell: shell))) ?? "")
        let floor = (try? Command(["true"]).run().peak) ?? 0
        report.say(
            """
            Medians of \(settings.runs) runs, all in turn; fewer of what takes long. Whole processes, page cache warm, output \
            read from a pipe. A pipeline's peak is that of its largest process; \(Text.mebibytes(Double(floor))) or less is \
            told as that.
            """)
        report.say()
        if let remark = settings.remark { report.say(remark + "\n") }
    }

    /// What a command prints.
    func output(_ command: Command) throws -> String {
        let path = (settings.folders.first ?? "/tmp") + "/output"
        var command = command
        command.destination = .file(path)
        try command.run()
        defer { try? Files.remove(path) }
        return try Files.text(path)
    }

    func caselog(_ arguments: String..., home: String? = nil) -> Command {
        Command([settings.caselog] + arguments, environment: home.map { ["CASELOG_HOME": $0] } ?? [:])
    }

    /// Removes what is rebuilt when it is missing.
    func forget(_ data: Dataset) throws { try Files.remove(data.case + "/cache") }

    /// The last millisecond of a day.
    func end(of day: String) -> Int64 { EDTF(day)?.latest ?? 0 }

    /// Days within the span of the case, the same ones for the same seed.
    func days(_ count: Int) -> [String] {
        var state = settings.seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let first = Calendar.days(year: 2016, month: 6, day: 1)
            let date = Calendar.civil(days: first + Int(state >> 33) % 3400)
            return "\(date.year)-\(Text.twoDigits(date.month))-\(Text.twoDigits(date.day))"
        }
    }
}

extension Dataset {
    /// The segments of all feeds.
    var segments: [String] { Files.matching(self.case + "/feeds/*/*.lz4") }
}
