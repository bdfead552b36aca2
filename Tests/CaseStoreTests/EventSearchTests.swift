import CaseModel
import CaseStore
import EventLog
import TestHistories
import Testing

/// Events are found by what they are, name and say, in case order.
struct EventSearchTests {
    private let shop: Workshop
    private let opened: Case

    init() throws {
        shop = try Workshop()
        let lines =
            Input.small + [
                #"{"type":"session.started","occurred":"2019-02-01","data":{"session":"s1","kind":"meeting","title":"A Board"}}"#,
                #"{"id":"o","type":"observation.noted","occurred":"2019-02-02","sources":["s1"],"data":{"text":"They QUARRELLED over beds","actors":["acute"],"codes":["power"]}}"#,
                #"{"type":"observation.noted","occurred":"2018-02-02","learnt":"2021","data":{"text":"A late word about beds"}}"#,
                #"{"type":"coding.added","occurred":"2019-03","data":{"on":"o","codes":["purpose"]}}"#,
                #"{"id":"s","type":"dispute.settled","occurred":"2019-06","because":["o"],"note":"a hush","data":{"dispute":"d","how":"consensus"}}"#,
                #"{"type":"event.corrected","occurred":"2021","data":{"event":"s","reason":"slip","occurred":"2019-01-15","data":{"how":"attrition"},"note":"loud"}}"#,
                #"{"id":"x","type":"observation.noted","occurred":"2019-05","data":{"text":"not so"}}"#,
                #"{"type":"event.retracted","occurred":"2021","data":{"event":"x","reason":"slip"}}"#,
            ]
        opened = try shop.open(shop.make("elm", lines))
    }

    /// The sequences found.
    private func found(_ change: (inout EventQuery) -> Void) throws -> [Int] {
        try opened.lines(change).map { line in
            Int(try JSONParser.parse(Array(line.utf8))["id"]?.string?.split(separator: "/").last ?? "") ?? 0
        }
    }

    private func instant(_ text: String) -> Instant { QueryTime(text)?.latest ?? 0 }

    @Test func `all events stand in case order, by their stored dates`() throws {
        #expect(try found { _ in } == [1, 2, 3, 7, 4, 5, 6, 8, 11, 9, 10, 12])
        #expect(try opened.lines().first { $0.contains("settled") }?.contains("\"how\":\"consensus\"") == true)
    }

    @Test func `as views have them, corrected ones stand where they belong and retracted ones are gone`() throws {
        #expect(try found { $0.isCorrected = true } == [1, 2, 3, 7, 4, 9, 5, 6, 8])
        let line = try opened.lines { query in
            query.isCorrected = true
            query.types = ["dispute.settled"]
        }
        #expect(line.count == 1)
        #expect(line[0].contains("\"occurred\":\"2019-01-15\""))
        #expect(line[0].contains("\"how\":\"attrition\""))
    }

    @Test func `a date limits what had happened, but not what was put right`() throws {
        #expect(try found { $0.at = instant("2018") } == [1, 2, 3, 7, 10, 12])
        #expect(try found { $0.known = instant("2021") } == [7])
        #expect(try found { $0.recorded = instant("2021") } == [])
    }

    @Test func `types, mentions, codes and sessions limit what is found`() throws {
        #expect(try found { $0.types = ["observation.noted"] } == [7, 6, 11])
        #expect(try found { $0.types = ["observation.noted", "case.opened"] } == [1, 7, 6, 11])
        #expect(try found { $0.types = ["no.such"] } == [])
        #expect(try found { $0.about = ["acute"] } == [2, 4, 6])
        #expect(try found { $0.about = ["d"] } == [4, 9])
        #expect(try found { $0.about = ["\(opened.feedNames[0])/6"] } == [6, 8, 9])
        #expect(try found { $0.about = ["council", "acute"] } == [2, 3, 4, 6])
        #expect(try found { $0.codes = ["power"] } == [6])
        #expect(try found { $0.codes = ["purpose"] } == [6, 8])
        #expect(try found { $0.codes = ["resources"] } == [4])
        #expect(try found { $0.session = "s1" } == [5, 6])
    }

    @Test func `words are sought in any letter case, all of them, in texts alone`() throws {
        #expect(try found { $0.words = ["BEDS"] } == [7, 6])
        #expect(try found { $0.words = ["beds", "quarrelled"] } == [6])
        #expect(try found { $0.words = ["board"] } == [5])
        #expect(try found { $0.words = ["hush"] } == [9])
        #expect(try found { $0.words = ["consensus"] } == [])
        #expect(try found { $0.words = ["acute"] } == [2])
    }

