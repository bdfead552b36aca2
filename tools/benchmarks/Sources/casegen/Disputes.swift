/// The lives of disputes: each is changed by the feed that raised it, in the order of time.
extension Generator {
    mutating func tellOfDisputes(_ kind: EventKind) -> Bool {
        switch kind {
        case .disputeRaised:
            raiseDispute()
            return true
        case .strategyEmployed: return employStrategy()
        default: break
        }
        for _ in 0..<10 where !feeds[current].disputes.isEmpty {
            let index = random.below(feeds[current].disputes.count)
            guard feeds[current].disputes[index].allows(kind),
                let when = next(after: feeds[current].disputes[index].last)
            else { continue }
            if kind == .disputeLinked { return link(index, when) }
            turnDispute(kind, index, when)
            return true
        }
        return false
    }

    /// A dispute lives for some months: as many as are raised in that time are remembered, and no fewer than a few.
    private mutating func forgetDisputes() {
        let raised = EventKind.disputeRaised.perMille(of: eventCount) / 1000 * Double(eventCount) / 120
        let kept = max(3, Int(raised * 5 / Double(feeds.count)))
        while feeds[current].disputes.count > kept {
            let settled = feeds[current].disputes.prefix(kept / 2).firstIndex { $0.status == .settled }
            feeds[current].disputes.remove(at: settled ?? 0)
        }
    }

    private mutating func raiseDispute() {
        feeds[current].counts.disputes += 1
        let number = feeds[current].counts.disputes
        let when = beginning()
        let parties = someActors(2...5)
        let issues = some(1...2) { $0.random.below(Terms.issues.count) }
        let drivers = random.chance(0.6) ? some(1...3) { $0.random.below(Terms.drivers.count) } : []
        let faultlines = random.chance(0.5) ? [random.below(Terms.faultlines.count)] : []
        begin(.disputeRaised, when, because: random.chance(0.6) ? observed() : nil)
        putThing("dispute", "dispute", current, number)
        putTitle("title")
        sheet.list("issues", issues.map { Terms.issues[$0] })
        putActors("parties", parties)
        if !drivers.isEmpty { sheet.list("drivers", drivers.map { Terms.drivers[$0] }) }
        if !faultlines.isEmpty { sheet.list("faultlines", faultlines.map { Terms.faultlines[$0] }) }
        if random.chance(0.5) { putMatter("on") }
        feeds[current].disputesTold.add(sequence: end(), number: number, day: today)
        let last = when.effect(days)
        feeds[current].disputes.append(
            Dispute(
                number: number, last: last, before: (last, .open), parties: parties, issues: issues, drivers: drivers,
                faultlines: faultlines))
        forgetDisputes()
    }

    private mutating func turnDispute(_ kind: EventKind, _ index: Int, _ when: When) {
        var dispute = feeds[current].disputes[index]
        let before = (dispute.last, dispute.status)
        let isCaused = kind == .disputeReignited || kind == .disputeSettled || random.chance(0.2)
        begin(kind, when, because: isCaused ? observed() : nil, evidenced: 0.3)
        putThing("dispute", "dispute", current, dispute.number)
        switch kind {
        case .disputeJoined: join(&dispute)
        case .disputeLeft: putActor("party", dispute.parties.removeLast())
        case .disputeCoded: code(&dispute)
        case .disputeUncoded:
            sheet.list("issues", [Terms.issues[dispute.issues.removeLast()]])
        case .disputeHeld: hold()
        default: turn(&dispute, kind)
        }
        let sequence = end()
        dispute.last = when.effect(days)
        dispute.before = before
        let isAmendable = kind == .disputeSettled || kind == .disputeReignited
        dispute.amendable = isAmendable ? Amendable(sequence: sequence, kind: kind, day: when.day) : nil
        feeds[current].disputes[index] = dispute
    }

    private mutating func turn(_ dispute: inout Dispute, _ kind: EventKind) {
        switch kind {
        case .disputeDeadlocked:
            dispute.status = .deadlocked
            if random.chance(0.5) { putActors("by", someActors(1...2)) }
            if random.chance(0.5) { putRemark("reason") }
        case .disputeSuspended:
            dispute.status = .suspended
            if random.chance(0.6) { putRemark("reason") }
        case .disputeResumed: dispute.status = .open
        case .disputeSettled:
            dispute.status = .settled
            put("how", oneOf: Terms.settledHow)
            if random.chance(0.7) { putText("terms", 40...240) }
            if random.chance(0.2) { putActors("holdouts", [dispute.parties[0]]) }
        default: reignite(&dispute)
        }
    }

    private mutating func reignite(_ dispute: inout Dispute) {
        dispute.status = .open
        if random.chance(0.7) {
            sheet.openList("by")
            sheet.openElement()
            if let decision = feeds[current].decisionsTold.recent(by: today, &random, among: 40) {
                putThing("decision", current, Int(decision.number))
            } else {
                putThing("proposal", 0, 1)
            }
            sheet.close()
            sheet.closeList()
        }
        if random.chance(0.3) {
            dispute.issues = some(1...2) { $0.random.below(Terms.issues.count) }
            sheet.list("issues", dispute.issues.map { Terms.issues[$0] })
        }
        if random.chance(0.2) {
            dispute.parties = someActors(2...4)
            putActors("parties", dispute.parties)
        }
        if random.chance(0.6) { putRemark("reason") }
    }
}
