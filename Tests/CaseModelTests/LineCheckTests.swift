import CaseModel
import TestHistories
import Testing

/// Lines can be checked without keeping anything of them.
struct LineCheckTests {
    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `checking finds the lines that reading finds to be no events or unknown ones`(seed: UInt64) {
        var feeds = HistoryMaker.feeds(seed: seed)
        var random = SeededRandom(seed)
        for index in feeds.indices where !feeds[index].lines.isEmpty {
            for damage in ["no event", "{}", "{\"id\":\"x\"}", "\u{FF}"] {
                let place = random.number(0...feeds[index].lines.count - 1)
                feeds[index].lines[place] = Array(damage.utf8)
            }
            let place = random.number(0...feeds[index].lines.count - 1)
            let text = String(decoding: feeds[index].lines[place], as: UTF8.self)
            feeds[index].lines[place] = Array(text.replacing("\"type\":\"", with: "\"type\":\"later.").utf8)
        }
        let read = CaseHistory.of(feeds)
        var checked = CaseHistory(feeds: feeds.map(\.name), checksOnly: true)
        for (index, feed) in feeds.enumerated() { checked.take(feed, index, feed.lines.indices) }
        #expect(!checked.unreadable.isEmpty)
        #expect(checked.unreadable.sorted() == read.unreadable.sorted())
        #expect(checked.opaqueCount == read.opaqueCount)
        #expect(checked.lineCount == read.lineCount)
        #expect(Viewpoint(checked).names(of: .organisation).isEmpty)
    }
}
