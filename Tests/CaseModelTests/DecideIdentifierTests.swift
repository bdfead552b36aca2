import CaseModel
import TestHistories
import Testing

/// What an identifier must be to be taken: known, of the right kind, or free.
struct DecideIdentifierTests {
    private let book: Notebook

    init() throws { book = try Notebook.withCast() }

    @Test func `an unknown actor is refused with the nearest known ones`() throws {
        let said = try book.refusal(
            .positionTaken, "2018", ["actor": "coucnil", "on": "merger", "stance": "oppose"])
        #expect(said == "actor: The case knows no actor \"coucnil\". Did you mean \"council\"?")
    }

    @Test func `an actor like nobody is refused without a guess`() throws {
        let said = try book.refusal(.positionTaken, "2018", ["actor": "xyz", "on": "merger", "stance": "oppose"])
        #expect(said == "actor: The case knows no actor \"xyz\".")
    }

    @Test func `every unknown reference is told`() throws {
        let said = try book.refusal(
            .disputeRaised, "2018",
            ["dispute": "d", "title": "D", "issues": ["money"], "parties": ["acute", "nobody"], "on": "nothing"],
            ["told_by": ["p99"], "sources": ["interview"]])
        #expect(
            said == """
                sources: The case knows no session or document "interview".
                told_by: The case knows no actor "p99". Did you mean one of "p01", "p02"?
                issues: The codebook has no issue "money".
                parties: The case knows no actor "nobody".
                on: The case knows no such thing "nothing".
                """)
    }

    @Test(arguments: ["p01", "p02", "acute", "surgeons", "board"])
    func `participants, persons, organisations, groups and bodies are actors`(actor: String) throws {
        let data: JSONValue = ["actor": .string(actor), "on": "merger", "stance": "oppose"]
        #expect(try book.refusal(.positionTaken, "2018", data) == "")
    }

    @Test func `what is known as something else is refused with what it must be`() throws {
        #expect(
            try book.refusal(.positionTaken, "2018", ["actor": "merger", "on": "merger", "stance": "oppose"])
                == "actor: \"merger\" is a proposal; it must be an actor (a participant, person, organisation, group or body)."
        )
        #expect(
            try book.refusal(.disputeSettled, "2018", ["dispute": "acute", "how": "consensus"])
                == "dispute: \"acute\" is an organisation; it must be a dispute.")
        #expect(
            try book.refusal(.positionTaken, "2018", ["actor": "acute", "on": "council", "stance": "oppose"])
                == "on: \"council\" is an organisation; it must be a proposal or a decision or a dispute.")
    }

    @Test func `the researcher perceives, and acts in nothing else`() throws {
        let perceived: JSONValue = ["actor": "acute", "standing": "dominant", "by": "researcher"]
        #expect(try book.refusal(.influencePerceived, "2018", perceived) == "")
        #expect(
            try book.refusal(.influencePerceived, "2018", ["actor": "researcher", "standing": "dominant", "by": "p01"])
                .hasPrefix("actor: The case knows no actor \"researcher\"."))
    }

    private static let taken: [(type: EventType, data: JSONValue, sentence: String)] = [
        (
            .organisationRegistered, ["organisation": "acute", "name": "A", "sector": "other"],
            "organisation: \"acute\" is an organisation already (aa-00000000/2)."
        ),
        (
            .bodyEstablished, ["body": "acute", "name": "A", "kind": "board"],
            "body: \"acute\" is an organisation already (aa-00000000/2)."
        ),
        (
            .disputeRaised, ["dispute": "merger", "title": "M", "issues": ["purpose"], "parties": ["acute"]],
            "dispute: \"merger\" is a proposal already (aa-00000000/11)."
        ),
        (
            .participantRecruited, ["participant": "p02", "title": "N", "sector": "other"],
            "participant: \"p02\" is a participant already (aa-00000000/10)."
        ),
        (
            .personIdentified, ["person": "p02", "title": "N", "sector": "other"],
            "person: \"p02\" is a participant already (aa-00000000/10)."
        ),
        (
            .personIdentified, ["person": "p01", "title": "N", "sector": "other"],
            "person: \"p01\" is a person already (aa-00000000/9)."
        ),
    ]

    @Test(arguments: taken.indices)
    func `an identifier that is taken is refused with what it is`(index: Int) throws {
        let (type, data, sentence) = Self.taken[index]
        #expect(try book.refusal(type, "2018", data) == sentence)
    }

    @Test func `an identified person may be recruited under the same identifier`() throws {
        #expect(
            try book.refusal(
                .participantRecruited, "2018", ["participant": "p01", "title": "Chair", "sector": "other"]) == "")
    }

    @Test func `a person who is given no identifier gets the next that is free`() throws {
        var book = book
        try book.record(.personIdentified, "2018", ["title": "Nurse", "sector": "other"])
        try book.record(.personIdentified, "2018", ["title": "Clerk", "sector": "other"])
        let far: JSONValue = ["person": "p9223372036854775807", "title": "Far", "sector": "other"]
        try book.record(.personIdentified, "2018", far)
        try book.record(.personIdentified, "2018", ["person": "anna", "title": "Boss", "sector": "other"])
        let lines = book.feeds[0].lines.suffix(4).map { String(decoding: $0, as: UTF8.self) }
        #expect(lines.map { $0.split(separator: "\"person\":\"")[1].prefix(4) } == ["p03\"", "p04\"", "p922", "anna"])
        try book.record(.participantRecruited, "2018", ["title": "Cook", "sector": "other"])
        #expect(String(decoding: book.feeds[0].lines.last ?? [], as: UTF8.self).contains("\"participant\":\"p05\""))
    }

    @Test func `a case is opened once`() throws {
        #expect(
            try book.refusal(.caseOpened, "2018", ["case": "elm", "title": "Elm"])
                == "The case was opened already (aa-00000000/1).")
    }

    @Test func `a thing exists whatever its date`() throws {
        // The proposal was tabled in 2017, and a position of 2016 is a late account of it.
        #expect(try book.refusal(.positionTaken, "2016", ["actor": "acute", "on": "merger", "stance": "oppose"]) == "")
    }

    @Test func `an event that is referred to must be there, and no event refers to itself`() throws {
        let data: JSONValue = ["text": "x"]
        #expect(try book.refusal(.observationNoted, "2018", data, ["because": ["aa-00000000/3"]]) == "")
        #expect(
            try book.refusal(.observationNoted, "2018", data, ["because": ["aa-00000000/99", "zz-00000000/1"]])
                == """
                because: There is no event aa-00000000/99 in the case.
                because: There is no event zz-00000000/1 in the case.
                """)
        #expect(
            try book.refusal(.eventRetracted, "2018", ["event": "aa-00000000/12", "reason": "x"])
                == "event: There is no event aa-00000000/12 in the case before it.")
        #expect(
            try book.refusal(.observationNoted, "2018", data, ["because": ["acute"]])
                .hasPrefix("because: \"acute\" names no event. Events are named like jw-3f9c21ab/12"))
    }
}

