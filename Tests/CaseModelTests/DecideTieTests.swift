import CaseModel
import TestHistories
import Testing

/// Relations between actors, and what stands or has ended.
struct DecideTieTests {
    private static let ties: [(began: EventType, ended: EventType, data: JSONValue)] = [
        (.membershipBegan, .membershipEnded, ["member": "acute", "of": "board"]),
        (.roleAssumed, .roleLeft, ["role": "chair", "holder": "acute", "at": "board"]),
        (.authorityConferred, .authorityEnded, ["on": "acute", "basis": "voluntary"]),
        (.accountabilitySet, .accountabilityEnded, ["from": "acute", "to": "board", "kind": "individual"]),
    ]

    @Test(arguments: ties.indices)
    func `a relation begins, ends, and may begin again`(index: Int) throws {
        let (began, ended, data) = Self.ties[index]
        var book = try Notebook.withCast()
        let unbegun = "It does not stand by then, so it cannot end."
        #expect(try book.refusal(ended, "2018", data) == unbegun)
        try book.record(began, "2018", data)
        #expect(try book.refusal(began, "2019", data) == "It stands already by then.")
        #expect(try book.refusal(ended, "2017-06", data) == unbegun)
        try book.record(ended, "2019", data)
        #expect(try book.refusal(ended, "2020", data) == unbegun)
        #expect(try book.refusal(began, "2020", data) == "")
    }

    @Test(arguments: ties.indices)
    func `what merges ends its relations, and begins none`(index: Int) throws {
        let (began, ended, data) = Self.ties[index]
        var book = try Notebook.withCast()
        try book.record(began, "2018", data)
        let merger = try book.record(.organisationMerged, "2019-04", ["into": "council", "from": ["acute"]])
        #expect(try book.refusal(ended, "2020", data) == "It does not stand by then, so it cannot end.")
        #expect(try book.refusal(began, "2020", data) == "\"acute\" went up in another on 2019-04 (\(merger)).")
    }

    @Test func `an end too coarse for its beginning is told the narrower dates`() throws {
        var book = try Notebook.withCast()
        try book.record(.membershipBegan, "2019-05-02", ["member": "acute", "of": "board"])
        #expect(
            try book.refusal(.membershipEnded, "2019", ["member": "acute", "of": "board"])
                .hasSuffix("2019-05-02/2019-12-31 would do."))
    }

    @Test func `a relation that turns out to begin after an end is an anomaly, and does not stand`() throws {
        var book = try Notebook.withCast()
        let began = try book.record(.membershipBegan, "2020", ["member": "acute", "of": "board"])
        try book.record(.organisationDissolved, "2019", ["organisation": "acute"])
        #expect(book.anomalies().anomalies.map { book.history.tables.text($0.event) } == [began])
        #expect(GovernanceView(book.view()).memberships.isEmpty)
    }

    @Test func `what has ended is not changed any more, and what is not there yet neither`() throws {
        var book = try Notebook.withCast()
        let end = try book.record(.organisationSplit, "2019", ["organisation": "acute", "into": ["mental"]])
        let rename: JSONValue = ["organisation": "acute", "name": "New"]
        #expect(try book.refusal(.organisationRenamed, "2020", rename) == "\"acute\" was split on 2019 (\(end)).")
        #expect(try book.refusal(.organisationRenamed, "2018", rename) == "")
        #expect(try book.refusal(.organisationRenamed, "2016", rename) == "\"acute\" is not there yet at that date.")
        #expect(
            try book.refusal(.organisationDissolved, "2020", ["organisation": "acute"])
                == "\"acute\" was split on 2019 (\(end)).")
    }

    @Test func `what others go up in must be another that still stands`() throws {
        var book = try Notebook.withCast()
        #expect(
            try book.refusal(.organisationMerged, "2019", ["into": "acute", "from": ["council", "acute"]])
                == "\"acute\" cannot go up in itself.")
        let end = try book.record(.organisationDissolved, "2018-06", ["organisation": "mental"])
        #expect(
            try book.refusal(.organisationMerged, "2019", ["into": "mental", "from": ["council"]])
                == "\"mental\" was dissolved on 2018-06 (\(end)).")
        #expect(
            try book.refusal(.organisationSplit, "2019", ["organisation": "council", "into": ["mental"]])
                == "\"mental\" was dissolved on 2018-06 (\(end)).")
        #expect(try book.refusal(.organisationMerged, "2018-01", ["into": "mental", "from": ["council"]]) == "")
        #expect(
            try book.refusal(.bodyMerged, "2019", ["into": "board", "from": ["board"]])
                == "\"board\" cannot go up in itself.")
    }

    @Test func `a merger into nobody is refused`() throws {
        let book = try Notebook.withCast()
        #expect(
            try book.refusal(.organisationMerged, "2019", ["into": "acuta", "from": ["council"]])
                == "into: The case knows no organisation \"acuta\". Did you mean \"acute\"?")
        #expect(
            try book.refusal(.organisationMerged, "2019", ["into": "board", "from": ["council"]])
                == "into: \"board\" is a body; it must be an organisation.")
    }
}
