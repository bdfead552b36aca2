import CaseModel
import CaseStore
import EventLog
import TestHistories
import Testing

/// Two devices on copies of one case, put together in either order.
struct DevicesTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    /// Copies the case, lets each device add to its copy, and merges the feeds both ways.
    private func merged(_ first: [String], _ second: [String]) throws -> (ab: Case, ba: Case) {
        _ = try shop.make("elm", Input.small, device: shop.device("a"))
        try shop.copy("elm.caselog", to: "copy.caselog")
        func append(_ lines: [String], _ folder: String, _ home: String) throws {
            let writer = try shop.writer(CaseFolder(finding: "\(shop.path)/\(folder)"), shop.device(home))
            for line in lines {
                let named = line.replacing(
                    "FEED", with: try shop.open(CaseFolder(finding: "\(shop.path)/elm")).feedNames[0])
                _ = try writer.append(Workshop.input([named]))
            }
        }
        try append(first, "elm", "a")
        try append(second, "copy", "b")
        try shop.copy("elm.caselog", to: "ab.caselog")
        try shop.copy("copy.caselog/feeds", to: "ab.caselog/feeds")
        try shop.copy("copy.caselog", to: "ba.caselog")
        try shop.copy("elm.caselog/feeds", to: "ba.caselog/feeds")
        return (try opened("ab"), try opened("ba"))
    }

    private func opened(_ name: String) throws -> Case {
        try shop.open(CaseFolder(finding: "\(shop.path)/\(name)"), shop.device("reader-\(name)"))
    }

    @Test func `both orders give byte-identical views, whatever both did`() throws {
        let (ab, ba) = try merged(
            [
                Input.settled("d", "2019-06~", "consensus"), Input.group("club", occurred: "2019-21"),
                #"{"type":"event.corrected","occurred":"2020","data":{"event":"FEED/4","reason":"x","data":{"title":"New"}}}"#,
            ],
            [
                Input.settled("d", "2019-06", "attrition"), Input.group("club", occurred: "2019-21"),
                #"{"type":"event.retracted","occurred":"2020","data":{"event":"FEED/3","reason":"x"}}"#,
                #"{"type":"event.retracted","occurred":"2020","data":{"event":"FEED/4","reason":"x"}}"#,
            ])
        for (at, known, recorded) in [
            (nil, nil, nil), ("2019", nil, nil), (nil, "2022-01-01T00:00:20.000Z", nil), ("2019-06", nil, "2021"),
        ]
            as [(String?, String?, String?)]
        {
            let views = try ab.views(at: at, known: known, recorded: recorded)
            #expect(views == (try ba.views(at: at, known: known, recorded: recorded)))
        }
        #expect(try ab.lines() == ba.lines())
        #expect(ab.lineCount == 4 + 3 + 4)
        #expect(try ab.views().contains("is retracted.\""))
        #expect(try ab.viewpoint().state.exists(EventID(feed: 1, sequence: 3)))
    }

    @Test func `a dispute that both settled is shown once, and the second settlement is an anomaly`() throws {
        let (ab, ba) = try merged(
            [Input.settled("d", "2019-06-01", "consensus")], [Input.settled("d", "2019-06-02", "attrition")])
        let (history, _) = try ab.history()
        let view = Viewpoint(history)
        let disputes = DisputesView(view).disputes
        #expect(disputes.map(\.state) == ["settled"])
        #expect(disputes.first?.episodes.map { $0.settlement?.how } == [.consensus])
        let messages = history.contradictions.map(\.message)
        #expect(messages.count == 1)
        #expect(messages.first?.hasPrefix("The dispute is settled since 2019-06-01") == true)
        #expect(try ab.views() == ba.views())
    }

    @Test func `a merged case is written on by either device, each in its own feed`() throws {
        _ = try merged([Input.note("first")], [Input.note("second")])
        let folder = try CaseFolder(finding: "\(shop.path)/ab")
        for home in ["a", "b"] {
            let appended = try shop.writer(folder, shop.device(home)).append(Workshop.input([Input.note("third")]))
            #expect(appended.firstSequence > 1)
        }
        #expect(try shop.open(folder).feedNames.count == 2)
        #expect(try shop.open(folder).lineCount == 4 + 2 + 2)
    }
}

