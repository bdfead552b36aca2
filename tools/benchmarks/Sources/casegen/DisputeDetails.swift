extension Dispute {
    /// Whether an event of a kind fits the dispute as it stands.
    func allows(_ kind: EventKind) -> Bool {
        switch kind {
        case .disputeJoined: status != .settled && parties.count < 12
        case .disputeLeft: status != .settled && parties.count > 2
        case .disputeUncoded: issues.count > 1
        case .disputeDeadlocked: status == .open || status == .suspended
        case .disputeSuspended: status == .open || status == .deadlocked
        case .disputeResumed: status == .deadlocked || status == .suspended
        case .disputeSettled: status != .settled
        case .disputeReignited, .disputeHeld: status == .settled
        case .disputeLinked: links.count < 6
        default: true
        }
    }
}

extension Generator {
    mutating func join(_ dispute: inout Dispute) {
        var party = actor()
        while dispute.parties.contains(party) { party = (party + 1) % actors.count }
        putActor("party", party)
        dispute.parties.append(party)
    }

    /// Finds a dispute to be about more.
    mutating func code(_ dispute: inout Dispute) {
        let issue = random.below(Terms.issues.count)
        let isNew = !dispute.issues.contains(issue)
        if isNew {
            dispute.issues.append(issue)
            sheet.list("issues", [Terms.issues[issue]])
        }
        let drivers = some(1...2) { $0.random.below(Terms.drivers.count) }
        if !isNew || random.chance(0.5) { sheet.list("drivers", drivers.map { Terms.drivers[$0] }) }
        if random.chance(0.4) { sheet.list("faultlines", [random.pick(Terms.faultlines)]) }
    }

    /// A dispute told of lately that this one is not linked to yet.
    private mutating func linkable(_ dispute: Dispute) -> (feed: Int, number: Int)? {
        for _ in 0..<12 {
            let feed = neighbour()
            guard let other = feeds[feed].disputesTold.recent(by: today, &random, among: 60) else { continue }
            let number = Int(other.number)
            if feed == current, number == dispute.number { continue }
            if !dispute.links.contains(key(feed, number)) { return (feed, number) }
        }
        return nil
    }

    mutating func link(_ index: Int, _ when: When) -> Bool {
        let dispute = feeds[current].disputes[index]
        guard let other = linkable(dispute) else { return false }
        begin(.disputeLinked, when)
        putThing("dispute", "dispute", current, dispute.number)
        putThing("to", "dispute", other.feed, other.number)
        put("kind", oneOf: Terms.links)
        end()
        feeds[current].disputes[index].links.insert(key(other.feed, other.number))
        feeds[current].disputes[index].last = when.effect(days)
        feeds[current].disputes[index].amendable = nil
        return true
    }

    private func key(_ feed: Int, _ number: Int) -> UInt64 { UInt64(feed) << 32 | UInt64(number) }

    /// Names what was looked at and changed nothing.
    mutating func hold() {
        if let position = feeds[current].positions.recent(by: today, &random, among: 40) {
            putEvents("despite", [EventName(feed: current, sequence: Int(position.sequence))])
        } else {
            sheet.openList("despite")
            sheet.openElement()
            putThing("proposal", 0, 1)
            sheet.close()
            sheet.closeList()
        }
        if random.chance(0.6) { putRemark("reason") }
    }

    mutating func employStrategy() -> Bool {
        let feed = neighbour()
        let dispute = feeds[feed].disputesTold.recent(by: today, &random, among: 30)
        begin(.strategyEmployed, free(), evidenced: 0.25)
        put("strategy", oneOf: Terms.strategies)
        putPerceiver("by", random.chance(0.05) ? -1 : actor())
        if let dispute, random.chance(0.9) { putThing("dispute", "dispute", feed, Int(dispute.number)) }
        if random.chance(0.6) { putActors("towards", someActors(1...2)) }
        if random.chance(0.5) { sheet.list("skills", some(1...2) { $0.random.pick(Terms.skills) }) }
        end()
        return true
    }
}
