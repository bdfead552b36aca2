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
        self.damage = damage
    }

    /// Searches where the case was replayed already, as known and recorded by the dates of the query.
    package init(_ source: Case, _ query: EventQuery, in history: CaseHistory) throws {
        self.source = source
        self.query = query
        self.history = history
        damage = []
        hits = try source.reading().scan(history) { history, frame, feed in
            Self.hits(query, in: frame, feed, &history)
        }
        hits.sort { $0.place < $1.place }
    }

    package var count: Int { hits.count }

    /// The case as the question sees it, for the names of things.
    package var viewpoint: Viewpoint { Viewpoint(history, at: query.at) }

    /// Calls `body` with each line found, in case order, without LF: the stored bytes, or the corrected line.
    package func forEach(_ body: (RawSpan, EventID) throws -> Void) throws {
        let feeds = source.snapshots.map(SearchedFeed.init)
        var start = 0
        while start < hits.count {
            var end = start
            var size = 0
            while end < hits.count, size < Self.portionSize {
                size += Int(hits[end].count)
                end += 1
            }
            try forEach(in: start..<end, size, feeds, body)
            start = end
        }
    }

    private func forEach(
        in portion: Range<Int>, _ size: Int, _ feeds: [SearchedFeed], _ body: (RawSpan, EventID) throws -> Void
    ) throws {
        var starts: [Int] = []
        var next = 0
        for hit in hits[portion] {
            starts.append(next)
            next += Int(hit.count)
        }
        var bytes = [UInt8](repeating: 0, count: size)
        let byLine = portion.sorted { hits[$0].place.id < hits[$1].place.id }
        var rest = byLine[...]
        while let first = rest.first {
            let id = hits[first].place.id
            let copied = try feeds[id.feed].withFrame(id.sequence) { lines in
                copy(rest, from: lines, of: id.feed, to: &bytes) { starts[$0 - portion.lowerBound] }
            }
            rest = rest.dropFirst(copied ?? 1)
        }
        var history = history
        for index in portion {
            let hit = hits[index]
            let start = starts[index - portion.lowerBound]
            let stored = start..<start + Int(hit.count)
            if query.isCorrected,
                case .corrected(let line) = history.version(of: hit.place.id, stored: { Array(bytes[stored]) })
            {
                try body(line.span.bytes, hit.place.id)
            } else {
                try body(bytes.span.bytes.extracting(stored), hit.place.id)
            }
        }
    }

    /// Copies those of some hits, in the order of their ids, that lie in a frame.
    ///
    /// - Returns: how many, from the first on.
    private func copy(
        _ wanted: ArraySlice<Int>, from frame: borrowing FrameLines, of feed: FeedIndex, to bytes: inout [UInt8],
        at start: (Int) -> Int
    ) -> Int {
        let lines = frame.bytes
        var (line, offset, copied) = (frame.firstSequence, 0, 0)
        for index in wanted {
            let (id, count) = (hits[index].place.id, Int(hits[index].count))
            guard id.feed == feed, id.sequence < frame.nextSequence else { break }
            while line < id.sequence {
                offset = Lines.end(in: lines, from: offset) + 1
                line += 1
            }
            Lines.copy(lines, offset..<offset + count, to: &bytes, at: start(index))
            copied += 1
        }
        return copied
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

/// The frames of one feed, for lines in an order of their own; a class, because readers of frames cannot be copied.
private final class SearchedFeed {
    private var reader: FrameReader

    init(_ snapshot: FeedSnapshot) { reader = FrameReader(snapshot) }

    func withFrame(_ sequence: UInt64, _ body: (borrowing FrameLines) -> Int) throws -> Int? {
        try reader.withFrame(containing: sequence, body)
    }
}