/// The codebook, and what codes may stand where.
struct DecideCodeTests {
    private let book: Notebook

    init() throws { book = try Notebook.withCast() }

    private func raise(_ field: String, _ code: String) throws -> String {
        var data: [JSONValue.Member] = [
            .init(key: "dispute", value: "d"), .init(key: "title", value: "D"),
            .init(key: "issues", value: ["purpose"]),
            .init(key: "parties", value: ["acute"]),
        ]
        data.removeAll { $0.key == field }
        data.append(.init(key: field, value: [.string(code)]))
        return try book.refusal(.disputeRaised, "2018", .object(data))
    }

    @Test(arguments: [("issues", "resources"), ("drivers", "control-of-resources"), ("faultlines", "power")])
    func `a code of the kind that the field takes is accepted`(field: String, code: String) throws {
        #expect(try raise(field, code) == "")
    }

    @Test func `a code of another kind is refused`() throws {
        #expect(
            try raise("issues", "power")
                == "issues: The code \"power\" is of kind faultline; here it must be of kind issue.")
        #expect(
            try raise("drivers", "resources")
                == "drivers: The code \"resources\" is of kind issue; here it must be of kind driver.")
    }

    @Test func `an unknown code is refused with the nearest of its kind`() throws {
        #expect(
            try raise("issues", "resorces")
                == "issues: The codebook has no issue \"resorces\". Did you mean \"resources\"?")
    }

    @Test func `a code that was defined may be used as what it is`() throws {
        var book = book
        try book.record(
            .codeDefined, "2018", ["code": "trust", "label": "Trust", "kind": "theme", "parents": ["purpose"]])
        #expect(try book.refusal(.observationNoted, "2018", ["text": "x", "codes": ["trust"]]) == "")
        #expect(
            try book.refusal(.strategyEmployed, "2018", ["strategy": "trust", "by": "acute"])
                == "strategy: The code \"trust\" is of kind theme; here it must be of kind strategy.")
        #expect(
            try book.refusal(.codeDefined, "2018", ["code": "trust", "label": "T", "kind": "theme"])
                == "code: The code \"trust\" is defined already.")
        #expect(
            try book.refusal(.codeDefined, "2018", ["code": "purpose", "label": "P", "kind": "theme"])
                == "code: The code \"purpose\" is defined already.")
    }

    @Test func `a code that went up in another is not changed any more`() throws {
        var book = book
        for code in ["trust", "faith"] {
            try book.record(.codeDefined, "2018", ["code": .string(code), "label": "L", "kind": "theme"])
        }
        try book.record(.codeMerged, "2019", ["into": "trust", "from": ["faith"]])
        #expect(
            try book.refusal(.codeRenamed, "2020", ["code": "faith", "label": "F"])
                == "The code went up in \"trust\" before.")
        #expect(try book.refusal(.codeRenamed, "2018-06", ["code": "faith", "label": "F"]) == "")
        #expect(try book.refusal(.codeRenamed, "2020", ["code": "trust", "label": "T"]) == "")
    }

    @Test func `a feed takes off only the codes that it has put on`() throws {
        var book = book
        let seen = try book.record(.observationNoted, "2018", ["text": "x", "codes": ["purpose"]])
        try book.record(.codingAdded, "2018", ["on": .string(seen), "codes": ["power"]], feed: 1)
        let removal: JSONValue = ["on": .string(seen), "codes": ["power"]]
        #expect(try book.refusal(.codingRemoved, "2019", removal, feed: 1) == "")
        try book.record(.codingRemoved, "2019", removal, feed: 1)
        #expect(
            try book.refusal(.codingRemoved, "2020", removal, feed: 1)
                == "This feed has not put the code \"power\" on \(seen) by then.")
    }
}
