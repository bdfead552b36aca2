import Testing

@testable import EventLog

private let open = "00000000000000000001.open.jsonl.lz4"
private let sealed = "00000000000000000001.jsonl.lz4"

struct SealingTests {
    private func settings() -> LogSettings {
        var settings = LogSettings()
        settings.openLinesMax = 4
        settings.sealedFrameSize = 300
        return settings
    }

    @Test func `sealing changes no line`() throws {
        let scene = Scene(settings: settings())
        let writer = try scene.writer()
        for number in 1...10 { try writer.add("\(number)") }
        let lines = try scene.lines(writer.feed)
        #expect(try writer.snapshot().awaitsSealing)
        #expect(try writer.seal(.closed) == 2)
        #expect(try !writer.snapshot().awaitsSealing)
        #expect(
            try scene.files(writer.feed) == [
                ".lock", sealed, "00000000000000000005.jsonl.lz4", "00000000000000000009.open.jsonl.lz4", "checkpoint",
                "key",
            ])
        #expect(try scene.lines(writer.feed) == lines)
        #expect(try writer.seal(.closed) == 0)
        #expect(try writer.seal(.all) == 1)
        #expect(try scene.lines(writer.feed) == lines)
        #expect(try writer.add("11").firstSequence == 11)
        #expect(try scene.feeds.verify().isSound)
        #expect(try scene.feeds.verify().notes.isEmpty)
    }

    @Test func `a feed without lines has nothing to seal`() throws {
        let scene = Scene()
        #expect(try scene.writer().seal(.all) == 0)
    }

    @Test func `the calls of sealing come in the order that survives a crash`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings())
        let writer = try scene.writer()
        try writer.add("one")
        faulty.heal()
        try writer.seal(.all)
        let order = faulty.entries.filter { entry in
            ![.open, .close, .read, .status, .list, .lock, .unlock].contains(entry.call)
        }
        let temporary = ".tmp-\(sealed)"
        #expect(
            order == [
                .init(call: .truncate, name: open),
                .init(call: .write, name: temporary), .init(call: .write, name: temporary),
                .init(call: .sync, name: temporary),
                .init(call: .rename, name: sealed), .init(call: .sync, name: writer.feed.text),
                .init(call: .remove, name: open),
                .init(call: .remove, name: ".tmp-checkpoint"),
                .init(call: .write, name: ".tmp-checkpoint"), .init(call: .sync, name: ".tmp-checkpoint"),
                .init(call: .rename, name: "checkpoint"), .init(call: .sync, name: writer.feed.text),
            ])
    }

    @Test(arguments: [false, true])
    func `whichever call fails, sealing changes no line`(fromThenOn: Bool) throws {
        try failEachCall(fromThenOn: fromThenOn) { scene in
            let writer = try scene.writer()
            for number in 1...6 { try writer.add("\(number)") }
        } operation: { scene in
            try scene.writer().seal(.all)
            return Receipt(firstSequence: 0, count: 0)
        }
    }

    @Test func `a damaged feed is not sealed`() throws {
        let scene = Scene(settings: settings())
        let writer = try scene.writer()
        for number in 1...6 { try writer.add("\(number)") }
        var bytes = try contents(scene.path(writer.feed, open))
        bytes[25] ^= 0xFF
        try write(bytes, to: scene.path(writer.feed, open))
        let error = #expect(throws: EventLogError.self) { try writer.seal(.all) }
        #expect(error?.code == .damaged)
        #expect(try contents(scene.path(writer.feed, open)) == bytes)
    }

    @Test func `a sealed file that does not hold its lines never takes their place`() throws {
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings())
        let writer = try scene.writer()
        try writer.add("one", "two")
        let lines = try scene.lines(writer.feed)
        faulty.shorten(nextWriteTo: 0)
        #expect(throws: EventLogError.self) { try writer.seal(.all) }
        #expect(try scene.files(writer.feed) == [".lock", open, "key"])
        #expect(try scene.lines(writer.feed) == lines)
    }
}
