import EventLog
import Testing

struct LineSplitterTests {
    @Test func `lines are cut at each line feed`() {
        let bytes = Array("one\n\nthree\n".utf8)
        var splitter = LineSplitter(bytes.rawSpan)
        var lines: [String] = []
        while let line = splitter.next() { lines.append(String(decoding: [UInt8](line), as: UTF8.self)) }
        #expect(lines == ["one", "", "three"])
        let end = splitter.offset
        #expect(end == bytes.count)
    }

    @Test func `what follows the last line feed is no line`() {
        let bytes = Array("one\ntw".utf8)
        var splitter = LineSplitter(bytes.rawSpan)
        let first = splitter.next()?.byteCount
        let second = splitter.next()?.byteCount
        #expect(first == 3 && second == nil)
    }

    @Test func `lines are counted and found by number`() {
        let bytes = Array("a\nbb\nccc\n".utf8)
        #expect(bytes.rawSpan.lineCount == 3)
        #expect(bytes.rawSpan.lineOffset(0) == 0)
        #expect(bytes.rawSpan.lineOffset(2) == 5)
        #expect(bytes.rawSpan.lineOffset(9) == 9)
    }

    @Test(arguments: [("a\nbb\n", "bb"), ("a\n", "a"), ("\n", ""), ("a\n\n", ""), ("", "")])
    func `the last line is found from the end`(lines: String, last: String) {
        let bytes = Array(lines.utf8)
        #expect([UInt8](bytes.rawSpan.lastLine) == Array(last.utf8))
    }
}
