/// Lines of one feed that follow one another in one good frame, wherever that was found.
struct Find: Sendable {
    /// Which file: a number that the scan gives.
    let file: Int
    /// Where the frame begins in it.
    let offset: UInt64
    /// How much the place is to be believed: the lower the more.
    let rank: Int
    let first: UInt64
    /// Which line of the frame has the sequence `first`, counted from 0.
    let line: Int
    let count: Int

    var sequences: Range<UInt64> { first..<first + UInt64(count) }
}

/// Looks for good frames in files of which nothing is believed, not even the names: a frame counts whose checksums are
/// good, a line in it by what it calls itself.
struct SalvageScan {
    private(set) var finds: [FeedName: [Find]] = [:]
    /// What could not be read, in sentences, by the feed in whose folder it lies.
    private(set) var unread: [FeedName: [String]] = [:]
    private(set) var files: [String] = []
    private let feeds: [FeedName]
    private let environment: LogEnvironment
    /// How far a scan goes on behind what the disk does not give.
    private static let blockSize: UInt64 = 4_096
    /// How much less lines are believed that stand in another feed's folder.
    private static let strangeRank = 10

    /// - Parameter feeds: of which lines are looked for.
    init(_ feeds: [FeedName], _ environment: LogEnvironment) {
        self.feeds = feeds
        self.environment = environment
    }

    /// Notes what could not be read of a feed.
    mutating func note(_ sentence: String, of feed: FeedName) { unread[feed, default: []].append(sentence) }

    /// Takes what a file holds, from its first byte to its last.
    ///
    /// - Parameters:
    ///   - feed: whose lines are expected there. Lines of another feed are believed less than any in its own folder.
    ///   - rank: how much the file is to be believed: the lower the more.
    mutating func take(_ path: String, in feed: FeedName, rank: Int) {
        let file = files.count
        files.append(path)
        var bytes: SegmentBytes
        do throws(EventLogError) {
            bytes = try SegmentBytes(path, in: environment.fileSystem)
        } catch {
            return note("\(error.message) Nothing of that file was saved.", of: feed)
        }
        var decoder = FrameDecoder()
        let order = [feed] + feeds.filter { other in other != feed }
        var (offset, unread) = (UInt64(0), UInt64(0))
        while offset < bytes.size {
            do throws(EventLogError) {
                if let frame = try decoder.decode(at: offset, in: &bytes, sequence: 0) {
                    note(decoder.content, at: offset, of: file, order, rank)
                    offset = frame.end
                } else {
                    offset = try bytes.offsetOfMagic(from: offset + 1) ?? bytes.size
                }
            } catch {
                // Somewhere behind this place; what stands before the block that is not given is searched alone.
                let end = min((offset / Self.blockSize + 1) * Self.blockSize, bytes.size)
                if let next = bytes.offsetOfMagic(from: offset + 1, before: end) {
                    offset = next
                } else {
                    offset = end
                    unread += bytes.isReadable(end - 1) ? 0 : Self.blockSize
                }
            }
        }
        if unread > 0 { note("About \(unread) bytes of '\(path)' could not be read from the disk.", of: feed) }
    }

    /// Notes the lines of a frame in runs of the same feed and without a gap.
    private mutating func note(
        _ content: RawSpan, at offset: UInt64, of file: Int, _ order: [FeedName], _ rank: Int
    ) {
        var run: (feed: FeedName, first: UInt64, line: Int, count: Int)?
        func end(_ run: (feed: FeedName, first: UInt64, line: Int, count: Int)) {
            finds[run.feed, default: []].append(
                Find(
                    file: file, offset: offset, rank: run.feed == order[0] ? rank : rank + Self.strangeRank,
                    first: run.first, line: run.line, count: run.count))
        }
        var number = 0
        var lines = LineSplitter(content)
        while let line = lines.next() {
            let found = line.byteCount <= LogSettings.lineSizeMax ? name(of: line, order) : nil
            if let found, let now = run, now.feed == found.feed, now.first + UInt64(now.count) == found.sequence {
                run = (now.feed, now.first, now.line, now.count + 1)
            } else {
                if let run { end(run) }
                run = found.map { found in (found.feed, found.sequence, number, 1) }
            }
            number += 1
        }
        if let run { end(run) }
    }

    /// Which line of which feed a line calls itself.
    private func name(of line: RawSpan, _ order: [FeedName]) -> (feed: FeedName, sequence: UInt64)? {
        for feed in order {
            guard let stamp = environment.inspector.inspect(line, feed: feed), stamp.sequence > 0,
                stamp.sequence <= LogSettings.sequenceMax
            else { continue }
            return (feed, stamp.sequence)
        }
        return nil
    }
}

extension SegmentBytes {
    /// Whether the disk gives the byte at `offset`.
    fileprivate mutating func isReadable(_ offset: UInt64) -> Bool {
        (try? load(1, at: offset, isAlone: true)) == 1
    }

    /// Where the next frame's magic number stands in a stretch that is read by itself, if anywhere.
    fileprivate mutating func offsetOfMagic(from start: UInt64, before end: UInt64) -> UInt64? {
        guard start + 4 <= end, (try? load(Int(end - start), at: start, isAlone: true)) == Int(end - start) else {
            return nil
        }
        let window = bytes(Int(end - start), at: start)
        for position in 0...window.byteCount - 4
        where window.integer(at: position, as: UInt32.self) == FrameHeader.magic { return start + UInt64(position) }
        return nil
    }
}
