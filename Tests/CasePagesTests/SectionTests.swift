import CaseModel
import CasePages
import TestHistories
import Testing

/// Each view of a small case, as the terminal shows it.
struct SectionTests {
    private let view: Viewpoint
    private let names: NameBook

    init() throws {
        var book = try Notebook.withCast()
        try book.record(.membershipBegan, "2018-04-01", ["member": "acute", "of": "board", "capacity": "chair"])
        try book.record(.membershipBegan, "2018-04-01", ["member": "council", "of": "board"])
        try book.record(
            .membershipEnded, "2020~", ["member": "council", "of": "board"], ["reconstructed": ["occurred"]])
        let role: JSONValue = ["role": "lead", "holder": "p01", "at": "system", "title": "Lead", "style": "directive"]
        try book.record(.roleAssumed, "2018-05", role)
        try book.record(.authorityConferred, "2018-06-01", ["on": "system", "basis": "voluntary", "over": "plans"])
        try book.record(
            .influencePerceived, "2018-07-01",
            ["actor": "acute", "standing": "dominant", "basis": ["size", "resources"], "by": "researcher"])
        try book.raise("beds", "2019-01-01", on: "merger")
        let loss: JSONValue = [
            "stake": "s1", "actor": "council", "on": "merger", "direction": "loss", "dimension": "voice", "by": "p01",
            "weight": 2,
        ]
        try book.record(.stakePerceived, "2019-02-01", loss)
        let gain: JSONValue = [
            "stake": "s2", "actor": "council", "on": "merger", "direction": "gain", "dimension": "finance", "by": "p02",
        ]
        try book.record(.stakePerceived, "2019-02-01", gain)
        try book.record(
            .offsetOffered, "2019-03-01", ["offset": "seat", "to": "council", "for": ["s1"], "form": "leadership-role"])
        try book.record(.offsetAccepted, "2019-03-02", ["offset": "seat"])
        try book.record(.disputeSettled, "2019-04-01", ["dispute": "beds", "how": "compensation"])
        try book.record(.positionTaken, "2019-05-01", ["actor": "acute", "on": "beds", "stance": "oppose"])
        view = book.view(at: "2019-06")
        names = NameBook(view)
    }

    private func page(_ sections: [Section]) -> String { TerminalPage(width: 100).text(title: "elm", sections) }

    @Test func `governance`() {
        #expect(page(GovernanceView(view).sections(names, view.tables)) == Saved.governance)
    }

    @Test func `disputes`() {
        let disputes = DisputesView(view)
        let citation = Citation(words: Array("What happened".utf8), reason: Array("as they said".utf8))
        let citations = Dictionary(disputes.cited.map { ($0, citation) }) { first, _ in first }
        #expect(page(disputes.sections(names, view.tables, citing: citations)) == Saved.disputes)
    }

    @Test func `an event that cannot be read is cited as such`() {
        let page = page(DisputesView(view).sections(names, view.tables, citing: [:]))
        #expect(page.contains("1  opened      2019-01-01 [aa-00000000/18]\n"))
        #expect(page.contains("STIRRED BY  an event that cannot be read [aa-00000000/24]\n"))
    }

    @Test(arguments: [
        (#"{"type":"dispute.settled","data":{"dispute":"beds","how":"vote","terms":"a \"deal\""}}"#, "a \"deal\""),
        (#"{ "type": "dispute.settled", "data": {"reason": "na\u00efve", "terms": "t"} }"#, "naïve"),
        (#"{"type":"dispute.settled","data":{"reason":1,"terms":"t"}}"#, "t"),
        (#"{"type":"dispute.settled","data":{"how":"vote"}}"#, nil),
    ])
    func `a citation has the reason or the terms that the line tells, in any valid form of it`(
        line: String, reason: String?
    ) {
        var citing = Citing(names)
        let citation = citing.cite(Array(line.utf8))
        #expect(citation.reason.map { String(decoding: $0, as: UTF8.self) } == reason)
        #expect(String(decoding: citation.words, as: UTF8.self).contains("was settled"))
    }

    @Test func `what is no JSON is cited as unreadable`() {
        var citing = Citing(names)
        let citation = citing.cite(Array("{".utf8))
        #expect(citation == .unreadable)
    }

    @Test func `the ledger`() {
        #expect(page(LedgerView(view).sections(names, view.tables)) == Saved.ledger)
    }

    @Test func `what several write of long tables is what one writes`() throws {
        var book = try Notebook.withCast()
        for number in 0..<130 {
            let group: JSONValue = ["group": .string("g\(number)"), "name": .string("Grüppe \(number)")]
            try book.record(.groupIdentified, "2017", group)
            try book.record(
                .stakePerceived, "2018",
                [
                    "stake": .string("s\(number)"), "actor": .string("g\(number)"), "on": "merger",
                    "direction": "loss", "dimension": "role", "by": "p01",
                ])
            try book.record(
                .influencePerceived, "2018",
                ["actor": .string("g\(number)"), "standing": "central", "by": number % 3 == 0 ? "p01" : "p02"])
            try book.raise("d\(number)", "2018")
        }
        func sections(_ view: Viewpoint) -> [Section] {
            let names = NameBook(view)
            return GovernanceView(view).sections(names, view.tables) + LedgerView(view).sections(names, view.tables)
                + DisputesView(view).sections(names, view.tables, citing: [:])
        }
        let several = Sharing(among: 3) { count, work in
            for number in (0..<count).reversed() { work(number) }
        }
        let expected = sections(book.view())
        #expect(expected.count > 130)
        #expect(sections(Viewpoint(book.history, sharing: several)) == expected)
    }

    @Test func `a case without disputes, stakes or anomalies says so`() throws {
        let empty = Viewpoint(CaseHistory(feeds: []))
        let names = NameBook(empty)
        #expect(
            DisputesView(empty).sections(names, empty.tables, citing: [:]).map(\.remark) == ["None had been raised."])
        #expect(LedgerView(empty).sections(names, empty.tables).map(\.remark) == ["No stake had been perceived."])
        #expect(
            AnomaliesView(empty, among: []).sections(empty.tables).map(\.remark) == ["Everything fits together."])
        #expect(GovernanceView(empty).sections(names, empty.tables).isEmpty)
    }

    @Test func `anomalies are told with their event`() throws {
        var book = try Notebook.withCast()
        try book.record(.disputeHeld, "2019", ["dispute": "d", "despite": ["merger"]], anyway: true)
        let view = book.view()
        let section = book.anomalies().sections(view.tables)
        #expect(section[0].title == "Anomalies (1)")
        #expect(
            section[0].rows
                == Rows([["aa-00000000/12", "2019", "dispute.held", "dispute: The case knows no dispute \"d\"."]]))
    }
}
