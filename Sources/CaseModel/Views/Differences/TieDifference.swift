// Memberships, roles, lines of accountability and authority; who was seen as influential.

extension Difference {
    /// What a tie is told by.
    private struct TieWords {
        let subject: KeyValuePairs<String, Change.Value>
        /// Who is in it; the first one is what the sentence is about.
        let actors: [Slug]
        let relation: String

        /// The same for a tie between the same.
        var key: String { subject.map { "\($0.value)" }.joined(separator: "\n") }
    }

    mutating func addTies() {
        let (old, new) = (before.governance, after.governance)
        compare("membership", old.memberships, new.memberships) { fields, side in
            TieWords(
                subject: ["member": .one(side.text(fields.member)), "of": .one(side.text(fields.of))],
                actors: [fields.member, fields.of], relation: "member of")
        }
        compare("role", old.roles, new.roles) { fields, side in
            let role = side.text(fields.role)
            return TieWords(
                subject: [
                    "role": .one(role), "holder": .one(side.text(fields.holder)), "at": .one(side.text(fields.at)),
                ], actors: [fields.holder, fields.at], relation: "\(role) at")
        }
        compare("accountability", old.accountability, new.accountability) { fields, side in
            let kind = fields.kind.rawValue
            return TieWords(
                subject: [
                    "from": .one(side.text(fields.from)), "to": .one(side.text(fields.to)), "kind": .one(kind),
                ], actors: [fields.from, fields.to], relation: "accountable (\(kind)) to")
        }
        compare("authority", old.authority, new.authority) { fields, side in
            let basis = fields.basis.rawValue
            return TieWords(
                subject: ["on": .one(side.text(fields.on)), "basis": .one(basis)], actors: [fields.on],
                relation: "holder of \(basis) authority")
        }
    }

    private mutating func compare<Fields: PayloadFields>(
        _ what: String, _ old: [GovernanceView.Tie<Fields>], _ new: [GovernanceView.Tie<Fields>],
        _ describe: (Fields, DifferenceSide) -> TieWords
    ) {
        let oldWords = old.map { describe($0.fields, before) }
        let newWords = new.map { describe($0.fields, after) }
        let earlier = Dictionary(zip(oldWords.map(\.key), old)) { first, _ in first }
        for (tie, words) in zip(new, newWords) {
            if let was = earlier[words.key] {
                addFields(
                    what, words.subject, event: tie.span.begin,
                    sentence(words, "as", after), from: fields(was, words, before), to: fields(tie, words, after))
            } else {
                add(
                    .began, what, words.subject, event: after.view.tables.text(tie.span.begin),
                    sentence(words, "became", after))
            }
        }
        let left = Set(newWords.map(\.key))
        for (tie, words) in zip(old, oldWords) where !left.contains(words.key) {
            let areGone = words.actors.contains { slug in
                after.view.tables.names.find(before.text(slug)).map { ended.contains($0) } ?? false
            }
            if areGone { continue }
            let event = tie.span.end.map { before.view.tables.text($0) }
            add(.ended, what, words.subject, event: event, sentence(words, "is no longer", before))
        }
    }

    private func sentence(_ words: TieWords, _ verb: String, _ side: DifferenceSide) -> String {
        ([side.name(words.actors[0]), verb, words.relation] + words.actors.dropFirst().map(side.name))
            .joined(separator: " ")
    }

    /// What is not told by who is in the tie.
    private func fields<Fields: PayloadFields>(
        _ tie: GovernanceView.Tie<Fields>, _ words: TieWords, _ side: DifferenceSide
    ) -> [FactField] {
        side.fields(tie.fields, without: Set(words.subject.map(\.key))) + tie.span.dateFields
    }

    mutating func addInfluence() {
        func key(_ row: GovernanceView.Influence, _ side: DifferenceSide) -> String {
            [row.fields.actor, row.fields.by].map(side.text).joined(separator: "\n") + "\n"
                + (row.fields.arena.map { side.view.tables.text($0) } ?? "")
        }
        func words(_ row: GovernanceView.Influence, _ side: DifferenceSide) -> String {
            let arena = row.fields.arena.map { " in \(side.view.tables.text($0))" } ?? ""
            return
                "\(side.name(row.fields.by)) saw \(side.name(row.fields.actor)) as \(row.fields.standing.rawValue)\(arena)"
        }
        func subject(
            _ row: GovernanceView.Influence, _ side: DifferenceSide
        ) -> KeyValuePairs<String, Change.Value> {
            ["actor": .one(side.text(row.fields.actor)), "by": .one(side.text(row.fields.by))]
        }
        let earlier = Dictionary(before.governance.influence.map { (key($0, before), $0) }) { $1 }
        for row in after.governance.influence {
            let was = earlier[key(row, after)]
            let event = after.view.tables.text(row.event)
            if was?.fields.standing != row.fields.standing {
                let then = was.map { " (before: \($0.fields.standing.rawValue))" } ?? ""
                add(.changed, "influence", subject(row, after), event: event, words(row, after) + then)
            } else if let was {
                addFields(
                    "influence", subject(row, after), event: row.event, words(row, after),
                    from: before.fields(was.fields), to: after.fields(row.fields))
            }
        }
        let left = Set(after.governance.influence.map { key($0, after) })
        for row in before.governance.influence where !left.contains(key(row, before)) {
            let event = before.view.tables.text(row.event)
            add(.ended, "influence", subject(row, before), event: event, "that \(words(row, before)) \(isGone)")
        }
    }
}
