/// Who was seen to gain or to lose, and what was offered against it.
extension Generator {
    mutating func tellOfStakes(_ kind: EventKind) -> Bool {
        switch kind {
        case .stakePerceived:
            perceiveStake()
            return true
        case .stakeRevised: return reviseStake()
        case .offsetOffered: return offer()
        case .offsetAccepted: return move(kind, from: [.offered], to: .accepted)
        case .offsetDeclined: return move(kind, from: [.offered], to: nil)
        case .offsetKept: return move(kind, from: [.accepted], to: .kept)
        default: return move(kind, from: [.accepted, .kept], to: nil)
        }
    }

    private mutating func perceiveStake() {
        feeds[current].counts.stakes += 1
        let number = feeds[current].counts.stakes
        let when = beginning()
        begin(.stakePerceived, when)
        putThing("stake", "stake", current, number)
        putActor("actor", actor())
        putMatter("on")
        put("direction", oneOf: Terms.directions)
        put("dimension", oneOf: Terms.dimensions)
        let by = perceiver()
        putPerceiver("by", by)
        put("horizon", oneOf: Terms.horizons, chance: 0.4)
        put("phase", oneOf: Terms.phases, chance: 0.6)
        if random.chance(0.5) { sheet.field("weight", random.within(1...3)) }
        feeds[current].stakesTold.add(sequence: end(), number: number, day: today)
        feeds[current].stakes.add(Stake(number: number, by: by, last: when.effect(days)))
    }

    private mutating func reviseStake() -> Bool {
        guard feeds[current].stakes.count > 0 else { return false }
        let index = random.below(feeds[current].stakes.count)
        let stake = feeds[current].stakes[index]
        guard let when = next(after: stake.last) else { return false }
        begin(.stakeRevised, when)
        putThing("stake", "stake", current, stake.number)
        putPerceiver("by", stake.by)
        put("direction", oneOf: Terms.directions)
        put("phase", oneOf: Terms.phases, chance: 0.5)
        if random.chance(0.5) { sheet.field("weight", random.within(1...3)) }
        end()
        feeds[current].stakes[index].last = when.effect(days)
        return true
    }

    private mutating func offer() -> Bool {
        let feed = neighbour()
        guard let stake = feeds[feed].stakesTold.recent(by: today, &random, among: 60) else { return false }
        feeds[current].counts.offsets += 1
        let number = feeds[current].counts.offsets
        let when = beginning()
        begin(.offsetOffered, when)
        putThing("offset", "offset", current, number)
        putActor("to", actor())
        if random.chance(0.3), let position = feeds[feed].positions.recent(by: today, &random, among: 60) {
            putEvents("for", [EventName(feed: feed, sequence: Int(position.sequence))])
        } else {
            sheet.openList("for")
            sheet.openElement()
            putThing("stake", feed, Int(stake.number))
            sheet.close()
            sheet.closeList()
        }
        put("form", oneOf: Terms.forms)
        if random.chance(0.6) { putActor("by", organisation()) }
        if random.chance(0.4) { putRemark("in_return") }
        end()
        feeds[current].offsets.append(Offset(number: number, last: when.effect(days)))
        if feeds[current].offsets.count > 10 + eventCount / 6000 { feeds[current].offsets.removeFirst() }
        return true
    }

    private mutating func move(_ kind: EventKind, from: [Offset.Status], to next: Offset.Status?) -> Bool {
        let count = feeds[current].offsets.count
        guard count > 0 else { return false }
        for _ in 0..<8 {
            let index = random.below(count)
            let offset = feeds[current].offsets[index]
            guard from.contains(offset.status), let when = self.next(after: offset.last) else { continue }
            begin(kind, when, because: random.chance(0.2) ? observed() : nil)
            putThing("offset", "offset", current, offset.number)
            end()
            feeds[current].offsets[index].last = when.effect(days)
            if let next {
                feeds[current].offsets[index].status = next
            } else {
                feeds[current].offsets.remove(at: index)
            }
            return true
        }
        return false
    }
}
