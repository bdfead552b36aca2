import CaseModel

/// Gathers events of one kind into a sentence where there are many of them.
struct Gathering {
    /// What events have in common that are told together.
    private struct Key: Hashable {
        let type: EventType
        let common: [String]
    }

    /// So many are told one by one.
    private static let singleMax = 2
    /// So many are named in one sentence, and told apart by what they have in common.
    private static let namedMax = 16

    private var groups: [(key: Key, events: [ReportEvent])] = []

    /// - Parameter events: in case order.
    init(_ events: [ReportEvent]) {
        let counts = Dictionary(grouping: events, by: \.type).mapValues { own in
            (events: own.count, groups: Set(own.map { Self.common($0, isFine: true) }).count)
        }
        var indices: [Key: Int] = [:]
        for event in events {
            guard let type = event.type, let count = counts[event.type] else { continue }
            // Few organisations are one sentence; many memberships are not one for each body.
            let isFine = type == .organisationRegistered ? count.events > Self.namedMax : count.groups <= Self.namedMax
            let key = Key(type: type, common: Self.common(event, isFine: isFine))
            if let index = indices[key] {
                groups[index].events.append(event)
            } else {
                indices[key] = groups.count
                groups.append((key, [event]))
            }
        }
    }

    /// Events of one type are told together that agree in these.
    private static func common(_ event: ReportEvent, isFine: Bool) -> [String] {
        func fields(_ names: StaticString...) -> [String] { isFine ? names.map { event.field($0) ?? "" } : [] }
        let alone = [String(event.id.feed), String(event.id.sequence)]
        if event.contradicts { return alone }
        switch event.type {
        case .organisationRegistered: return fields("kind", "sector")
        case .membershipBegan, .membershipEnded: return fields("of")
        case .accountabilitySet: return fields("to", "kind", "clarity")
        case .influencePerceived: return fields("by", "standing", "arena")
        case .positionTaken where event.field("meaning") == nil && event.field("condition") == nil:
            return [event.field("on") ?? "", event.field("stance") ?? ""]
        case .disputeJoined: return [event.field("dispute") ?? ""]
        case .groupIdentified, .bodyEstablished, .personIdentified, .organisationRenamed, .organisationRecoded,
            .organisationMerged, .organisationSplit, .organisationDissolved, .groupDissolved, .bodyRenamed,
            .bodyRecoded,
            .bodyMerged, .bodyDissolved, .roleLeft, .observationNoted:
            return []
        case .roleAssumed, .accountabilityEnded, .authorityConferred, .authorityEnded:
            return isFine ? alone : []
        default: return alone
        }
    }

    func sentences(_ telling: inout Telling) -> [Sentence] {
        groups.flatMap { key, events -> [Sentence] in
            let singleMax = key.type == .observationNoted ? Self.namedMax : Self.singleMax
            if events.count <= singleMax { return events.map { telling.sentence($0) } }
            let words =
                relation(key, events, telling) ?? things(key.type, events, telling) ?? each(key.type, events, &telling)
            return [Sentence(words, citing: events.map(\.id))].compactMap(\.self)
        }
    }

    /// Those who came into the same relation to something.
    private func relation(_ key: Key, _ events: [ReportEvent], _ telling: Telling) -> String? {
        guard !key.common.isEmpty, let first = events.first else { return nil }
        func named(_ field: StaticString) -> String {
            telling.list(events.compactMap { $0.field(field) }, atMost: Self.namedMax)
        }
        func common(_ field: StaticString) -> String { telling.name(first.field(field) ?? "") }
        switch key.type {
        case .membershipBegan: return "\(events.count) became members of \(common("of")): \(named("member"))"
        case .membershipEnded: return "\(events.count) ceased to be members of \(common("of")): \(named("member"))"
        case .accountabilitySet:
            let how = [first.field("kind"), first.field("clarity")].compactMap(\.self).joined(separator: ", ")
            return "\(events.count) became accountable to \(common("to")) (\(how)): \(named("from"))"
        case .influencePerceived:
            let (standing, arena) = (first.field("standing") ?? "", first.field("arena").map { " in \($0)" } ?? "")
            let lead = "\(Telling.capitalised(common("by"))) saw as \(standing)\(arena)"
            return "\(lead), \(events.count) in all: \(named("actor"))"
        case .disputeJoined: return "\(events.count) joined \(common("dispute")): \(named("party"))"
        case .positionTaken:
            return "\(events.count) \(Telling.stance(first.field("stance"), on: common("on"))): \(named("actor"))"
        default: return nil
        }
    }

    /// Who or what came in, each with its kind where they are of several.
    private func things(_ type: EventType, _ events: [ReportEvent], _ telling: Telling) -> String? {
        func kinds(_ fields: StaticString...) -> [String] {
            events.map { event in fields.compactMap { event.field($0) }.map(Telling.spaced).joined(separator: ", ") }
        }
        func told(_ what: String, _ field: StaticString, _ kinds: [String]) -> String {
            let isOne = Set(kinds).count == 1
            let common = isOne && kinds.first?.isEmpty == false ? " (\(kinds[0]))" : ""
            let named = zip(events, kinds).map { event, kind in
                (event.field("name") ?? telling.name(event.field(field) ?? ""))
                    + (isOne || kind.isEmpty ? "" : " (\(kind))")
            }
            return "\(events.count) \(what)\(common): \(Telling.list(named, atMost: Self.namedMax))"
        }
        switch type {
        case .organisationRegistered: return told("organisations were there", "organisation", kinds("sector", "kind"))
        case .groupIdentified: return told("groups acted", "group", kinds("kind"))
        case .bodyEstablished: return told("bodies were established", "body", kinds("kind"))
        case .personIdentified: return told("people were identified", "person", kinds("sector"))
        case .membershipBegan: return "\(events.count) memberships began, \(bodies(events, telling))"
        case .membershipEnded: return "\(events.count) memberships ended, \(bodies(events, telling))"
        default: return nil
        }
    }

    /// Of how many bodies there are new members, and how many each has.
    private func bodies(_ events: [ReportEvent], _ telling: Telling) -> String {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for event in events {
            let of = event.field("of") ?? ""
            if counts[of] == nil { order.append(of) }
            counts[of, default: 0] += 1
        }
        let named = order.map { "\(telling.name($0)) (\(counts[$0] ?? 0))" }
        return "in \(order.count) bodies: \(Telling.list(named, atMost: Self.namedMax))"
    }

    /// One behind the other, as far as there is room.
    private func each(_ type: EventType, _ events: [ReportEvent], _ telling: inout Telling) -> String {
        var words: [String] = []
        for event in events.prefix(Self.namedMax) { words.append(telling.words(event)) }
        if events.count > words.count { words.append("and \(events.count - words.count) more") }
        return "\(events.count) \(Self.what(type)): \(words.joined(separator: "; "))"
    }

    private static func what(_ type: EventType) -> String {
        switch type {
        case .organisationMerged, .bodyMerged: "mergers"
        case .organisationRenamed, .bodyRenamed: "new names"
        case .organisationRecoded, .bodyRecoded: "new codes"
        case .organisationSplit: "splits"
        case .roleAssumed: "roles taken up"
        case .roleLeft: "roles given up"
        case .observationNoted: "observations"
        case .accountabilitySet: "lines of accountability"
        case .authorityConferred: "authorities conferred"
        case .influencePerceived: "perceptions of standing"
        default: "ends"
        }
    }
}
