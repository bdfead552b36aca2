import CaseModel
import TestHistories
import Testing

/// Who stood, in what relation, since when and until when.
struct GovernanceViewTests {
    @Test func `a fact holds from its beginning up to and not including its end`() throws {
        var book = try Notebook.withCast()
        try book.record(.membershipBegan, "2018-04-01", ["member": "acute", "of": "board"])
        try book.record(.membershipEnded, "2019-04-01", ["member": "acute", "of": "board"])
        #expect(GovernanceView(book.view(at: "2018-03-31")).memberships.isEmpty)
        #expect(GovernanceView(book.view(at: "2018-04-01")).memberships.count == 1)
        let last = GovernanceView(book.view(at: "2019-03-31")).memberships
        #expect(last.map { $0.span.since.text } == ["2018-04-01"])
        #expect(last.map { $0.span.until?.text } == ["2019-04-01"])
        #expect(GovernanceView(book.view(at: "2019-04-01")).memberships.isEmpty)
    }

    @Test func `what merges, splits or dissolves ends and takes its relations with it`() throws {
        var book = try Notebook.withCast()
        try book.record(.membershipBegan, "2018", ["member": "acute", "of": "board"])
        try book.record(.roleAssumed, "2018", ["role": "chair", "holder": "p01", "at": "board"])
        try book.record(.authorityConferred, "2018", ["on": "acute", "basis": "statutory"])
        try book.record(.accountabilitySet, "2018", ["from": "p01", "to": "acute", "kind": "individual"])
        try book.record(.organisationMerged, "2019-04-01", ["into": "council", "from": ["acute"]])
        let before = GovernanceView(book.view(at: "2019-03-31"))
        #expect(before.organisations.count == 4)
        #expect(before.memberships.map { $0.span.until?.text } == ["2019-04-01"])
        let after = GovernanceView(book.view(at: "2019-04-01"))
        #expect(after.organisations.count == 3)
        #expect(after.memberships.isEmpty && after.authority.isEmpty && after.accountability.isEmpty)
        #expect(after.roles.count == 1)
        try book.record(.bodyDissolved, "2020", ["body": "board"])
        #expect(GovernanceView(book.view()).roles.isEmpty)
    }

    @Test func `names and codes are those of the date`() throws {
        var book = try Notebook.withCast()
        try book.record(.organisationRenamed, "2019", ["organisation": "acute", "name": "General"])
        try book.record(.organisationRecoded, "2020", ["organisation": "acute", "identifiers": ["ods": "Q1"]])
        func row(_ at: String) -> (name: String, codes: Int)? {
            let view = book.view(at: at)
            let row = GovernanceView(view).organisations.first { view.tables.text($0.fields.organisation) == "acute" }
            return row.map { (view.tables.text($0.name), $0.identifiers?.entries(in: view.tables).count ?? 0) }
        }
        #expect(row("2018")?.name == "The acute")
        #expect(row("2019")?.name == "General")
        #expect(row("2019")?.codes == 0)
        #expect(row("2020")?.codes == 1)
        #expect(NameBook(book.view(at: "2018")).name(of: "acute") == "The acute")
        #expect(NameBook(book.view(at: "2019")).name(of: "acute") == "General")
        #expect(NameBook(book.view(at: "2016")).name(of: "acute") == "General")
    }

    @Test func `a row says that its beginning, its name or its end is imprecise or reconstructed`() throws {
        var book = try Notebook.withCast()
        try book.record(.groupIdentified, "2018-01-01", ["group": "club", "name": "Club"])
        try book.record(.membershipBegan, "2018-01-01", ["member": "club", "of": "board"])
        #expect(GovernanceView(book.view()).memberships[0].span.marks == Marks())
        try book.record(.groupDissolved, "2020-01-01~", ["group": "club"], ["reconstructed": ["occurred"]])
        let marks = GovernanceView(book.view(at: "2019")).memberships[0].span.marks
        #expect(marks.isImprecise)
        #expect(marks.reconstructed == ["occurred"])
    }

