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
        /// The first line of the frame, and where in it the line lies.
        let frame: UInt64
        let offset: UInt32
        let count: UInt32
    }

    private let source: Case
    private let query: EventQuery
    private var history: CaseHistory
    private var hits: [Hit] = []
    /// What could not be read.
    package private(set) var damage: [Damage] = []

    package init(_ source: Case, _ query: EventQuery) throws {
        self.source = source
        self.query = query
        (history, damage) = try source.history(known: query.known, recorded: query.recorded)
        for (feed, snapshot) in source.snapshots.enumerated() {
            var reader = FrameReader(snapshot)
            try reader.forEachFrame { frame in collect(frame, feed) }
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
            try feeds[id.feed].withLine(hit.frame, Int(hit.offset)..<Int(hit.offset + hit.count)) { line in
                try body(line, id)
            }
        }
    }

    private mutating func collect(_ frame: borrowing FrameLines, _ feed: FeedIndex) {
        var start = 0
        var sequence = frame.firstSequence
        while start < frame.bytes.byteCount {
            let end = Lines.end(in: frame.bytes, from: start)
            let id = EventID(feed: feed, sequence: sequence)
            if let place = place(frame.bytes, start..<end, id) {
                hits.append(
                    Hit(
                        place: place, frame: frame.firstSequence, offset: UInt32(start), count: UInt32(end - start)))
            }
            sequence += 1
            start = end + 1
        }
    }

    /// Where the event of a line stands if it is asked for.
    private mutating func place(_ bytes: RawSpan, _ range: Range<Int>, _ id: EventID) -> Place? {
        var line = Lines.copy(bytes, range)
        if query.isCorrected {
            switch history.version(of: id) {
            case .stored: break
            case .corrected(let corrected): line = corrected
            case .retracted: return nil
            }
        }
        let event: Event
        switch history.read(line, id: id) {
        case .event(let read, let canonical):
            event = read
            line = canonical
        case .opaque(let read): event = read
        case .unreadable: return nil
        }
        guard event.recorded <= query.recorded, event.known <= query.known else { return nil }
        if event.isAmendment ? query.isCorrected : event.place.effect > query.at { return nil }
        return matches(event, line) ? event.place : nil
    }

    private func matches(_ event: Event, _ line: [UInt8]) -> Bool {
        let tables = history.tables
        if !query.types.isEmpty {
            let type = if case .opaque(let type) = event.payload { tables.names.text(type) } else {
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
        let text = EventText.all(line).lowercased()
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