    @Test func `limits are combined`() throws {
        #expect(
            try found { query in
                query.types = ["observation.noted"]
                query.words = ["beds"]
                query.at = instant("2018")
            } == [7])
    }

    /// A case whose lines lie in many frames of one sealed segment, and the path of that.
    private func sealedCase() throws -> (Case, segment: String) {
        var settings = LogSettings()
        settings.sealedFrameSize = 500
        let device = shop.device("sealing", settings: settings)
        let folder = try shop.make("oak", Input.small + (0..<60).map { Input.group("g\($0)") }, device: device)
        _ = try shop.open(folder, device).seal(onNote: { _ in })
        let segment = try #require(shop.paths("oak.caselog").first { $0.hasSuffix(".jsonl.lz4") })
        return (try shop.open(folder, device), segment)
    }

    private func linesFound(_ search: inout EventSearch) throws -> [String] {
        var lines: [String] = []
        try search.forEach { line, _ in
            lines.append(String(decoding: Lines.copy(line, 0..<line.byteCount), as: UTF8.self))
        }
        return lines
    }

    /// More lines than one thread takes at once, corrected ones among them, and none lost.
    @Test func `what several make of lines stands in the order of the lines`() throws {
        let many = try shop.open(
            shop.make(
                "ash",
                (0..<1_500).map { Input.group("g\($0)") } + [
                    #"{"id":"n","type":"observation.noted","occurred":"2016","data":{"text":"short"}}"#,
                    #"{"type":"event.corrected","occurred":"2021","data":{"event":"n","reason":"slip","data":{"text":"very much longer"}}}"#,
                ]))
        for (source, isCorrected) in [(many, false), (many, true), (opened, true)] {
            var query = EventQuery()
            query.isCorrected = isCorrected
            var expected: [UInt8] = []
            var search = try EventSearch(source, query)
            try search.forEach(isShown: true) { line, _ in expected += Lines.copy(line, 0..<line.byteCount) + [0x0A] }
            var made: [UInt8] = []
            try search.forEach(madeBy: [UInt8(0x0A)]) { end, line, piece in
                piece += Lines.copy(line, 0..<line.byteCount) + end
            } to: { piece in
                made += piece
            }
            #expect(made == expected)
            #expect(made.count { $0 == 0x0A } == search.count)
        }
    }

    @Test func `lines that are lost before they are handed out are left out and told of`() throws {
        let (sealed, segment) = try sealedCase()
        let all = try sealed.lines()
        var search = try EventSearch(sealed, EventQuery())
        var bytes = try #require(try SystemFileSystem().contents("\(shop.path)/\(segment)", sizeMax: 1 << 20))
        bytes[bytes.count / 2] ^= 0xFF
        try SystemFileSystem().remove("\(shop.path)/\(segment)")
        try shop.write(bytes, to: segment)
        let rest = try linesFound(&search)
        #expect(!rest.isEmpty && rest.count < all.count)
        #expect(rest == all.filter { rest.contains($0) })
        #expect(search.damage.count == 1)
        #expect(search.damage.first?.lost != nil)
    }

    /// What was kept of a case knows nothing of damage that came to a sealed segment since.
    @Test func `lines that are lost are told of though the case was kept before`() throws {
        let (sealed, segment) = try sealedCase()
        let (history, _) = try sealed.history()
        var bytes = try #require(try SystemFileSystem().contents("\(shop.path)/\(segment)", sizeMax: 1 << 20))
        bytes[bytes.count / 2] ^= 0xFF
        try SystemFileSystem().remove("\(shop.path)/\(segment)")
        try shop.write(bytes, to: segment)
        let search = try EventSearch(sealed, EventQuery(), in: history)
        #expect(search.damage.count == 1)
        var again = history
        #expect(try sealed.examine(&again) == search.damage)
    }

    @Test func `a segment that goes while a case is searched is told of`() throws {
        let (sealed, segment) = try sealedCase()
        var search = try EventSearch(sealed, EventQuery())
        try SystemFileSystem().remove("\(shop.path)/\(segment)")
        #expect(try linesFound(&search) == [])
        #expect(search.damage.count == 1)
    }
}
