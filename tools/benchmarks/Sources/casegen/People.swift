extension Generator {
    mutating func tellOfPeople(_ kind: EventKind) -> Bool {
        switch kind {
        case .personIdentified, .participantRecruited:
            introducePerson(kind)
            return true
        case .consentGiven: return giveConsent()
        default: return withdrawConsent()
        }
    }

    mutating func introducePerson(_ kind: EventKind) {
        let isRecruited = kind == .participantRecruited
        let title = prose.role(&random)
        var slug = title.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0 }
        slug += Array("-".utf8) + [feeds[current].letter] + Array(String(actors.count).utf8)
        let when = beginning()
        begin(kind, when, evidenced: 0)
        put(isRecruited ? "participant" : "person", slug)
        sheet.open("title")
        let start = sheet.bytes.count
        sheet.put(title)
        sheet.capitalise(at: start)
        sheet.close()
        put("sector", oneOf: Terms.sectors)
        if random.chance(0.8), !organisations.isEmpty { putActor("organisation", organisation()) }
        end()
        people.append(actors.count)
        if isRecruited { feeds[current].participants.append(actors.count) }
        actors.append(
            Actor(
                kind: isRecruited ? .participant : .person, slug: slug, name: title, feed: current, isPermanent: true,
                last: when.effect(days)))
    }

    mutating func giveConsent() -> Bool {
        guard !feeds[current].participants.isEmpty else { return false }
        let participant = random.pick(feeds[current].participants)
        guard let when = next(after: actors[participant].last) else { return false }
        begin(.consentGiven, when, evidenced: 0)
        putActor("participant", participant)
        // Less would have words refused that others record of them.
        sheet.list("scope", Array(Terms.scopes))
        if random.chance(0.7) { sheet.field("how", random.chance(0.6) ? "in writing" : "by telephone") }
        if random.chance(0.5) { sheet.field("form", "Information sheet and form, second version") }
        end()
        actors[participant].hasConsented = true
        actors[participant].last = when.effect(days)
        return true
    }

    private mutating func withdrawConsent() -> Bool {
        guard !feeds[current].participants.isEmpty else { return false }
        let participant = random.pick(feeds[current].participants)
        guard actors[participant].hasConsented, let when = next(after: actors[participant].last) else { return false }
        let session = feeds[current].sessions.recent(by: today, &random, among: 20)
        let isForSession = random.chance(0.6) && session != nil
        begin(.consentWithdrawn, when, evidenced: 0)
        putActor("participant", participant)
        if let session, isForSession {
            sheet.field("scope", "session")
            putThing("session", "session", current, Int(session.number))
        } else {
            sheet.field("scope", random.chance(0.7) ? "future" : "all")
        }
        end()
        // Whatever was withdrawn, consent is given anew before more is; and nothing more of what they say is recorded.
        actors[participant].hasConsented = false
        actors[participant].isSilent = true
        people.removeAll { person in person == participant }
        actors[participant].last = when.effect(days)
        return true
    }
}
