import CaseModel
import TestHistories
import Testing

/// A dispute lives so: raised → open ⇄ deadlocked or suspended → settled → re-ignited (DESIGN §5).
struct DecideDisputeTests {
    private static let states: [(name: String, after: [EventType])] = [
        ("open", []), ("deadlocked", [.disputeDeadlocked]), ("suspended", [.disputeSuspended]),
        ("settled", [.disputeSettled]),
    ]

    private static func data(_ type: EventType) -> JSONValue {
        switch type {
        case .disputeSettled: ["dispute": "d", "how": "consensus"]
        case .disputeHeld: ["dispute": "d", "despite": ["merger"]]
        case .disputeJoined: ["dispute": "d", "party": "mental"]
        case .disputeLeft: ["dispute": "d", "party": "council"]
        case .disputeCoded: ["dispute": "d", "issues": ["purpose"]]
        case .disputeUncoded: ["dispute": "d", "issues": ["resources"]]
        default: ["dispute": "d"]
        }
    }

    private static func book(in state: String) throws -> Notebook {
        var book = try Notebook.withCast()
        try book.raise("d", "2018-01-01")
        for type in states.first(where: { $0.name == state })?.after ?? [] {
            try book.record(type, "2018-06-01", data(type))
        }
        return book
    }

    /// From state to what may follow, and why the rest may not.
    static let transitions: [(state: String, type: EventType, sentence: String)] = [
        ("open", .disputeDeadlocked, ""), ("open", .disputeSuspended, ""), ("open", .disputeSettled, ""),
        ("open", .disputeResumed, "The dispute is open by then already."),
        ("open", .disputeReignited, "The dispute is open by then; only a settled one can be re-ignited."),
        ("open", .disputeHeld, "The dispute is open by then; only a settled one is held."),
        ("open", .disputeJoined, ""), ("open", .disputeLeft, ""), ("open", .disputeCoded, ""),
        ("open", .disputeUncoded, ""),
        ("deadlocked", .disputeResumed, ""), ("deadlocked", .disputeSettled, ""), ("deadlocked", .disputeJoined, ""),
        ("deadlocked", .disputeDeadlocked, "The dispute is deadlocked by then already."),
        ("deadlocked", .disputeReignited, "The dispute is deadlocked by then; only a settled one can be re-ignited."),
        ("deadlocked", .disputeHeld, "The dispute is deadlocked by then; only a settled one is held."),
        ("suspended", .disputeResumed, ""), ("suspended", .disputeSettled, ""), ("suspended", .disputeLeft, ""),
        ("suspended", .disputeSuspended, "The dispute is suspended by then already."),
        ("suspended", .disputeReignited, "The dispute is suspended by then; only a settled one can be re-ignited."),
        ("settled", .disputeReignited, ""), ("settled", .disputeHeld, ""), ("settled", .disputeCoded, ""),
        ("settled", .disputeSettled, settled), ("settled", .disputeDeadlocked, settled),
        ("settled", .disputeSuspended, settled), ("settled", .disputeResumed, settled),
        ("settled", .disputeJoined, settled), ("settled", .disputeLeft, settled),
    ]

    private static let settled =
        "The dispute is settled since 2018-06-01 (aa-00000000/13); it can be re-ignited or held."

    @Test(arguments: transitions.indices)
    func `a dispute moves only as its life goes`(index: Int) throws {
        let (state, type, sentence) = Self.transitions[index]
        let book = try Self.book(in: state)
        #expect(try book.refusal(type, "2019", Self.data(type)) == sentence, "\(state), \(type.rawValue)")
    }

