// Most events of a case are evidence, of which its state keeps nothing. A view that needs some looks for it in the
// lines.
extension CaseHistory {
    /// The evidence for issues and drivers in the lines of a frame: the observations, excerpts and memos that had
    /// happened.
    ///
    /// - Parameter codes: as at the same instant.
    /// - Returns: one tally, or none.
    package mutating func codeTally(
        of frame: RawSpan, feed: FeedIndex, firstSequence: UInt64, upTo at: Instant, _ codes: CaseCodes
    ) -> [CodeTally] {
        var tally = CodeTally()
        var counted: [Symbol] = []
        forEachCounted(frame, feed, firstSequence) { line, history in
            let event = line.event
            guard let own = event.evidenceCodes, event.place.effect <= at else { return }
            counted.removeAll(keepingCapacity: true)
            history.state.forEachCode(on: event.id, own: own, upTo: .end(of: at), history.tables) { code in
                for target in codes.counted(code) where !counted.contains(target) { counted.append(target) }
            }
            if !counted.isEmpty { tally.add(event, for: counted, history.tables) }
        }
        return tally.counts.isEmpty ? [] : [tally]
    }

    /// The strategies that had been employed, as lines.
    package mutating func strategyLines(
        in frame: RawSpan, feed: FeedIndex, firstSequence: UInt64, upTo at: Instant
    ) -> [FoundLine] {
        var found: [FoundLine] = []
        forEachCounted(frame, feed, firstSequence) { line, _ in
            guard case .strategyEmployed = line.event.payload, line.event.place.effect <= at else { return }
            found.append(FoundLine(id: line.event.id, line: line.stored(in: frame)))
        }
        return found
    }

    /// What the view `reignition` needs of the lines of a frame.
    ///
    /// - Parameter wanted: the causes, at whatever date.
    package mutating func causeLines(
        in frame: RawSpan, feed: FeedIndex, firstSequence: UInt64, _ wanted: Set<EventID>
    ) -> [CauseLines] {
        var found = CauseLines()
        forEachCounted(frame, feed, firstSequence) { line, _ in
            if line.event.isOfTheCase { found.last = max(found.last ?? .min, line.event.place.effect) }
            guard wanted.contains(line.event.id) else { return }
            found.lines.append(FoundLine(id: line.event.id, line: line.stored(in: frame)))
        }
        return [found]
    }

    /// Hands out each event that counts, as corrected, at whatever date.
    mutating func forEachCounted(
        _ frame: RawSpan, _ feed: FeedIndex, _ firstSequence: UInt64, _ body: (ScannedLine, CaseHistory) -> Void
    ) {
        let (known, recorded) = (known, recorded)
        scan(frame, feed: feed, firstSequence: firstSequence, isCorrected: true) { line, history in
            let event = line.event
            if event.recorded <= recorded, event.known <= known, !event.isAmendment { body(line, history) }
        }
    }

    /// Reads found lines anew: what they hold stays in the tables.
    ///
    /// - Returns: the events in case order.
    package mutating func read(_ lines: [FoundLine]) -> [Event] {
        lines.compactMap { found in
            if case .event(let event, _) = AnyForm.read(found.line, id: found.id, tables: &tables) {
                event
            } else {
                nil
            }
        }.sorted { $0.place < $1.place }
    }
}

/// An event's line, as corrected.
package struct FoundLine: Sendable {
    let id: EventID
    let line: [UInt8]
}

/// The causes of re-ignitions, as lines, and the last instant at which anything happened in the case.
package struct CauseLines: Sendable {
    package internal(set) var lines: [FoundLine] = []
    package internal(set) var last: Instant?

    package init() {}

    package init(_ parts: [CauseLines]) {
        lines = parts.flatMap(\.lines)
        last = parts.compactMap(\.last).max()
    }
}

extension Event {
    /// Whether something happened in the case: codes, codings and memos are work on its record, done at whatever date.
    fileprivate var isOfTheCase: Bool {
        switch payload {
        case .codeDefined, .codeRenamed, .codeMerged, .codingAdded, .codingRemoved, .memoWritten, .opaque: false
        default: true
        }
    }

    /// The codes in a piece of evidence itself; nil for another event.
    var evidenceCodes: List<Slug>? {
        switch payload {
        case .observationNoted(let p): p.codes ?? List()
        case .excerptRecorded(let p): p.codes ?? List()
        case .memoWritten: List()
        default: nil
        }
    }
}

extension CaseState {
    /// Calls `body` with each code on an event, some of them several times: its own, and those that coders have put on
    /// it. Each feed takes off what it has put on; the event's own codes are its feed's.
    func forEachCode(
        on id: EventID, own: List<Slug>, upTo place: Place, _ tables: Tables, _ body: (Symbol) -> Void
    ) {
        let codings = course(codings(id), upTo: place)
        if codings.isEmpty {
            for index in own.indices { body(Slug(word: tables.lists[index]).symbol) }
            return
        }
        var standing = [id.feed: own.elements(in: tables)]
        for record in codings {
            let feed = self.id(record).feed
            if let added = fields(record, as: CodingAdded.self) {
                standing[feed, default: []] += added.codes.elements(in: tables)
            } else if let removed = fields(record, as: CodingRemoved.self)?.codes.elements(in: tables) {
                standing[feed]?.removeAll { removed.contains($0) }
            }
        }
        for code in standing.values.joined() { body(code.symbol) }
    }
}
