/// The life of one thing, read off its events in case order.
///
/// The same rules serve three purposes: `decide` refuses what `apply` finds contradictory, views show what `apply` made
/// of the events, and `anomalies` lists what it could not make sense of.
protocol Course {
    init()
    /// Takes in the next event; a sentence where it contradicts what was before, which then stays as it was.
    mutating func apply(_ event: Event, _ tables: Tables) -> String?
}

extension CaseState {
    /// A thing's life up to and including a place.
    func follow<C: Course>(
        _ course: RecordRun, upTo place: Place, _ tables: Tables, as _: C.Type = C.self,
        oddity: (Event, String) -> Void = { _, _ in }
    ) -> C {
        var life = C()
        for record in self.course(course, upTo: place) {
            let event = self[record]
            if let contradiction = life.apply(event, tables) { oddity(event, contradiction) }
        }
        return life
    }

    /// The life of the thing that an identifier names, up to and including a place.
    func life<C: Course>(of symbol: Symbol, upTo place: Place, _ tables: Tables, as type: C.Type = C.self) -> C {
        follow(course(of: symbol), upTo: place, tables, as: type)
    }
}

/// An organisation, a body or a group: from its registration until it merges, splits or dissolves.
struct StandingCourse: Course {
    enum End { case merged, split, dissolved }

    var id: Slug?
    var begin: Event?
    var name = Label()
    var identifiers: TextMap?
    var end: (event: Event, how: End)?
    /// The events that its name and codes rest on.
    var basis: [Event] = []

    mutating func apply(_ event: Event, _ tables: Tables) -> String? {
        switch event.payload {
        case .organisationRegistered(let p): return start(event, p.organisation, p.name, p.identifiers, tables)
        case .groupIdentified(let p): return start(event, p.group, p.name, nil, tables)
        case .bodyEstablished(let p): return start(event, p.body, p.name, p.identifiers, tables)
        case .organisationRenamed(let p): return change(p.organisation, event, tables) { $0.name = p.name }
        case .bodyRenamed(let p): return change(p.body, event, tables) { $0.name = p.name }
        case .organisationRecoded(let p):
            return change(p.organisation, event, tables) { $0.identifiers = p.identifiers }
        case .bodyRecoded(let p): return change(p.body, event, tables) { $0.identifiers = p.identifiers }
        case .organisationMerged(let p): return finish(p.from.elements(in: tables), event, .merged, tables)
        case .bodyMerged(let p): return finish(p.from.elements(in: tables), event, .merged, tables)
        case .organisationSplit(let p): return finish([p.organisation], event, .split, tables)
        case .organisationDissolved(let p): return finish([p.organisation], event, .dissolved, tables)
        case .bodyDissolved(let p): return finish([p.body], event, .dissolved, tables)
        case .groupDissolved(let p): return finish([p.group], event, .dissolved, tables)
        default: return nil
        }
    }

    /// Why nothing can happen to the thing any more, if it has ended.
    func overSentence(_ id: String, _ tables: Tables) -> String? {
        guard let end else { return nil }
        return switch end.how {
        case .merged: "\"\(id)\" went up in another on \(end.event.occurred) (\(tables.text(end.event.id)))."
        case .split: "\"\(id)\" was split on \(end.event.occurred) (\(tables.text(end.event.id)))."
        case .dissolved: "\"\(id)\" was dissolved on \(end.event.occurred) (\(tables.text(end.event.id)))."
        }
    }

    private mutating func start(
        _ event: Event, _ id: Slug, _ name: Label, _ identifiers: TextMap?, _ tables: Tables
    ) -> String? {
        if let begin { return "\"\(tables.text(id))\" is there already (\(tables.text(begin.id)))." }
        self.id = id
        begin = event
        basis = [event]
        self.name = name
        self.identifiers = identifiers
        return nil
    }

    private mutating func change(
        _ id: Slug, _ event: Event, _ tables: Tables, _ body: (inout StandingCourse) -> Void
    ) -> String? {
        if let over = overSentence(tables.text(id), tables) { return over }
        guard begin != nil else { return "\"\(tables.text(id))\" is not there yet at that date." }
        body(&self)
        basis.append(event)
        return nil
    }

    /// The events of merged things name several; this course is that of one of them.
    private mutating func finish(_ ids: [Slug], _ event: Event, _ how: End, _ tables: Tables) -> String? {
        // Several may be named; this is the course of the one that began it.
        let id = (self.id ?? ids.first).map(tables.text) ?? ""
        if let over = overSentence(id, tables) { return over }
        guard begin != nil else { return "\"\(id)\" is not there yet at that date." }
        end = (event, how)
        return nil
    }
}

/// A session: it runs or pauses between its start and its end. Two observers may each record it.
struct SessionCourse: Course {
    enum Status { case none, running, paused, ended }

    var status = Status.none
    var start: Event?
    var end: Event?

