import Testing

@testable import EventLog

struct FeedRefreshTests {
    @Test func `a feed that was left alone for a while is not read again, and any change of it is seen`() throws {
        let faulty = FaultyFileSystem()
        // The clock is ahead, so that all that was written seems old.
        let scene = Scene(fileSystem: faulty, now: { clock() + 10_000 })
        let writer = try scene.writer()
        try writer.add("a")
        let old = try scene.feeds.snapshot(of: writer.feed)
        faulty.heal()
        #expect(try old.refreshed().lastSequence == 1)
        #expect(faulty.entries.map { entry in entry.call } == [.status, .status])
        SystemFileSystem().pause(milliseconds: 20)
        try writer.add("b")
        #expect(try old.refreshed().lastSequence == 2)
        SystemFileSystem().pause(milliseconds: 20)
        try writer.seal(.all)
        #expect(try old.refreshed().segments.map(\.name.isSealed) == [true])
    }

    @Test func `whether a feed may have grown is told by one look at its open segment, or else at its folder`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, now: { clock() + 10_000 })
        let writer = try scene.writer()
        for change in [{ _ = try writer.add("a") }, { _ = try writer.add("b") }, { try writer.seal(.all) }] {
            let old = try scene.feeds.snapshot(of: writer.feed)
            faulty.heal()
            #expect(!old.mayHaveGrown)
            #expect(faulty.entries.map { entry in entry.call } == [.status])
            SystemFileSystem().pause(milliseconds: 20)
            try change()
            #expect(old.mayHaveGrown)
        }
        let sealed = try scene.feeds.snapshot(of: writer.feed)
        #expect(!sealed.mayHaveGrown)
        SystemFileSystem().pause(milliseconds: 20)
        try writer.add("c")
        #expect(sealed.mayHaveGrown)
    }

    @Test func `what was just written may be written to again before the clock goes on`() throws {
        let scene = Scene(now: clock)
        let writer = try scene.writer()
        try writer.add("a")
        for number in 2...50 {
            let old = try scene.feeds.snapshot(of: writer.feed)
            try writer.add("\(number)")
            #expect(try old.refreshed().lastSequence == UInt64(number))
        }
    }
}
