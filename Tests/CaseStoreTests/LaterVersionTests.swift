import CaseModel
import EventLog
import TestHistories
import Testing

@testable import CaseStore

/// A case that a later version wrote opens, counts and shows.
struct LaterVersionTests {
    private let shop: Workshop
    private let folder: CaseFolder

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", Input.small)
        let device = shop.device()
        let feeds = FeedsFolder(
            folder.feedsPath, origin: "caselog/elm", environment: device.logEnvironment, device: device.folder)
        let writer = try feeds.openOwnFeed(initials: "jw", onNote: { _ in })
        let stamp = "\"recorded\":\"2022-06-01T00:00:00.000Z\""
        let feed = writer.feed
        let lines = [
            #"{"id":"\#(feed)/5","type":"dispute.arbitrated","occurred":"2019-05",\#(stamp),"data":{"dispute":"d","by":{"deep":[1.5,null]}}}"#,
            #"{"id":"\#(feed)/6","type":"dispute.settled","occurred":"2019-06",\#(stamp),"data":{"dispute":"d","how":"arbitration"}}"#,
            #"{"id":"\#(feed)/7","type":"dispute.settled","occurred":"2019-07",\#(stamp),"mood":"glad","data":{"dispute":"d","how":"consensus","speed":3}}"#,
            #"{"id":"\#(feed)/8","type":"observation.noted","occurred":"the day after",\#(stamp),"data":{"text":"x"}}"#,
            #"{ "data" : {"text":"spaced"}, \#(stamp), "occurred":"2019-08", "type":"observation.noted", "id":"\#(feed)\/9"}"#,
        ]
        _ = try writer.commit { commit in
            for line in lines { try commit.append(Array(line.utf8) + [0x0A]) }
        }
    }

    @Test func `it opens without damage, and what is unknown is counted`() throws {
        let opened = try shop.open(folder)
        #expect(opened.damage.isEmpty)
        #expect(opened.lineCount == 9)
        let history = try opened.history().0
        #expect(history.opaqueCount == 3)
        #expect(history.unreadable.isEmpty)
        let checked = try opened.checkLines()
        #expect(checked.opaqueCount == 3)
        #expect(checked.damage.isEmpty)
    }

    @Test func `an event with unknown keys stays what it is, and one with an unknown value does not count`() throws {
        let disputes = DisputesView(try shop.open(folder).viewpoint()).disputes
        #expect(disputes.map(\.state) == ["settled"])
        #expect(disputes.first?.episodes.first?.settlement?.date.text == "2019-07")
        #expect(DisputesView(try shop.open(folder).viewpoint(at: "2019-06")).disputes.map(\.state) == ["open"])
    }

    @Test func `events are printed byte for byte, the unknown ones too`() throws {
        let lines = try shop.open(folder).lines()
        #expect(lines.count == 9)
        #expect(lines.contains { $0.contains("\"deep\":[1.5,null]") })
        #expect(lines.contains { $0.hasPrefix("{ \"data\" : {") })
        #expect(try shop.open(folder).lines { $0.types = ["dispute.arbitrated"] }.count == 1)
        #expect(try shop.open(folder).lines { $0.words = ["spaced"] }.count == 1)
    }

    @Test func `it is written on, and its own lines may be named`() throws {
        let writer = try shop.writer(
            folder, Device(home: "\(shop.path)/home") { Calendar.instant(year: 2022, month: 6, day: 2) })
        let appended = try writer.append(Workshop.input([Input.note("x", "\"because\":[\"\(writer.feed)/5\"],")]))
        #expect(appended.firstSequence == 10)
    }

    @Test func `what this version does not know is neither corrected nor written, but may be retracted`() throws {
        let writer = try shop.writer(
            folder, Device(home: "\(shop.path)/home") { Calendar.instant(year: 2022, month: 6, day: 2) })
        func sentences(_ line: String, isForced: Bool = false) throws -> [String] {
            do {
                _ = try writer.append(Workshop.input([line]), CaseWriter.Manner(isForced: isForced))
                return []
            } catch let error as CaseWriter.Refused {
                return error.lines.flatMap(\.refusal.sentences)
            }
        }
        let correction =
            #"{"type":"event.corrected","occurred":"2020","data":{"event":"\#(writer.feed)/5","reason":"x","data":{"dispute":"e"}}}"#
        #expect(
            try sentences(correction) == [
                "event: \(writer.feed)/5 is of a type that this version does not know, so it cannot correct it."
            ])
        #expect(
            try sentences(correction, isForced: true).first?.hasPrefix("data: The fields cannot be checked") == true)
        let unknown = #"{"type":"observation.noted","occurred":"2020","mood":"x","data":{"text":"x","speed":1}}"#
        #expect(try sentences(unknown, isForced: true).count == 2)
        #expect(
            try sentences(#"{"type":"dispute.arbitrate","occurred":"2020","data":{}}"#, isForced: true).first?
                .hasPrefix("type: There is no event type \"dispute.arbitrate\".") == true)
        let retraction =
            #"{"type":"event.retracted","occurred":"2020","data":{"event":"\#(writer.feed)/5","reason":"x"}}"#
        #expect(try sentences(retraction) == [])
        #expect(try shop.open(folder).lines { $0.isCorrected = true }.allSatisfy { !$0.contains("arbitrated") })
    }
}
