/// Why an event does not fit the case: what `decide` refuses and `anomalies` lists.
package struct Objection: Error, Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// It names something that the case does not know.
        case unknown
        /// It names something of another kind than the field takes.
        case wrongKind = "wrong-kind"
        /// Its identifier means something else already.
        case taken
        /// It contradicts what was so at its place.
        case contradiction
        /// Its date allows a place before what it needs.
        case tooCoarse = "too-coarse"
        /// It says that it was learnt after it was recorded.
        case learntTooLate = "learnt-too-late"
    }

    package let kind: Kind
    /// The key or field concerned, where it is one.
    package let field: String?
    /// A sentence that says what would be accepted.
    package let message: String

    /// The objection as a sentence.
    package var text: String { field.map { "\($0): \(message)" } ?? message }
}

extension CaseState {
    /// `decide`: what speaks against an event at its own place in case order, given everything in the state.
    ///
    /// Pure and strict: no clock, no file. An empty answer means that the event may be recorded. Whether a thing exists
    /// does not depend on dates; whether an event fits the course of what it changes does.
    ///
    /// - Parameter suggests: whether to look for the names that a misspelt one may stand for.
    package func decide(_ event: Event, _ tables: Tables, suggests: Bool = true) -> [Objection] {
        var objections = unresolved(event, tables, suggests: suggests)
        objections += takenIdentifiers(event, tables)
        if let learnt = event.learnt, learnt.effect > event.recorded {
            let recorded = RecordedTime.text(event.recorded)
            objections.append(
                Objection(
                    kind: .learntTooLate, field: "learnt",
                    message: "It was recorded (\(recorded)) before it was learnt (\(learnt)). Leave `learnt` out."))
        }
        guard objections.isEmpty, let contradiction = contradiction(of: event, at: event.place, tables) else {
            return objections
        }
        if let narrower = narrowerDate(for: event, tables) {
            let message = """
                \(contradiction) The date \(event.occurred) is too coarse to tell: it takes effect at its beginning. \
                \(narrower) would do.
                """
            return [Objection(kind: .tooCoarse, field: "occurred", message: message)]
        }
        return [Objection(kind: .contradiction, field: nil, message: contradiction)]
    }

    /// Each reference of an event to something that the case does not know, or knows as something else.
    package func unresolved(_ event: Event, _ tables: Tables, suggests: Bool) -> [Objection] {
        var visitor = ReferenceVisitor(tables.lists)
        return objections(to: visitor.references(of: event), of: event.id, tables, suggests: suggests)
    }

    private func takenIdentifiers(_ event: Event, _ tables: Tables) -> [Objection] {
        var objections: [Objection] = []
        event.forEachAttachment(in: tables.lists) { attachment in
            switch attachment {
            case .defines(.researcher, let kind):
                let message = "\"researcher\" stands for whoever records the case; choose another identifier."
                objections.append(Objection(kind: .taken, field: kind.rawWord, message: message))
            case .defines(let symbol, let kind):
                guard let taken = taken(symbol, by: event.id, as: kind) else { return }
                let message =
                    "\"\(tables.names.text(symbol))\" is \(taken.kind.inWords) already (\(tables.text(taken.id)))."
                objections.append(Objection(kind: .taken, field: kind.rawWord, message: message))
            case .caseItself:
                guard let first = openings.first, self[first].id != event.id else { return }
                let message = "The case was opened already (\(tables.text(self[first].id)))."
                objections.append(Objection(kind: .contradiction, field: nil, message: message))
            case .code(let symbol):
                guard case .codeDefined = event.payload, let code = code(symbol) else { return }
                guard code.builtIn != nil || !code.course.isEmpty else { return }
                let message = "The code \"\(tables.names.text(symbol))\" is defined already."
                objections.append(Objection(kind: .taken, field: "code", message: message))
            default: return
            }
        }
        return objections
    }

    /// What an identifier stands for already, if it cannot be made to stand for another thing.
    ///
    /// An identified person may be recruited; a session that two observe is started by each.
    private func taken(_ symbol: Symbol, by id: EventID, as kind: EntityKind) -> Definition? {
        definitions(symbol).first { definition in
            if definition.id == id { return false }
            if kind == .participant, definition.kind == .person { return false }
            return !(kind == .session && definition.kind == .session && definition.id.feed != id.feed)
        }
    }

    /// What speaks against an event at a place, in the courses of the things that it changes.
    func contradiction(of event: Event, at place: Place, _ tables: Tables) -> String? {
        if let key = event.tieKey { return contradiction(of: event, key, at: place, tables) }
        if let problem = contradictionOfCoding(event, tables) ?? useWithoutConsent(event, at: place, tables) {
            return problem
        }
        var found: String?
        event.forEachAttachment(in: tables.lists) { attachment in
            guard found == nil else { return }
            switch attachment {
            case .course(let symbol): found = contradiction(of: event, on: symbol, at: place, tables)
            case .touches(let symbol): found = contradiction(of: event, into: symbol, at: place, tables)
            case .code(let symbol):
                if case .codeDefined = event.payload { return }
                var code = follow(code(symbol)?.course ?? RecordRun(), upTo: place, tables, as: CodeCourse.self)
                found = code.apply(event, tables)
            default: return
            }
        }
        return found
    }

