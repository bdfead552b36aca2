import CaseModel
import TestHistories
import Testing

/// How a dispute came back, told from the lines alone (DESIGN §7, `audit`).
struct AuditTests {
    private static func audit(_ book: Notebook, _ dispute: String = "d", lost: Set<String> = []) throws -> Audit {
        try #require(Audits(book.feeds, lost: lost).audit(dispute))
    }

    private static func name(_ id: EventID) -> String { "\(["aa", "bb"][id.feed])-00000000/\(id.sequence)" }

    private static func turn(_ audit: Audit, _ id: String) throws -> Audit.Turn {
        try #require(audit.turns.first { name($0.event) == id })
    }

    /// The tree below a turn: each level set in by a dot, the field, and what it leads to.
    private static func tree(_ turn: Audit.Turn) -> [String] {
        turn.nodes.map { node in
            let target =
                switch node.link.target {
                case .event(let id): String(id.sequence)
                case .name(let name): name
                }
            let telling = node.telling == .here ? "" : " \(node.telling)"
            return String(repeating: ".", count: node.depth - 1) + "\(node.link.field) \(target)\(telling)"
        }
    }

    private static func gaps(_ audit: Audit, _ id: String) -> [Gap.Kind] {
        audit.gaps.filter { $0.turn.map(name) == id }.map(\.kind)
    }