    mutating func apply(_ event: Event, _ tables: Tables) -> String? {
        let isAnothersRecord = start.map { $0.id.feed != event.id.feed } ?? false
        switch event.payload {
        case .sessionStarted:
            guard status == .none else { return isAnothersRecord ? nil : "The session has started already." }
            start = event
            status = .running
        case .sessionPaused:
            guard status == .running else { return isAnothersRecord ? nil : sentence("be paused") }
            status = .paused
        case .sessionResumed:
            guard status == .paused else {
                return isAnothersRecord ? nil : "The session is not paused at that time, so it cannot be resumed."
            }
            status = .running
        case .sessionEnded:
            guard status == .running || status == .paused else {
                return isAnothersRecord && status == .ended ? nil : sentence("end")
            }
            end = event
            status = .ended
        default: break
        }
        return nil
    }

    private func sentence(_ what: String) -> String {
        switch status {
        case .none: "The session has not started by that time, so it cannot \(what)."
        case .running: "The session is running at that time, so it cannot \(what)."
        case .paused: "The session is paused already at that time."
        case .ended: "The session has ended before that time, so it cannot \(what)."
        }
    }
}

/// Somebody's consent. It can be withdrawn at any time: by who was never asked, for their words may be recorded all the
/// same; and again, for each device that has done its part says so.
struct ConsentCourse: Course {
    mutating func apply(_ event: Event, _ tables: Tables) -> String? {
        guard case .consentWithdrawn(let fields) = event.payload, fields.scope == .session, fields.session == nil else {
            return nil
        }
        return "Name the session that the consent is withdrawn for."
    }
}

/// A proposal: tabled, revised, enacted once.
struct ProposalCourse: Course {
    var tabled: Event?
    var enacted: Event?

    mutating func apply(_ event: Event, _ tables: Tables) -> String? {
        switch event.payload {
        case .proposalTabled:
            if let tabled { return "The proposal was tabled already (\(tables.text(tabled.id)))." }
            tabled = event
        case .proposalRevised, .proposalEnacted:
            guard tabled != nil else { return "The proposal has not been tabled by then." }
            if let enacted { return "The proposal was enacted on \(enacted.occurred) (\(tables.text(enacted.id)))." }
            if case .proposalEnacted = event.payload { enacted = event }
        default: break
        }
        return nil
    }
}

/// What was offered against a loss: offered, accepted or declined, kept or broken.
struct OffsetCourse: Course {
    enum Status: String { case none, offered, accepted, declined, kept, broken }

    var status = Status.none
    var offer: OffsetOffered?

    mutating func apply(_ event: Event, _ tables: Tables) -> String? {
        switch event.payload {
        case .offsetOffered(let p):
            guard status == .none else { return "The offset was offered already." }
            offer = p
            status = .offered
        case .offsetAccepted: return move(to: .accepted, from: [.offered])
        case .offsetDeclined: return move(to: .declined, from: [.offered])
        case .offsetKept: return move(to: .kept, from: [.accepted])
        case .offsetBroken: return move(to: .broken, from: [.accepted, .kept])
        default: break
        }
        return nil
    }

    private mutating func move(to next: Status, from before: [Status]) -> String? {
        guard before.contains(status) else {
            if status == .none { return "The offset has not been offered by then." }
            return
                "The offset is \(status.rawValue) by then; only one that is \(before[0].rawValue) can be \(next.rawValue)."
        }
        status = next
        return nil
    }
}

/// A stake as its perceiver sees it.
struct StakeCourse: Course {
    var perceived: (event: Event, stake: StakePerceived)?
    /// The newest revision, for what it rests on.
    var revision: Event?

    mutating func apply(_ event: Event, _ tables: Tables) -> String? {
        switch event.payload {
        case .stakePerceived(let p):
            if let perceived { return "The stake was recorded already (\(tables.text(perceived.event.id)))." }
            perceived = (event, p)
        case .stakeRevised(let p):
            guard case (let first, var stake)? = perceived else { return "The stake has not been perceived by then." }
            guard p.by == stake.by else {
                return """
                    The stake is the perception of "\(tables.text(stake.by))"; what "\(tables.text(p.by))" sees is a stake \
                    of its own (stake.perceived).
                    """
            }
            stake.direction = p.direction ?? stake.direction
            stake.horizon = p.horizon ?? stake.horizon
            stake.phase = p.phase ?? stake.phase
            stake.weight = p.weight ?? stake.weight
            perceived = (first, stake)
            revision = event
        default: break
        }
        return nil
    }
}

/// A code: defined once, renamed, merged into another.
struct CodeCourse: Course {
    var definition: CodeDefined?
    var label: Label?
    var mergedInto: Slug?

    mutating func apply(_ event: Event, _ tables: Tables) -> String? {
        switch event.payload {
        case .codeDefined(let p):
            guard definition == nil else { return "The code \"\(tables.text(p.code))\" is defined already." }
            definition = p
            label = p.label
        case .codeRenamed(let p):
            if let mergedInto { return "The code went up in \"\(tables.text(mergedInto))\" before." }
            label = p.label
        case .codeMerged(let p):
            if let mergedInto { return "The code went up in \"\(tables.text(mergedInto))\" before." }
            mergedInto = p.into
        default: break
        }
        return nil
    }
}
