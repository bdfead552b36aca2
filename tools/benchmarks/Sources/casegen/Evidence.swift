extension Generator {
    mutating func tellOfEvidence(_ kind: EventKind) -> Bool {
        switch kind {
        case .excerptRecorded: takeDownExcerpt()
        case .codingAdded: return addCoding()
        case .codingRemoved: return removeCoding()
        case .memoWritten: writeMemo()
        default: observe()
        }
        return true
    }

    mutating func observe() {
        let during = random.chance(0.5) ? sessionMinute() : nil
        let when = during ?? free()
        begin(.observationNoted, when, evidenced: 0.02)
        putText("text", 130...650)
        if random.chance(0.7) { putActors("by", voices(1...2)) }
        if random.chance(0.4) { putActors("actors", someActors(1...3)) }
        if random.chance(0.35) { sheet.list("codes", codes(1...3)) }
        remember(.observationNoted, end(), when)
    }

    private mutating func takeDownExcerpt() {
        let when = free()
        begin(.excerptRecorded, when, evidenced: 0.02)
        putText("text", 160...760)
        if random.chance(0.6) { putActor("speaker", person()) }
        if random.chance(0.6) { sheet.field("verbatim", random.chance(0.8)) }
        if random.chance(0.5) {
            sheet.open("locator")
            sheet.put("p. ")
            sheet.put(random.within(1...240))
            sheet.close()
        }
        if random.chance(0.4) { sheet.list("codes", codes(1...3)) }
        remember(.excerptRecorded, end(), when)
    }

    private mutating func writeMemo() {
        begin(.memoWritten, free(), evidenced: 0.3)
        putText("text", 200...1200)
        if random.chance(0.5), let observed = observed() { putEvents("about", [observed]) }
        put("kind", oneOf: Terms.memoKinds, chance: 0.6)
        let sequence = end()
        if random.chance(0.2) { feeds[current].evidence.add(sequence: sequence, day: today) }
    }

    private mutating func addCoding() -> Bool {
        guard let on = observed() else { return false }
        let when = free()
        let codes = codes(1...3)
        begin(.codingAdded, when, evidenced: 0)
        putEvent("on", on)
        sheet.list("codes", codes)
        let sequence = end()
        if random.chance(0.2), !feeds[current].uncoded.contains(on) {
            feeds[current].codings.add(Coding(sequence: sequence, on: on, code: codes[0], last: when.effect(days)))
        }
        return true
    }

    private mutating func removeCoding() -> Bool {
        guard let coding = feeds[current].codings.take(&random), let when = next(after: coding.last) else {
            return false
        }
        begin(.codingRemoved, when, because: EventName(feed: current, sequence: coding.sequence), evidenced: 0)
        putEvent("on", coding.on)
        sheet.list("codes", [coding.code])
        end()
        // The same code may have been put on the same event once more, on whatever date; it may be off now.
        feeds[current].codings.removeAll { $0.on == coding.on }
        feeds[current].uncoded.insert(coding.on)
        return true
    }

    /// Notes an observation or the like: others may refer to it, and now and then it turns out to be mistaken.
    mutating func remember(_ kind: EventKind, _ sequence: Int, _ when: When) {
        if kind == .observationNoted || kind == .excerptRecorded {
            feeds[current].evidence.add(sequence: sequence, day: today)
        }
        guard random.chance(0.1) else { return }
        feeds[current].amendables.add(Amendable(sequence: sequence, kind: kind, day: when.day))
    }
}
