import Testing

@testable import EventLog

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Makes the worked example of Format.md.
private struct Example {
    static let lines = [
        #"{"id":"jw-3f9c21ab/1","type":"memo.written","occurred":"1948-07-05","recorded":"2024-01-05T09:30:00.250Z","data":{"text":"Hm?"}}"#,
        #"{"id":"jw-3f9c21ab/2","type":"memo.written","occurred":"1946-11-06","recorded":"2025-06-07T08:41:59.137Z","data":{"text":"Why?"}}"#,
    ]

    static let origin = "caselog/elm/jw-3f9c21ab"

    struct Inspector: LineInspector {
        func inspect(_ line: RawSpan, feed: FeedName) -> LineStamp? {
            let sequence = UInt64(line.byte(at: 19) - UInt8(ascii: "0"))
            return LineStamp(
                sequence: sequence, effect: sequence == 1 ? -678_240_000_000 : -730_684_800_000,
                recorded: sequence == 1 ? 1_704_447_000_250 : 1_749_285_719_137)
        }
    }

    /// A segment of two commits: as it is open, and as it is sealed in two frames.
    static func segments() throws -> (open: [UInt8], sealed: [UInt8]) {
        let folder = TemporaryFolder()
        let feed = try #require(FeedName("jw-3f9c21ab"))
        var settings = LogSettings()
        settings.sealedFrameSize = 200
        let environment = LogEnvironment(inspector: Inspector(), now: { 0 }, settings: settings)
        let source = SegmentSource(feed: feed, folder: folder.path, origin: origin, environment: environment)
        let checker = LineChecker(feed: feed, inspector: Inspector(), nextSequence: 1, lastRecorded: nil)
        var writer = try SealedSegmentWriter(after: checker, CompactRange(), in: source, helpers: 0)
        var open: [UInt8] = []
        for line in lines {
            let bytes = Array("\(line)\n".utf8)
            open += LZ4.frame(bytes.rawSpan, level: 0)
            try writer.append(bytes.rawSpan)
        }
        try writer.complete()
        try writer.appear()
        return (open, try contents("\(folder.path)/00000000000000000001.jsonl.lz4"))
    }
}

struct FormatTests {
    /// The bytes of the dump in Format.md.
    private func documented() throws -> [UInt8] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let page = try contents("/\(root)/Sources/EventLog/EventLog.docc/Format.md")
        var bytes: [UInt8] = []
        for line in String(decoding: page, as: UTF8.self).split(separator: "\n") {
            guard line.prefix(6).dropFirst(4) == "  ", TextCoding.bytes(hex: line.prefix(4)) != nil else { continue }
            #expect(
                TextCoding.bytes(hex: line.prefix(4)).map { pair in Int(pair[0]) << 8 | Int(pair[1]) } == bytes.count)
            bytes += line.dropFirst(6).prefix(47).split(separator: " ").flatMap { byte in
                TextCoding.bytes(hex: byte) ?? []
            }
        }
        return bytes
    }

    @Test func `the worked example of Format.md is what is written`() throws {
        let (open, sealed) = try Example.segments()
        let documented = try documented()
        #expect(documented.count > 500)
        #expect(sealed == documented)
        #expect(open == Array(documented.prefix(0x139)))
    }

    @Test func `the padding of the worked example is what is written`() throws {
        let folder = TemporaryFolder()
        let environment = LogEnvironment(inspector: Example.Inspector(), now: { 0 })
        let source = SegmentSource(
            feed: try #require(FeedName("jw-3f9c21ab")), folder: folder.path, origin: Example.origin,
            environment: environment)
        var segment = try OpenSegment(first: 1, in: source)
        for (number, line) in Example.lines.enumerated() {
            let frame = LZ4.frame(Array("\(line)\n".utf8).rawSpan, level: 0)
            try segment.write(frame, environment.settings)
            segment.take(
                FrameEntry(
                    offset: segment.end, storedSize: UInt32(frame.count), contentSize: 1,
                    firstSequence: UInt64(number + 1), lineCount: 1, checksum: 0))
        }
        let padding: [UInt8] = [0x5B, 0x2A, 0x4D, 0x18, 0xBF, 0x3E, 0, 0] + [UInt8](repeating: 0, count: 16_063)
        let bytes = try contents("\(folder.path)/00000000000000000001.open.jsonl.lz4")
        #expect(bytes == Array(try documented().prefix(0x139)) + padding)
        #expect(bytes.count == 16 << 10)
    }

    @Test func `the worked example of Format.md is read`() throws {
        let folder = TemporaryFolder()
        let feed = try #require(FeedName("jw-3f9c21ab"))
        let file = "\(folder.path)/00000000000000000001.jsonl.lz4"
        try write(documented(), to: file)
        let environment = LogEnvironment(inspector: Example.Inspector(), now: { 0 })
        let source = SegmentSource(
            feed: feed, folder: folder.path, origin: Example.origin, environment: environment)
        #expect(try FeedSnapshot(source).lines() == Example.lines)
        try SystemFileSystem().remove(file)
        try write(Array(documented().prefix(0x139)), to: "\(folder.path)/00000000000000000001.open.jsonl.lz4")
        #expect(try FeedSnapshot(source).lines() == Example.lines)
    }

    private static let hasTool = system("command -v lz4 >/dev/null 2>&1") == 0

    @Test(.enabled(if: hasTool)) func `the lz4 tool reads every segment`() throws {
        let scene = Scene()
        let writer = try scene.writer()
        let text = String(repeating: "words and words ", count: 60)
        try writer.commit { commit in
            for _ in 0..<1_200 { try commit.append(testLine(commit.feed, commit.nextSequence, text: text)) }
        }
        try writer.add("one", "two")
        try writer.add("three")
        var found: [UInt8] = []
        for file in try scene.files(writer.feed) where file.hasSuffix(".jsonl.lz4") {
            let path = scene.path(writer.feed, file)
            #expect(system("lz4 -tq \(path) 2>/dev/null") == 0)
            #expect(system("lz4 -dcq \(path) > \(path).txt && lz4 -dcq < \(path) | cmp -s - \(path).txt") == 0)
            found += try contents("\(path).txt")
        }
        #expect(found.rawSpan.lineCount == 1_203)
        let lines = try scene.lines(writer.feed)
        #expect(found == Array((lines.joined(separator: "\n") + "\n").utf8))
    }

    @Test func `every code is named in the documents`() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let folder = "/\(root)/Sources/EventLog"
        let page = String(decoding: try contents("\(folder)/EventLog.docc/Recovery.md"), as: UTF8.self)
        for file in ["EventLogError.swift", "Damage.swift"] {
            for line in String(decoding: try contents("\(folder)/\(file)"), as: UTF8.self).split(separator: "\n") {
                guard line.contains("package static let"), let name = line.split(separator: " ").dropFirst(3).first
                else {
                    continue
                }
                #expect(page.contains("`\(name)`"), "\(name) in \(file)")
            }
        }
    }
}
