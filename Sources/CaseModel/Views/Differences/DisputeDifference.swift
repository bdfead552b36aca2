// Disputes: raised, settled, back again, stirred, and what they are about.

extension Difference {
    mutating func addDisputes() {
        addLostDisputes()
        let earlier = Dictionary(before.disputes.disputes.map { (before.text($0.id), $0) }) { $1 }
        for dispute in after.disputes.disputes {
            guard let was = earlier[after.text(dispute.id)] else {
                addRaised(dispute)
                continue
            }
            addLostReturns(of: dispute, since: was)
            addTurns(of: dispute, since: was)
            addDetails(of: dispute, since: was)
        }
    }

    private func subject(_ dispute: DisputesView.Dispute) -> KeyValuePairs<String, Change.Value> {
        ["id": .one(after.text(dispute.id))]
    }

    private mutating func addRaised(_ dispute: DisputesView.Dispute) {
        let opening = dispute.episodes.first.map { after.view.tables.text($0.openedBy) }
        let state = dispute.state == "open" ? "" : ", now \(dispute.state)"
        add(.raised, "dispute", subject(dispute), event: opening, "\(after.name(dispute.id)) was raised\(state)")
    }

    private mutating func addTurns(of dispute: DisputesView.Dispute, since was: DisputesView.Dispute) {
        let name = after.name(dispute.id)
        if dispute.episodes.count > was.episodes.count {
            let opening = dispute.episodes.last.map { after.view.tables.text($0.openedBy) }
            let state = dispute.state == "open" ? "" : ", now \(dispute.state)"
            add(.reignited, "dispute", subject(dispute), event: opening, "\(name) came back\(state)")
        } else if dispute.state != was.state {
            add(
                .changed, "dispute",
                ["id": .one(after.text(dispute.id)), "from": .one(was.state), "to": .one(dispute.state)],
                event: dispute.episodes.last?.settlement.map { after.view.tables.text($0.by) },
                "\(name): \(was.state) → \(dispute.state)")
        }
        let stirred = isHypothetical ? "would have been stirred" : "was stirred"
        let known = Set(was.stirredBy.map { before.view.tables.text($0) })
        for event in dispute.stirredBy.map({ after.view.tables.text($0) }) where !known.contains(event) {
            add(.changed, "dispute", subject(dispute), event: event, "\(name) \(stirred) by \(event)")
        }
    }

    /// What it is called and about, and of the episodes on both sides when and how they were opened and settled.
    private mutating func addDetails(of dispute: DisputesView.Dispute, since was: DisputesView.Dispute) {
        guard let opening = dispute.episodes.first else { return }
        let name = after.name(dispute.id)
        addFields(
            "dispute", subject(dispute), event: opening.openedBy, name, from: fields(was, before),
            to: fields(dispute, after))
        let episodes = Dictionary(was.episodes.map { (before.view.tables.text($0.openedBy), $0) }) { first, _ in first }
        for episode in dispute.episodes {
            guard let old = episodes[after.view.tables.text(episode.openedBy)] else { continue }
            addFields(
                "episode", ["id": .one(after.text(dispute.id)), "number": .one("\(episode.number)")],
                event: episode.settlement?.by ?? episode.openedBy, "\(name), episode \(episode.number)",
                from: fields(old, before, alike: episode), to: fields(episode, after, alike: old))
        }
    }

    private func fields(_ dispute: DisputesView.Dispute, _ side: DifferenceSide) -> [FactField] {
        [FactField(name: "title", text: side.view.tables.text(dispute.title))]
            + side.field("drivers", dispute.drivers) + side.field("faultlines", dispute.faultlines)
            + LinkKind.allCases.flatMap { kind in
                side.field(kind.rawValue, dispute.links.filter { $0.kind == kind }.map(\.to))
            }
    }

    /// A settlement on one side alone is told by the state of the dispute.
    private func fields(
        _ episode: DisputesView.Episode, _ side: DifferenceSide, alike other: DisputesView.Episode
    ) -> [FactField] {
        var fields =
            [FactField(name: "opened", text: episode.opened.text)] + side.field("issues", episode.issues)
            + side.field("parties", episode.parties)
        if let settlement = episode.settlement, other.settlement != nil {
            fields.append(FactField(name: "settled", text: settlement.date.text))
            fields.append(FactField(name: "how", text: settlement.how.rawValue))
        }
        return fields
    }

    /// Disputes that are not there any more, because nobody raised them.
    private mutating func addLostDisputes() {
        let left = Set(after.disputes.disputes.map { after.text($0.id) })
        for dispute in before.disputes.disputes where !left.contains(before.text(dispute.id)) {
            let opening = dispute.episodes.first.map { before.view.tables.text($0.openedBy) }
            let words = isHypothetical ? "would not have been raised" : isGone
            add(
                .ended, "dispute", ["id": .one(before.text(dispute.id))], event: opening,
                "\(before.name(dispute.id)) \(words)")
        }
    }

    /// Times that a dispute came back that are not there any more.
    private mutating func addLostReturns(of dispute: DisputesView.Dispute, since was: DisputesView.Dispute) {
        let left = Set(dispute.episodes.map { after.view.tables.text($0.openedBy) })
        let name = after.name(dispute.id)
        for episode in was.episodes.dropFirst() where !left.contains(before.view.tables.text(episode.openedBy)) {
            let words =
                isHypothetical
                ? "\(name) would not have come back on \(episode.opened.text)"
                : "that \(name) came back on \(episode.opened.text) \(isGone)"
            add(.ended, "re-ignition", subject(dispute), event: before.view.tables.text(episode.openedBy), words)
        }
    }
}
