/// What views ask of the lines of a case, of which its state keeps nothing: most events are evidence. One look at each
/// line answers all that is asked.
package struct LineLookup: Sendable {
    package struct Parts: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The evidence for issues and drivers.
        package static let codes = Parts(rawValue: 1)
        /// The strategies that had been employed.
        package static let strategies = Parts(rawValue: 2)
        /// The causes of re-ignitions, and when anything happened last.
        package static let causes = Parts(rawValue: 4)
        /// How much evidence there is, who was heard in it, and who was noted as present or absent.
        package static let evidence = Parts(rawValue: 8)
    }

    package let parts: Parts
    let codes: CaseCodes
    let at: Instant
    private let actors: EngagedActors
    private let causes: Set<EventID>

    /// - Parameter view: as at the date that is asked for.
    package init(_ parts: Parts, _ view: Viewpoint) {
        self.parts = parts
        at = view.at
        codes = parts.isDisjoint(with: [.codes, .strategies, .causes]) ? CaseCodes() : CaseCodes(view)
        actors = parts.contains(.evidence) ? EngagedActors(view) : EngagedActors()
        causes = parts.contains(.causes) ? ReignitionView.causes(view) : []
    }

    /// Nothing found yet.
    package func blank() -> LineFindings { LineFindings(actors) }

    /// Looks at the lines of a frame.
    ///
    /// - Parameters:
    ///   - history: that of the view, or a copy of it; it takes nothing in.
    ///   - found: gets what they hold of it.
    package func look(
        in frame: RawSpan, feed: FeedIndex, firstSequence: UInt64, _ history: inout CaseHistory,
        into found: inout LineFindings
    ) {
        var counted: [Symbol] = []
        history.forEachCounted(frame, feed, firstSequence) { line, history in
            let event = line.event
            if parts.contains(.causes) {
                if event.isOfTheCase { found.last = max(found.last ?? .min, event.place.effect) }
                if causes.contains(event.id) { found.causes.append(FoundLine(line, frame)) }
            }
            guard event.place.effect <= at else { return }
            switch event.payload {
            case .strategyEmployed where parts.contains(.strategies): found.strategies.append(FoundLine(line, frame))
            case .attendanceNoted where parts.contains(.evidence): found.attendance.append(FoundLine(line, frame))
            case .observationNoted, .excerptRecorded, .memoWritten:
                if parts.contains(.evidence) { found.evidence.add(event, history.tables) }
                if parts.contains(.codes) {
                    count(event, history, &counted)
                    found.tally.add(event, for: counted, history.tables)
                }
            default: return
            }
        }
    }

    /// - Parameter counted: gets what the codes on a piece of evidence count for, each once.
    private func count(_ event: Event, _ history: CaseHistory, _ counted: inout [Symbol]) {
        counted.removeAll(keepingCapacity: true)
        let own = event.evidenceCodes ?? List()
        history.state.forEachCode(on: event.id, own: own, upTo: .end(of: at), history.tables) { code in
            for target in codes.counted(code) where !counted.contains(target) { counted.append(target) }
        }
    }
}

extension CaseHistory {
    /// Hands out each event that counts, as corrected, at whatever date.
    fileprivate mutating func forEachCounted(
        _ frame: RawSpan, _ feed: FeedIndex, _ firstSequence: UInt64, _ body: (ScannedLine, CaseHistory) -> Void
    ) {
        let (known, recorded) = (known, recorded)
        scan(frame, feed: feed, firstSequence: firstSequence, isCorrected: true) { line, history in
            let event = line.event
            if event.recorded <= recorded, event.known <= known, !event.isAmendment { body(line, history) }
        }
    }
}

extension Event {
    /// Whether something happened in the case, or was watched: opening it, leave and consent, documents, codes and
    /// memos are work on its record, done at whatever date.
    fileprivate var isOfTheCase: Bool {
        switch payload {
        case .caseOpened, .approvalGranted, .consentGiven, .consentWithdrawn, .documentCollected, .codeDefined,
            .codeRenamed, .codeMerged, .codingAdded, .codingRemoved, .memoWritten, .opaque:
            false
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
