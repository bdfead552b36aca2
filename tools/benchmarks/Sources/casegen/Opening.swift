extension Generator {
    /// The case's opening, and what everything that follows can refer to.
    mutating func openCase() {
        let start = When(day: 0, form: .day)
        begin(.caseOpened, start, evidenced: 0)
        sheet.field("case", "marches")
        sheet.field("title", "The Marches: forty partners, one plan, ten years")
        sheet.field("population", 1_840_000)
        sheet.field("privacy", "open")
        end()
        for _ in 0..<12 { introduce(.organisationRegistered, When(day: -900, form: .day)) }
        for _ in 0..<4 { introduce(.bodyEstablished, When(day: -300, form: .month)) }
        for _ in 0..<3 { introduce(.groupIdentified, start) }
        for _ in 0..<6 { introducePerson(.personIdentified) }
        for _ in 0..<10 { introducePerson(.participantRecruited) }
        for _ in 0..<10 { _ = giveConsent() }
        collectDocument()
        tableProposal()
        observe()
    }

    /// Tells something that `import` refuses without `--anyway`: what somebody would record who did not know, or got
    /// wrong, what others had recorded. It has no part in what is told later.
    mutating func tellOddity() {
        isOdd = true
        defer { isOdd = false }
        let when = When(day: today, form: .day)
        switch random.below(6) {
        case 0:
            let feed = random.below(feeds.count)
            guard let dispute = feeds[feed].disputes.first(where: { $0.isAtRest }) else { return misspell() }
            begin(.disputeDeadlocked, when)
            putThing("dispute", "dispute", feed, dispute.number)
        case 1:
            begin(.proposalRevised, When(day: -400, form: .day))
            putThing("proposal", "proposal", current, 1 + random.below(max(1, feeds[current].counts.proposals)))
            sheet.field("change", "timetable")
        case 2:
            begin(.roleLeft, When(day: -400, form: .day))
            put("role", oneOf: Terms.roles)
            putActor("holder", person())
            putActor("at", body())
        case 3:
            begin(.membershipEnded, When(day: -400, form: .day))
            putActor("member", person())
            putActor("of", body())
        case 4:
            begin(.organisationRenamed, When(day: -1000, form: .day))
            putActor("organisation", organisation())
            putTitle("name")
        default: return misspell()
        }
        end()
    }

    /// Names an actor whom nobody has introduced.
    private mutating func misspell() {
        begin(.observationNoted, free(), evidenced: 0)
        putText("text", 90...300)
        sheet.openList("by")
        sheet.openElement()
        sheet.put("cheif-executive-")
        sheet.put(random.below(1000))
        sheet.close()
        sheet.closeList()
        end()
    }
}

extension Dispute {
    /// Settled, and nothing about the settlement is going to be amended.
    fileprivate var isAtRest: Bool { status == .settled && amendable == nil }
}
