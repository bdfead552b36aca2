import Dispatch
import EventLog
import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A temporary folder that goes when the value does.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        let number = UInt64.random(in: .min ... .max)
        path = "/tmp/eventlog-test-\(getpid())-\(String(number, radix: 36))"
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
    func inspect(_ line: RawSpan, feed: FeedName) -> LineStamp? {
        let text = String(decoding: [UInt8](line), as: UTF8.self)
        let prefix = "{\"id\":\"\(feed)/"
        guard text.hasPrefix(prefix), text.hasSuffix("}}"),
            let sequence = UInt64(text.dropFirst(prefix.count).prefix { character in character != "\"" }),
            let data = text.split(separator: "\"data\":{").last,
            let effect = number("effect", in: data), let recorded = number("stamp", in: data)
        else { return nil }
        return LineStamp(sequence: sequence, effect: effect, recorded: recorded)
    }

    private func number(_ key: String, in text: Substring) -> Int64? {
        guard let start = text.range(of: "\"\(key)\":") else { return nil }
        return Int64(text[start.upperBound...].prefix { character in character == "-" || character.isNumber })
    }
}

extension Substring {
    /// Foundation is not wanted here for this one function.
    fileprivate func range(of other: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
            start = index(after: start)
        }
        return nil
    }
}

/// One line with its LF, canonical as a case's lines are.
func testLine(
    _ feed: FeedName, _ sequence: UInt64, effect: Int64 = 0, recorded: Int64 = 0, text: String = ""
) -> [UInt8] {
    let line =
        "{\"id\":\"\(feed)/\(sequence)\",\"type\":\"note\",\"occurred\":\"2019\","
        + "\"recorded\":\"2019-06-03T14:02:11.512Z\","
        + "\"data\":{\"effect\":\(effect),\"stamp\":\(recorded),\"text\":\"\(text)\"}}\n"
    return Array(line.utf8)
}

/// A feeds folder and a device folder in a temporary folder.
struct Scene: Sendable {
    let folder = TemporaryFolder()
    var feeds: FeedsFolder
    let notes = Notes()

    init(fileSystem: any FileSystem = SystemFileSystem(), settings: LogSettings = LogSettings()) {
        let environment = LogEnvironment(
            inspector: TestInspector(), now: { 1_000_000 }, fileSystem: fileSystem, settings: settings)
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

/// The bytes of a file.
func contents(_ path: String) throws -> [UInt8] {
    let file = try File(path, .read, in: SystemFileSystem())
    let size = Int(try file.status().size)
    var bytes = [UInt8](repeating: 0, count: size)
    _ = try file.read(size, at: 0, into: &bytes)
    return bytes
}

/// Writes a file anew.
func write(_ bytes: [UInt8], to path: String) throws {
    try? SystemFileSystem().remove(path)
    let file = try File(path, .create(mode: 0o644), in: SystemFileSystem())
    if !bytes.isEmpty { try file.write(bytes.rawSpan, at: 0) }
}

/// Runs `body` in threads of their own and waits for all of them. Tasks would do for the threads, but blocking calls must
/// not occupy all of the pool's.
func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: count, execute: body)
}
