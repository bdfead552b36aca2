import Dispatch
import Simulation
import Synchronization

@testable import EventLog

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A temporary folder that goes when the value does, in memory where there is such a place: the tests sync thousands of
/// times.
final class TemporaryFolder: Sendable {
    let path: String
    private static let root = (try? SystemFileSystem().list("/dev/shm")) == nil ? "/tmp" : "/dev/shm"

    init() {
        let number = UInt64.random(in: .min ... .max)
        path = "\(Self.root)/eventlog-test-\(getpid())-\(String(number, radix: 36))"
        try? SystemFileSystem().makeFolder(path, mode: 0o700)
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        let fileSystem = SystemFileSystem()
        for name in (try? fileSystem.list(path)) ?? [] {
            if (try? fileSystem.remove("\(path)/\(name)")) == nil { remove("\(path)/\(name)") }
        }
        try? fileSystem.removeFolder(path)
    }
}

/// Lines that look like a case's, with their stamps in `data`.
struct TestInspector: LineInspector {
    static let middle = Array(
        "\",\"type\":\"note\",\"occurred\":\"2019\",\"recorded\":\"2019-06-03T14:02:11.512Z\",\"data\":{\"effect\":"
            .utf8)

    func inspect(_ line: RawSpan, feed: FeedName) -> LineStamp? {
        var offset = 0
        guard skip(Array("{\"id\":\"\(feed)/".utf8), in: line, &offset), let sequence = number(in: line, &offset),
            skip(Self.middle, in: line, &offset), let effect = number(in: line, &offset),
            skip(Array(",\"stamp\":".utf8), in: line, &offset), let recorded = number(in: line, &offset),
            skip(Array(",\"text\":\"".utf8), in: line, &offset),
            line.extracting(last: 3).holdsSameBytes(as: Array("\"}}".utf8).rawSpan)
        else { return nil }
        return LineStamp(sequence: UInt64(sequence), effect: effect, recorded: recorded)
    }

    private func skip(_ part: [UInt8], in line: RawSpan, _ offset: inout Int) -> Bool {
        guard offset + part.count <= line.byteCount,
            line.extracting(offset..<offset + part.count).holdsSameBytes(as: part.rawSpan)
        else { return false }
        offset += part.count
        return true
    }

    private func number(in line: RawSpan, _ offset: inout Int) -> Int64? {
        var digits: [UInt8] = []
        while offset < line.byteCount, case let byte = line.byte(at: offset), byte == 45 || (48...57).contains(byte) {
            digits.append(byte)
            offset += 1
        }
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}

/// One line with its LF, canonical as a case's lines are.
func testLine(
    _ feed: FeedName, _ sequence: UInt64, effect: Int64 = 0, recorded: Int64 = 0, text: String = ""
) -> [UInt8] {
    Array("{\"id\":\"\(feed)/\(sequence)".utf8) + TestInspector.middle
        + Array("\(effect),\"stamp\":\(recorded),\"text\":\"\(text)\"}}\n".utf8)
}

/// The hash of a line, without its LF, as a leaf of the tree.
func leafHash(_ line: [UInt8]) -> TreeHash { TreeHash(leaf: line.rawSpan) }

/// A feeds folder and a device folder in a temporary folder.
struct Scene: Sendable {
    let folder = TemporaryFolder()
    var feeds: FeedsFolder
    let notes = Notes()

    init(
        fileSystem: any FileSystem = SystemFileSystem(), settings: LogSettings = LogSettings(),
        now: @escaping @Sendable () -> Int64 = { 1_000_000 }
    ) {
        let environment = LogEnvironment(
            inspector: TestInspector(), now: now, fileSystem: fileSystem, settings: settings)
        feeds = FeedsFolder(
            "\(folder.path)/elm.caselog/feeds", origin: "caselog/elm", environment: environment,
            device: DeviceFolder("\(folder.path)/home", in: fileSystem))
    }

    func writer() throws -> FeedWriter {
        let notes = notes
        return try feeds.openOwnFeed(initials: "jw") { note in notes.add(note) }
    }

    /// The lines of a feed as readers get them.
    func lines(_ feed: FeedName) throws -> [String] {
        try feeds.snapshot(of: feed).lines()
    }

    func path(_ feed: FeedName, _ file: String) -> String { "\(feeds.path)/\(feed)/\(file)" }

    func files(_ feed: FeedName) throws -> [String] {
        try SystemFileSystem().list("\(feeds.path)/\(feed)").sorted()
    }
}

final class Notes: Sendable {
    private let list = Mutex<[Note]>([])
    func add(_ note: Note) { list.withLock { list in list.append(note) } }
    var all: [Note] { list.withLock { list in list } }
    var codes: [Note.Code] { all.map { note in note.code } }
}

extension Verification {
    /// Whether everything that was acknowledged is there as it was written.
    var isSound: Bool { damage.isEmpty }
}

extension FeedSnapshot {
    func lines(_ selection: Selection = .all) throws -> [String] {
        var reader = FrameReader(self)
        return try reader.lines(selection)
    }
}

extension FrameReader {
    mutating func lines(_ selection: Selection = .all) throws -> [String] {
        var lines: [String] = []
        try forEachFrame(selection) { frame in lines += frame.lines }
        return lines
    }
}

extension FrameLines {
    var lines: [String] {
        var lines: [String] = []
        var splitter = LineSplitter(bytes)
        while let line = splitter.next() { lines.append(String(decoding: [UInt8](line), as: UTF8.self)) }
        return lines
    }
}

extension FeedWriter {
    /// Appends lines with the given texts.
    @discardableResult
    func add(_ texts: String...) throws -> Receipt {
        try commit { commit in
            for text in texts { try commit.append(testLine(commit.feed, commit.nextSequence, text: text)) }
        }
    }
}

/// What time it is, in milliseconds since 1970.
@Sendable func clock() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
}

/// Letters that do not compress.
func noise(_ count: Int) -> String {
    var generator = SplitMix(seed: UInt64(count))
    return String((0..<count).map { _ in Character(UnicodeScalar(UInt8.random(in: 93...125, using: &generator))) })
}

/// The bytes of a file.
func contents(_ path: String) throws -> [UInt8] {
    let file = try File(path, .read, in: SystemFileSystem())
    let size = Int(try file.status().size)
    var bytes = [UInt8](repeating: 0, count: size)
    _ = try file.read(size, at: 0, into: &bytes)
    return bytes
}

/// The bytes of a segment's frames, without what stands behind them.
func framesOf(_ path: String) throws -> [UInt8] {
    var bytes = try SegmentBytes(path, in: SystemFileSystem())
    var end: UInt64 = 0
    while let (_, size) = try bytes.frame(at: end) { end += UInt64(size) }
    return Array(try contents(path).prefix(Int(end)))
}

/// Writes a file anew.
func write(_ bytes: [UInt8], to path: String) throws {
    try? SystemFileSystem().remove(path)
    let file = try File(path, .create(mode: 0o644), in: SystemFileSystem())
    if !bytes.isEmpty { try file.write(bytes.rawSpan, at: 0) }
}

/// Runs `body` in threads of their own and waits for all of them. Tasks would do for the threads, but blocking calls
/// must not occupy all of the pool's.
func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
}