    private func contradiction(of event: Event, on symbol: Symbol, at place: Place, _ tables: Tables) -> String? {
        let kinds = kinds(symbol)
        func apply<C: Course>(_: C.Type) -> String? {
            var life = life(of: symbol, upTo: place, tables, as: C.self)
            return life.apply(event, tables)
        }
        if kinds.contains(.dispute) { return apply(DisputeCourse.self) }
        if kinds.contains(.offset) { return apply(OffsetCourse.self) }
        if kinds.contains(.stake) { return apply(StakeCourse.self) }
        if kinds.contains(.proposal) { return apply(ProposalCourse.self) }
        if kinds.contains(.session) { return apply(SessionCourse.self) }
        if !kinds.isDisjoint(with: .people) { return apply(ConsentCourse.self) }
        return apply(StandingCourse.self)
    }

    /// Why something cannot go up in what a merger or a split names: it is the very thing, or has ended itself.
    func contradiction(of event: Event, into symbol: Symbol, at place: Place, _ tables: Tables) -> String? {
        let from: [Slug]
        switch event.payload {
        case .organisationMerged(let p): from = p.from.elements(in: tables)
        case .bodyMerged(let p): from = p.from.elements(in: tables)
        case .organisationSplit(let p): from = [p.organisation]
        default: return nil
        }
        let name = tables.names.text(symbol)
        if from.contains(Slug(symbol)) { return "\"\(name)\" cannot go up in itself." }
        return life(of: symbol, upTo: place, tables, as: StandingCourse.self).overSentence(name, tables)
    }

    private func contradiction(of event: Event, _ key: TieKey, at place: Place, _ tables: Tables) -> String? {
        let isBeginning = event.type?.beginsTie ?? false
        if isBeginning {
            if key.actor == key.other {
                return "\"\(tables.names.text(key.actor))\" cannot stand in this relation to itself."
            }
            for actor in [key.actor, key.other] where actor != .empty {
                let standing = life(of: actor, upTo: place, tables, as: StandingCourse.self)
                if let over = standing.overSentence(tables.names.text(actor), tables) { return over }
            }
        }
        var tie = tie(key, upTo: place, ends: { end(of: $0, tables) })
        let turn = TieCourse.Turn(place: event.place, record: .max)
        return tie.apply(turn, isBeginning: isBeginning).map(sentence)
    }

    /// A feed takes off only the codes that it has put on.
    private func contradictionOfCoding(_ event: Event, _ tables: Tables) -> String? {
        guard case .codingRemoved(let p) = event.payload else { return nil }
        // The codes that an observation of this very feed carries in itself may be taken off as well.
        guard p.on.feed != event.id.feed else { return nil }
        let own = codesPut(on: p.on, by: event.id.feed, upTo: event.place, tables)
        for code in p.codes.elements(in: tables) where !own.contains(code) {
            return "This feed has not put the code \"\(tables.text(code))\" on \(tables.text(p.on)) by then."
        }
        return nil
    }

    /// The codes that one feed has added to an event (those of the event itself aside) and not taken off again.
    func codesPut(on id: EventID, by feed: FeedIndex, upTo place: Place, _ tables: Tables) -> [Slug] {
        var codes: [Slug] = []
        for record in course(codings(id), upTo: place) where self[record].id.feed == feed {
            switch self[record].payload {
            case .codingAdded(let p):
                for code in p.codes.elements(in: tables) where !codes.contains(code) { codes.append(code) }
            case .codingRemoved(let p):
                let removed = p.codes.elements(in: tables)
                codes.removeAll { removed.contains($0) }
            default: break
            }
        }
        return codes
    }

    /// The part of an event's date that lies behind what it needs, where there is one.
    private func narrowerDate(for event: Event, _ tables: Tables) -> EDTF? {
        let latest = event.occurred.latest
        var candidates: [Event] = []
        event.forEachAttachment(in: tables.lists) { attachment in
            let records: RecordRun
            switch attachment {
            case .course(let symbol): records = course(of: symbol)
            case .tie(let key): records = ties(key)
            default: return
            }
            for record in records where place(record) > event.place && place(record).effect <= latest {
                candidates.append(self[record])
            }
        }
        for needed in candidates.sorted(by: { $0.place < $1.place }) {
            let place = Place(effect: needed.occurred.effect, recorded: .max, id: event.id)
            guard contradiction(of: event, at: place, tables) == nil else { continue }
            var begin = needed.occurred.begin
            begin.qualifier = .none
            let end = event.occurred.end.end(at: begin.precision)
            return begin.earliest == end.earliest ? EDTF(end) : EDTF(from: begin, to: end)
        }
        return nil
    }
}

extension EntityKind {
    /// The kind as the vocabulary calls it.
    package var rawWord: String { String(describing: self) }

    /// The kind in words that follow "is".
    package var inWords: String {
        switch self {
        case .approval, .organisation, .offset: "an \(rawWord)"
        default: "a \(rawWord)"
        }
    }
}

extension EntityKinds {
    /// The kinds in words that follow "must be".
    package var inWords: String {
        if self == .actor { return "an actor (a participant, person, organisation, group or body)" }
        if self == .anything { return "something known to the case" }
        return EntityKind.allCases.filter { contains(EntityKinds($0)) }.map(\.inWords).joined(separator: " or ")
    }
}
