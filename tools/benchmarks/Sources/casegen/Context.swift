/// An event by its feed and its number there.
struct EventName: Hashable {
    let feed: Int
    let sequence: Int
}

extension Generator {
    /// What an event is based on: some have nothing, few have much.
    mutating func putContext(_ because: EventName?, _ evidenced: Double) {
        if let because { putEvents("because", [because]) }
        if random.chance(evidenced) { putEvidence() }
        if random.chance(0.25) { putSource() }
        if random.chance(0.35) {
            let warrant = random.below(Terms.warrants.count)
            sheet.field("warrant", Terms.warrants[warrant])
            if warrant == 1, !people.isEmpty { putActors("told_by", [person()]) }
        }
        if random.chance(0.02) { sheet.list("reconstructed", [Array("occurred".utf8)]) }
        if random.chance(0.05) { putRemark("note") }
    }

    private mutating func putEvidence() {
        if !isOdd, random.chance(0.1), let label = feeds[current].labels.pick(&random) {
            sheet.openList("evidence")
            sheet.openElement()
            sheet.put("l")
            sheet.put(label)
            sheet.close()
            return sheet.closeList()
        }
        guard let one = observed() else { return }
        var events = [one]
        if random.chance(0.3), let other = observed(), other != one { events.append(other) }
        putEvents("evidence", events)
    }

    private mutating func putSource() {
        let feed = neighbour()
        let session = random.chance(0.6) ? feeds[feed].sessions.recent(by: today, &random, among: 6) : nil
        guard let source = session ?? feeds[feed].documents.recent(by: today, &random, among: 40) else { return }
        sheet.openList("sources")
        sheet.openElement()
        putThing(session == nil ? "doc" : "session", feed, Int(source.number))
        sheet.close()
        sheet.closeList()
    }

    /// An observation, an excerpt or a memo that was told of lately.
    mutating func observed() -> EventName? {
        // A feed that has only introduced itself has nothing to offer yet.
        let other = neighbour()
        let feed = feeds[other].evidence.entries.count > 5 ? other : current
        let found = feeds[feed].evidence.recent(by: today, &random, among: 60)
        return found.map { EventName(feed: feed, sequence: Int($0.sequence)) }
    }

    /// A feed to refer to: mostly one's own.
    mutating func neighbour() -> Int { random.chance(0.7) ? current : random.below(feeds.count) }

    mutating func actor() -> Int { random.skewed(actors.count) }
    mutating func person() -> Int { people[random.skewed(people.count)] }
    mutating func organisation() -> Int { organisations[random.skewed(organisations.count)] }
    mutating func body() -> Int { bodies[random.skewed(bodies.count)] }

    /// An actor who sees something, or -1 for the researcher.
    mutating func perceiver() -> Int { random.chance(0.35) ? -1 : person() }

    /// Some actors whose words and deeds may be recorded, none of them twice.
    mutating func voices(_ range: ClosedRange<Int>) -> [Int] {
        some(range) { generator in
            let actor = generator.actor()
            return generator.actors[actor].isSilent ? generator.organisation() : actor
        }
    }

    /// Some actors, none of them twice.
    mutating func someActors(_ range: ClosedRange<Int>) -> [Int] { some(range) { $0.actor() } }

    /// Some of what is drawn, nothing twice.
    mutating func some<Drawn: Equatable>(
        _ range: ClosedRange<Int>, _ draw: (inout Generator) -> Drawn
    ) -> [Drawn] {
        var drawn: [Drawn] = []
        for _ in 0..<random.within(range) {
            let one = draw(&self)
            if !drawn.contains(one) { drawn.append(one) }
        }
        return drawn
    }

    /// Codes to put on something: built-in ones, and those of the study.
    mutating func codes(_ range: ClosedRange<Int>) -> [[UInt8]] {
        some(range) { generator in
            if generator.random.chance(0.2), !generator.feeds[generator.current].codes.isEmpty {
                return generator.random.pick(generator.feeds[generator.current].codes)
            }
            return Terms.codes[generator.random.skewed(Terms.codes.count)]
        }
    }
}
