import EventLog
import Testing

struct FeedWriterTests {
    @Test func `what is committed is read again`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        #expect(try writer.add("a") == Receipt(firstSequence: 1, count: 1))
        #expect(try writer.add("b", "c") == Receipt(firstSequence: 2, count: 2))
        let lines = try scene.lines(writer.feed)
        #expect(lines.count == 3)
        #expect(lines[2] == String(decoding: testLine(writer.feed, 3, text: "c").dropLast(), as: UTF8.self))
    }
}
