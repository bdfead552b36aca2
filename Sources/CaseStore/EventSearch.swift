package import CaseModel
package import EventLog

/// Finds events and hands them out in case order without holding their lines.
package struct EventSearch {
    struct Hit: Sendable {
        let place: Place
        /// How many bytes the line has. Where they are is found again when they are fetched: there may be many hits.
        let count: UInt32
    }

    /// Lines are gathered in portions of about this many bytes, each from one pass over the frames that hold them: so a
    /// case whose lines stand in any order is put in order without holding it, and no frame is unpacked for each line.
    private static let portionSize = 64 << 20

    private let source: Case
    private let query: EventQuery
    /// The case as the question sees it.
    package let history: CaseHistory
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

    /// How many of the events found there are in each month.
    package var months: MonthCounts {
        var months = MonthCounts()
        for hit in hits { months.add(hit.place.effect) }
        return months
    }

    /// Calls `body` with each line found, in case order, without LF: the stored bytes, or the corrected line. Lines
    /// that can no longer be read are left out, and `damage` tells of them then.
    ///
    /// - Parameter isShown: whether words stand in the place of private texts.
    package mutating func forEach(isShown: Bool = false, _ body: (RawSpan, EventID) throws -> Void) throws {
        var history = history
        try forEachPortion { lines in
            for hit in lines.range {
                if isShown {
                    try lines.withShownLine(of: hit, &history, body)
                } else {
                    try lines.withLine(of: hit, &history, body)
                }
            }
        }
    }

    /// Makes something of each line that `forEach` would hand out, as it is shown, on all processors.
    ///
    /// - Parameters:
    ///   - maker: what making needs; each thread has a copy of its own, which it keeps from line to line.
    ///   - make: adds to some bytes what is made of a line; they begin empty now and then.
    ///   - put: takes the bytes, in case order.
    package mutating func forEach<Maker: Sendable>(
        madeBy maker: Maker, _ make: @escaping LineMakers<Maker>.Make, to put: ([UInt8]) throws -> Void
    ) throws {
        let makers = LineMakers(maker, history, make)
        try forEachPortion { lines in try makers.forEachPiece(of: lines, put) }
    }

    private mutating func forEachPortion(_ body: (FoundLines) throws -> Void) throws {
        let feeds = source.snapshots.map(SearchedFeed.init)
        var spare: [UInt8] = []
        var start = 0
        while start < hits.count {
            var end = start
            var size = 0
            while end < hits.count, size < Self.portionSize {
                size += Int(hits[end].count)
                end += 1
            }
            var lines = try fetch(start..<end, from: feeds, into: &spare)
            for found in feeds.flatMap(\.damage) where !damage.contains(found) { damage.append(found) }
            try body(lines)
            spare = lines.takeBytes()
            start = end
        }
    }

    /// The lines of some hits, each frame that holds any being unpacked once.
    private mutating func fetch(
        _ range: Range<Int>, from feeds: [SearchedFeed], into spare: inout [UInt8]
    ) throws -> FoundLines {
        var lines = FoundLines(hits[range], areCorrected: query.isCorrected, in: &spare)
        var changed: [EventID] = []
        let byLine = range.sorted { hits[$0].place.id < hits[$1].place.id }
        var rest = byLine[...]
        while let first = rest.first {
            let id = hits[first].place.id
            let passed = try feeds[id.feed].withFrame(id.sequence) { frame in
                copy(rest, from: frame, of: id.feed, to: &lines, &changed)
            }
            rest = rest.dropFirst(passed ?? 1)
        }
        for id in changed {
            let message = "The line \(history.tables.text(id)) became another one while the case was read."
            let lost = LostLines(first: id.sequence, last: id.sequence)
            damage.append(Damage(.line, feed: history.tables.feeds[id.feed], lost: lost, message))
        }
        return lines
    }

    /// Copies those of some hits, in the order of their ids, that lie in a frame.
    ///
    /// - Parameter changed: gets those that are not as they were when they were found.
    /// - Returns: how many lie there, from the first on.
    private func copy(
        _ wanted: ArraySlice<Int>, from frame: borrowing FrameLines, of feed: FeedIndex, to found: inout FoundLines,
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
            if !found.put(lines, offset..<end, at: index) { changed.append(id) }
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
        if let isWanted = query.isWanted, !isWanted(line()) { return false }
        guard !query.words.isEmpty else { return true }
        let text = EventText.all(history.shown(line())).lowercased()
        return query.words.allSatisfy { text.contains($0.lowercased()) }
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
