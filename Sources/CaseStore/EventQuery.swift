package import CaseModel
package import EventLog

/// Which events of a case are asked for.
package struct EventQuery: Sendable {
    package var at: Instant = .max
    package var known: Instant = .max
    package var recorded: Instant = .max
    /// Any of these types; all when empty.
    package var types: Set<String> = []
    /// Mentioning any of these identifiers or events; all when empty.
    package var about: [String] = []
    package var codes: [String] = []
    package var session: String?
    /// Texts that hold all of these, in any letter case.
    package var words: [String] = []
    /// Whether events stand where they are as corrected, retracted ones left out, as views have them.
    package var isCorrected = false

    package init() {}
}

/// Finds events and hands them out in case order without holding their lines.
package struct EventSearch {
    private struct Hit {
        let place: Place
        /// The first line of the frame, and where in it the line lies; or where among the late lines.
        let frame: UInt64
        let offset: UInt32
        let count: UInt32
        let isLate: Bool
    }

    /// Late lines are kept while they are found, so that their frames need not be read again out of order: at most this
    /// many bytes of them.
    private static let lateBytesMax = 64 << 20

    private let source: Case
    private let query: EventQuery
    private var history: CaseHistory
    private var hits: [Hit] = []
    private var lateLines: [UInt8] = []
    /// What could not be read.
    package private(set) var damage: [Damage] = []

    package init(_ source: Case, _ query: EventQuery) throws {
        self.source = source
        self.query = query
        (history, damage) = try source.history(known: query.known, recorded: query.recorded)
        for (feed, snapshot) in source.snapshots.enumerated() {
            var reader = FrameReader(snapshot)
            var latest = Instant.min
            try reader.forEachFrame { frame in collect(frame, feed, &latest) }
        }
        hits.sort { $0.place < $1.place }
    }

    package var count: Int { hits.count }

    /// The case as the question sees it, for the names of things.
    package var viewpoint: Viewpoint { Viewpoint(history, at: query.at) }

    /// Calls `body` with each line found, in case order, without LF: the stored bytes, or the corrected line.
    package func forEach(_ body: (RawSpan, EventID) throws -> Void) throws {
        let feeds = source.snapshots.map(SearchedFeed.init)
        for hit in hits {
            let id = hit.place.id
            if query.isCorrected, case .corrected(let line) = history.version(of: id) {
                try body(line.span.bytes, id)
                continue
            }
            if hit.isLate {
                let start = Int(hit.frame)
                try body(lateLines.span.bytes.extracting(start..<start + Int(hit.count)), id)
                continue
            }
            try feeds[id.feed].withLine(hit.frame, Int(hit.offset)..<Int(hit.offset + hit.count)) { line in
                try body(line, id)
            }
        }
    }

    private mutating func collect(_ frame: borrowing FrameLines, _ feed: FeedIndex, _ latest: inout Instant) {
        var found: [(place: Place, range: Range<Int>)] = []
        let query = query
        history.scan(
            frame.bytes, feed: feed, firstSequence: frame.firstSequence, isCorrected: query.isCorrected
        ) { line, history in
            let event = line.event
            guard event.recorded <= query.recorded, event.known <= query.known else { return }
            if event.isAmendment ? query.isCorrected : event.place.effect > query.at { return }
            let isWanted = Self.matches(event, query, history) {
                line.rewritten ?? Lines.copy(frame.bytes, line.range)
            }
            if isWanted { found.append((event.place, line.range)) }
        }
        for (place, range) in found {
            let isLate = place.effect < latest && lateLines.count + range.count <= Self.lateBytesMax
            let start = isLate ? UInt64(lateLines.count) : frame.firstSequence
            if isLate { lateLines.append(contentsOf: Lines.copy(frame.bytes, range)) }
            latest = max(latest, place.effect)
            hits.append(
                Hit(
                    place: place, frame: start, offset: UInt32(range.lowerBound), count: UInt32(range.count),
                    isLate: isLate))
        }
    }

    private static func matches(
        _ event: Event, _ query: EventQuery, _ history: CaseHistory, line: () -> [UInt8]
    ) -> Bool {
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

    func withLine(_ frame: UInt64, _ range: Range<Int>, _ body: (RawSpan) throws -> Void) throws {
        try reader.withFrame(containing: frame) { lines in
            try body(lines.bytes.extracting(range))
        }
    }
}
