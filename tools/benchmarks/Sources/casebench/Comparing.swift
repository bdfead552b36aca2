import CaseModel
import TestHistories

/// Asks a case questions at random, through the program, and compares each answer with a plain fold of the stored
/// lines, which knows of no cache, no index and no threads.
struct Comparing {
    /// What is there of the facts that the program keeps, when it is asked.
    private enum Facts: String, CaseIterable {
        /// What an earlier comparison found kept, before lines were appended.
        case extended
        case absent
        case kept
        /// Nothing that is kept serves: the question leaves lines out.
        case unused
    }

    private struct Question {
        var at: String?
        var known: String?
        var recorded: String?

        var arguments: [String] {
            [("--at", at), ("--known", known), ("--recorded", recorded)]
                .flatMap { name, text in text.map { [name, $0] } ?? [] }
        }

        var plain: (at: Instant, known: Instant, recorded: Instant) {
            func latest(_ text: String?) -> Instant { text.flatMap { QueryTime($0) }?.latest ?? .max }
            return (latest(at), latest(known), latest(recorded))
        }
    }

    private let caselog: String
    private let path: String
    private let feeds: [TestFeed]
    /// When lines were recorded: what `--recorded` asks for lies among these.
    private let moments: [String]
    private var random: SeededRandom
    private var counts: [Facts: Int] = [:]
    private var differences = 0

    private var cache: String { path + "/cache/facts" }
    /// The facts that were kept when this case was last compared.
    private var earlier: String { path + ".facts" }
    private var scratch: String { path + ".answer" }

    /// - Parameter path: the case's folder.
    static func run(caselog: String, case path: String, seed: String, questions: String) throws {
        guard let seed = UInt64(seed), let count = Int(questions), count > 0 else { throw Failure(CaseBench.usage) }
        var comparing = try Comparing(caselog, path, seed)
        for number in 0..<count { try comparing.ask(number) }
        try comparing.finish()
    }

    private init(_ caselog: String, _ path: String, _ seed: UInt64) throws {
        (self.caselog, self.path) = (caselog, path)
        feeds = try Self.feeds(of: path)
        moments = feeds.flatMap { feed in
            stride(from: 0, to: feed.lines.count, by: 50).compactMap { index in
                (try? JSONParser.parse(feed.lines[index]))?["recorded"]?.string
            }
        }
        // Another case to ask is the same case with more lines.
        random = SeededRandom(seed &+ UInt64(feeds.reduce(0) { $0 + $1.lines.count }))
    }

    /// The lines as anybody reads them.
    private static func feeds(of path: String) throws -> [TestFeed] {
        try Files.matching(path + "/feeds/*").map { folder in
            let lines = path + ".lines"
            defer { try? Files.remove(lines) }
            try Command(["lz4", "-dcm"] + Files.matching(folder + "/*.lz4"), to: .file(lines)).run()
            var feed = TestFeed(String(folder.split(separator: "/").last ?? ""))
            try LineFile(path: lines).forEach { feed.lines.append(Array($0)) }
            return feed
        }
    }

    /// By turns about dates alone, for which facts are kept, and about all that can be asked.
    private mutating func ask(_ number: Int) throws {
        var question = Question(at: random.happens(80) ? day() : nil)
        if number % 2 == 0 { return try compare(question, [.extended, .absent, .kept]) }
        if random.happens(60) { question.known = random.happens(70) ? day() : random.pick(moments) }
        if question.known == nil || random.happens(60) { question.recorded = random.pick(moments) }
        try compare(question, [.unused])
    }

    private mutating func day() -> String {
        let date = Calendar.civil(days: Calendar.days(year: 2013, month: 1, day: 1) + random.number(0...4_900))
        return "\(date.year)-\(Text.twoDigits(date.month))-\(Text.twoDigits(date.day))"
    }

    /// - Returns: whether the facts are now as they should be.
    private func prepare(_ facts: Facts) throws -> Bool {
        switch facts {
        case .unused: break
        case .extended:
            guard Files.exists(earlier) else { return false }
            try Files.makeFolder(path + "/cache")
            try Files.copy(earlier, to: cache)
        case .absent: try Files.remove(path + "/cache")
        // Whoever asked just now, when there were none, has kept them; but not those of a small case.
        case .kept: return Files.exists(cache)
        }
        return true
    }

    private mutating func compare(_ question: Question, _ states: [Facts]) throws {
        let (at, known, recorded) = question.plain
        let plain = PlainCase(feeds, at: at, known: known, recorded: recorded)
        let folded = [plain.governance, plain.disputes, plain.ledger]
        let views = [
            ("governance", folded[0]), ("disputes", folded[1]), ("ledger", folded[2]),
            ("timeline", Self.timeline(plain)),
            ("replay", PlainRow.sorted(.object(folded.flatMap { $0.members ?? [] }))),
        ]
        for (view, expected) in views {
            for facts in states where try prepare(facts) {
                let told = try answer(view, question)
                counts[facts, default: 0] += 1
                let found = PlainRow.sorted(view == "timeline" ? Self.timeline(told) : told)
                guard let difference = PlainRow.difference(found, expected) else { continue }
                differences += 1
                let asked = (Self.verb(view, path) + question.arguments).joined(separator: " ")
                Output.tell("`\(asked)`, facts \(facts), differs from a plain fold: \(difference.prefix(600))")
            }
        }
    }

    /// The whole case at a date is no view, and answers with several at once.
    private static func verb(_ view: String, _ path: String) -> [String] {
        view == "replay" ? ["replay", path] : ["show", path, view]
    }

    /// A view without what repeats the question.
    private func answer(_ view: String, _ question: Question) throws -> JSONValue {
        let arguments = Self.verb(view, path) + question.arguments + ["--json"]
        try Command([caselog] + arguments, to: .file(scratch)).run()
        var bytes: [UInt8] = []
        try LineFile(path: scratch).forEach { bytes += $0 }
        let members = try JSONParser.parse(bytes).members ?? []
        return .object(members.filter { !["case", "view", "at", "known", "recorded"].contains($0.key) })
    }

    private static func timeline(_ plain: PlainCase) -> JSONValue {
        timeline(plain.timeline.map { .array([.string($0.id), .string($0.occurred)]) })
    }

    /// Which events there are and when; corrections have no place among them.
    private static func timeline(_ told: JSONValue) -> JSONValue {
        let others = told.members?.filter { $0.key != "events" } ?? []
        let events = (told["events"]?.array ?? []).filter { event in
            !["event.corrected", "event.retracted"].contains(event["type"]?.string)
        }
        let rows = events.map { JSONValue.array([$0["id"] ?? .string(""), $0["occurred"] ?? .string("")]) }
        return timeline(rows, others)
    }

    private static func timeline(_ rows: [JSONValue], _ others: [JSONValue.Member] = []) -> JSONValue {
        .object(others + [JSONValue.Member(key: "events", value: .array(rows))])
    }

    /// Leaves the facts as they are for whoever compares when the case has grown.
    private func finish() throws {
        if Files.exists(cache) { try Files.copy(cache, to: earlier) }
        try Files.remove(scratch)
        Output.print(Facts.allCases.map { "\($0) \(counts[$0] ?? 0)" }.joined(separator: " "))
        guard differences == 0 else { throw Failure("\(differences) answers differ from a plain fold.") }
    }
}
