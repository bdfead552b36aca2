/// What does not fit together: late and contradictory accounts, references to nothing, corrections that do not apply.
package struct Anomaly: Sendable, Equatable {
    package let event: EventID
    package let occurred: EDTF
    package let type: String
    package let kind: Objection.Kind
    package let message: String
    let place: Place
    let isAmendment: Bool

    init(_ event: Event, type: String, _ kind: Objection.Kind, _ message: String) {
        self.event = event.id
        occurred = event.occurred
        place = event.place
        isAmendment = event.isAmendment
        self.type = type
        self.kind = kind
        self.message = message
    }
}

/// Everything odd that had taken effect by a date, in case order.
package struct AnomaliesView: Sendable {
    package private(set) var anomalies: [Anomaly]

    /// - Parameter unresolved: what `CaseHistory.examine` found when it looked at each line again.
    package init(_ view: Viewpoint, unresolved: [Anomaly]) {
        // Corrections and retractions have no place on the `at` axis.
        anomalies = unresolved.filter { $0.isAmendment || $0.place <= view.place }
        for symbol in view.state.symbols(of: .anything) { addContradictions(of: symbol, view) }
        for code in view.state.codes {
            follow(code.course, view, as: CodeCourse.self)
            if code.builtIn != nil { addRedefinitions(of: code, view) }
        }
        addTies(view)
        for record in view.state.course(view.state.openings, upTo: view.place).dropFirst() {
            add(view.state[record], "The case was opened already.")
        }
        anomalies.sort { ($0.place, $0.message) < ($1.place, $1.message) }
    }

    private mutating func add(_ event: Event, _ message: String) {
        anomalies.append(Anomaly(event, type: event.type?.rawValue ?? "", .contradiction, message))
    }

    private mutating func follow<C: Course>(_ course: RecordRun, _ view: Viewpoint, as _: C.Type) {
        var found: [(Event, String)] = []
        let _: C = view.state.follow(course, upTo: view.place, view.tables) { found.append(($0, $1)) }
        for (event, message) in found { add(event, message) }
    }

    private mutating func addContradictions(of symbol: Symbol, _ view: Viewpoint) {
        let kinds = view.state.kinds(symbol)
        let course = view.state.course(of: symbol)
        if kinds.contains(.dispute) { follow(course, view, as: DisputeCourse.self) }
        if kinds.contains(.offset) { follow(course, view, as: OffsetCourse.self) }
        if kinds.contains(.stake) { follow(course, view, as: StakeCourse.self) }
        if kinds.contains(.proposal) { follow(course, view, as: ProposalCourse.self) }
        if kinds.contains(.session) { follow(course, view, as: SessionCourse.self) }
        if kinds.contains(.participant) { follow(course, view, as: ConsentCourse.self) }
        if !kinds.isDisjoint(with: [.organisation, .body, .group]) {
            follow(course, view, as: StandingCourse.self)
            addMergers(into: symbol, view)
        }
        addSecondMeanings(of: symbol, view)
    }

    private mutating func addMergers(into symbol: Symbol, _ view: Viewpoint) {
        for record in view.state.course(view.state.touching(symbol), upTo: view.place) {
            let event = view.state[record]
            let problem = view.state.contradiction(of: event, into: symbol, at: event.place, view.tables)
            if let problem { add(event, problem) }
        }
    }

    /// An identifier that several events gave a meaning, where the course of the first does not tell.
    private mutating func addSecondMeanings(of symbol: Symbol, _ view: Viewpoint) {
        let definitions = view.state.definitions(symbol)
        guard definitions.count > 1 else { return }
        var first: Event?
        for record in view.state.course(view.state.course(of: symbol), upTo: view.place) {
            let event = view.state[record]
            guard let definition = definitions.first(where: { $0.id == event.id }) else { continue }
            guard let earlier = first, let before = definitions.first(where: { $0.id == earlier.id }) else {
                first = event
                continue
            }
            let isTold = before.kind == definition.kind && Self.tellsItself.contains(definition.kind)
            if isTold || (definition.kind == .participant && before.kind == .person) { continue }
            let name = view.tables.names.text(symbol)
            add(event, "\"\(name)\" is \(before.kind.inWords) already (\(view.tables.text(earlier.id))).")
        }
    }

    /// Kinds whose courses object to a second beginning themselves.
    private static let tellsItself: Set<EntityKind> = [
        .dispute, .offset, .stake, .proposal, .session, .organisation, .body, .group,
    ]

    /// A built-in code is defined already.
    private mutating func addRedefinitions(of code: CaseState.Code, _ view: Viewpoint) {
        for record in view.state.course(code.course, upTo: view.place) {
            guard case .codeDefined = view.state[record].payload else { continue }
            add(view.state[record], "The code \"\(view.tables.names.text(code.symbol))\" is built in.")
        }
    }

    private mutating func addTies(_ view: Viewpoint) {
        var found: [(Event, String)] = []
        for key in view.state.tieKeys {
            _ = view.state.tie(
                key, upTo: view.place, view.tables, ends: { view.state.end(of: $0, view.tables) },
                oddity: { found.append(($0, $1)) })
        }
        for (event, message) in found { add(event, message) }
    }
}

