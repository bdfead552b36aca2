package import CaseModel

extension PlainCase {
    private static let aboutTheRecord = [
        "case.opened", "approval.granted", "consent.given", "consent.withdrawn", "document.collected", "code.defined",
        "code.renamed", "code.merged", "coding.added", "coding.removed", "memo.written",
    ]

    private struct Settlement {
        let how: String
        let holds: Bool
        let isStirred: Bool
        let days: Int?
        let event: PlainEvent
        let row: JSONValue
    }

    package var reignition: JSONValue {
        let lives = known("dispute.raised", "dispute").map { (id: $0, life: dispute($0, happened)) }
        let settlements = lives.flatMap { self.settlements($0.id, $0.life) }.sorted { $0.event.isBefore($1.event) }
        let hows = ["consensus", "compromise", "accommodation", "compensation", "decision", "authority", "attrition"]
        let means = hows.compactMap { how -> JSONValue? in
            let own = settlements.filter { $0.how == how }
            let days = own.filter { !$0.holds }.compactMap(\.days).sorted()
            let middles = days.isEmpty ? 0 : days[(days.count - 1) / 2] + days[days.count / 2]
            let median: JSONValue = middles % 2 == 0 ? .integer(middles / 2) : .number("\(middles / 2).5")
            return own.isEmpty
                ? nil
                : PlainRow.row([
                    ("how", .string(how)), ("settlements", .integer(own.count)),
                    ("holding", .integer(own.filter(\.holds).count)),
                    ("reignited", .integer(own.filter { !$0.holds }.count)),
                    ("stirred", .integer(own.filter(\.isStirred).count)), ("median_days", days.isEmpty ? nil : median),
                ])
        }
        return PlainRow.row([
            ("matrix", .array(matrix(lives))), ("settlements", .array(settlements.map(\.row))),
            ("means", .array(means)),
        ])
    }

    private static func day(_ instant: Instant) -> Int { Calendar.split(instant).days }

    private func settlements(_ id: String, _ life: PlainDispute) -> [Settlement] {
        let end = at == .max ? counted.filter { !Self.aboutTheRecord.contains($0.type) }.map(\.effect).max() : at
        return life.episodes.enumerated().compactMap { index, episode -> Settlement? in
            guard let settlement = episode.settlement else { return nil }
            let next = index + 1 < life.episodes.count ? life.episodes[index + 1].opening : nil
            let ends = [settlement] + [next].compactMap { $0 }
            let namesDays = ends.allSatisfy { event in
                EDTF(event.occurred).map { $0.form == .single && $0.begin.precision >= .day } ?? false
            }
            let days = (next?.effect ?? end).map { Self.day($0) - Self.day(settlement.effect) }
            let isSourced = ends.allSatisfy { event in
                !event.isImprecise && !event.reconstructed.contains { $0 == "occurred" || $0 == "type" }
            }
            let row = PlainRow.row(
                [
                    ("dispute", .string(id)), ("episode", .integer(index + 1)),
                    ("settled", .string(settlement.occurred)), ("settled_by", .string(settlement.id)),
                    ("how", settlement.data["how"]), ("holdouts", PlainRow.texts(settlement.texts("holdouts"))),
                    ("until", next.map { .string($0.occurred) }), ("ended_by", next.map { .string($0.id) }),
                    ("days", namesDays ? days.map { .integer($0) } : nil), ("holds", .bool(next == nil)),
                    ("stirred", .bool(next == nil && !stirring(id, life).isEmpty)),
                    ("estimable", .bool(isSourced)),
                ] + PlainMarks(ends).members)
            return Settlement(
                how: settlement.text("how") ?? "", holds: next == nil,
                isStirred: next == nil && !stirring(id, life).isEmpty, days: namesDays ? days : nil,
                event: settlement, row: row)
        }
    }

    private func matrix(_ lives: [(id: String, life: PlainDispute)]) -> [JSONValue] {
        let codes = PlainCodes(self)
        var found: [(from: String, to: String, event: PlainEvent, dispute: String)] = []
        for (id, life) in lives {
            for (number, episode) in life.episodes.enumerated().dropFirst() {
                let causes = episode.cause.flatMap { cause -> [String] in
                    let issues = self.issues(of: cause, id, life.episodes[number - 1], episode.opening, codes)
                    return issues.isEmpty ? ["none"] : issues
                }
                let about = codes.meanings(episode.issues)
                for from in Set(causes.isEmpty ? ["none"] : causes) {
                    for to in about.isEmpty ? ["none"] : about { found.append((from, to, episode.opening, id)) }
                }
            }
        }
        let named = codes.inOrder(found.flatMap { [$0.from, $0.to] }.filter { $0 != "none" }, "issue") + ["none"]
        return named.flatMap { from in
            named.compactMap { to -> JSONValue? in
                let own = found.filter { $0.from == from && $0.to == to }.sorted { $0.event.isBefore($1.event) }
                let disputes = own.map(\.dispute).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
                return own.isEmpty
                    ? nil
                    : PlainRow.row([
                        ("from", .string(from)), ("to", .string(to)), ("count", .integer(own.count)),
                        ("reignitions", PlainRow.texts(own.map(\.event.id))), ("disputes", PlainRow.texts(disputes)),
                    ])
            }
        }
    }

    /// What a cause is about.
    private func issues(
        of cause: String, _ dispute: String, _ before: PlainDispute.Episode, _ opening: PlainEvent, _ codes: PlainCodes
    ) -> [String] {
        let disputes = known("dispute.raised", "dispute")
        let proposals = known("proposal.tabled", "proposal")
        func issues(of subject: String) -> [String] {
            if subject == dispute { return codes.meanings(before.issues) }
            if disputes.contains(subject) {
                let then = happened.filter { !opening.isBefore($0) }
                return codes.meanings(self.dispute(subject, then).episodes.last?.issues ?? [])
            }
            let tabled = happened.first { $0.type == "proposal.tabled" && $0.text("proposal") == subject }
            return codes.meanings([tabled?.text("issue")].compactMap { $0 })
        }
        if cause.contains("/") {
            guard let event = counted.first(where: { $0.id == cause }) else { return [] }
            let subjects = Self.subjects(event)
            guard let subject = subjects.first(where: disputes.contains) ?? subjects.first(where: proposals.contains)
            else { return codes.issues(self.codes(on: event)) }
            return issues(of: subject)
        }
        if disputes.contains(cause) || proposals.contains(cause) { return issues(of: cause) }
        let made = counted.filter { $0.type == "decision.made" && $0.text("decision") == cause }
        return made.compactMap { $0.text("on") }.first { disputes.contains($0) || proposals.contains($0) }
            .map(issues) ?? []
    }

    /// What an event changes, touches or was done about.
    private static func subjects(_ event: PlainEvent) -> [String] {
        guard let type = EventType(rawValue: event.type) else { return [] }
        return EventDescription.of(type).fields.flatMap { field -> [String] in
            switch field.role {
            case .defines, .course, .touches: [event.text(field.name)].compactMap { $0 } + event.texts(field.name)
            case .existing(let kinds) where kinds == .dispute: [event.text(field.name)].compactMap { $0 }
            default: []
            }
        }
    }
}
