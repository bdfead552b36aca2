import Testing

@testable import CaseModel

struct LineReaderTests {
    /// What stands before a key tells whether a comma belongs to it, and before the first byte nothing stands.
    @Test func `a key that nothing stands before is none`() {
        let bytes = Array(#","type":"case.opened""#.utf8)
        var reader = LineReader(bytes.span.bytes, tables: Tables(feeds: []))
        reader.start(0..<bytes.count)
        let takes = reader.takesKey("type")
        #expect(!takes)
    }
}
