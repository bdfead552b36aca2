import CaseModel

extension PlainCase {
    /// The events that have touched a settled dispute since, and that nobody has answered.
    func stirring(_ id: String, _ life: PlainDispute) -> [String] {
        guard life.state == "settled", let settlement = life.episodes.last?.settlement else { return [] }
        let things = thingsAtIssue(id, life)
        var found: [PlainEvent] = []
        for event in happened {
            let on = event.text("on") ?? ""
            if event.type == "position.taken", things.contains(on) {
                let isNewest = !happened.contains { later in
                    later.type == "position.taken" && later.text("on") == on && event.isBefore(later)
                        && later.text("actor") == event.text("actor")
                }
                if isNewest, ["oppose", "withhold"].contains(event.text("stance")) { found.append(event) }
                found += breakings(ofOffersFor: event.id)
            }
            if event.type == "stake.perceived", things.contains(on), let stake = event.text("stake") {
                if let loss = lossStanding(stake) { found.append(loss) }
                found += breakings(ofOffersFor: stake) + breakings(ofOffersFor: event.id)
            }
        }
        for event in counted where settlement.because.contains(event.id) && event.type.hasPrefix("offset.") {
            if known("offset.offered", "offset").contains(event.text("offset") ?? "") {
                found += breakings(of: event.text("offset"))
            }
        }
        found += downstream(of: id)
        var ids: Set<String> = []
        return found.filter { settlement.isBefore($0) && !isAnswered($0, life.held) && ids.insert($0.id).inserted }
            .sorted { $0.isBefore($1) }.map(\.id)
    }

    /// The dispute, what it is about, and what was decided on either, or on what.
    private func thingsAtIssue(_ id: String, _ life: PlainDispute) -> Set<String> {
        let disputes = known("dispute.raised", "dispute")
        var things: Set<String> = [id]
        if let on = life.raised?.text("on") { things.insert(on) }
        while true {
            let before = things.count
            for event in happened where event.type == "decision.made" {
                let (decision, on) = (event.text("decision") ?? "", event.text("on") ?? "")
                if things.contains(on) { things.insert(decision) }
                if things.contains(decision), !disputes.contains(on) { things.insert(on) }
            }
            if things.count == before { return things }
        }
    }

    /// The newest event that calls a stake a loss, if it is one: as it was first perceived, or as its perceiver revised
    /// it.
    private func lossStanding(_ stake: String) -> PlainEvent? {
        let course = happened.filter { $0.type.hasPrefix("stake.") && $0.text("stake") == stake }
        guard let start = course.firstIndex(where: { $0.type == "stake.perceived" }) else { return nil }
        var loss = course[start].text("direction") == "loss" ? course[start] : nil
        for event in course[(start + 1)...] where event.type == "stake.revised" {
            guard event.text("by") == course[start].text("by"), let direction = event.text("direction") else {
                continue
            }
            loss = direction == "loss" ? event : nil
        }
        return loss
    }

    private func breakings(ofOffersFor reference: String) -> [PlainEvent] {
        happened.filter { $0.type == "offset.offered" && $0.texts("for").contains(reference) }
            .flatMap { breakings(of: $0.text("offset")) }
    }

    private func breakings(of offset: String?) -> [PlainEvent] {
        happened.filter { $0.type == "offset.broken" && $0.text("offset") == offset }
    }

    /// Disputes that came downstream of this one: by the link itself, or by opening once they were linked.
    private func downstream(of id: String) -> [PlainEvent] {
        happened.flatMap { link -> [PlainEvent] in
            guard link.type == "dispute.linked", link.text("to") == id, link.text("kind") == "downstream-of",
                let other = link.text("dispute")
            else { return [] }
            let before = happened.filter { !link.isBefore($0) }
            let isAlive = !["settled", "none"].contains(dispute(other, before).state)
            let openings = happened.filter {
                link.isBefore($0) && $0.text("dispute") == other
                    && ["dispute.raised", "dispute.reignited"].contains($0.type)
            }
            return (isAlive ? [link] : []) + openings
        }
    }

    /// Whether a later judgement names the event, or what stands for it.
    private func isAnswered(_ event: PlainEvent, _ held: [PlainEvent]) -> Bool {
        held.contains { judgement in
            event.isBefore(judgement)
                && judgement.texts("despite").contains { $0 == event.id || names(of: event).contains($0) }
        }
    }

    private func names(of event: PlainEvent) -> [String] {
        let fields: [String] =
            switch event.type {
            case "position.taken": ["on", "actor"]
            case "stake.perceived": ["stake", "on", "actor"]
            case "stake.revised": ["stake"]
            case "offset.broken": ["offset"]
            default: ["dispute"]
            }
        return fields.compactMap { event.text($0) }
    }
}
