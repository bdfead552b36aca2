import CaseModel
import TestHistories
import Testing

/// Lines of evidence concern no course, so nothing of them is kept; they are checked all the same.
struct EvidenceLinesTests {
    private static func line(_ sequence: Int, _ keys: String) -> [UInt8] {
        let head = #"{"id":"jw-00000001/\#(sequence)","type":"observation.noted","occurred":"2019-06-03","#
        return Array((head + #""recorded":"2019-06-03T14:02:11.512Z",\#(keys)}"#).utf8)
    }

    @Test(arguments: [
        (#""sources":["s1"],"data":{"text":"x","by":["p01"],"codes":["resources"]}"#, 0, 0),
        (#""warrant":"guessed","data":{"text":"x"}"#, 1, 0),
        (#""because":["nothing"],"data":{"text":"x"}"#, 1, 0),
        (#""data":{"by":["p01"]}"#, 1, 0),
        (#""data":{"text":"x","by":"p01"}"#, 1, 0),
        (#""data":{"text":"x""#, 0, 1),
        (#""data":{"text":"x"},"sources":"#, 0, 1),
    ])
    func `a line of evidence is an event, an opaque one or none at all`(
        keys: String, opaqueCount: Int, unreadableCount: Int
    ) {
        let history = CaseHistory.of([TestFeed("jw-00000001", [Self.line(1, keys), Self.line(2, keys)])])
        #expect(history.lineCount == 2)
        #expect(history.opaqueCount == opaqueCount * 2)
        #expect(history.unreadable.count == unreadableCount * 2)
    }

    @Test func `names that only evidence mentions are not kept`() {
        let keys = #""sources":["s1"],"data":{"text":"x","by":["p01"],"actors":["ccg"]}"#
        let history = CaseHistory.of([TestFeed("jw-00000001", [Self.line(1, keys)])])
        for name in ["s1", "p01", "ccg"] { #expect(history.tables.names.find(name) == nil) }
        #expect(history.tables.lists.count == 0)
    }
}
