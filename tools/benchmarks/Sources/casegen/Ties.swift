/// Memberships, roles, authority, accountability, and who was seen as influential.
extension Generator {
    mutating func tellOfTies(_ kind: EventKind) -> Bool {
        switch kind {
        case .membershipBegan, .roleAssumed, .authorityConferred, .accountabilitySet: return beginTie(kind)
        case .membershipEnded: return endTie(kind, .membershipBegan)
        case .roleLeft: return endTie(kind, .roleAssumed)
        case .authorityEnded: return endTie(kind, .authorityConferred)
        case .accountabilityEnded: return endTie(kind, .accountabilitySet)
        default:
            perceiveInfluence()
            return true
        }
    }

    /// How many relations of a kind one feed keeps standing, so that they come and go in balance.
    private func standingMax(_ kind: EventKind) -> Int {
        let share = actors.count / feeds.count
        return 8 + (kind == .authorityConferred ? share / 4 : share)
    }

    private mutating func beginTie(_ kind: EventKind) -> Bool {
        guard feeds[current].ties[kind, default: []].count < standingMax(kind) else { return false }
        guard let (actor, other, quality) = drawTie(kind) else { return false }
        let when = beginning()
        begin(kind, when)
        putTie(kind, actor, other, quality, isBeginning: true)
        end()
        feeds[current].ties[kind, default: []].append(
            Tie(actor: actor, other: other, quality: quality, since: when.effect(days)))
        return true
    }

    /// Two actors whom nothing of this kind has tied before, and how to tie them.
    private mutating func drawTie(_ kind: EventKind) -> (actor: Int, other: Int, quality: Int)? {
        for _ in 0..<12 {
            let other = kind == .authorityConferred ? 0 : place()
            let isOfPeople = kind == .roleAssumed || (kind == .membershipBegan && random.chance(0.6))
            let actor = isOfPeople ? person() : place()
            let quality = random.below(kind == .roleAssumed ? Terms.roles.count : 3)
            if actor != other, isFit(actor), isFit(other), mayTie(kind, actor, other, quality) {
                return (actor, other, quality)
            }
        }
        return nil
    }

    private mutating func endTie(_ kind: EventKind, _ beginning: EventKind) -> Bool {
        let count = feeds[current].ties[beginning, default: []].count
        guard count > 0 else { return false }
        let index = random.skewed(count)
        guard let tie = feeds[current].ties[beginning]?[index], tie.since < today * 1440,
            let when = next(after: tie.since + 1)
        else { return false }
        begin(kind, when)
        putTie(kind, tie.actor, tie.other, tie.quality, isBeginning: false)
        end()
        feeds[current].ties[beginning]?.remove(at: index)
        return true
    }

    /// An organisation or a body.
    private mutating func place() -> Int { random.chance(0.6) ? body() : organisation() }

    /// Whether something can be tied to an actor without fear that another feed ends it.
    private func isFit(_ actor: Int) -> Bool {
        actors[actor].isPermanent || (actors[actor].feed == current && !actors[actor].hasEnded)
    }

    /// Each relation belongs to one feed, and is begun once.
    private mutating func mayTie(_ kind: EventKind, _ actor: Int, _ other: Int, _ quality: Int) -> Bool {
        guard (actor &* 31 &+ other &* 17 &+ quality) % feeds.count == current else { return false }
        let isMembership = kind == .membershipBegan
        let key = UInt64(kind.index) << 56 | UInt64(actor) << 32 | UInt64(other) << 8
        return tied.insert(key | (isMembership ? 0 : UInt64(quality))).inserted
    }

    private mutating func putTie(_ kind: EventKind, _ actor: Int, _ other: Int, _ quality: Int, isBeginning: Bool) {
        switch kind {
        case .membershipBegan, .membershipEnded:
            putActor("member", actor)
            putActor("of", other)
            guard isBeginning, random.chance(0.5) else { return }
            sheet.field("capacity", random.chance(0.7) ? "voting" : "in attendance")
        case .roleAssumed, .roleLeft:
            put("role", Terms.roles[quality])
            putActor("holder", actor)
            putActor("at", other)
            guard isBeginning else { return }
            put("style", oneOf: Terms.styles, chance: 0.4)
            put("tenure", oneOf: Terms.tenures, chance: 0.4)
        case .authorityConferred, .authorityEnded:
            putActor("on", actor)
            put("basis", Terms.bases[quality])
            guard isBeginning else { return }
            put("over", prose.topic(&random))
            if random.chance(0.5) { putActor("by", organisation()) }
        default:
            putActor("from", actor)
            putActor("to", other)
            put("kind", Terms.accountabilities[quality])
            guard isBeginning else { return }
            put("for", prose.topic(&random))
            put("clarity", oneOf: Terms.clarities, chance: 0.6)
            if random.chance(0.3) { putActor("by", person()) }
        }
    }

    private mutating func perceiveInfluence() {
        begin(.influencePerceived, free())
        putActor("actor", actor())
        put("standing", oneOf: Terms.standings)
        if random.chance(0.6) { sheet.list("basis", some(1...3) { $0.random.pick(Terms.grounds) }) }
        put("arena", oneOf: Terms.arenas, chance: 0.7)
        putPerceiver("by", perceiver())
        end()
    }
}
