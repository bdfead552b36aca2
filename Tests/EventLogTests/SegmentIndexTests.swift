import Testing

@testable import EventLog

struct SegmentIndexTests {
    private let index = builder().finish(CompactRange())

    private static func builder() -> IndexBuilder {
        var builder = IndexBuilder(first: 7)
        builder.add(LineStamp(sequence: 7, effect: 100, recorded: 1))
        builder.add(LineStamp(sequence: 8, effect: 50, recorded: 2))
        builder.endFrame(contentSize: 200)
        builder.placeFrame(storedSize: 60, checksum: 0xAABB_CCDD)
        builder.add(LineStamp(sequence: 9, effect: 99, recorded: 3))
        builder.add(LineStamp(sequence: 10, effect: 100, recorded: 3))
        builder.add(LineStamp(sequence: 11, effect: -5, recorded: 4))
        builder.endFrame(contentSize: 300)
        builder.placeFrame(storedSize: 70, checksum: 1)
        builder.add(LineStamp(sequence: 12, effect: 10, recorded: 5))
        builder.endFrame(contentSize: 20)
        builder.placeFrame(storedSize: 40, checksum: 2)
        return builder
    }

    @Test(arguments: [31, 32, 33])
    func `where many lines of a frame are late, its range counts them`(count: Int) {
        var builder = IndexBuilder(first: 1)
        builder.add(LineStamp(sequence: 1, effect: 1_000, recorded: 1))
        builder.endFrame(contentSize: 200)
        builder.placeFrame(storedSize: 60, checksum: 0)
        for number in 0..<count { builder.add(LineStamp(sequence: UInt64(number + 2), effect: 50, recorded: 1)) }
        builder.add(LineStamp(sequence: UInt64(count + 2), effect: 2_000, recorded: 1))
        builder.endFrame(contentSize: 200)
        builder.placeFrame(storedSize: 60, checksum: 0)
        builder.add(LineStamp(sequence: UInt64(count + 3), effect: 1_500, recorded: 1))
        builder.endFrame(contentSize: 200)
        builder.placeFrame(storedSize: 60, checksum: 0)
        let index = builder.finish(CompactRange())
        #expect(index.late.count == (count > 32 ? 1 : count + 1))
        #expect(index.late.last?.effect == 1_500)
        #expect(index.frames[1].effectFirst == (count > 32 ? 50 : 2_000) && index.frames[1].effectLast == 2_000)
        #expect(Selection(effect: 50...50).admits(index.frames[1], late: index.late))
        #expect(!Selection(effect: 0...49).admits(index.frames[1], late: index.late))
        #expect(SegmentIndex(index.encoded().rawSpan) == index)
    }

    @Test func `lines that take effect before earlier frames' latest are listed apart`() {
        #expect(index.late.map { entry in entry.sequence } == [9, 11, 12])
        #expect(index.late.map { entry in entry.effect } == [99, -5, 10])
        #expect(index.frames[0].effectFirst == 50 && index.frames[0].effectLast == 100)
        #expect(index.frames[1].effectFirst == 100 && index.frames[1].effectLast == 100)
        #expect(index.frames[2].effectFirst > index.frames[2].effectLast)
        #expect(index.frames[2].recordedFirst == 5 && index.frames[2].recordedLast == 5)
    }

    @Test func `an index is read as it was written`() {
        #expect(SegmentIndex(index.encoded().rawSpan) == index)
    }

    @Test func `peaks have their place, as many as the tree has, or none`() {
        var index = index
        #expect(index.tree == nil)
        let hashes = (0..<3).map { number in leafHash([UInt8(number)]) }
        // The last line is the 12th, and 12 is 8 + 4.
        index.peaks = Array(hashes.prefix(2))
        #expect(SegmentIndex(index.encoded().rawSpan) == index)
        #expect(index.tree?.end == 12)
        #expect(index.tree?.root == TreeHash(left: hashes[0], right: hashes[1]))
        for count in [1, 3] {
            index.peaks = Array(hashes.prefix(count))
            #expect(SegmentIndex(index.encoded().rawSpan) == nil)
        }
    }

    @Test func `an index with one byte changed is not believed`() {
        let bytes = index.encoded()
        for offset in bytes.indices {
            var changed = bytes
            changed[offset] ^= 0x40
            #expect(SegmentIndex(changed.rawSpan) == nil, "byte \(offset)")
        }
    }

    @Test func `an index cut short at either end is not believed`() {
        let bytes = index.encoded()
        for count in 0..<bytes.count {
            #expect(SegmentIndex(bytes.rawSpan.extracting(first: count)) == nil)
            #expect(SegmentIndex(bytes.rawSpan.extracting(last: count)) == nil)
        }
    }

    @Test func `an index with holes is not believed, whatever its checksum`() {
        var holed = index
        holed.frames[1].offset += 1
        #expect(SegmentIndex(holed.encoded().rawSpan) == nil)
        holed = index
        holed.frames[1].firstSequence += 1
        #expect(SegmentIndex(holed.encoded().rawSpan) == nil)
        holed = index
        holed.frames[2].lineCount = 0
        #expect(SegmentIndex(holed.encoded().rawSpan) == nil)
        holed = index
        holed.late.swapAt(0, 1)
        #expect(SegmentIndex(holed.encoded().rawSpan) == nil)
        holed = index
        holed.late[2] = LateEntry(sequence: 13, effect: 0)
        #expect(SegmentIndex(holed.encoded().rawSpan) == nil)
        holed = index
        holed.frames[0].contentSize = .max
        #expect(SegmentIndex(holed.encoded().rawSpan) == nil)
        holed = SegmentIndex(firstSequence: 7, frames: [], late: [])
        #expect(SegmentIndex(holed.encoded().rawSpan) == nil)
    }
}
