/// Organisations, groups and bodies: how they begin, change and end.
extension Generator {
    mutating func tellOfStanding(_ kind: EventKind) -> Bool {
        switch kind {
        case .organisationRegistered, .groupIdentified, .bodyEstablished:
            introduce(kind, beginning())
            return true
        case .organisationRenamed, .organisationRecoded: return change(kind, organisations, "organisation")
        case .bodyRenamed, .bodyRecoded: return change(kind, bodies, "body")
        case .organisationMerged: return merge(kind, organisations)
        case .bodyMerged: return merge(kind, bodies)
        case .organisationSplit: return finish(kind, organisations, "organisation", isSplit: true)
        case .organisationDissolved: return finish(kind, organisations, "organisation")
        case .bodyDissolved: return finish(kind, bodies, "body")
        default: return finish(kind, groups, "group")
        }
    }

    mutating func introduce(_ kind: EventKind, _ when: When) {
        let place = prose.place(&random)
        let (what, word, list): (Actor.Kind, StaticString, WritableKeyPath<Generator, [Int]>) =
            switch kind {
            case .organisationRegistered: (.organisation, "organisation", \.organisations)
            case .groupIdentified: (.group, "group", \.groups)
            default: (.body, "body", \.bodies)
            }
        let sort = random.pick(Names.of(what))
        let name = place + Array(" ".utf8) + sort
        let slug =
            name.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0 | 0x20 }
            + Array("-".utf8) + [feeds[current].letter] + Array(String(actors.count).utf8)
        begin(kind, when, evidenced: 0.05)
        put(word, slug)
        put("name", name)
        switch what {
        case .organisation:
            put("sector", oneOf: Terms.sectors)
            if random.chance(0.4) { sheet.field("kind", "trust") }
            if random.chance(0.5) { putIdentifiers() }
        case .group:
            put("kind", oneOf: Terms.groupKinds, chance: 0.8)
            put("sector", oneOf: Terms.sectors, chance: 0.5)
            if random.chance(0.4), !organisations.isEmpty { putActor("within", organisation()) }
        default:
            put("kind", oneOf: Terms.bodyKinds)
            if random.chance(0.5), !bodies.isEmpty { putActor("parent", body()) }
            if random.chance(0.5) { sheet.field("statutory", random.chance(0.4)) }
            if random.chance(0.2) { putIdentifiers() }
        }
        end()
        self[keyPath: list].append(actors.count)
        // The first of all stay, so that there is always something to go up in.
        let isPermanent = self[keyPath: list].count <= 3 || random.chance(0.75)
        actors.append(
            Actor(
                kind: what, slug: slug, name: name, feed: current, isPermanent: isPermanent, last: when.effect(days)))
    }

    private mutating func putIdentifiers() {
        sheet.key("identifiers")
        sheet.put("{\"ods\":\"")
        sheet.put(String(random.within(36 * 36 * 10...46_655), radix: 36))
        sheet.put("\"}")
    }

    /// One of this feed's that still stands.
    private mutating func own(_ list: [Int], endable: Bool) -> Int? {
        guard !list.isEmpty else { return nil }
        for _ in 0..<12 {
            let index = random.pick(list)
            let actor = actors[index]
            if actor.feed == current, !actor.hasEnded, !endable || !actor.isPermanent { return index }
        }
        return nil
    }

    private mutating func change(_ kind: EventKind, _ list: [Int], _ word: StaticString) -> Bool {
        guard let index = own(list, endable: false), let when = next(after: actors[index].last) else { return false }
        begin(kind, when)
        putActor(word, index)
        if kind == .organisationRecoded || kind == .bodyRecoded {
            putIdentifiers()
        } else {
            put("name", prose.place(&random) + Array(" ".utf8) + random.pick(Names.of(actors[index].kind)))
        }
        end()
        actors[index].last = when.effect(days)
        return true
    }

    /// Another of the kind that never ends.
    private mutating func permanent(_ list: [Int], besides index: Int) -> Int? {
        for _ in 0..<20 {
            let other = random.pick(list)
            if other != index, actors[other].isPermanent { return other }
        }
        return nil
    }

    private mutating func merge(_ kind: EventKind, _ list: [Int]) -> Bool {
        guard let index = own(list, endable: true), let into = permanent(list, besides: index),
            let when = next(after: actors[index].last)
        else { return false }
        begin(kind, when, evidenced: 0.4)
        putActor("into", into)
        putActors("from", [index])
        end()
        close(index)
        return true
    }

    private mutating func finish(
        _ kind: EventKind, _ list: [Int], _ word: StaticString, isSplit: Bool = false
    ) -> Bool {
        guard let index = own(list, endable: true), let into = permanent(list, besides: index),
            let when = next(after: actors[index].last)
        else { return false }
        begin(kind, when, evidenced: 0.4)
        putActor(word, index)
        if isSplit { putActors("into", [into]) }
        end()
        close(index)
        return true
    }

    /// What an actor that ends was tied to ends with it.
    private mutating func close(_ index: Int) {
        actors[index].hasEnded = true
        for kind in feeds[current].ties.keys {
            feeds[current].ties[kind]?.removeAll { $0.actor == index || $0.other == index }
        }
    }
}

/// What organisations, groups and bodies are called, behind the name of a place.
private enum Names {
    private static let organisations = list(
        "Hospitals Trust,Community Health,Council,Care Partnership,Ambulance Service,Mental Health Trust,Hospice,"
            + "Practice Group,Voluntary Action,Commissioning Group,Care Homes,Housing Association")
    private static let groups = list(
        "surgeons,nurses,managers,carers,patients,practice owners,midwives,councillors,finance team,campaigners")
    private static let bodies = list(
        "Board,Programme Board,Finance Group,Clinical Senate,Scrutiny Committee,Citizens Panel,Estates Group,"
            + "Health and Care System,Workforce Council,Delivery Team")

    static func of(_ kind: Actor.Kind) -> [[UInt8]] {
        switch kind {
        case .organisation: organisations
        case .group: groups
        default: bodies
        }
    }

    private static func list(_ text: String) -> [[UInt8]] { text.split(separator: ",").map { Array($0.utf8) } }
}
