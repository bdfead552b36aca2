/// A session as it goes: since when, for how long, and whether it is interrupted.
package struct SessionRun: Sendable {
    package let id: String
    package let kind: SessionKind
    package let title: String?
    package let body: String?
    package let started: EDTF
    package let isPaused: Bool
    package let isEnded: Bool
    /// Its last end, and the feed that holds it; nil while it goes on.
    package let end: (event: EventID, occurred: EDTF, feed: String)?
    /// The starts that were recorded of it, by the feeds that hold them.
    package let starts: [String: EventID]
    /// Who observes it, as the starts say, each once.
    package let observers: [String]
    private let clock: SessionClock
    private let records: [RecordIndex]

    /// - Parameter texts: opens the title, where that is private.
    package init?(_ id: String, in history: CaseHistory, _ texts: (any PrivateTexts)?) {
        guard let symbol = history.tables.names.find(id), history.state.kinds(symbol).contains(.session) else {
            return nil
        }
        var life = SessionCourse()
        var clock = SessionClock()
        var starts: [String: EventID] = [:]
        var observers: [String] = []
        var end: (event: EventID, occurred: EDTF, feed: String)?
        let records = Array(history.state.course(of: symbol))
        for record in records {
            let event = history.state[record]
            var minutes: Int?
            if case .sessionStarted(let fields) = event.payload {
                starts[history.tables.feeds[event.id.feed]] = event.id
                let named = fields.observers.elements(in: history.tables).map { history.tables.text($0) }
                observers += named.filter { !observers.contains($0) }
            }
            if case .sessionEnded(let fields) = event.payload {
                minutes = fields.minutes?.value
                end = (event.id, event.occurred, history.tables.feeds[event.id.feed])
            }
            _ = life.apply(event, history.tables)
            if let type = event.type { clock.apply(type, event.occurred, noting: minutes) }
        }
        guard let start = life.start, case .sessionStarted(let fields) = start.payload else { return nil }
        self.id = id
        kind = fields.kind
        title = fields.title == nil ? nil : history.name(of: symbol, texts)
        body = fields.body.map { history.tables.text($0) }
        started = start.occurred
        isPaused = life.status == .paused
        isEnded = life.status == .ended
        self.end = isEnded ? end : nil
        self.starts = starts
        self.observers = observers
        self.clock = clock
        self.records = records
    }

    /// Whether it still goes as it did in an earlier state of the same history.
    package func isUnchanged(in history: CaseHistory) -> Bool {
        history.tables.names.find(id).map { history.state.course(of: $0).elementsEqual(records) } ?? false
    }

    /// How long it has run by an instant, without its pauses, in seconds.
    package func seconds(at now: Instant) -> Int { Int(clock.running(at: now) / 1000) }

    /// Its length in whole minutes, as noted or by the clock, once it has ended.
    package var minutes: Int? { isEnded ? clock.minutes : nil }

    /// The sessions that have begun and not ended, the newest first.
    package static func going(in history: CaseHistory, _ texts: (any PrivateTexts)?) -> [SessionRun] {
        all(in: history, texts).filter { !$0.isEnded }
    }

    /// All sessions, the newest first.
    package static func all(in history: CaseHistory, _ texts: (any PrivateTexts)?) -> [SessionRun] {
        let all = history.state.symbols(of: .session).compactMap { symbol in
            SessionRun(history.tables.names.text(symbol), in: history, texts)
        }
        return all.sorted { ($0.started.effect, $0.id) > ($1.started.effect, $1.id) }
    }
}

/// A session to be begun.
package struct NewSession: Sendable {
    package var kind: SessionKind
    package var title: String?
    /// Names as typed; what is unknown is made known.
    package var body: String?
    package var participants: [String]
    package var observers: [String]

    package init(
        kind: SessionKind = .meeting, title: String? = nil, body: String? = nil, participants: [String] = [],
        observers: [String] = []
    ) {
        self.kind = kind
        self.title = title
        self.body = body
        self.participants = participants
        self.observers = observers
    }
}

extension Composer {
    /// Begins a session.
    ///
    /// - Returns: its identifier, and what becomes of it.
    package mutating func start(_ new: NewSession) -> (id: String, made: Composition) {
        let body = new.body.flatMap { thing(named: $0, .body) }
        let participants = new.participants.compactMap { thing(named: $0, .person) }
        let day = String(moment.occurred.text.prefix(10))
        let id = NameSlug.unused("\(new.kind.rawValue)-\(day)", or: "session", isTaken: isTaken)
        made.main = made.lines.count
        add(
            .sessionStarted,
            [
                ("session", .string(id)), ("kind", .string(new.kind.rawValue)),
                ("title", new.title.map(JSONValue.string)), ("participants", list(participants)),
                ("body", body.map(JSONValue.string)), ("observers", list(new.observers)),
            ], warrant: nil, isFromSession: false)
        return (id, made)
    }

    /// Records the start of a session that another device has begun: a session that two observe is one.
    package mutating func join(_ run: SessionRun, observers: [String]) -> Composition {
        add(
            .sessionStarted,
            [
                ("session", .string(run.id)), ("kind", .string(run.kind.rawValue)),
                ("observers", list(observers)),
            ], warrant: nil, isFromSession: false)
        return made
    }

    private mutating func thing(named typed: String, _ kind: NewKind) -> String? {
        let name = typed.hasPrefix("@") ? String(typed.dropFirst()) : typed
        if name.isEmpty { return nil }
        return names.find(name, .actor, in: history) ?? mint(kind, name, .other, typed: name)
    }

    /// Interrupts the session, goes on with it, or ends it.
    package mutating func turn(_ type: EventType, minutes: Int? = nil) throws -> Composition {
        guard let session = moment.session else { throw EntryProblem("No session is running.") }
        made.main = made.lines.count
        add(
            type, [("session", .string(session)), ("minutes", minutes.map(JSONValue.integer))], warrant: nil,
            isFromSession: false)
        return made
    }

    /// Takes events back, the last first.
    ///
    /// - Parameter because: the event that takes their place; none where nothing does.
    package mutating func retract(_ ids: [String], because: [String] = []) -> Composition {
        for id in ids.reversed() {
            add(
                .eventRetracted, [("event", .string(id)), ("reason", .string("Taken back during capture."))],
                because: because, warrant: nil, isFromSession: false)
        }
        return made
    }
}
