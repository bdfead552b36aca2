import CaseModel

// What happened, by the type of the event: in the report's words where those of the vocabulary are too terse to be read
// one behind the other.
extension Telling {
    /// What stands in a field, without the full stop that its author may have put behind it.
    private func detail(_ lead: String, _ text: String?) -> String {
        guard let text else { return "" }
        return lead + (text.hasSuffix(".") && !text.hasSuffix("..") ? String(text.dropLast()) : text)
    }

    private func naming(_ lead: String, _ ids: [String]) -> String { ids.isEmpty ? "" : lead + list(ids) }

    private func coding(_ lead: String, _ codes: [String]) -> String { codes.isEmpty ? "" : lead + Self.codes(codes) }

    private func actor(_ event: ReportEvent, _ field: StaticString) -> String { name(event.field(field) ?? "") }

    func disputeWords(_ event: ReportEvent) -> String? {
        guard let id = event.field("dispute") else { return nil }
        let dispute = name(id)
        switch event.type {
        case .disputeRaised:
            return "\(dispute) was raised" + naming(" between ", event.fields("parties"))
                + coding(", about ", event.fields("issues")) + detail(", over ", event.field("on").map(name))
        case .disputeJoined: return "\(actor(event, "party")) joined \(dispute)"
        case .disputeLeft: return "\(actor(event, "party")) left \(dispute)"
        case .disputeDeadlocked:
            return "\(dispute) was deadlocked" + naming(" by ", event.fields("by"))
                + detail(": ", event.field("reason"))
        case .disputeSuspended: return "\(dispute) was put aside" + detail(": ", event.field("reason"))
        case .disputeResumed: return "\(dispute) was taken up again"
        case .disputeSettled:
            return "\(dispute) was settled" + detail(" by ", event.field("how").map(Self.spaced))
                + detail(": ", event.field("terms")) + naming("; holding out: ", event.fields("holdouts"))
        case .disputeReignited:
            return "\(dispute) came back" + coding(", about ", event.fields("issues"))
                + naming(", between ", event.fields("parties")) + detail(": ", event.field("reason"))
        case .disputeHeld:
            return "\(dispute) was looked at again and judged to hold" + detail(": ", event.field("reason"))
        case .disputeCoded, .disputeUncoded:
            let found = event.type == .disputeCoded ? "was found to be about" : "was found not to be about"
            let codes = event.fields("issues") + event.fields("drivers") + event.fields("faultlines")
            return "\(dispute) \(found) \(Self.codes(codes))"
        case .disputeLinked:
            switch event.field("kind") {
            case "downstream-of": return "\(dispute) lies downstream of \(actor(event, "to"))"
            case "part-of": return "\(dispute) is part of \(actor(event, "to"))"
            default: return "\(dispute) intersects \(actor(event, "to"))"
            }
        default: return nil
        }
    }

    func changeWords(_ event: ReportEvent) -> String? {
        switch event.type {
        case .strategyEmployed:
            return strategyWords(
                event.field("strategy") ?? "", by: event.field("by") ?? "", on: event.field("dispute"),
                towards: event.fields("towards"), skills: event.fields("skills"))
        case .positionTaken: return positionWords(event)
        case .decisionMade: return decisionWords(event)
        case .proposalTabled:
            return "\(actor(event, "proposal")) was proposed" + naming(" by ", event.fields("by"))
                + detail(" to ", event.field("body").map(name)) + detail(", on ", event.field("issue").map(Self.spaced))
        case .proposalRevised:
            return "\(actor(event, "proposal")) was revised" + detail(", in ", event.field("change"))
                + detail(": ", event.field("text"))
        case .proposalEnacted: return "\(actor(event, "proposal")) was carried out"
        case .stakePerceived: return "\(actor(event, "by")) saw \(stakeWords(SeenStake(event)))"
        case .stakeRevised:
            let stake = SeenStake(event)
            let now = [event.field("direction"), stake.term, stake.phase, stake.weight].compactMap(\.self)
            return
                "\(actor(event, "by")) changed their mind about \(matter(event.field("stake") ?? "", from: event.id))"
                + (now.isEmpty ? "" : ", now: \(now.joined(separator: ", "))")
        case .offsetOffered: return offerWords(event)
        case .offsetAccepted: return "\(matter(event.field("offset") ?? "", from: event.id)) was accepted"
        case .offsetDeclined: return "\(matter(event.field("offset") ?? "", from: event.id)) was declined"
        case .offsetKept: return "\(matter(event.field("offset") ?? "", from: event.id)) was kept"
        case .offsetBroken: return "\(matter(event.field("offset") ?? "", from: event.id)) was broken"
        default: return nil
        }
    }

    private func offerWords(_ event: ReportEvent) -> String {
        let against = event.fields("for").map { matter($0, from: event.id) }
        return "an offer of \(Self.spaced(event.field("form") ?? "")) (\(event.field("offset") ?? "")) was made to "
            + actor(event, "to") + detail(" by ", event.field("by").map(name))
            + (against.isEmpty ? "" : ", against \(Self.list(against))")
            + detail(", in return for: ", event.field("in_return"))
    }

