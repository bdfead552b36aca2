// Organisations and bodies: those that began, ended, merged or split, and what they were called.

extension Difference {
    private struct Standing {
        let slug: Slug
        let name: Label
        let identifiers: TextMap?
        let span: GovernanceView.Span
        /// What is not told by a name or codes.
        let fields: [FactField]

        init(_ row: GovernanceView.Organisation, _ side: DifferenceSide) {
            (slug, name, identifiers, span) = (row.fields.organisation, row.name, row.identifiers, row.span)
            fields = side.fields(row.fields, without: ["name", "identifiers"]) + row.span.dateFields
        }

        init(_ row: GovernanceView.Body, _ side: DifferenceSide) {
            (slug, name, identifiers, span) = (row.fields.body, row.name, row.identifiers, row.span)
            fields = side.fields(row.fields, without: ["name", "identifiers"]) + row.span.dateFields
        }
    }

    mutating func addStandings() {
        addStanding(
            "organisation", before.governance.organisations.map { Standing($0, before) },
            after.governance.organisations.map { Standing($0, after) })
        addStanding(
            "body", before.governance.bodies.map { Standing($0, before) },
            after.governance.bodies.map { Standing($0, after) })
    }

    private mutating func addStanding(_ what: String, _ old: [Standing], _ new: [Standing]) {
        let oldByID = Dictionary(uniqueKeysWithValues: old.map { (before.view.tables.text($0.slug), $0) })
        let newByID = Dictionary(uniqueKeysWithValues: new.map { (after.view.tables.text($0.slug), $0) })
        let successors = addEnds(what, old.filter { newByID[before.view.tables.text($0.slug)] == nil })
        for row in new {
            let id = after.text(row.slug)
            let name = after.view.tables.text(row.name)
            guard let earlier = oldByID[id] else {
                if !successors.contains(id) {
                    add(
                        .began, what, ["id": .one(id)], event: after.view.tables.text(row.span.begin),
                        "\(name) (\(id)) \(isOfKnowledge ? "is on record" : "began")")
                }
                continue
            }
            let earlierName = before.view.tables.text(earlier.name)
            if earlierName != name {
                add(
                    .renamed, what, ["id": .one(id)], event: changeEvent(row.slug),
                    "\(earlierName) (\(id)) \(isOfKnowledge ? "is recorded as" : "was renamed") \(name)")
            }
            let codes = entries(row.identifiers, after.view)
            if entries(earlier.identifiers, before.view) != codes {
                add(
                    .recoded, what, ["id": .one(id)], event: changeEvent(row.slug),
                    "\(name) (\(id)) \(isOfKnowledge ? "is recorded with" : "got") the codes \(codes.joined(separator: ", "))"
                )
            }
            addFields(
                what, ["id": .one(id)], event: row.span.begin, "\(name) (\(id))", from: earlier.fields, to: row.fields)
        }
    }

    /// The newest event that a name or codes rest on; a change of the record alone has none in the world.
    private func changeEvent(_ slug: Slug) -> String? {
        guard !isOfKnowledge else { return nil }
        let life = after.view.state.life(
            of: slug.symbol, upTo: after.view.place, after.view.tables, as: StandingCourse.self)
        return life.basis.last.map { after.view.tables.text($0.id) }
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
            let id = before.view.tables.text(row.slug)
            guard let symbol = after.view.tables.names.find(id) else {
                add(.ended, what, ["id": .one(id)], "\(before.names.name(of: id)) \(isGone)")
                continue
            }
            ended.insert(symbol)
            let life = after.view.state.life(
                of: symbol, upTo: after.view.place, after.view.tables, as: StandingCourse.self)
            let name = before.view.tables.text(row.name)
            let event = life.end.map { after.view.tables.text($0.event.id) }
            switch life.end?.how {
            case .merged: mergers[life.end?.event.id ?? EventID(packed: 0), default: []].append(row)
            case .split:
                let parts = life.end?.event.successors(after.view.tables) ?? []
                successors.formUnion(parts)
                add(
                    .split, what, ["id": .one(id), "into": .many(parts)], event: event,
                    "\(name) (\(id)) was split among \(parts.map { after.names.name(of: $0) }.joined(separator: ", "))")
            case .dissolved, nil:
                add(
                    .ended, what, ["id": .one(id)], event: event,
                    "\(name) (\(id)) \(life.end == nil ? isGone : "ended")")
            }
        }
        for (id, rows) in mergers.sorted(by: { $0.key < $1.key }) { addMerger(what, id, rows, &successors) }
        return successors
    }

    private mutating func addMerger(
        _ what: String, _ id: EventID, _ rows: [Standing], _ successors: inout Set<String>
    ) {
        guard let symbol = after.view.tables.names.find(before.view.tables.text(rows[0].slug)),
            let merger = after.view.state.life(
                of: symbol, upTo: after.view.place, after.view.tables, as: StandingCourse.self
            ).end,
            let into = merger.event.successors(after.view.tables).first
        else { return }
        successors.insert(into)
        let from = rows.map { before.view.tables.text($0.slug) }
        let list = rows.map { "\(before.view.tables.text($0.name)) (\(before.view.tables.text($0.slug)))" }
        add(
            .merged, what, ["into": .one(into), "from": .many(from)], event: after.view.tables.text(id),
            "\(list.joined(separator: ", ")) merged into \(after.names.name(of: into)) (\(into))")
    }
}

extension GovernanceView.Span {
    /// When it begins, and where it is known when it ends.
    var dateFields: [FactField] {
        [FactField(name: "since", text: since.text)] + (until.map { [FactField(name: "until", text: $0.text)] } ?? [])
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
