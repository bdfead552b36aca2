import Testing

@testable import EventLog

struct FrameLinesTests {
    private let bytes = Array("one\n\nthree\n".utf8)

    @Test func `a line's place is found by its sequence`() {
        let lines = FrameLines(bytes.rawSpan, firstSequence: 7, count: 3)
        #expect(lines.range(ofLine: 7) == 0..<3)
        #expect(lines.range(ofLine: 8) == 4..<4)
        #expect(lines.range(ofLine: 9) == 5..<10)
    }

    @Test(arguments: [0, 6, 10, UInt64.max])
    func `a line of another frame has no place here`(sequence: UInt64) {
        #expect(FrameLines(bytes.rawSpan, firstSequence: 7, count: 3).range(ofLine: sequence) == nil)
    }

    @Test(arguments: [[], [7, 8, 9], [8], [9], [7, 9], [6, 8, 10, .max]] as [[UInt64]])
    func `lines found in one go are where each is by itself`(sequences: [UInt64]) {
        let lines = FrameLines(bytes.rawSpan, firstSequence: 7, count: 3)
        var found: [UInt64: Range<Int>] = [:]
        lines.forEachLine(sequences) { found[$0] = $1 }
        for sequence in sequences { #expect(found[sequence] == lines.range(ofLine: sequence)) }
    }
}