extension CaseHistory {
    /// Looks at each line of a frame again, with everything known: references to nothing, corrections that do not apply.
    package mutating func examine(_ frame: RawSpan, feed: FeedIndex, firstSequence: UInt64) -> [Anomaly] {
        let mark = tables.lists.count
        let lines = scanned(frame, feed: feed, firstSequence: firstSequence, isCorrected: true)
        let found = examine(lines) + ineffectiveCorrections(in: frame, feed: feed, firstSequence: firstSequence)
        forgetLists(from: mark)
        return found
    }

    /// Corrections that can do nothing to the lines of a frame.
    private mutating func ineffectiveCorrections(
        in frame: RawSpan, feed: FeedIndex, firstSequence: UInt64
    ) -> [Anomaly] {
        var found: [Anomaly] = []
        var (start, sequence) = (0, firstSequence)
        while start < frame.byteCount {
            let end = Lines.end(in: frame, from: start)
            let id = EventID(feed: feed, sequence: sequence)
            for correction in ineffectiveCorrections(of: id, stored: { Lines.copy(frame, start..<end) }) {
                guard case .event(let event, _) = read(correction.line, id: correction.id) else { continue }
                let message = "What it would make of \(tables.text(id)) is no event of its type, so it changes nothing."
                found.append(Anomaly(event, type: EventType.eventCorrected.rawValue, .contradiction, message))
            }
            (start, sequence) = (end + 1, sequence + 1)
        }
        return found
    }

    private func examine(_ lines: [ScannedLine]) -> [Anomaly] {
        var found: [Anomaly] = []
        // One for all lines: it holds on to the whole state.
        var references = ReferenceVisitor(state: state, tables: tables, suggests: false)
        for line in lines {
            let event = line.event
            guard let type = event.type, event.recorded <= recorded, event.known <= known else { continue }
            for objection in references.check(event) {
                found.append(Anomaly(event, type: type.rawValue, objection.kind, objection.text))
            }
            if event.isAmendment, let problem = problem(ofAmendment: event) {
                found.append(Anomaly(event, type: type.rawValue, .contradiction, problem))
            }
        }
        return found
    }

    /// Why a correction or a retraction does nothing.
    package func problem(ofAmendment event: Event) -> String? {
        switch event.payload {
        case .eventCorrected(let p):
            if isAmendment(p.event) {
                return "\(tables.text(p.event)) is itself a correction or a retraction; retract it and write another."
            }
            if isRetracted(p.event, apartFrom: event) { return "\(tables.text(p.event)) is retracted." }
            return nil
        case .eventRetracted(let p):
            return p.event == event.id ? "An event cannot retract itself." : nil
        default: return nil
        }
    }
}