    @Test func `a re-ignited dispute is open again, with its own issues and parties where given`() throws {
        var book = try Self.book(in: "settled")
        try book.record(.disputeReignited, "2019", ["dispute": "d", "issues": ["purpose"], "parties": ["mental"]])
        #expect(try book.refusal(.disputeSettled, "2020", Self.data(.disputeSettled)) == "")
        #expect(
            try book.refusal(.disputeLeft, "2020", ["dispute": "d", "party": "council"])
                == "\"council\" is no party to the dispute by then. Its parties are mental.")
    }

    @Test func `parties join once and leave once`() throws {
        let book = try Self.book(in: "open")
        #expect(
            try book.refusal(.disputeJoined, "2019", ["dispute": "d", "party": "acute"])
                == "\"acute\" is a party to the dispute already.")
        #expect(
            try book.refusal(.disputeLeft, "2019", ["dispute": "d", "party": "mental"])
                == "\"mental\" is no party to the dispute by then. Its parties are acute, council.")
    }

    @Test func `what a dispute is not about cannot be taken off`() throws {
        let book = try Self.book(in: "open")
        #expect(
            try book.refusal(.disputeUncoded, "2019", ["dispute": "d", "issues": ["purpose"]])
                == "The dispute is not coded \"purpose\" by then.")
    }

    @Test func `a dispute is linked to another, once in each way`() throws {
        var book = try Self.book(in: "open")
        try book.raise("e", "2018")
        let link: JSONValue = ["dispute": "d", "to": "e", "kind": "part-of"]
        try book.record(.disputeLinked, "2019", link)
        #expect(try book.refusal(.disputeLinked, "2020", link) == "The disputes are linked in this way already.")
        #expect(try book.refusal(.disputeLinked, "2020", ["dispute": "d", "to": "e", "kind": "intersects"]) == "")
        #expect(
            try book.refusal(.disputeLinked, "2020", ["dispute": "d", "to": "d", "kind": "part-of"])
                == "A dispute cannot be linked to itself.")
    }

    @Test func `nothing happens to a dispute before it is raised`() throws {
        let book = try Self.book(in: "open")
        #expect(
            try book.refusal(.disputeSettled, "2017", Self.data(.disputeSettled))
                == "The dispute has not been raised by then.")
    }
}

/// Dates decide at what place an event is judged.
struct DecideDateTests {
    private func book() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-03")
        return book
    }

    @Test func `a date too coarse for its place is refused with the narrower dates that would do`() throws {
        #expect(
            try book().refusal(.disputeSettled, "2019", ["dispute": "d", "how": "consensus"])
                == """
                occurred: The dispute has not been raised by then. The date 2019 is too coarse to tell: it takes effect at \
                its beginning. 2019-03/2019-12 would do.
                """)
        #expect(try book().refusal(.disputeSettled, "2019-03/2019-12", ["dispute": "d", "how": "consensus"]) == "")
    }

    @Test(arguments: [
        ("2019-03-15", "2019-03", "2019-03-15/2019-03-31"),
        ("2019-06-03T10:00", "2019-06-03", "2019-06-03T10:00/2019-06-03"),
        ("2019-22", "2019", "2019-22/2019-12"), ("2019-12-31", "2019", "2019-12-31"),
        ("2019-04", "2019-21", "2019-04/2019-05"),
        ("2019-03-15", "../2019-03", "2019-03-15/2019-03-31"),
        ("2019-03-15", "2019-01/2019-06", "2019-03-15/2019-06-30"),
    ])
    func `the narrower date begins with what is needed and ends with what was said`(
        raised: String, settled: String, narrower: String
    ) throws {
        var book = try Notebook.withCast()
        try book.raise("d", raised)
        let said = try book.refusal(.disputeSettled, settled, ["dispute": "d", "how": "consensus"])
        #expect(said.hasSuffix("\(narrower) would do."), "\(said)")
        #expect(try book.refusal(.disputeSettled, narrower, ["dispute": "d", "how": "consensus"]) == "", "\(narrower)")
    }

    @Test func `a date that no narrowing helps is simply contradictory`() throws {
        let said = try book().refusal(.disputeSettled, "2018", ["dispute": "d", "how": "consensus"])
        #expect(said == "The dispute has not been raised by then.")
    }

    @Test func `a late event is judged at its own place, and what it upsets later is an anomaly`() throws {
        var book = try book()
        let first = try book.record(.disputeSettled, "2019-09", ["dispute": "d", "how": "consensus"])
        #expect(book.anomalies().anomalies.isEmpty)
        try book.record(.disputeSettled, "2019-06", ["dispute": "d", "how": "attrition"])
        let anomalies = book.anomalies().anomalies
        #expect(anomalies.map { book.history.tables.text($0.event) } == [first])
        #expect(anomalies[0].message.hasPrefix("The dispute is settled since 2019-06"))
        #expect(DisputesView(book.view()).disputes[0].episodes[0].settlement?.how == .attrition)
    }

    @Test func `learnt after it was recorded is refused`() throws {
        let data: JSONValue = ["text": "x"]
        #expect(try book().refusal(.observationNoted, "2019", data, ["learnt": "2022-01-01"]) == "")
        #expect(
            try book().refusal(.observationNoted, "2019", data, ["learnt": "2022-01-02"])
                == """
                learnt: It was recorded (2022-01-01T00:12:00.000Z) before it was learnt (2022-01-02). Leave `learnt` out.
                """)
    }
}