    @Test func `every kind of turn is told once, in its episode, with what it changed`() throws {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01-01")
        try book.raise("e", "2019-01-02")
        let party: JSONValue = ["dispute": "d", "party": "mental"]
        try book.record(.disputeJoined, "2019-01-03", party)
        try book.record(.disputeLeft, "2019-01-04", party)
        try book.record(.disputeCoded, "2019-01-05", ["dispute": "d", "issues": ["purpose"]])
        try book.record(.disputeUncoded, "2019-01-06", ["dispute": "d", "issues": ["purpose"]])
        try book.record(.disputeDeadlocked, "2019-01-07", ["dispute": "d"])
        try book.record(.disputeSuspended, "2019-01-08", ["dispute": "d"])
        try book.record(.disputeResumed, "2019-01-09", ["dispute": "d"])
        try book.record(
            .strategyEmployed, "2019-01-10", ["strategy": "listening", "by": "p01", "dispute": "d"])
        try book.record(.positionTaken, "2019-01-11", ["actor": "acute", "on": "d", "stance": "support"])
        try book.record(.decisionMade, "2019-01-12", ["decision": "v", "on": "d", "outcome": "adopted"])
        try book.record(.disputeSettled, "2019-01-13", ["dispute": "d", "how": "consensus"])
        try book.record(.disputeLinked, "2019-01-14", ["dispute": "e", "to": "d", "kind": "downstream-of"])
        try book.record(.disputeHeld, "2019-01-15", ["dispute": "d", "despite": ["e"]])
        try book.record(.positionTaken, "2019-01-16", ["actor": "council", "on": "v", "stance": "oppose"])
        try book.record(.disputeReignited, "2019-01-17", ["dispute": "d", "by": ["council"]])
        let audit = try Self.audit(book)
        let told = audit.turns.map { (audit.events[$0.event]?.type ?? "", $0.state, $0.isStirring) }
        #expect(
            told.map(\.0).sorted() == [
                "decision.made", "dispute.coded", "dispute.deadlocked", "dispute.held", "dispute.joined",
                "dispute.left",
                "dispute.linked", "dispute.raised", "dispute.reignited", "dispute.resumed", "dispute.settled",
                "dispute.suspended", "dispute.uncoded", "position.taken", "position.taken", "strategy.employed",
            ])
        #expect(told.compactMap(\.1) == ["open", "deadlocked", "suspended", "open", "settled", "open"])
        #expect(told.filter(\.2).map(\.0) == ["dispute.linked", "position.taken"])
        #expect(audit.episodes.map(\.number) == [1, 2])
        #expect(audit.episodes.map(\.turns.count) == [15, 1])
        #expect(audit.turns.map(\.number) == Array(1...16))
        #expect(audit.state == "open")
    }

    /// A dispute that came back because of another, which an unkept promise set off.
    private static func chain() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.record(.sessionStarted, "2018-05-02", ["session": "m1", "kind": "meeting"])
        let heard = try book.record(.observationNoted, "2018-05-02", ["text": "They want it."], ["sources": ["m1"]])
        try book.raise("d", "2019-01-01", on: "merger")
        try book.record(
            .stakePerceived, "2019-01-02",
            ["stake": "s", "actor": "council", "on": "merger", "direction": "loss", "dimension": "voice", "by": "p01"],
            ["evidence": [.string(heard)]])
        try book.record(
            .offsetOffered, "2019-01-03", ["offset": "seat", "to": "council", "for": ["s"], "form": "leadership-role"])
        let accepted = try book.record(.offsetAccepted, "2019-01-04", ["offset": "seat"])
        try book.record(
            .disputeSettled, "2019-01-05", ["dispute": "d", "how": "compensation"], ["because": [.string(accepted)]])
        let broken = try book.record(.offsetBroken, "2019-02-01", ["offset": "seat"])
        try book.record(
            .disputeRaised, "2019-02-02",
            ["dispute": "e", "title": "E", "issues": ["purpose"], "parties": ["acute"]],
            ["because": [.string(broken)]])
        try book.record(.disputeReignited, "2019-03-01", ["dispute": "d", "by": ["e"]])
        return book
    }

    @Test func `a cause is followed through disputes, offsets and stakes down to what was observed`() throws {
        let audit = try Self.audit(try Self.chain())
        let settled = Self.tree(try Self.turn(audit, "aa-00000000/18"))
        #expect(
            settled == [
                "because 17", ".offset 16", "..for 15", "...on 11 before(1)", "...evidence 13", "....sources 12",
            ])
        let broken = try Self.turn(audit, "aa-00000000/19")
        let tree = Self.tree(broken)
        #expect(broken.isStirring)
        #expect(Self.tree(try Self.turn(audit, "aa-00000000/21")) == ["by 20", ".because 19 turn(\(broken.number))"])
        #expect(tree == ["offset 17 before(2)"])
    }

    @Test func `what is told once is referred to, and its own causes are not repeated`() throws {
        let audit = try Self.audit(try Self.chain())
        let here = audit.turns.flatMap(\.nodes).filter { $0.telling == .here }.compactMap(\.event)
        #expect(Set(here).count == here.count)
        #expect(Set(here).union(audit.turns.map(\.event)) == Set(audit.events.keys))
    }

    @Test func `a settlement by decision that names none leads to the newest decision, as found and not as told`()
        throws
    {
        var book = try Notebook.withCast()
        try book.raise("d", "2019-01-01", on: "merger")
        try book.record(.decisionMade, "2019-01-02", ["decision": "v", "on": "merger", "outcome": "deferred"])
        let second = try book.record(
            .decisionMade, "2019-01-03", ["decision": "w", "on": "merger", "outcome": "adopted"])
        let settled = try book.record(.disputeSettled, "2019-01-04", ["dispute": "d", "how": "decision"])
        let audit = try Self.audit(book)
        let node = try #require(try Self.turn(audit, settled).nodes.first)
        #expect(node.link.isInferred)
        #expect(node.event.map(Self.name) == second)
        #expect(Self.gaps(audit, settled) == [.evidence])
    }

    @Test func `events that rest on each other are told once each, and the circle is pointed out`() throws {
        var book = try Notebook.withCast()
        let raised = try book.raise("d", "2019-01-01")
        let first = try book.record(.observationNoted, "2018-12-01", ["text": "One."])
        let second = try book.record(
            .observationNoted, "2018-12-02", ["text": "Two."], ["because": [.string(first)]])
        for (event, cause) in [(first, second), (raised, second)] {
            try book.record(
                .eventCorrected, "2022", ["event": .string(event), "reason": "x", "because": [.string(cause)]])
        }
        let audit = try Self.audit(book)
        #expect(
            Self.tree(try Self.turn(audit, raised)) == ["because 14", ".because 13", "..because 14 cycle"])
        #expect(Self.gaps(audit, raised).contains(.cycle))
    }

    @Test func `a chain as long as the log is followed to its end`() throws {
        let count = 20_000
        var lines = (1...count).map { number in
            let cause = number == 1 ? "" : #""because":["aa-00000000/\#(number - 1)"],"#
            return """
                {"id":"aa-00000000/\(number)","type":"observation.noted","occurred":"2019","recorded":\
                "2019-06-03T14:02:11.512Z",\(cause)"data":{"text":"x"}}
                """
        }
        lines.append(
            """
            {"id":"aa-00000000/\(count + 1)","type":"dispute.raised","occurred":"2019","recorded":\
            "2019-06-03T14:02:11.512Z","because":["aa-00000000/\(count)"],\
            "data":{"dispute":"d","title":"D","issues":["purpose"],"parties":["a"]}}
            """)
        let audit = try #require(
            Audits([TestFeed("aa-00000000", lines.map { Array($0.utf8) })]).audit("d"))
        #expect(audit.turns.first?.nodes.last?.depth == count)
    }

    @Test func `the case knows no dispute that nothing names`() throws {
        let book = try Notebook.withCast()
        let audits = Audits(book.feeds)
        #expect(audits.audit("d") == nil)
        #expect(audits.audit("acute") == nil)
    }
}
