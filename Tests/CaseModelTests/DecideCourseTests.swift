import CaseModel
import TestHistories
import Testing

/// Sessions, proposals, offsets, stakes and consent have lives of their own.
struct DecideCourseTests {
    @Test func `a session starts, pauses, goes on and ends`() throws {
        var book = try Notebook.withCast()
        let session: JSONValue = ["session": "s1"]
        try book.record(.sessionStarted, "2019-06-03T10:00", ["session": "s1", "kind": "meeting"])
        #expect(
            try book.refusal(.sessionEnded, "2019-06-03T09:00", session)
                == "The session has not started by that time, so it cannot end.")
        #expect(
            try book.refusal(.sessionResumed, "2019-06-03T10:10", session)
                == "The session is not paused at that time, so it cannot be resumed.")
        try book.record(.sessionPaused, "2019-06-03T10:20", session)
        #expect(
            try book.refusal(.sessionPaused, "2019-06-03T10:30", session)
                == "The session is paused already at that time.")
        try book.record(.sessionResumed, "2019-06-03T10:40", session)
        try book.record(.sessionEnded, "2019-06-03T11:00", ["session": "s1", "minutes": 45])
        #expect(
            try book.refusal(.sessionEnded, "2019-06-03T12:00", session)
                == "The session has ended before that time, so it cannot end.")
        #expect(
            try book.refusal(.sessionStarted, "2019-06-04", ["session": "s1", "kind": "meeting"])
                == "session: \"s1\" is a session already (aa-00000000/12).")
    }

    @Test func `two observers may each record one session`() throws {
        var book = try Notebook.withCast()
        try book.record(.sessionStarted, "2019-06-03T10:00", ["session": "s1", "kind": "meeting"])
        try book.record(.sessionStarted, "2019-06-03T10:01", ["session": "s1", "kind": "meeting"], feed: 1)
        try book.record(.sessionEnded, "2019-06-03T11:00", ["session": "s1"])
        try book.record(.sessionEnded, "2019-06-03T11:02", ["session": "s1"], feed: 1)
        #expect(book.anomalies().anomalies.isEmpty)
    }

    @Test func `attendance and sources name a session or a document`() throws {
        let book = try Notebook.withCast()
        #expect(
            try book.refusal(.attendanceNoted, "2019", ["session": "s9", "actor": "p01", "how": "present"])
                == "session: The case knows no session \"s9\".")
        #expect(
            try book.refusal(.observationNoted, "2019", ["text": "x"], ["sources": ["acute"]])
                == "sources: \"acute\" is an organisation; it must be a session or a document.")
    }

    @Test func `a proposal is revised until it is carried out, once`() throws {
        var book = try Notebook.withCast()
        let revision: JSONValue = ["proposal": "merger", "change": "content"]
        #expect(try book.refusal(.proposalRevised, "2016", revision) == "The proposal has not been tabled by then.")
        try book.record(.proposalRevised, "2018", revision)
        let enacted = try book.record(.proposalEnacted, "2019", ["proposal": "merger"])
        let over = "The proposal was enacted on 2019 (\(enacted))."
        #expect(try book.refusal(.proposalRevised, "2020", revision) == over)
        #expect(try book.refusal(.proposalEnacted, "2020", ["proposal": "merger"]) == over)
    }

    private static func bookWithOffset() throws -> Notebook {
        var book = try Notebook.withCast()
        let stake: JSONValue = [
            "stake": "s", "actor": "acute", "on": "merger", "direction": "loss", "dimension": "role", "by": "p01",
        ]
        try book.record(.stakePerceived, "2018", stake)
        try book.record(.offsetOffered, "2018-06", ["offset": "o", "to": "acute", "for": ["s"], "form": "funding"])
        return book
    }

    /// What was done before, and what is said to the next.
    static let offsets: [(before: [EventType], next: EventType, sentence: String)] = [
        ([], .offsetAccepted, ""), ([], .offsetDeclined, ""),
        ([], .offsetKept, "The offset is offered by then; only one that is accepted can be kept."),
        ([], .offsetBroken, "The offset is offered by then; only one that is accepted can be broken."),
        ([.offsetAccepted], .offsetKept, ""), ([.offsetAccepted], .offsetBroken, ""),
        (
            [.offsetAccepted], .offsetAccepted,
            "The offset is accepted by then; only one that is offered can be accepted."
        ),
        (
            [.offsetAccepted], .offsetDeclined,
            "The offset is accepted by then; only one that is offered can be declined."
        ),
        ([.offsetAccepted, .offsetKept], .offsetBroken, ""),
        (
            [.offsetAccepted, .offsetKept], .offsetKept,
            "The offset is kept by then; only one that is accepted can be kept."
        ),
        (
            [.offsetAccepted, .offsetBroken], .offsetKept,
            "The offset is broken by then; only one that is accepted can be kept."
        ),
        (
            [.offsetDeclined], .offsetAccepted,
            "The offset is declined by then; only one that is offered can be accepted."
        ),
    ]

    @Test(arguments: offsets.indices)
    func `an offset is offered, accepted or declined, kept or broken`(index: Int) throws {
        let (before, next, sentence) = Self.offsets[index]
        var book = try Self.bookWithOffset()
        for type in before { try book.record(type, "2019", ["offset": "o"]) }
        #expect(try book.refusal(next, "2020", ["offset": "o"]) == sentence)
    }

    @Test func `an offset answers stakes or positions that are there`() throws {
        var book = try Self.bookWithOffset()
        let position = try book.record(
            .positionTaken, "2018", ["actor": "acute", "on": "merger", "stance": "oppose"])
        func offer(_ what: String) throws -> String {
            try book.refusal(
                .offsetOffered, "2019", ["offset": "o2", "to": "acute", "for": [.string(what)], "form": "other"])
        }
        #expect(try offer("s") == "")
        #expect(try offer(position) == "")
        #expect(try offer("merger") == "for: \"merger\" is a proposal; it must be a stake.")
        #expect(try offer("t") == "for: The case knows no stake \"t\". Did you mean \"s\"?")
    }

    @Test func `only its perceiver changes their mind about a stake`() throws {
        let book = try Self.bookWithOffset()
        #expect(try book.refusal(.stakeRevised, "2019", ["stake": "s", "by": "p01", "direction": "gain"]) == "")
        #expect(
            try book.refusal(.stakeRevised, "2019", ["stake": "s", "by": "p02", "direction": "gain"])
                == "The stake is the perception of \"p01\"; what \"p02\" sees is a stake of its own (stake.perceived).")
        #expect(
            try book.refusal(.stakeRevised, "2017", ["stake": "s", "by": "p01", "direction": "gain"])
                == "The stake has not been perceived by then.")
    }

    @Test func `consent is given by participants, and withdrawn by anybody at any time`() throws {
        var book = try Notebook.withCast()
        // As `caselog withdraw` has it: of a person who was never recruited, of a participant who was never asked, and
        // once more, for each device says so for itself.
        for person in ["p01", "p02", "p02"] {
            try book.record(.consentWithdrawn, "2019", ["participant": .string(person), "scope": "all"])
        }
        #expect(book.anomalies().anomalies.isEmpty)
        #expect(
            try book.refusal(.consentWithdrawn, "2019", ["participant": "p02", "scope": "session"])
                == "Name the session that the consent is withdrawn for.")
        #expect(
            try book.refusal(.consentWithdrawn, "2019", ["participant": "acute", "scope": "all"])
                == "participant: \"acute\" is an organisation; it must be a person or a participant.")
        #expect(
            try book.refusal(.consentGiven, "2018", ["participant": "p01", "scope": ["quote"]])
                == "participant: \"p01\" is a person; it must be a participant.")
    }
}

