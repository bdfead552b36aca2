import CaseModel
import Testing

@testable import CaseStore

/// Lines of a session, put together into entries after a restart.
struct RestoredEntriesTests {
    private static let person = #""type":"person.identified","data":{"person":"p01","title":"Mary"}"#
    private static let group = #""type":"group.identified","data":{"group":"trust","name":"The trust"}"#
    private static let onPerson = #""type":"observation.noted","data":{"text":"@mary sits","actors":["p01"]}"#
    private static let onGroup = #""type":"observation.noted","data":{"text":"@trust waits","actors":["trust"]}"#
    private static let words = #""type":"observation.noted","data":{"text":"Hello"}"#
    private static let dispute = #""type":"dispute.raised","data":{"dispute":"d","parties":["trust"]}"#

    /// How many lines each entry has; all were recorded in one millisecond.
    private func sizes(_ bodies: [String]) throws -> [Int] {
        let lines = try bodies.enumerated().map { number, body in
            let head =
                #"{"id":"jw-1/\#(number + 1)","occurred":"2022-03-05T10:00:00Z","recorded":"2022-03-05T10:00:00.001Z","#
            return try JSONParser.parse(Array((head + body + "}").utf8))
        }
        return RestoredEntries.made(of: lines).map(\.count)
    }

    @Test func `entries that came in one millisecond are two`() throws {
        #expect(try sizes([Self.words, Self.words]) == [1, 1])
        #expect(try sizes([Self.person, Self.onPerson, Self.words]) == [2, 1])
        #expect(try sizes([Self.words, Self.person, Self.onPerson]) == [1, 2])
    }

    @Test func `what makes known is of the entry that names it, and else one of its own`() throws {
        #expect(try sizes([Self.person, Self.words]) == [1, 1])
        #expect(try sizes([Self.person, Self.group]) == [1, 1])
        #expect(try sizes([Self.person, Self.group, Self.onGroup]) == [1, 2])
        #expect(try sizes([Self.group, Self.dispute]) == [2])
        #expect(try sizes([Self.person, Self.group, Self.onPerson, Self.onGroup]) == [4])
    }

    @Test func `codes are of the entry that they were put on`() throws {
        let coding = #""type":"coding.added","data":{"on":"jw-1/1","codes":["listening"]}"#
        #expect(try sizes([Self.words, coding]) == [2])
        #expect(try sizes([Self.person, Self.words, coding]) == [1, 1, 1])
    }

    @Test func `after a restart the last of entries that came at once is taken back alone`() throws {
        let shop = try Workshop()
        let folder = try shop.make("elm", Input.small)
        // A clock that stands still, as it does between lines that are piped.
        let now = shop.device().now()
        let device = Device(home: "\(shop.path)/home") { now }
        let occurred = try #require(EDTF("2022-03-05T10:00:00+00:00"))
        let live = LiveSession(try shop.writer(folder, device), folder, device: device)
        _ = try live.start(NewSession(), at: occurred)
        for text in ["One", "Two"] { _ = try live.enter(Entry(text), at: occurred) }
        let again = LiveSession(try shop.writer(folder, device), folder, device: device)
        try again.goOn(with: "meeting-2022-03-05", at: occurred)
        #expect(again.recent.map(\.words) == ["One", "Two"])
        guard case .recorded(let undone) = try again.enter("!undo", at: occurred) else { return }
        #expect(undone.ids.count == 1)
        #expect(again.recent.prefix(2).map(\.isRetracted) == [false, true])
    }
}
