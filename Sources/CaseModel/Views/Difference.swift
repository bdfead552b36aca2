/// What changed between two states of a case: between two dates, or two states of knowledge.
///
/// It is a difference of sets of facts. What a merger, a split or a dissolution takes with it is told by that alone.
package struct Difference: Sendable {
    package private(set) var changes: [Change] = []
    private let before: Viewpoint
    private let after: Viewpoint
    private let names: NameBook
    private let namesBefore: NameBook
    /// Whether the same dates are compared, so that what changed is the record and not the world.
    private let isOfKnowledge: Bool
    /// Whether some events are thought away in what came after.
    private let isHypothetical: Bool
    /// Actors that stood before and stand no more.
    private var ended: Set<Symbol> = []

    package init(from before: Viewpoint, to after: Viewpoint, isHypothetical: Bool = false) {
        self.before = before
        self.isHypothetical = isHypothetical
        self.after = after
        isOfKnowledge = before.at == after.at
        names = NameBook(after)
        namesBefore = NameBook(before)
        let old = GovernanceView(before)
        let new = GovernanceView(after)
        addStanding(
            "organisation",
            old.organisations.map { Standing($0.fields.organisation, $0.name, $0.identifiers, $0.span) },
            new.organisations.map { Standing($0.fields.organisation, $0.name, $0.identifiers, $0.span) })
        addStanding(
            "body", old.bodies.map { Standing($0.fields.body, $0.name, $0.identifiers, $0.span) },
            new.bodies.map { Standing($0.fields.body, $0.name, $0.identifiers, $0.span) })
        addTies(old, new)
        addInfluence(old, new)
        addDisputes()
        addLedger()
    }

    private struct Standing {
        let slug: Slug
        let name: Label
        let identifiers: TextMap?
        let span: GovernanceView.Span

        init(_ slug: Slug, _ name: Label, _ identifiers: TextMap?, _ span: GovernanceView.Span) {
            self.slug = slug
            self.name = name
            self.identifiers = identifiers
            self.span = span
        }
    }

    private func text(_ slug: Slug) -> String { after.tables.text(slug) }

    /// What is said of things that did not end, and are not there.
    private var isGone: String { isHypothetical ? "would not be there" : "is off the record" }

    private mutating func addStanding(_ what: String, _ old: [Standing], _ new: [Standing]) {
        let oldByID = Dictionary(uniqueKeysWithValues: old.map { (before.tables.text($0.slug), $0) })
        let newByID = Dictionary(uniqueKeysWithValues: new.map { (after.tables.text($0.slug), $0) })
        let successors = addEnds(what, old.filter { newByID[before.tables.text($0.slug)] == nil })
        for row in new {
            let id = text(row.slug)
            let name = after.tables.text(row.name)
            guard let earlier = oldByID[id] else {
                if !successors.contains(id) {
                    changes.append(
                        Change(
                            .began, what, ["id": .one(id)], event: after.tables.text(row.span.begin),
                            "\(name) (\(id)) \(isOfKnowledge ? "is on record" : "began")"))
                }
                continue
            }
            let earlierName = before.tables.text(earlier.name)
            if earlierName != name {
                changes.append(
                    Change(
                        .renamed, what, ["id": .one(id)], event: changeEvent(row.slug),
                        "\(earlierName) (\(id)) \(isOfKnowledge ? "is recorded as" : "was renamed") \(name)"))
            }
            let codes = entries(row.identifiers, after)
            if entries(earlier.identifiers, before) != codes {
                changes.append(
                    Change(
                        .recoded, what, ["id": .one(id)], event: changeEvent(row.slug),
                        "\(name) (\(id)) \(isOfKnowledge ? "is recorded with" : "got") the codes \(codes.joined(separator: ", "))"
                    ))
            }
        }
    }

    /// The newest event that a name or codes rest on; a change of the record alone has none in the world.
    private func changeEvent(_ slug: Slug) -> String? {
        guard !isOfKnowledge else { return nil }
        let life = after.state.life(of: slug.symbol, upTo: after.place, after.tables, as: StandingCourse.self)
        return life.basis.last.map { after.tables.text($0.id) }
    }

    private func entries(_ map: TextMap?, _ view: Viewpoint) -> [String] {
        (map?.entries(in: view.tables) ?? []).map { "\(view.tables.text($0.key)) \(view.tables.text($0.value))" }
    }

    /// Tells the ends, those of one merger together.
    ///
    /// - Returns: what the mergers led into.
    private mutating func addEnds(_ what: String, _ gone: [Standing]) -> Set<String> {
        var mergers: [EventID: [Standing]] = [:]
        var successors: Set<String> = []
        for row in gone {
            let id = before.tables.text(row.slug)
            guard let symbol = after.tables.names.find(id) else {
                changes.append(Change(.ended, what, ["id": .one(id)], "\(namesBefore.name(of: id)) \(isGone)"))
                continue
            }
            ended.insert(symbol)
            let life = after.state.life(of: symbol, upTo: after.place, after.tables, as: StandingCourse.self)
            let name = before.tables.text(row.name)
            let event = life.end.map { after.tables.text($0.event.id) }
            switch life.end?.how {
            case .merged: mergers[life.end?.event.id ?? EventID(packed: 0), default: []].append(row)
            case .split:
                let parts = life.end?.event.successors(after.tables) ?? []
                successors.formUnion(parts)
                changes.append(
                    Change(
                        .split, what, ["id": .one(id), "into": .many(parts)], event: event,
                        "\(name) (\(id)) was split among \(parts.map { names.name(of: $0) }.joined(separator: ", "))"))
            case .dissolved, nil:
                changes.append(
                    Change(
                        .ended, what, ["id": .one(id)], event: event,
                        "\(name) (\(id)) \(life.end == nil ? isGone : "ended")"))
            }
        }
        for (id, rows) in mergers.sorted(by: { $0.key < $1.key }) { addMerger(what, id, rows, &successors) }
        return successors
    }

    private mutating func addMerger(
        _ what: String, _ id: EventID, _ rows: [Standing], _ successors: inout Set<String>
    ) {
        guard let symbol = after.tables.names.find(before.tables.text(rows[0].slug)),
            let merger = after.state.life(of: symbol, upTo: after.place, after.tables, as: StandingCourse.self).end,
            let into = merger.event.successors(after.tables).first
        else { return }
        successors.insert(into)
        let from = rows.map { before.tables.text($0.slug) }
        let list = rows.map { "\(before.tables.text($0.name)) (\(before.tables.text($0.slug)))" }
        changes.append(
            Change(
                .merged, what, ["into": .one(into), "from": .many(from)], event: after.tables.text(id),
                "\(list.joined(separator: ", ")) merged into \(names.name(of: into)) (\(into))"))
    }

    private mutating func addTies(_ old: GovernanceView, _ new: GovernanceView) {
        compare("membership", old.memberships, new.memberships, ends: { [$0.member, $0.of] }) { fields, view in
            let (member, of) = (view.tables.text(fields.member), view.tables.text(fields.of))
            return (["member": .one(member), "of": .one(of)], [member, of], "member of")
        }
        compare("role", old.roles, new.roles, ends: { [$0.holder, $0.at] }) { fields, view in
            let (holder, at) = (view.tables.text(fields.holder), view.tables.text(fields.at))
            let role = view.tables.text(fields.role)
            return (["role": .one(role), "holder": .one(holder), "at": .one(at)], [holder, at], "\(role) at")
        }
        compare("accountability", old.accountability, new.accountability, ends: { [$0.from, $0.to] }) { fields, view in
            let (from, to) = (view.tables.text(fields.from), view.tables.text(fields.to))
            let kind = fields.kind.rawValue
            return (["from": .one(from), "to": .one(to), "kind": .one(kind)], [from, to], "accountable (\(kind)) to")
        }
        compare("authority", old.authority, new.authority, ends: { [$0.on] }) { fields, view in
            let (on, basis) = (view.tables.text(fields.on), fields.basis.rawValue)
            return (["on": .one(on), "basis": .one(basis)], [on], "holder of \(basis) authority")
        }
    }

    private mutating func compare<Fields>(
        _ what: String, _ old: [GovernanceView.Tie<Fields>], _ new: [GovernanceView.Tie<Fields>],
        ends: (Fields) -> [Slug],
        _ describe: (Fields, Viewpoint) -> (KeyValuePairs<String, Change.Value>, actors: [String], relation: String)
    ) {
        func key(_ tie: GovernanceView.Tie<Fields>, _ view: Viewpoint) -> String {
            let (subject, _, _) = describe(tie.fields, view)
            return subject.map { "\($0.value)" }.joined(separator: "\n")
        }
        let oldKeys = Set(old.map { key($0, before) })
        let newKeys = Set(new.map { key($0, after) })
        for tie in new where !oldKeys.contains(key(tie, after)) {
            let (subject, actors, relation) = describe(tie.fields, after)
            let words = ([names.name(of: actors[0]), "became", relation] + actors.dropFirst().map(names.name(of:)))
            changes.append(
                Change(
                    .began, what, subject, event: after.tables.text(tie.span.begin), words.joined(separator: " ")))
        }
        for tie in old where !newKeys.contains(key(tie, before)) {
            let gone = ends(tie.fields).contains { slug in
                after.tables.names.find(before.tables.text(slug)).map { ended.contains($0) } ?? false
            }
            if gone { continue }
            let (subject, actors, relation) = describe(tie.fields, before)
            let words =
                [namesBefore.name(of: actors[0]), "is no longer", relation]
                + actors.dropFirst().map(namesBefore.name(of:))
            let event = tie.span.end.map { before.tables.text($0) }
            changes.append(Change(.ended, what, subject, event: event, words.joined(separator: " ")))
        }
    }

    private mutating func addInfluence(_ old: GovernanceView, _ new: GovernanceView) {
        func key(_ row: GovernanceView.Influence, _ view: Viewpoint) -> String {
            let arena = row.fields.arena.map { view.tables.text($0) } ?? ""
            return "\(view.tables.text(row.fields.actor))\n\(arena)\n\(view.tables.text(row.fields.by))"
        }
        let standings = Dictionary(old.influence.map { (key($0, before), $0.fields.standing) }) { $1 }
        for row in new.influence where standings[key(row, after)] != row.fields.standing {
            let (actor, by) = (text(row.fields.actor), text(row.fields.by))
            let was = standings[key(row, after)].map { " (before: \($0.rawValue))" } ?? ""
            let arena = row.fields.arena.map { " in \(after.tables.text($0))" } ?? ""
            changes.append(
                Change(
                    .changed, "influence", ["actor": .one(actor), "by": .one(by)], event: after.tables.text(row.event),
                    "\(names.name(of: by)) saw \(names.name(of: actor)) as \(row.fields.standing.rawValue)\(arena)\(was)"
                ))
        }
    }

    private mutating func addDisputes() {
        let old = DisputesView(before).disputes
        let new = DisputesView(after).disputes
        addLostDisputes(old, new)
        let byID = Dictionary(old.map { (before.tables.text($0.id), $0) }) { $1 }
        for dispute in new {
            let id = text(dispute.id)
            let name = names.name(of: id)
            guard let earlier = byID[id] else {
                let opening = dispute.episodes.first.map { after.tables.text($0.openedBy) }
                let state = dispute.state == "open" ? "" : ", now \(dispute.state)"
                changes.append(
                    Change(.raised, "dispute", ["id": .one(id)], event: opening, "\(name) was raised\(state)"))
                continue
            }
            addLostReturns(of: dispute, since: earlier)
            if dispute.episodes.count > earlier.episodes.count {
                let opening = dispute.episodes.last.map { after.tables.text($0.openedBy) }
                changes.append(
                    Change(
                        .reignited, "dispute", ["id": .one(id)], event: opening,
                        "\(name) came back\(dispute.state == "open" ? "" : ", now \(dispute.state)")"))
            } else if dispute.state != earlier.state {
                changes.append(
                    Change(
                        .changed, "dispute", ["id": .one(id), "from": .one(earlier.state), "to": .one(dispute.state)],
                        event: dispute.episodes.last?.settlement.map { after.tables.text($0.by) },
                        "\(name): \(earlier.state) → \(dispute.state)"))
            }
            let stirredBefore = Set(earlier.stirredBy.map { before.tables.text($0) })
            for event in dispute.stirredBy.map({ after.tables.text($0) }) where !stirredBefore.contains(event) {
                changes.append(
                    Change(.changed, "dispute", ["id": .one(id)], event: event, "\(name) was stirred by \(event)"))
            }
        }
    }

    /// Disputes that are not there any more, because nobody raised them.
    private mutating func addLostDisputes(_ old: [DisputesView.Dispute], _ new: [DisputesView.Dispute]) {
        let left = Set(new.map { text($0.id) })
        for dispute in old {
            let id = before.tables.text(dispute.id)
            if left.contains(id) { continue }
            let opening = dispute.episodes.first.map { before.tables.text($0.openedBy) }
            let words = isHypothetical ? "would not have been raised" : isGone
            changes.append(
                Change(.ended, "dispute", ["id": .one(id)], event: opening, "\(namesBefore.name(of: id)) \(words)"))
        }
    }

    /// Times that a dispute came back that are not there any more.
    private mutating func addLostReturns(of dispute: DisputesView.Dispute, since earlier: DisputesView.Dispute) {
        let left = Set(dispute.episodes.map { after.tables.text($0.openedBy) })
        for episode in earlier.episodes.dropFirst() {
            let event = before.tables.text(episode.openedBy)
            if left.contains(event) { continue }
            let id = text(dispute.id)
            let words =
                isHypothetical
                ? "\(names.name(of: id)) would not have come back on \(episode.opened.text)"
                : "that \(names.name(of: id)) came back on \(episode.opened.text) \(isGone)"
            changes.append(
                Change(
                    .ended, "re-ignition", ["id": .one(id)], event: event,
                    words))
        }
    }

    private mutating func addLedger() {
        let (old, new) = (LedgerView(before), LedgerView(after))
        func stakes(_ ledger: LedgerView, _ view: Viewpoint) -> [(String, LedgerView.Stake)] {
            ledger.actors.flatMap(\.stakes).map { (view.tables.text($0.fields.stake), $0) }
        }
        let oldStakes = Dictionary(stakes(old, before)) { $1 }
        let newStakes = stakes(new, after)
        let left = Set(newStakes.map(\.0))
        for (id, stake) in stakes(old, before) where !left.contains(id) {
            let words = "the stake \(id) of \(namesBefore.name(of: stake.fields.actor)) \(isGone)"
            changes.append(
                Change(.ended, "stake", ["id": .one(id)], event: before.tables.text(stake.event), words))
        }
        for (id, stake) in newStakes {
            let was = oldStakes[id]?.fields.direction
            guard was != stake.fields.direction else { continue }
            let words = """
                \(names.name(of: stake.fields.by)) saw \(stake.fields.direction.rawValue) of \
                \(stake.fields.dimension.rawValue) for \(names.name(of: stake.fields.actor)) through \
                \(names.name(of: stake.fields.on))\(was.map { " (before: \($0.rawValue))" } ?? "")
                """
            changes.append(
                Change(
                    was == nil ? .began : .changed, "stake", ["id": .one(id)], event: after.tables.text(stake.event),
                    words))
        }
        let states = Dictionary(old.offsets.map { (before.tables.text($0.fields.offset), $0.state) }) { $1 }
        let offsetsLeft = Set(new.offsets.map { text($0.fields.offset) })
        for id in old.offsets.map({ before.tables.text($0.fields.offset) }) where !offsetsLeft.contains(id) {
            changes.append(Change(.ended, "offset", ["id": .one(id)], "the offset \(id) \(isGone)"))
        }
        for offset in new.offsets {
            let id = text(offset.fields.offset)
            guard states[id] != offset.state else { continue }
            changes.append(
                Change(
                    states[id] == nil ? .began : .changed, "offset", ["id": .one(id), "to": .one(offset.state)],
                    "The offset \(id) for \(names.name(of: offset.fields.to)): \(states[id] ?? "new") → \(offset.state)"
                ))
        }
    }
}

extension Event {
    /// What a merger or a split leads into.
    func successors(_ tables: Tables) -> [String] {
        switch payload {
        case .organisationMerged(let p): [tables.text(p.into)]
        case .bodyMerged(let p): [tables.text(p.into)]
        case .organisationSplit(let p): p.into.elements(in: tables).map { tables.text($0) }
        default: []
        }
    }
}
