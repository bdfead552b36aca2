/// The study itself, and what was mistaken in the record.
extension Generator {
    mutating func tellOfStudy(_ kind: EventKind) -> Bool {
        switch kind {
        case .approvalGranted:
            begin(kind, free(), evidenced: 0)
            putThing("approval", "approval", current, feeds[current].sequence)
            sheet.field("by", "The research ethics committee")
            putTitle("scope")
            if random.chance(0.5) { sheet.field("reference", "REC 16/0421") }
        case .codeDefined:
            begin(kind, free(), evidenced: 0)
            let code = Array("theme-".utf8) + [feeds[current].letter] + Array(String(feeds[current].sequence).utf8)
            put("code", code)
            putTitle("label")
            sheet.field("kind", "theme")
            if random.chance(0.5) { sheet.list("parents", [random.pick(Terms.issues)]) }
            if random.chance(0.5) { putText("description", 60...200) }
            feeds[current].codes.append(code)
        default: return changeCode(kind)
        }
        end()
        return true
    }

    private mutating func changeCode(_ kind: EventKind) -> Bool {
        let count = feeds[current].codes.count
        guard count > 3 else { return false }
        let index = random.below(count)
        let code = feeds[current].codes[index]
        // Dates of codes move nothing but their order: today is always behind what was said of them.
        begin(kind, When(day: today, form: .day), evidenced: 0)
        if kind == .codeRenamed {
            put("code", code)
            putTitle("label")
        } else {
            put("into", feeds[current].codes[(index + 1) % count])
            sheet.list("from", [code])
            feeds[current].codes.remove(at: index)
        }
        end()
        return true
    }

    mutating func amend(_ kind: EventKind) -> Bool {
        if random.chance(0.15) || told[kind.index] == 0, amendDispute(kind) { return true }
        guard let mistaken = feeds[current].amendables.take(&random) else { return false }
        begin(kind, When(day: today, form: .day), evidenced: 0.05)
        putEvent("event", EventName(feed: current, sequence: mistaken.sequence))
        putRemark("reason")
        if kind == .eventCorrected { putCorrection(of: mistaken) }
        end()
        return true
    }

    private mutating func putCorrection(of mistaken: Amendable) {
        if random.chance(0.5) {
            return putDay("occurred", max(Days.first, mistaken.day - random.within(1...40)))
        }
        sheet.key("data")
        sheet.put("{")
        switch mistaken.kind {
        case .positionTaken: put("stance", oneOf: Terms.stances)
        case .attendanceNoted: put("how", oneOf: Array(Terms.attendances[3...4]))
        default: putText("text", 90...400)
        }
        sheet.put("}")
    }

    /// Moves a settlement or a re-ignition, says how a dispute was settled in truth, or takes a settlement back; only
    /// while nothing has been made of it yet.
    private mutating func amendDispute(_ kind: EventKind) -> Bool {
        let indices = feeds[current].disputes.indices
        let found = indices.first { index in
            let dispute = feeds[current].disputes[index]
            return dispute.amendable != nil && (kind == .eventCorrected || dispute.status == .settled)
        }
        guard let found, let mistaken = feeds[current].disputes[found].amendable else { return false }
        let dispute = feeds[current].disputes[found]
        let earliest = (dispute.before.last + 1439) / 1440
        let isMoved = mistaken.kind == .disputeReignited || random.chance(0.5)
        if kind == .eventCorrected, isMoved, earliest > today || earliest == mistaken.day { return false }
        begin(kind, When(day: today, form: .day), evidenced: 0.05)
        putEvent("event", EventName(feed: current, sequence: mistaken.sequence))
        putRemark("reason")
        if kind == .eventRetracted {
            feeds[current].disputes[found].status = dispute.before.status
        } else if isMoved {
            let day = random.within(earliest...max(earliest, today))
            putDay("occurred", day)
            feeds[current].disputes[found].last = day * 1440
        } else {
            sheet.key("data")
            sheet.put("{")
            put("how", oneOf: Terms.settledHow)
            sheet.put("}")
        }
        end()
        feeds[current].disputes[found].amendable = nil
        return true
    }
}