    private func decisionWords(_ event: ReportEvent) -> String {
        let outcome = event.field("outcome") ?? "decided"
        let tally = (event.value("tally")?.members ?? []).map { member -> String in
            if case .integer(let number) = member.value { return "\(member.key) \(number)" }
            return "\(member.key) \(member.value.string ?? "")"
        }
        return "\(actor(event, "on")) was \(outcome == "conditional" ? "adopted under conditions" : outcome)"
            + naming(" by ", event.fields("by")) + detail(", by ", event.field("how"))
            + (tally.isEmpty ? "" : " (\(tally.joined(separator: ", ")))")
            + detail("; conditions: ", event.field("conditions")) + detail("; planned for ", event.field("planned"))
    }

    private func positionWords(_ event: ReportEvent) -> String {
        "\(actor(event, "actor")) \(Self.stance(event.field("stance"), on: actor(event, "on")))"
            + detail(": ", event.field("condition")) + detail(": ", event.field("meaning"))
    }

    /// What somebody thought of a matter; no verb here depends on whether they are one or many.
    static func stance(_ stance: String?, on matter: String) -> String {
        switch stance {
        case "support": "supported \(matter)"
        case "oppose": "opposed \(matter)"
        case "ambivalent": "had mixed views on \(matter)"
        case "withhold": "withheld a position on \(matter)"
        case "conditional": "supported \(matter) on a condition"
        default: "took a position on \(matter)"
        }
    }

    /// Who used a strategy, on what and whom.
    func strategyWords(
        _ strategy: String, by actor: String, on dispute: String?, towards: [String], skills: [String]
    ) -> String {
        "\(name(actor)) used \(Self.spaced(strategy))" + detail(" on ", dispute.map(name))
            + naming(", towards ", towards) + coding(", by ", skills)
    }

    /// A gain or a loss, to stand behind who saw it.
    ///
    /// - Parameter isBrief: whether it is only referred to.
    func stakeWords(_ stake: SeenStake, isBrief: Bool = false) -> String {
        let words = "\(stake.what) for \(name(stake.actor))"
        if isBrief { return words }
        return words + detail(" through ", stake.on.map(name)) + detail(", ", stake.phase) + detail(", ", stake.term)
            + detail(", ", stake.weight)
    }

    /// Who and what there was, and in what relation.
    func standingWords(_ event: ReportEvent) -> String? {
        switch event.type {
        case .organisationRegistered:
            return "\(event.field("name") ?? "") was there\(bracketed(event, "sector", "kind"))"
        case .groupIdentified:
            return "\(event.field("name") ?? "") acted as a group\(bracketed(event, "kind"))"
                + detail(" within ", event.field("within").map(name))
        case .bodyEstablished:
            return "\(event.field("name") ?? "") was established\(bracketed(event, "kind"))"
                + detail(" under ", event.field("parent").map(name))
        case .organisationRenamed:
            return "“\(event.field("name") ?? "")” became the name of \(event.field("organisation") ?? "")"
        case .bodyRenamed: return "“\(event.field("name") ?? "")” became the name of \(event.field("body") ?? "")"
        case .personIdentified:
            return "\(actor(event, "person")) was identified\(bracketed(event, "sector"))"
                + detail(", of ", event.field("organisation").map(name))
        case .roleAssumed:
            let role = event.field("title").map { "“\($0)”" } ?? event.field("role") ?? ""
            return "\(actor(event, "holder")) took up the role \(role) at \(actor(event, "at"))"
                + detail(", ", event.field("style")) + detail(", ", event.field("tenure").map(Self.spaced))
        case .influencePerceived:
            return "\(actor(event, "by")) saw \(actor(event, "actor"))" + detail(" as ", event.field("standing"))
                + detail(" in ", event.field("arena")) + coding(", for ", event.fields("basis"))
        default: return nil
        }
    }

    private func bracketed(_ event: ReportEvent, _ fields: StaticString...) -> String {
        let words = fields.compactMap { event.field($0) }.map(Self.spaced)
        return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
    }

    /// Words that were said or written, as they may be shown.
    func evidenceWords(_ event: ReportEvent) -> String? {
        let text = Sentence.paragraphs(detail("", event.field("text")))
        switch event.type {
        case .observationNoted:
            let by = event.fields("by").isEmpty ? "" : "\(list(event.fields("by"))): "
            return by + text + naming(" — about ", event.fields("actors"))
        case .excerptRecorded:
            let speaker = event.field("speaker").map { "\(name($0)): " } ?? ""
            let isQuoted = event.value("verbatim") == .bool(true) && !text.hasPrefix("[")
            return speaker + (isQuoted ? "“\(text)”" : text)
        case .memoWritten: return text
        default: return nil
        }
    }
}