    @Test func `the newest perception of an actor, by arena and perceiver, stands`() throws {
        var book = try Notebook.withCast()
        func see(_ standing: String, _ at: String, _ by: String, _ arena: String? = nil) throws {
            var data: [JSONValue.Member] = [
                .init(key: "actor", value: "acute"), .init(key: "standing", value: .string(standing)),
                .init(key: "by", value: .string(by)),
            ]
            if let arena { data.append(.init(key: "arena", value: .string(arena))) }
            try book.record(.influencePerceived, at, .object(data))
        }
        try see("dominant", "2018", "p01")
        try see("marginal", "2019", "p01")
        try see("central", "2018", "p02")
        try see("peripheral", "2018", "p01", "finance")
        #expect(
            GovernanceView(book.view(at: "2018")).influence.map(\.fields.standing) == [
                .dominant, .central, .peripheral,
            ])
        #expect(GovernanceView(book.view()).influence.map(\.fields.standing) == [.marginal, .central, .peripheral])
    }
}

/// Who gains and who loses, as each perceiver sees it.
struct LedgerViewTests {
    private func book(_ stakes: [(id: String, direction: String, by: String)]) throws -> Notebook {
        var book = try Notebook.withCast()
        for stake in stakes {
            let data: JSONValue = [
                "stake": .string(stake.id), "actor": "acute", "on": "merger", "direction": .string(stake.direction),
                "dimension": "role", "by": .string(stake.by),
            ]
            try book.record(.stakePerceived, "2018", data)
        }
        return book
    }

    @Test func `perceptions are counted for each perceiver, and never summed`() throws {
        let book = try book([
            ("a", "loss", "p01"), ("b", "loss", "p01"), ("c", "gain", "p01"), ("d", "loss", "p02"),
            ("e", "neither", "p02"),
        ])
        let view = book.view()
        let seen = LedgerView(view).actors[0].seen
        #expect(seen.map { view.tables.text($0.by) } == ["p01", "p02"])
        #expect(seen.map(\.losses) == [2, 1])
        #expect(seen.map(\.gains) == [1, 0])
    }

    @Test func `an offset counts while it is accepted or kept, for each stake that it answers`() throws {
        var book = try book([("a", "loss", "p01"), ("b", "loss", "p01"), ("c", "loss", "p01")])
        try book.record(
            .offsetOffered, "2018-02", ["offset": "o", "to": "acute", "for": ["a", "b"], "form": "funding"])
        func counts() -> [Int] {
            LedgerView(book.view()).actors[0].seen.flatMap { [$0.offsetAccepted, $0.offsetKept] }
        }
        #expect(counts() == [0, 0])
        try book.record(.offsetAccepted, "2018-03", ["offset": "o"])
        #expect(counts() == [2, 0])
        try book.record(.offsetKept, "2018-04", ["offset": "o"])
        #expect(counts() == [2, 2])
        try book.record(.offsetBroken, "2018-05", ["offset": "o"])
        #expect(counts() == [0, 0])
        #expect(LedgerView(book.view(at: "2018-04")).offsets.map(\.state) == ["kept"])
        #expect(LedgerView(book.view()).actors[0].stakes.map(\.offsets.count) == [1, 1, 0])
    }