/// `--anyway` records what `decide` refuses, and nothing else.
struct AnywayTests {
    @Test func `what only the state refuses is recorded, and listed as an anomaly`() throws {
        var book = try Notebook.withCast()
        let settled = try book.record(.disputeSettled, "2019", ["dispute": "d", "how": "consensus"], anyway: true)
        try book.raise("e", "2019")
        try book.record(.disputeReignited, "2020", ["dispute": "e"], anyway: true)
        let anomalies = book.anomalies().anomalies
        #expect(
            anomalies.map(\.message) == [
                "dispute: The case knows no dispute \"d\".",
                "The dispute is open by then; only a settled one can be re-ignited.",
            ])
        #expect(book.history.tables.text(anomalies[0].event) == settled)
        #expect(DisputesView(book.view()).disputes.map(\.state) == ["open"])
    }

    @Test func `a line that is wrong in itself is refused all the same`() throws {
        let book = try Notebook.withCast()
        let said = try book.refusal(
            .disputeSettled, "2019-02-30", ["dispute": "d", "how": "magic", "x": 1], anyway: true)
        #expect(
            said == """
                occurred: "2019-02-30" does not exist: that month has 28 days.
                x: dispute.settled has no such field. Its fields are dispute, how, terms, holdouts.
                how: "magic" is not one of its values. They are consensus, compromise, accommodation, compensation, decision, \
                authority, attrition.
                """)
    }

    @Test func `a correction of what this version cannot check is refused even so`() throws {
        let book = try Notebook.withCast()
        let said = try book.refusal(
            .eventCorrected, "2019",
            ["event": "aa-00000000/99", "reason": "x", "data": ["a": [.number("1.5"), .null]]],
            anyway: true)
        #expect(said.hasPrefix("data: "))
    }
}