/// How events were cut into commits, frames and segments changes nothing.
struct CuttingTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    /// The generated input of a case, as lines that a file could have.
    private static func input(_ seed: UInt64) -> [String] {
        let feeds = HistoryMaker.feeds(seed: seed, count: 120, feedCount: 1)
        return feeds[0].lines.compactMap { line in
            guard let value = try? JSONParser.parse(line), EventType(rawValue: value["type"]?.string ?? "") != nil
            else {
                return nil
            }
            return String(decoding: bytes(value), as: UTF8.self)
        }
    }

    private func views(_ name: String, cuts: Int, settings: LogSettings, seals: Bool, seed: UInt64) throws -> String {
        let device = shop.device(name, settings: settings)
        let folder = try shop.make(name, [Input.opened], device: device)
        let writer = try shop.writer(folder, device)
        var random = SeededRandom(UInt64(cuts))
        var rest = Self.input(seed)[...]
        var stored = 0
        while !rest.isEmpty {
            let count = min(rest.count, cuts == 1 ? rest.count : random.number(1...cuts))
            // Not all of a generated history passes the checks of input; what does not is left out line by line.
            for line in rest.prefix(count) {
                let isStored =
                    (try? writer.append(
                        Workshop.input([line]), CaseWriter.Manner(isForced: true, takesLabels: true))) != nil
                if isStored { stored += 1 }
            }
            rest = rest.dropFirst(count)
            if seals { _ = try shop.open(folder, device).seal(onNote: { _ in }) }
        }
        #expect(stored > 40)
        let opened = try shop.open(folder, device)
        return try opened.views().replacing(opened.feedNames[0], with: "FEED")
    }

    @Test func `views do not depend on segments and seals`() throws {
        var small = LogSettings()
        small.openLinesMax = 7
        small.openSizeMax = 2_000
        let expected = try views("plain", cuts: 30, settings: LogSettings(), seals: false, seed: 3)
        #expect(try views("segments", cuts: 30, settings: small, seals: false, seed: 3) == expected)
        #expect(try views("sealed", cuts: 30, settings: small, seals: true, seed: 3) == expected)
        small.readPartSize = 1_000
        #expect(try views("shared", cuts: 30, settings: small, seals: true, seed: 3) == expected)
    }

    /// What a device without a feed is told of lines that it adds one by one, and what it finds then.
    private func newcomer(_ name: String, _ settings: LogSettings, lines: [String]) throws -> [String] {
        let home = shop.device(name, settings: settings)
        let folder = try shop.make(name, Input.small, device: home)
        let writer = try shop.writer(folder, home)
        let corrections = (0..<60).map { number in
            let change = #""event":"\#(writer.feed)/2","reason":"x","data":{"name":"Acute \#(number)"}"#
            return #"{"type":"event.corrected","occurred":"2020","data":{\#(change)}}"#
        }
        _ = try writer.append(Workshop.input((0..<60).map { Input.group("g\($0)") } + corrections))
        let other = shop.device("\(name)-other", settings: settings)
        let outcomes = try lines.map { line in
            do {
                if try !folder.hasFeed(of: other) {
                    try CaseWriter.check(
                        Workshop.input([line]), CaseWriter.Manner(), in: folder, device: other, initials: "ab")
                }
                return "stored \(try shop.writer(folder, other).append(Workshop.input([line])).firstSequence)"
            } catch let refused as CaseWriter.Refused {
                return refused.lines.flatMap(\.refusal.sentences).joined().replacing(/[a-z]+-[0-9a-f]{8}/, with: "FEED")
            }
        }
        let view = try shop.open(folder, other).viewpoint()
        return outcomes + [NameBook(view).name(of: "acute")] + DisputesView(view).disputes.map(\.state)
    }

    @Test func `what a writer reads on all processors it judges by as by what it reads in order`() throws {
        let lines = [
            Input.settled("no-such-dispute", "2021", "consensus"), Input.group("g12"), Input.group("club"),
            Input.settled("d", "2021", "consensus"), Input.settled("d", "2021", "consensus"),
        ]
        var small = LogSettings()
        small.sealedFrameSize = 500
        small.openLinesMax = 10
        small.readPartSize = 1_000
        let found = try newcomer("shared", small, lines: lines)
        #expect(found == (try newcomer("plain", LogSettings(), lines: lines)))
        #expect(found.map { $0.hasPrefix("stored") }.prefix(5) == [false, false, true, true, false])
        #expect(found.suffix(2) == ["Acute 59", "settled"])
    }

    @Test func `views do not depend on commits`() throws {
        // One import, and the same lines one by one, as by a clock that stands still.
        let lines =
            Input.small
            + (0..<40).flatMap { number in
                [
                    Input.group("g\(number)"), Input.dispute("d\(number)", "\"g\(number)\""),
                    Input.settled("d\(number)", "2019-0\(number % 9 + 1)~", "consensus"),
                ]
            }
        let still = Device(home: "\(shop.path)/still") { Calendar.instant(year: 2022, month: 1, day: 1) }
        let whole = try shop.make("whole", lines, device: still)
        let parts = try shop.make("parts", [lines[0]], device: still)
        for line in lines.dropFirst() { _ = try shop.writer(parts, still).append(Workshop.input([line])) }
        func views(_ folder: CaseFolder) throws -> String {
            let opened = try shop.open(folder, still)
            return try opened.views().replacing(opened.feedNames[0], with: "FEED")
        }
        #expect(try views(whole) == views(parts))
    }

    @Test func `a large import becomes a sealed segment, and reads the same`() throws {
        let text = String(repeating: "words ", count: 400)
        let lines =
            Input.small + (0..<600).map { Input.note("\(text)\($0)") } + [Input.settled("d", "2020", "consensus")]
        let folder = try shop.make("elm", lines)
        let opened = try shop.open(folder)
        #expect(opened.lineCount == 605)
        #expect(opened.damage.isEmpty)
        let files = shop.paths("elm.caselog/feeds").filter { $0.hasSuffix("jsonl.lz4") && !$0.contains(".open.") }
        #expect(files.count == 1)
        #expect(try DisputesView(opened.viewpoint()).disputes.map(\.state) == ["settled"])
    }
}
