/// Proposals, the positions that are taken on them, and decisions.
extension Generator {
    mutating func tellOfProposals(_ kind: EventKind) -> Bool {
        switch kind {
        case .proposalTabled: tableProposal()
        case .proposalRevised, .proposalEnacted: return moveProposal(kind)
        case .positionTaken: return takePosition()
        default: return decide()
        }
        return true
    }

    mutating func tableProposal() {
        feeds[current].counts.proposals += 1
        let number = feeds[current].counts.proposals
        let when = beginning()
        begin(.proposalTabled, when)
        putThing("proposal", "proposal", current, number)
        putTitle("title")
        if random.chance(0.8) { putActors("by", someActors(1...3)) }
        put("issue", oneOf: Terms.issues, chance: 0.6)
        if random.chance(0.5) { putActor("body", body()) }
        feeds[current].proposalsTold.add(sequence: end(), number: number, day: today)
        feeds[current].proposals.append(Proposal(number: number, last: when.effect(days)))
        // What is not carried out in time is forgotten.
        if feeds[current].proposals.count > 6 + eventCount / 8000 { feeds[current].proposals.removeFirst() }
    }

    private mutating func moveProposal(_ kind: EventKind) -> Bool {
        let count = feeds[current].proposals.count
        guard count > 0 else { return false }
        let index = random.below(count)
        let proposal = feeds[current].proposals[index]
        guard let when = next(after: proposal.last) else { return false }
        begin(kind, when, because: random.chance(0.3) ? observed() : nil)
        putThing("proposal", "proposal", current, proposal.number)
        if kind == .proposalRevised {
            put("change", oneOf: Terms.changes)
            if random.chance(0.7) { putText("text", 60...200) }
        }
        end()
        if kind == .proposalEnacted {
            feeds[current].proposals.remove(at: index)
        } else {
            feeds[current].proposals[index].last = when.effect(days)
        }
        return true
    }

    /// What people argue about: a dispute, a proposal or a decision that was told of lately.
    mutating func putMatter(_ name: StaticString) {
        let feed = neighbour()
        let draw = random.below(10)
        if draw < 5, let dispute = feeds[feed].disputesTold.recent(by: today, &random, among: 40) {
            putThing(name, "dispute", feed, Int(dispute.number))
        } else if draw < 9, let proposal = feeds[feed].proposalsTold.recent(by: today, &random, among: 60) {
            putThing(name, "proposal", feed, Int(proposal.number))
        } else if let decision = feeds[feed].decisionsTold.recent(by: today, &random, among: 40) {
            putThing(name, "decision", feed, Int(decision.number))
        } else {
            putThing(name, "proposal", 0, 1)
        }
    }

    private mutating func takePosition() -> Bool {
        let when = free()
        begin(.positionTaken, when)
        putActor("actor", actor())
        putMatter("on")
        let stance = random.below(Terms.stances.count)
        put("stance", Terms.stances[stance])
        if stance == 4 { putRemark("condition") }
        if random.chance(0.4) { putText("meaning", 40...160) }
        let sequence = end()
        remember(.positionTaken, sequence, when)
        if stance == 1 || stance == 3, random.chance(0.3) {
            feeds[current].positions.add(sequence: sequence, day: today)
        }
        return true
    }

    private mutating func decide() -> Bool {
        feeds[current].counts.decisions += 1
        let number = feeds[current].counts.decisions
        begin(.decisionMade, free(), because: random.chance(0.3) ? observed() : nil)
        putThing("decision", "decision", current, number)
        putMatter("on")
        let outcome = random.below(Terms.outcomes.count)
        put("outcome", Terms.outcomes[outcome])
        if random.chance(0.7) { putActors("by", [body()]) }
        let how = random.below(Terms.decidedHow.count)
        put("how", Terms.decidedHow[how])
        if how == 1 { putTally() }
        if outcome == 1 { putRemark("conditions") }
        if random.chance(0.2) { putDay("planned", min(today + random.below(300), Days.count - 1)) }
        feeds[current].decisionsTold.add(sequence: end(), number: number, day: today)
        return true
    }

    private mutating func putTally() {
        sheet.key("tally")
        sheet.put("{")
        sheet.field("for", random.within(1...30))
        sheet.field("against", random.within(0...20))
        if random.chance(0.3) { sheet.field("needed", random.within(10...30)) }
        sheet.field("unit", "votes")
        sheet.put("}")
    }
}
