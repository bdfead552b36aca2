package import CaseModel
package import EventLog

/// Finds events and hands them out in case order without holding their lines.
package struct EventSearch {
    private struct Hit: Sendable {
        let place: Place
        /// How many bytes the line has. Where they are is found again when they are fetched: there may be many hits.
        let count: UInt32
    }

    /// Lines are gathered in portions of about this many bytes, each from one pass over the frames that hold them: so a
    /// case whose lines stand in any order is put in order without holding it, and no frame is unpacked for each line.
    private static let portionSize = 64 << 20

    private let source: Case
    private let query: EventQuery
    private let history: CaseHistory
    private var hits: [Hit] = []
    /// What could not be read.
    package private(set) var damage: [Damage] = []

    package init(_ source: Case, _ query: EventQuery) throws {
        let (history, damage) = try source.history(known: query.known, recorded: query.recorded)
        try self.init(source, query, in: history)
        self.damage = damage + self.damage.filter { !damage.contains($0) }
    }

    /// Searches where the case was replayed already, as known and recorded by the dates of the query.
    package init(_ source: Case, _ query: EventQuery, in history: CaseHistory) throws {
        self.source = source
        self.query = query
        self.history = history
        (hits, damage) = try source.reading().scan(history) { history, frame, feed in
            Self.hits(query, in: frame, feed, &history)
        }
        hits.sort { $0.place < $1.place }
    }

    package var count: Int { hits.count }

    /// The case as the question sees it, for the names of things.
    package var viewpoint: Viewpoint { Viewpoint(history, at: query.at) }

    /// Calls `body` with each line found, in case order, without LF: the stored bytes, or the corrected line. Lines that
    /// can no longer be read are left out, and `damage` tells of them then.
    package mutating func forEach(_ body: (RawSpan, EventID) throws -> Void) throws {
        let feeds = source.snapshots.map(SearchedFeed.init)
        var start = 0
        while start < hits.count {
            var end = start
            var size = 0
            while end < hits.count, size < Self.portionSize {
                size += Int(hits[end].count)
                end += 1
            }
            try forEach(in: start..<end, feeds, body)
            start = end
        }
    }

    private mutating func forEach(
        in range: Range<Int>, _ feeds: [SearchedFeed], _ body: (RawSpan, EventID) throws -> Void
    ) throws {
        let portion = try fetch(range, from: feeds)
        for found in feeds.flatMap(\.damage) where !damage.contains(found) { damage.append(found) }
        var history = history
        for index in range {
            let id = hits[index].place.id
            guard let stored = portion.place(of: index) else { continue }
            if query.isCorrected,
                case .corrected(let line) = history.version(of: id, stored: { Array(portion.bytes[stored]) })
            {
                try body(line.span.bytes, id)
            } else {
                try body(portion.bytes.span.bytes.extracting(stored), id)
            }
        }
    }

    /// The lines of some hits, each frame that holds any being unpacked once.
    private mutating func fetch(_ range: Range<Int>, from feeds: [SearchedFeed]) throws -> Portion {
        var portion = Portion(range, sizes: hits[range].map { Int($0.count) })
        var changed: [EventID] = []
        let byLine = range.sorted { hits[$0].place.id < hits[$1].place.id }
        var rest = byLine[...]
        while let first = rest.first {
            let id = hits[first].place.id
            let passed = try feeds[id.feed].withFrame(id.sequence) { frame in
                copy(rest, from: frame, of: id.feed, to: &portion, &changed)
            }
            rest = rest.dropFirst(passed ?? 1)
        }
        for id in changed {
            let message = "The line \(history.tables.text(id)) became another one while the case was read."
            let lost = LostLines(first: id.sequence, last: id.sequence)
            damage.append(Damage(.line, feed: history.tables.feeds[id.feed], lost: lost, message))
        }
        return portion
    }

    /// Copies those of some hits, in the order of their ids, that lie in a frame.
    ///
    /// - Parameter changed: gets those that are not as they were when they were found.
    /// - Returns: how many lie there, from the first on.
    private func copy(
        _ wanted: ArraySlice<Int>, from frame: borrowing FrameLines, of feed: FeedIndex, to portion: inout Portion,
        _ changed: inout [EventID]
    ) -> Int {
        let lines = frame.bytes
        var (line, offset, passed) = (frame.firstSequence, 0, 0)
        for index in wanted {
            let id = hits[index].place.id
            guard id.feed == feed, id.sequence < frame.nextSequence else { break }
            while line < id.sequence {
                offset = Lines.end(in: lines, from: offset) + 1
                line += 1
            }
            let end = Lines.end(in: lines, from: offset)
            if !portion.put(lines, offset..<end, at: index) { changed.append(id) }
            (line, offset) = (line + 1, end + 1)
            passed += 1
        }
        return passed
    }

    private static func hits(
        _ query: EventQuery, in frame: borrowing FrameLines, _ feed: FeedIndex, _ history: inout CaseHistory
    ) -> [Hit] {
        var found: [Hit] = []
        history.scan(frame.bytes, feed: feed, firstSequence: frame.firstSequence, isCorrected: query.isCorrected) {
            line, history in
            let event = line.event
            guard event.recorded <= query.recorded, event.known <= query.known else { return }
            if event.isAmendment ? query.isCorrected : event.place.effect > query.at { return }
            let isWanted = matches(event, query, history) { line.rewritten ?? Lines.copy(frame.bytes, line.range) }
            guard isWanted else { return }
            found.append(Hit(place: event.place, count: UInt32(line.range.count)))
        }
        return found
    }

    private static func matches(
        _ event: Event, _ query: EventQuery, _ history: CaseHistory, line: () -> [UInt8]
    ) -> Bool {
        if query.isForAll { return true }
        let tables = history.tables
        if !query.types.isEmpty {
            let type =
                if case .opaque(let type) = event.payload { tables.names.text(type) } else {
                    event.type?.rawValue ?? ""
                }
            guard query.types.contains(type) else { return false }
        }
        if !query.about.isEmpty {
            let mentions = event.mentions(tables)
            guard query.about.contains(where: { mentions.contains($0) }) else { return false }
        }
        if !query.codes.isEmpty {
            let codes = event.codes(tables) + history.state.codes(on: event.id, tables)
            guard query.codes.contains(where: { codes.contains($0) }) else { return false }
        }
        if let session = query.session {
            guard event.sessions(tables).contains(session) else { return false }
        }
        guard !query.words.isEmpty else { return true }
        let text = EventText.all(line()).lowercased()
        return query.words.allSatisfy { text.contains($0.lowercased()) }
    }
}