    @Test(arguments: [
        (["gain", "loss"], ["p01", "p02"], true), (["gain", "loss"], ["p01", "p01"], false),
        (["gain", "neither"], ["p01", "p02"], false), (["loss", "loss"], ["p01", "p02"], false),
    ])
    func `contested is what different perceivers see in opposite ways`(
        directions: [String], by: [String], isContested: Bool
    ) throws {
        let book = try book([("a", directions[0], by[0]), ("b", directions[1], by[1])])
        let contested = LedgerView(book.view()).contested
        #expect(contested.count == (isContested ? 1 : 0))
        if isContested { #expect(contested[0].stakes.count == 2) }
    }

    @Test func `a changed mind is the stake's, from its date on`() throws {
        var book = try book([("a", "loss", "p01")])
        try book.record(.stakeRevised, "2019", ["stake": "a", "by": "p01", "direction": "gain", "weight": 3])
        #expect(LedgerView(book.view(at: "2018")).actors[0].stakes[0].fields.direction == .loss)
        let now = LedgerView(book.view()).actors[0].stakes[0].fields
        #expect(now.direction == .gain)
        #expect(now.weight?.value == 3)
    }
}

/// Two devices that did not know of each other.
struct AnomaliesViewTests {
    /// Two notebooks on copies of one case, put together.
    private func merged(_ first: (inout Notebook) throws -> Void, _ second: (inout Notebook) throws -> Void) throws
        -> CaseHistory
    {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01-01")
        var other = book
        try first(&book)
        other.now += 3_600_000
        try second(&other)
        return CaseHistory.of([book.feeds[0], other.feeds[1]])
    }

    @Test func `a dispute that both settled is shown once, and the oddity listed`() throws {
        let history = try merged { book in
            try book.record(.disputeSettled, "2019-06-01", ["dispute": "d", "how": "consensus"])
        } _: { book in
            try book.record(.disputeSettled, "2019-05-01", ["dispute": "d", "how": "attrition"], feed: 1)
        }
        let view = Viewpoint(history)
        let disputes = DisputesView(view).disputes
        #expect(disputes.count == 1)
        #expect(disputes[0].episodes.map { $0.settlement?.how } == [.attrition])
        let anomalies = AnomaliesView(view, among: history.contradictions).anomalies
        #expect(
            anomalies.map(\.message) == [
                "The dispute is settled since 2019-05-01 (bb-00000000/1); it can be re-ignited or held."
            ])
        #expect(anomalies.map { view.tables.text($0.event) } == ["aa-00000000/13"])
    }

    @Test func `what both made known under one identifier is an oddity`() throws {
        let history = try merged { book in
            try book.record(.proposalTabled, "2019", ["proposal": "x", "title": "X"])
        } _: { book in
            try book.record(.groupIdentified, "2019", ["group": "x", "name": "X"], feed: 1)
        }
        let messages = AnomaliesView(Viewpoint(history), among: history.contradictions).anomalies.map(\.message)
        #expect(messages == ["\"x\" is a proposal already (aa-00000000/13)."])
    }

    @Test func `a correction of what the other retracted is an oddity`() throws {
        var history = try merged { book in
            let data: JSONValue = ["event": "aa-00000000/12", "reason": "x", "data": ["title": "New"]]
            try book.record(.eventCorrected, "2022", data)
        } _: { book in
            try book.record(.eventRetracted, "2022", ["event": "aa-00000000/12", "reason": "x"], feed: 1)
        }
        #expect(DisputesView(Viewpoint(history)).disputes.isEmpty)
        let line = Array(
            """
            {"id":"aa-00000000/13","type":"event.corrected","occurred":"2022","recorded":"2022-01-01T00:12:00.000Z",\
            "data":{"event":"aa-00000000/12","reason":"x","data":{"title":"New"}}}\n
            """.utf8)
        let found = history.examine(line.span.bytes, feed: 0, firstSequence: 13)
        #expect(found.flatMap(\.anomalies).map(\.message) == ["aa-00000000/12 is retracted."])
    }

    @Test func `a reference to nothing is an oddity until what it names arrives`() throws {
        var book = try Notebook.withCast()
        let position: JSONValue = ["actor": "nobody", "on": "merger", "stance": "oppose"]
        try book.record(.positionTaken, "2019", position, anyway: true)
        #expect(book.anomalies().anomalies.map(\.message) == ["actor: The case knows no actor \"nobody\"."])
        try book.record(.groupIdentified, "2020", ["group": "nobody", "name": "Nobody"])
        #expect(book.anomalies().anomalies.isEmpty)
    }
}
