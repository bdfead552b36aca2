import TestHistories
import Testing

@testable import CaseModel

/// Lines that a hand or another program wrote: references that no feed can have, corrections that leave nothing.
struct OddReferenceTests {
    private static let feed = "jw-00000001"

    private static func line(_ sequence: Int, _ type: String, _ rest: String) -> [UInt8] {
        let stamp = #""occurred":"2018-01-01","recorded":"2022-01-01T00:00:0\#(sequence % 10).000Z""#
        return Array(#"{"id":"\#(feed)/\#(sequence)","type":"\#(type)",\#(stamp),\#(rest)}"#.utf8)
    }

    private static let opening = line(1, "case.opened", #""data":{"case":"elm","title":"Elm"}"#)

    @Test(arguments: [#"a\"b/3"#, #"a\\b/3"#, #"a\bc/3"#, "A b/3", "ä/3", "/3"])
    func `what no feed can be called is no reference to an event`(reference: String) throws {
        let group = #""because":["\#(reference)"],"data":{"group":"g","name":"G"}"#
        let renamed = #""data":{"event":"\#(Self.feed)/2","reason":"x","data":{"name":"N"}}"#
        let feeds = [
            TestFeed(
                Self.feed,
                [
                    Self.opening, Self.line(2, "group.identified", group), Self.line(3, "event.corrected", renamed),
                    Self.line(4, "group.identified", #""data":{"group":"h","name":"H"}"#),
                ])
        ]
        let history = CaseHistory.of(feeds)
        #expect(history.tables.feeds == [Self.feed])
        #expect(history.opaqueCount == 1)
        #expect(Viewpoint(history).names(of: .group) == ["h"])
        let kept = try #require(CaseHistory(facts: try history.facts))
        let again = try #require(CaseHistory(facts: try kept.facts))
        #expect(again.tables.feeds == history.tables.feeds)
    }

    @Test func `a reference to a feed that is not there survives facts and corrections`() throws {
        let group = #""because":["zz-00000009/3"],"data":{"group":"g","name":"G"}"#
        let renamed = #""data":{"event":"\#(Self.feed)/2","reason":"x","data":{"name":"N"}}"#
        let feeds = [
            TestFeed(
                Self.feed,
                [Self.opening, Self.line(2, "group.identified", group), Self.line(3, "event.corrected", renamed)])
        ]
        let history = CaseHistory.of(feeds)
        let kept = try #require(CaseHistory(facts: try CaseHistory(facts: try history.facts)?.facts ?? []))
        for state in [history, kept] {
            #expect(state.tables.feeds == [Self.feed, "zz-00000009"])
            #expect(NameBook(Viewpoint(state)).name(of: "g") == "N")
        }
    }

    /// One line with two faults was remembered twice, and twice as often each time the case grew.
    @Test func `a line with several faults is examined once when the case grows`() throws {
        let group = #""because":["\#(Self.feed)/99"],"data":{"group":"g","name":"G"}"#
        let cleared = #""data":{"event":"\#(Self.feed)/2","reason":"x","cleared":["name"]}"#
        var lines = [Self.opening, Self.line(2, "group.identified", group), Self.line(3, "event.corrected", cleared)]
        var history = CaseHistory.of([TestFeed(Self.feed, lines)])
        history.examine([TestFeed(Self.feed, lines)])
        let found = history.anomalies
        #expect(found.count == 2)
        for sequence in 4...6 {
            lines.append(Self.line(sequence, "group.identified", #""data":{"group":"h\#(sequence)","name":"H"}"#))
            let feed = TestFeed(Self.feed, lines)
            history.take(feed, 0, sequence - 1..<sequence)
            history.settle([feed])
            #expect(history.examinedSizes != nil)
            history.examine([feed])
            #expect(history.anomalies == found)
        }
    }

    @Test func `a relation whose beginning was retracted is none, kept or not`() throws {
        let lines = [
            Self.opening, Self.line(2, "membership.began", #""data":{"member":"a","of":"b"}"#),
            Self.line(3, "event.retracted", #""data":{"event":"\#(Self.feed)/2","reason":"x"}"#),
        ]
        let history = CaseHistory.of([TestFeed(Self.feed, lines)])
        #expect(history.state.tieKeys.isEmpty)
        #expect(try #require(CaseHistory(facts: try history.facts)).state.tieKeys.isEmpty)
    }

    /// The line of a corrected event may be lost after it was read and kept.
    @Test func `an event is corrected though its line can be read no more`() throws {
        let renamed = #""data":{"event":"\#(Self.feed)/2","reason":"x","data":{"name":"N"}}"#
        let retracted = #""data":{"event":"\#(Self.feed)/3","reason":"x"}"#
        let feed = TestFeed(
            Self.feed,
            [
                Self.opening, Self.line(2, "group.identified", #""data":{"group":"g","name":"G"}"#),
                Self.line(3, "group.identified", #""data":{"group":"h","name":"H"}"#),
                Self.line(4, "event.corrected", renamed), Self.line(5, "event.retracted", retracted),
            ])
        var history = CaseHistory(feeds: [Self.feed])
        history.take(feed, 0, 0..<3)
        history.settleAll()
        var kept = try #require(CaseHistory(facts: try history.facts))
        kept.take(feed, 0, 3..<5)
        try kept.settle { _, _ in nil }
        #expect(kept.isSettled)
        #expect(NameBook(Viewpoint(kept)).name(of: "g") == "N")
        #expect(Viewpoint(kept).names(of: .group) == ["g"])
    }
}