/// The lines of some hits on their way into case order.
private struct Portion {
    private let range: Range<Int>
    /// Where each begins, and where the last one ends.
    private var starts = [0]
    private var isThere: [Bool]
    private(set) var bytes: [UInt8]

    init(_ range: Range<Int>, sizes: [Int]) {
        self.range = range
        for size in sizes { starts.append(starts[starts.count - 1] + size) }
        isThere = [Bool](repeating: false, count: range.count)
        bytes = [UInt8](repeating: 0, count: starts[starts.count - 1])
    }

    /// Takes the line of a hit.
    ///
    /// - Returns: false when it has another size than the hit.
    mutating func put(_ lines: RawSpan, _ line: Range<Int>, at hit: Int) -> Bool {
        let index = hit - range.lowerBound
        guard line.count == starts[index + 1] - starts[index] else { return false }
        Lines.copy(lines, line, to: &bytes, at: starts[index])
        isThere[index] = true
        return true
    }

    /// Where the line of a hit stands in `bytes`; nil where it could not be read.
    func place(of hit: Int) -> Range<Int>? {
        let index = hit - range.lowerBound
        return isThere[index] ? starts[index]..<starts[index + 1] : nil
    }
}

/// The frames of one feed, for lines in an order of their own; a class, because readers of frames cannot be copied.
private final class SearchedFeed {
    private var reader: FrameReader

    init(_ snapshot: FeedSnapshot) { reader = FrameReader(snapshot) }

    var damage: [Damage] { reader.damage }

    func withFrame(_ sequence: UInt64, _ body: (borrowing FrameLines) -> Int) throws -> Int? {
        try reader.withFrameOnce(containing: sequence, body)
    }
}
