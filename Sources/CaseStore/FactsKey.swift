import CaseModel
import EventLog

/// What facts were worked out from: the program's version of them, and for each feed its size and its last line.
struct FactsKey: Equatable, Sendable {
    struct Feed: Equatable, Sendable {
        let name: String
        let size: UInt64
        /// SHA-256 in hexadecimal; empty for a feed without lines.
        let lastLine: String
    }

    let feeds: [Feed]
    /// Whether what does not fit together was found, too.
    var isExamined = false

    private static let head = "caselog facts \(CaseHistory.factsVersion)"
    private static let examinedHead = head + " examined"

    init(_ feeds: [Feed]) { self.feeds = feeds }

    /// The key of what some snapshots hold; nil where a last line cannot be read.
    init?(_ snapshots: [FeedSnapshot]) {
        var feeds: [Feed] = []
        for snapshot in snapshots {
            guard let line = Self.line(snapshot.lastSequence, of: snapshot) else { return nil }
            feeds.append(Feed(name: snapshot.feed.text, size: snapshot.lastSequence, lastLine: line))
        }
        self.feeds = feeds
    }

    /// How many lines the facts know.
    var lineCount: UInt64 { feeds.reduce(0) { $0 + $1.size } }

    /// As it stands in the file.
    var text: String {
        feeds.reduce((isExamined ? Self.examinedHead : Self.head) + "\n") {
            $0 + "\($1.name) \($1.size) \($1.lastLine)\n"
        }
    }

    /// nil where the text is no key of this version.
    init?(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let head = lines.removeFirst()
        guard head == Self.head || head == Self.examinedHead, lines.popLast() == "" else { return nil }
        isExamined = head == Self.examinedHead
        feeds = lines.compactMap { line in
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            // No feed is longer, and a sum of sizes must not overflow, whatever stands in the file.
            guard words.count == 3, let size = UInt64(words[1]), size <= LogSettings.sequenceMax else { return nil }
            return Feed(name: String(words[0]), size: size, lastLine: String(words[2]))
        }
        guard feeds.count == lines.count else { return nil }
    }

    /// Whether all that the facts were worked out from still stands at the beginning of the feeds, and no feed is new:
    /// feeds are numbered in the order of their names.
    func isContinued(by snapshots: [FeedSnapshot]) -> Bool {
        guard feeds.map(\.name) == snapshots.map(\.feed.text) else { return false }
        return zip(feeds, snapshots).allSatisfy { feed, snapshot in
            feed.size <= snapshot.lastSequence && feed.lastLine == Self.line(feed.size, of: snapshot)
        }
    }

    /// The hash of a line; nil where it cannot be read.
    private static func line(_ sequence: UInt64, of snapshot: FeedSnapshot) -> String? {
        guard sequence > 0 else { return "" }
        var reader = FrameReader(snapshot)
        let hash = try? reader.withFrame(containing: sequence) { frame in
            frame.range(ofLine: sequence).map { hex(frame.bytes.extracting($0).sha256) }
        }
        return hash.flatMap { $0 }.flatMap { $0 }
    }

    static func hex(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
