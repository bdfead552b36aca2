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
        return RestoredEntries.made(of: lines).map(\.lines.count)
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
        // An entry of words is one observation.
        #expect(try sizes([Self.person, Self.group, Self.onPerson, Self.onGroup]) == [1, 1, 1, 1])
    }

    @Test func `codes are of the entry that they were put on`() throws {
        let coding = #""type":"coding.added","data":{"on":"jw-1/1","codes":["listening"]}"#
        #expect(try sizes([Self.words, coding]) == [2])
        #expect(try sizes([Self.person, Self.words, coding]) == [1, 1, 1])
    }

    @Test func `what codes make known is of the entry that they were put on`() throws {
        let hot = #""type":"code.defined","data":{"code":"hot","label":"hot","kind":"theme"}"#
        let cold = #""type":"code.defined","data":{"code":"cold","label":"cold","kind":"theme"}"#
        let position = #""type":"position.taken","data":{"actor":"a","on":"plan","stance":"support"}"#
        let coding = #""type":"coding.added","data":{"on":"jw-1/3","codes":["hot","cold"]}"#
        #expect(try sizes([hot, cold, position, coding, Self.words]) == [4, 1])
        #expect(try sizes([hot, cold, position]) == [1, 1, 1])
    }

    private static func position(_ actor: String, _ stance: String = "support") -> String {
        #""type":"position.taken","data":{"actor":"\#(actor)","on":"plan","stance":"\#(stance)"}"#
    }

    @Test func `what differs in nothing but the actor is one entry, in which nobody is twice`() throws {
        #expect(try sizes([Self.position("a"), Self.position("b"), Self.position("c")]) == [3])
        #expect(try sizes([Self.position("a"), Self.position("b"), Self.position("a")]) == [2, 1])
        #expect(try sizes([Self.position("a"), Self.position("b", "oppose")]) == [1, 1])
        #expect(try sizes([Self.position("a"), Self.words, Self.position("b")]) == [1, 1, 1])
    }

    @Test func `points of several keys are one observation, so that others are entries of their own`() throws {
        func press(_ text: String, _ codes: String) -> String {
            #""type":"observation.noted","data":{"text":"\#(text)","codes":[\#(codes)]}"#
        }
        let (one, other) = (press("#a", #""a""#), press("#b", #""b""#))
        #expect(try sizes([press("#a #b", #""a","b""#), one, press("#s begins", #""s""#)]) == [3])
        #expect(try sizes([one, other]) == [1, 1])
        #expect(try sizes([press("#s begins", #""s""#), one]) == [1, 1])
        let end = #""type":"session.ended","data":{"session":"meeting"}"#
        #expect(try sizes([Self.words, press("#s ends", #""s""#), press("#t ends", #""t""#), end]) == [1, 3])
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
