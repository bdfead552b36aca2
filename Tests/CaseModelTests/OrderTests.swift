import CaseModel
import Sampling
import TestHistories
import Testing

/// Views do not depend on how events arrive, or on how they were cut.
struct OrderTests {
    private static func text(_ history: CaseHistory, _ feeds: [TestFeed]) -> String {
        var history = history
        history.examine(feeds)
        let view = Viewpoint(history)
        return ViewText.all(view) + String(decoding: ViewText.anomalies(view, among: history.anomalies), as: UTF8.self)
    }

    /// Cuts feeds into frames.
    private static func frames(
        _ feeds: [TestFeed], _ random: inout SeededRandom
    ) -> [(feed: FeedIndex, range: Range<Int>)] {
        var frames: [(FeedIndex, Range<Int>)] = []
        for (index, feed) in feeds.enumerated() {
            var start = 0
            while start < feed.lines.count {
                let end = min(feed.lines.count, start + random.number(1...20))
                frames.append((index, start..<end))
                start = end
            }
        }
        return frames
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `views do not depend on the order in which frames are read`(seed: UInt64) {
        let feeds = HistoryMaker.feeds(seed: seed)
        let expected = Self.text(CaseHistory.of(feeds), feeds)
        var random = SeededRandom(seed)
        for _ in 0..<3 {
            var history = CaseHistory(feeds: feeds.map(\.name))
            for frame in Self.frames(feeds, &random).shuffled(using: &random) {
                history.take(feeds[frame.feed], frame.feed, frame.range)
            }
            history.settle(feeds)
            Self.expectEqual(Self.text(history, feeds), expected)
        }
    }

    /// As several threads read, each for itself.
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `views do not depend on how the frames were shared between readers`(seed: UInt64) {
        let feeds = HistoryMaker.feeds(seed: seed)
        var random = SeededRandom(seed)
        let date = Calendar.instant(year: 2018, month: random.number(1...12), day: 15)
        for dates in [(Instant.max, Instant.max), (date, .max)] {
            let expected = Self.text(CaseHistory.of(feeds, known: dates.0, recorded: dates.1), feeds)
            var readers = (0...random.number(1...3)).map { _ in
                CaseHistory(feeds: feeds.map(\.name), known: dates.0, recorded: dates.1)
            }
            for frame in Self.frames(feeds, &random) {
                readers[random.number(0...readers.count - 1)].take(feeds[frame.feed], frame.feed, frame.range)
            }
            var history = readers.removeFirst()
            for reader in readers { history.merge(reader) }
            history.settle(feeds)
            Self.expectEqual(Self.text(history, feeds), expected)
        }
    }

    /// As a writer reads that keeps up with what others append.
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `views do not depend on when corrections act, nor on how often`(seed: UInt64) {
        let feeds = HistoryMaker.feeds(seed: seed)
        let expected = Self.text(CaseHistory.of(feeds), feeds)
        var random = SeededRandom(seed)
        for _ in 0..<3 {
            var history = CaseHistory(feeds: feeds.map(\.name))
            var rest = feeds.indices.map { index in Self.frames(feeds, &random).filter { $0.feed == index } }
            while let feed = rest.indices.filter({ !rest[$0].isEmpty }).randomElement(using: &random) {
                let frame = rest[feed].removeFirst()
                history.take(feeds[feed], feed, frame.range)
                if random.happens(40) { history.settle(feeds) }
            }
            history.settle(feeds)
            history.settle(feeds)
            Self.expectEqual(Self.text(history, feeds), expected)
        }
    }

    private static func expectEqual(_ text: String, _ expected: String) {
        guard text != expected else { return }
        let count = zip(text.utf8, expected.utf8).prefix { $0 == $1 }.count
        let (found, wanted) = (text.utf8.dropFirst(max(0, count - 80)), expected.utf8.dropFirst(max(0, count - 80)))
        Issue.record("\(String(found.prefix(200)) ?? "") is not \(String(wanted.prefix(200)) ?? "")")
    }

    /// The same events, written by other feeds: each line moves, and every name of it with it.
    private static func recut(_ feeds: [TestFeed], into count: Int, _ random: inout SeededRandom) -> [TestFeed] {
        var lines: [(recorded: String, id: String, value: JSONValue)] = []
        for feed in feeds {
            for line in feed.lines {
                guard let value = try? JSONParser.parse(line) else { continue }
                lines.append((value["recorded"]?.string ?? "", value["id"]?.string ?? "", value))
            }
        }
        lines.sort { $0.recorded < $1.recorded }
        var cut = (0..<count).map { TestFeed("\(["mm", "nn", "oo", "pp", "qq"][$0])-0000000\($0)") }
        var names: [String: String] = [:]
        var homes: [Int] = []
        var sizes = [Int](repeating: 0, count: count)
        for line in lines {
            let home = random.number(0...count - 1)
            sizes[home] += 1
            homes.append(home)
            names[line.id] = "\(cut[home].name)/\(sizes[home])"
        }
        for (home, line) in zip(homes, lines) { cut[home].lines.append(bytes(renamed(line.value, names))) }
        return cut
    }

    private static func renamed(_ value: JSONValue, _ names: [String: String]) -> JSONValue {
        switch value {
        case .string(let text): .string(names[text] ?? text)
        case .array(let elements): .array(elements.map { renamed($0, names) })
        case .object(let members):
            .object(members.map { JSONValue.Member(key: $0.key, value: renamed($0.value, names)) })
        default: value
        }
    }

    /// Events by the instant of their recording, which is theirs alone.
    private static func anonymous(_ feeds: [TestFeed]) throws -> String {
        var names: [String: String] = [:]
        for value in try feeds.flatMap(\.lines).map({ try JSONParser.parse($0) }) {
            names[value["id"]?.string ?? ""] = value["recorded"]?.string
        }
        let text = ViewText.all(Viewpoint(CaseHistory.of(feeds)))
        return try text.split(separator: "\n").map { view in
            String(decoding: bytes(renamed(try JSONParser.parse(Array(view.utf8)), names)), as: UTF8.self)
        }.joined(separator: "\n")
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `views do not depend on which feed wrote what, where the order is not tied`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let feeds = HistoryMaker.feeds(seed: seed, isUntied: true)
        let expected = try Self.anonymous(feeds)
        for count in [1, 2, 5] {
            Self.expectEqual(try Self.anonymous(Self.recut(feeds, into: count, &random)), expected)
        }
    }

    @Test func `the generated histories have in them what they are for`() {
        var stirred = 0, episodes = 0, contested = 0, ended = 0, opaque = 0, retracted = 0, corrected = 0
        for seed in 1...sampled(24, whole: 60) as ClosedRange<UInt64> {
            let feeds = HistoryMaker.feeds(seed: seed)
            var history = CaseHistory.of(feeds)
            let view = Viewpoint(history)
            let disputes = DisputesView(view).disputes
            stirred += disputes.reduce(0) { $0 + $1.stirredBy.count }
            episodes += disputes.filter { $0.episodes.count > 1 }.count
            contested += LedgerView(view).contested.count
            let middle = Viewpoint(history, at: Calendar.instant(year: 2019, month: 6, day: 1))
            ended += GovernanceView(middle).memberships.filter { $0.span.until != nil }.count
            opaque += history.opaqueCount
            for (index, feed) in feeds.enumerated() {
                for sequence in 1...feed.lines.count {
                    let id = EventID(feed: index, sequence: UInt64(sequence))
                    switch history.version(of: id, stored: { feed.lines[sequence - 1] }) {
                    case .stored: break
                    case .corrected: corrected += 1
                    case .retracted: retracted += 1
                    }
                }
            }
        }
        let counts = [stirred, episodes, contested, ended, opaque, retracted, corrected]
        #expect(counts.allSatisfy { $0 >= 5 }, "\(counts)")
    }
}
