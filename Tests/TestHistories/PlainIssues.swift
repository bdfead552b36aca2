package import CaseModel

extension PlainCase {
    private static let evidenceTypes = ["observation.noted", "excerpt.recorded", "memo.written"]

    /// An episode of a dispute, by itself.
    private struct Chapter {
        let dispute: String
        let isFirst: Bool
        let episode: PlainDispute.Episode
        let issues: [String]
        let drivers: [String]
        let quarter: String
    }

    private static func quarter(_ event: PlainEvent) -> String {
        let date = RecordedTime.text(event.effect)
        return "\(date.prefix(4))-Q\(((Int(date.dropFirst(5).prefix(2)) ?? 0) + 2) / 3)"
    }

    package var issues: JSONValue {
        let codes = PlainCodes(self)
        let lives = known("dispute.raised", "dispute").map { (id: $0, life: dispute($0, happened)) }
            .filter { $0.life.raised != nil }
            .sorted { $0.life.episodes[0].opening.isBefore($1.life.episodes[0].opening) }
        let chapters = lives.flatMap { id, life in
            life.episodes.enumerated().map { index, episode in
                Chapter(
                    dispute: id, isFirst: index == 0, episode: episode,
                    issues: codes.meanings(episode.issues).filter { codes.kind($0) == "issue" },
                    drivers: codes.meanings(life.drivers).filter { codes.kind($0) == "driver" },
                    quarter: Self.quarter(episode.opening))
            }
        }
        let evidence = happened.filter { Self.evidenceTypes.contains($0.type) }
            .map { (event: $0, codes: codes.meanings(self.codes(on: $0))) }
        func driver(_ code: String) -> JSONValue {
            let own = chapters.filter { $0.drivers.contains(code) }
            let shown = evidence.filter { $0.codes.contains(code) }.map(\.event)
            return PlainRow.row([("driver", .string(code)), ("label", codes.label(code))] + members(own, shown))
        }
        let rows = codes.all("issue").map { issue in
            let own = chapters.filter { $0.issues.contains(issue) }
            let shown = evidence.filter { codes.issues($0.codes).contains(issue) }.map(\.event)
            let tabled = proposals(about: issue, codes)
            let mine = lives.filter { life in own.contains { $0.dispute == life.id } }
            let states = ["open", "deadlocked", "suspended", "settled"].map { state in
                (state, Optional(JSONValue.integer(mine.filter { $0.life.state == state }.count)))
            }
            return PlainRow.row(
                [
                    ("issue", .string(issue)), ("label", codes.label(issue)), ("states", PlainRow.row(states)),
                    ("episodes", .integer(own.count)), ("reignited", .integer(own.filter { !$0.isFirst }.count)),
                    ("stirred", .integer(mine.filter { !stirring($0.id, $0.life).isEmpty }.count)),
                    ("proposals", .integer(tabled.count)),
                    (
                        "drivers",
                        .array(codes.all("driver").filter { codes.parents($0, "issue").contains(issue) }.map(driver))
                    ),
                ] + members(own, shown, tabled))
        }
        let loose = codes.all("driver").filter { codes.parents($0, "issue").isEmpty }
        return PlainRow.row([
            ("issues", .array(rows)), ("drivers", .array(loose.map(driver))),
            ("quarters", .array(quarters(codes, chapters, evidence))),
            (
                "uncoded",
                PlainRow.texts(
                    lives.map(\.id).filter { id in chapters.allSatisfy { $0.dispute != id || $0.issues.isEmpty } })
            ),
        ])
    }

    private func proposals(about issue: String, _ codes: PlainCodes) -> [PlainEvent] {
        known("proposal.tabled", "proposal").compactMap { proposal in
            happened.first { $0.type == "proposal.tabled" && $0.text("proposal") == proposal }
        }.filter { $0.text("issue").map(codes.meaning) == issue && codes.kind(issue) == "issue" }
    }

    private func members(
        _ chapters: [Chapter], _ evidence: [PlainEvent], _ others: [PlainEvent] = []
    ) -> [(String, JSONValue?)] {
        var disputes: [String] = []
        for chapter in chapters where !disputes.contains(chapter.dispute) { disputes.append(chapter.dispute) }
        let turns = chapters.flatMap { [$0.episode.opening] + [$0.episode.settlement].compactMap { $0 } }
        let dated = (turns + evidence + others).sorted { $0.isBefore($1) }
        func count(_ type: String) -> JSONValue { .integer(evidence.filter { $0.type == type }.count) }
        return [
            ("disputes", PlainRow.texts(disputes)), ("observations", count("observation.noted")),
            ("excerpts", count("excerpt.recorded")), ("memos", count("memo.written")),
            ("first", dated.first.map { .string($0.occurred) }), ("last", dated.last.map { .string($0.occurred) }),
        ] + PlainMarks(chapters.flatMap(\.episode.basis) + evidence + others).members
    }

    private func quarters(
        _ codes: PlainCodes, _ chapters: [Chapter], _ evidence: [(event: PlainEvent, codes: [String])]
    ) -> [JSONValue] {
        let settlements = chapters.compactMap { chapter in
            chapter.episode.settlement.map { (event: $0, issues: chapter.issues) }
        }
        let all = chapters.map(\.quarter) + (settlements.map(\.event) + evidence.map(\.event)).map(Self.quarter)
        return Set(all).sorted().flatMap { quarter in
            codes.all("issue").compactMap { issue -> JSONValue? in
                let opened = chapters.filter { $0.quarter == quarter && $0.issues.contains(issue) }
                let settled = settlements.map { $0 }.filter {
                    Self.quarter($0.event) == quarter && $0.issues.contains(issue)
                }
                let shown = evidence.filter {
                    Self.quarter($0.event) == quarter && codes.issues($0.codes).contains(issue)
                }
                guard !opened.isEmpty || !settled.isEmpty || !shown.isEmpty else { return nil }
                return PlainRow.row(
                    [
                        ("quarter", .string(quarter)), ("issue", .string(issue)),
                        ("raised", .integer(opened.filter(\.isFirst).count)),
                        ("reignited", .integer(opened.filter { !$0.isFirst }.count)),
                        ("settled", .integer(settled.count)), ("evidence", .integer(shown.count)),
                    ] + PlainMarks(opened.map(\.episode.opening) + settled.map(\.event) + shown.map(\.event)).members)
            }
        }
    }
}
