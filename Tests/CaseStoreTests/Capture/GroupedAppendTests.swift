import CaseModel
import CaseStore
import EventLog
import Synchronization
import TestHistories
import Testing

/// Appends that are made together are as they would be one by one.
struct GroupedAppendTests {
    private let shop: Workshop
    private let folder: CaseFolder

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", Input.small)
    }

    /// What is appended, as somebody would write it down who knows nothing of logs.
    private struct PlainCase {
        var raised: Set<String> = []
        var settled: Set<String> = []
        var texts: [String] = []

        /// - Returns: whether all of it was taken; if not, nothing was.
        mutating func take(_ acts: [Act]) -> Bool {
            var after = self
            for act in acts {
                switch act {
                case .note(let text): after.texts.append(text)
                case .raise(let name):
                    if !after.raised.insert(name).inserted { return false }
                case .settle(let name):
                    guard after.raised.contains(name), after.settled.insert(name).inserted else { return false }
                case .nonsense: return false
                }
            }
            self = after
            return true
        }
    }

    private enum Act {
        case note(String)
        case raise(String), settle(String)
        case nonsense

        var line: String {
            switch self {
            case .note(let text): Input.note(text)
            case .raise(let name): Input.dispute(name)
            case .settle(let name): Input.settled(name, "2020-01-01", "compromise")
            case .nonsense: "nonsense"
            }
        }
    }

    private func acts(_ random: inout SeededRandom) -> [Act] {
        (0..<random.number(1...3)).map { _ in
            switch random.number(1...10) {
            case 1...5: .note("n\(random.number(0...999_999))")
            case 6...7: .raise("d\(random.number(0...9))")
            case 8...9: .settle("d\(random.number(0...9))")
            default: .nonsense
            }
        }
    }

    private func appends(_ acts: [Act], composed: Bool) -> CaseWriter.Append {
        let lines = acts.map(\.line)
        guard composed else { return CaseWriter.Append(Workshop.input(lines)) }
        return CaseWriter.Append { _ in Array(lines.joined(separator: "\n").utf8) }
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `appends together are what they are one by one, and a refused one leaves the others`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        var plain = PlainCase()
        var writer = try shop.writer(folder)
        for _ in 0..<12 {
            let group = (0..<random.number(1...6)).map { _ in acts(&random) }
            let results = writer.append(together: group.map { appends($0, composed: random.happens(50)) })
            for (acts, result) in zip(group, results) {
                #expect(plain.take(acts) == ((try? result.get()) != nil), "\(acts)")
                if case .success(let appended) = result {
                    #expect(appended.count == acts.count)
                    #expect(appended.position[appended.feed] == appended.firstSequence + UInt64(appended.count) - 1)
                }
            }
            if random.happens(20) { writer = try shop.writer(folder) }
        }
        let opened = try shop.open(folder)
        let texts = try opened.lines { $0.types = ["observation.noted"] }.compactMap {
            try JSONParser.parse(Array($0.utf8))["data"]?["text"]?.string
        }
        #expect(Set(texts) == Set(plain.texts))
        #expect(texts.count == plain.texts.count)
        #expect(try opened.lines { $0.types = ["dispute.settled"] }.count == plain.settled.count)
        #expect(try opened.views().hasSuffix("{\"anomalies\":[]}"))
    }

    @Test func `a later append of a group sees the earlier ones, and may take them back`() throws {
        let writer = try shop.writer(folder)
        let first = Mutex<UInt64>(0)
        let results = writer.append(together: [
            CaseWriter.Append { look in
                first.withLock { $0 = look.nextSequence }
                return Array(Input.note("one").utf8)
            },
            CaseWriter.Append { look in
                let id = EventID(feed: 0, sequence: first.withLock { $0 })
                let line = try look.line(id).map { String(decoding: $0, as: UTF8.self) }
                #expect(line?.contains("one") == true)
                #expect(look.history.state.exists(id))
                let text =
                    #"{"type":"event.corrected","occurred":"2019","data":{"event":"FEED/N","reason":"x","data":{"text":"two"}}}"#
                return Array(text.replacing("FEED/N", with: "\(look.feed)/\(id.sequence)").utf8)
            },
        ])
        #expect(results.allSatisfy { (try? $0.get()) != nil })
        let opened = try shop.open(folder)
        #expect(opened.lineCount == 6)
        #expect(try opened.views().hasSuffix("{\"anomalies\":[]}"))
    }

    @Test func `an append that expects another position stores nothing and says where the case is`() throws {
        let writer = try shop.writer(folder)
        let first = try writer.append(Workshop.input([Input.note("a")]))
        let start = try writer.look { $0.position }
        #expect(start == first.position)
        let line = Array(Input.note("b").utf8)
        _ = try writer.append(CaseWriter.Manner(), expecting: start) { _ in line }
        let moved = #expect(throws: CaseWriter.Moved.self) {
            try writer.append(CaseWriter.Manner(), expecting: start) { _ in line }
        }
        #expect(try moved?.position == writer.look { $0.position })
        // Somebody else's events count as well.
        _ = try shop.writer(folder, shop.device("other")).append(Workshop.input([Input.note("c")]))
        #expect(throws: CaseWriter.Moved.self) {
            guard let position = moved?.position else { return }
            _ = try writer.append(CaseWriter.Manner(), expecting: position) { _ in line }
        }
        #expect(try shop.open(folder).lineCount == 7)
    }

    @Test func `what is about to be written is told by number, and where that fails nothing is stored`() throws {
        struct Full: Error {}
        let writer = try shop.writer(folder)
        func three() -> [CaseWriter.Append] {
            [["a"], ["nonsense"], ["b", "c"]].map { texts in
                appends(texts.map { $0 == "nonsense" ? .nonsense : .note($0) }, composed: true)
            }
        }
        for result in writer.append(together: three(), willWrite: { _ in throw Full() }) {
            #expect(throws: (any Error).self) { try result.get() }
        }
        #expect(try shop.open(folder).lineCount == 4)
        let told = Mutex<[CaseWriter.Written]>([])
        _ = writer.append(together: three(), willWrite: { written in told.withLock { $0 += written } })
        #expect(told.withLock { $0 }.map(\.number) == [0, 2])
        #expect(told.withLock { $0 }.map(\.firstSequence) == [5, 6])
        #expect(told.withLock { $0 }.map(\.count) == [1, 2])
        #expect(try shop.open(folder).lineCount == 7)
    }

    @Test func `a feed that turns out to be damaged is left, and the group goes into another`() throws {
        let writer = try shop.writer(folder)
        _ = try writer.append(Workshop.input([Input.note("a")]))
        let feed = writer.feed
        let segment = "\(folder.path)/feeds/\(feed)/00000000000000000001.open.jsonl.lz4"
        let file = try File(segment, .write, in: SystemFileSystem())
        try file.write([0xFF, 0xFF, 0xFF].rawSpan, at: 20)
        let other = try shop.writer(folder)
        let results = other.append(together: [
            appends([.note("b")], composed: true), appends([.nonsense], composed: false),
            appends([.note("c")], composed: false),
        ])
        #expect(results.map { (try? $0.get())?.feed == feed } == [false, false, false])
        #expect(results.map { (try? $0.get())?.firstSequence } == [1, nil, 2])
    }

    @Test(arguments: [
        "jw-3f9c21ab.12,", "jw-3f9c21ab.0", "jw-3f9c21ab.01", "jw-3f9c21ab", "jw-3f9c21ab.1,jw-3f9c21ab.2", "x.1",
    ])
    func `a text that is no position is none`(text: String) {
        #expect(CasePosition(text) == nil)
    }

    @Test func `a position is written with its feeds in order`() {
        #expect(CasePosition("jw-01ab23cd.40,anna-3f9c21ab.12")?.text == "anna-3f9c21ab.12,jw-01ab23cd.40")
        #expect(CasePosition("")?.text.isEmpty == true)
        #expect(CasePosition("jw-01ab23cd.40")?["jw-01ab23cd"] == 40)
        #expect(CasePosition("jw-01ab23cd.40")?["anna-3f9c21ab"] == 0)
    }
}
