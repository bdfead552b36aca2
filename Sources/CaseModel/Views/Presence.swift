/// Who was at the sessions that had begun by a date.
///
/// What was noted last of somebody's attendance counts before the list that a session began with.
struct Presence: Sendable {
    /// In case order.
    let sessions: [FieldworkView.Session]
    /// What was noted last for each session and actor, by their names.
    let attendance: [FieldworkView.Attendance]
    private var rows: [Symbol: Range<Int>] = [:]

    private struct Seat: Hashable {
        let session: Symbol
        let actor: Symbol
    }

    /// - Parameter noted: what was noted of attendance by the date, in case order.
    init(_ view: Viewpoint, _ noted: [Event]) {
        sessions = view.sharing.compactMap(view.state.symbols(of: .session)) { Self.session($0, view) }
            .sorted { $0.place < $1.place }
        attendance = Self.attendance(noted, view)
        for (index, row) in attendance.enumerated() {
            let session = row.fields.session.symbol
            rows[session] = (rows[session]?.lowerBound ?? index)..<index + 1
        }
    }

    /// What was noted last of those at a session.
    func attendance(of session: FieldworkView.Session) -> ArraySlice<FieldworkView.Attendance> {
        attendance[rows[session.fields.session.symbol] ?? 0..<0]
    }

    /// Those who took part in a session themselves.
    func those(at session: FieldworkView.Session) -> Set<Symbol> {
        var there = Set(session.participants.map(\.symbol))
        for row in attendance(of: session) {
            if row.fields.how == .deputised, let other = row.fields.for { there.remove(other.symbol) }
        }
        for row in attendance(of: session) {
            if row.fields.how.isThere {
                there.insert(row.fields.actor.symbol)
            } else {
                there.remove(row.fields.actor.symbol)
            }
        }
        return there
    }

    /// A session as all who recorded it have it: the first start tells, and later ones add who was there and who
    /// observed.
    static func session(_ symbol: Symbol, _ view: Viewpoint) -> FieldworkView.Session? {
        var life = SessionCourse()
        var clock = SessionClock()
        var participants: [Slug] = []
        var observers: [Label] = []
        var marks = Marks()
        for record in view.state.course(view.state.course(of: symbol), upTo: view.place) {
            let event = view.state[record]
            var minutes: Int?
            switch event.payload {
            case .sessionStarted(let fields):
                for actor in fields.participants.elements(in: view.tables) where !participants.contains(actor) {
                    participants.append(actor)
                }
                for name in fields.observers.elements(in: view.tables) where !observers.contains(name) {
                    observers.append(name)
                }
            case .sessionEnded(let fields): minutes = fields.minutes?.value
            case .sessionPaused, .sessionResumed: break
            default: continue
            }
            _ = life.apply(event, view.tables)
            if let type = event.type { clock.apply(type, event.occurred, noting: minutes) }
            marks.add(event, view.tables)
        }
        guard let start = life.start, case .sessionStarted(let fields) = start.payload else { return nil }
        return FieldworkView.Session(
            fields: fields, participants: participants, observers: observers, started: start.occurred,
            ended: life.end?.occurred, minutes: clock.minutes, marks: marks, place: start.place)
    }

    private static func attendance(_ noted: [Event], _ view: Viewpoint) -> [FieldworkView.Attendance] {
        var newest: [Seat: FieldworkView.Attendance] = [:]
        for event in noted {
            guard case .attendanceNoted(let fields) = event.payload else { continue }
            newest[Seat(session: fields.session.symbol, actor: fields.actor.symbol)] = FieldworkView.Attendance(
                fields: fields, event: event.id, marks: Marks(event, view.tables))
        }
        let order = view.order
        return newest.sorted { a, b in
            if a.key.session != b.key.session { return order.areInOrder(a.key.session, b.key.session) }
            return order.areInOrder(a.key.actor, b.key.actor)
        }.map(\.value)
    }
}

extension FieldworkView.Session {
    /// A session by its identifier; nil where none had begun under it by the date of the view.
    package init?(_ id: String, in view: Viewpoint) {
        guard let symbol = view.tables.names.find(id), let session = Presence.session(symbol, view) else { return nil }
        self = session
    }
}

extension AttendanceKind {
    /// Whether the one of whom it was noted was there, for however long, and for whomever.
    var isThere: Bool {
        switch self {
        case .present, .deputised, .left: true
        case .absent, .apologies: false
        }
    }
}

extension Viewpoint {
    /// For each thing of a kind, the first event of a type by the date, in case order.
    func beginnings(of kind: EntityKind, by type: EventType) -> [Event] {
        let records = sharing.compactMap(state.symbols(of: EntityKinds(kind))) { symbol in
            state.course(state.course(of: symbol), upTo: place).first { state.type($0) == type }
        }
        return records.map { state[$0] }.sorted { $0.place < $1.place }
    }
}
