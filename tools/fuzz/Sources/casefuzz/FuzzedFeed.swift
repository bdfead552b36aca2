@testable import CaseStore
@testable import EventLog

/// The feed that all inputs are read as, and the key that it is named for.
enum FuzzedFeed {
    static let origin = "caselog/fuzz"
    static let keyName = "\(origin)/\(name)"
    /// A key that everybody knows, so that inputs can hold what it signs.
    static let key: SigningKey = {
        let line = "PRIVATE+KEY+\(keyName)+520f4c99+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n"
        guard let key = SigningKey(privateLine: line, name: keyName) else { fatalError("That is no key.") }
        return key
    }()
    static let name: FeedName = {
        guard let name = FeedName("aa-56475aa7") else { fatalError("That is no feed.") }
        return name
    }()

    /// A case whose feed holds one segment.
    static func holding(_ segment: [UInt8], isSealed: Bool) -> FeedsFolder {
        let folder = "/feeds/\(name)"
        let files = MemoryFiles([
            "\(folder)/key": Array(key.publicKey.verifierLine(name: keyName).utf8),
            "\(folder)/\(SegmentName(first: 1, isSealed: isSealed))": segment,
        ])
        let environment = LogEnvironment(
            inspector: CaseLineInspector(), now: { 1_700_000_000_000 }, fileSystem: files)
        return FeedsFolder("/feeds", origin: origin, environment: environment)
    }

    /// A line of the feed without its LF. Dates go up and down, so that some are late.
    static func line(_ sequence: Int) -> [UInt8] {
        let day = 10 + sequence * 7 % 20
        return Array(
            "{\"id\":\"\(name)/\(sequence)\",\"type\":\"memo.written\",\"occurred\":\"2019-06-\(day)\",\"recorded\":\"2020-01-0\(1 + sequence % 100 / 12)T09:30:00.250Z\",\"data\":{\"text\":\"Memo \(sequence)\"}}"
                .utf8)
    }

    /// What a line of the feed says of itself.
    static func stamp(_ line: [UInt8]) -> LineStamp {
        guard let stamp = CaseLineInspector().inspect(line.rawSpan, feed: name) else { fatalError("That is no line.") }
        return stamp
    }

    /// The hash of a line as a leaf of the tree.
    static func leaf(_ line: [UInt8]) -> TreeHash { TreeHash(leaf: line.rawSpan) }

    /// The lines from one sequence to another, each with its LF.
    static func lines(_ sequences: ClosedRange<Int>) -> [UInt8] { sequences.flatMap { line($0) + [0x0A] } }
}

extension LineSplitter {
    /// The lines of some bytes, without their LFs.
    static func lines(_ bytes: RawSpan) -> [[UInt8]] {
        var splitter = LineSplitter(bytes)
        var lines: [[UInt8]] = []
        while let line = splitter.next() { lines.append(Array(line)) }
        return lines
    }
}
