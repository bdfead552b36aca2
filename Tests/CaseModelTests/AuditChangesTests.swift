import CaseModel
import TestHistories
import Testing

/// What an audit says of corrections, retractions, late entries, states of knowledge and gaps.
struct AuditChangesTests {
    private var book: Notebook
    private let seen: String
    private let raised: String
    private let settled: String

    init() throws {
        book = try Notebook.withCast()
        seen = try book.record(.observationNoted, "2019-01-01", ["text": "They shouted."], ["learnt": "2020-05-01"])
        raised = try book.record(
            .disputeRaised, "2019-01-01",
            ["dispute": "d", "title": "On d", "issues": ["resources"], "parties": ["acute"]],
            ["learnt": "2019-02-01", "evidence": [.string(seen)]])
        settled = try book.record(
            .disputeSettled, "2019-03-01", ["dispute": "d", "how": "consensus"],
            ["because": [.string(raised)], "learnt": "2019-04-01"])
    }

    private func audit(
        _ book: Notebook, _ dispute: String = "d", at: String? = nil, known: String? = nil, recorded: String? = nil,
        lost: Set<String> = []
    ) throws -> Audit {
        try #require(
            Audits(book.feeds, at: at, known: known, recorded: recorded, lost: lost).audit(dispute))
    }

    private func name(_ id: EventID) -> String { "\(["aa", "bb"][id.feed])-00000000/\(id.sequence)" }

    private func turns(_ audit: Audit) -> [String] { audit.turns.map { name($0.event) } }

    private func event(_ audit: Audit, _ id: String) throws -> AuditedEvent {
        try #require(audit.events.values.first { name($0.id) == id })
    }

    private func gaps(_ audit: Audit, _ id: String) -> [Gap.Kind] {
        audit.gaps.filter { $0.turn.map(name) == id }.map(\.kind)
    }

    @Test func `a correction is told with what it changed, by whom, when and why`() throws {
        var book = book
        let correction = try book.record(
            .eventCorrected, "2022",
            [
                "event": .string(settled), "reason": "the minutes", "occurred": "2019-03-02",
                "data": ["how": "attrition", "terms": "none"],
            ], feed: 1)
        let amendment = try #require(try event(try audit(book), settled).amendments.first)
        #expect(name(amendment.id) == correction)
        #expect(amendment.reason == "the minutes")
        let changes = amendment.changes.map { "\($0.key): \($0.from?.string ?? "-") > \($0.to?.string ?? "-")" }
        #expect(
            changes.sorted() == [
                "how: consensus > attrition", "occurred: 2019-03-01 > 2019-03-02", "terms: - > none",
            ])
        #expect(try event(try audit(book), settled).occurred.text == "2019-03-02")
    }

    @Test func `a correction that was undone changes nothing and is told all the same`() throws {
        var book = book
        let correction = try book.record(
            .eventCorrected, "2022", ["event": .string(settled), "reason": "x", "occurred": "2019-05-01"])
        let undoing = try book.record(.eventRetracted, "2022", ["event": .string(correction), "reason": "y"])
        let told = try event(try audit(book), settled)
        #expect(told.occurred.text == "2019-03-01")
        #expect(told.amendments.map { $0.undoneBy.map(name) } == [undoing])
    }

    @Test func `a retracted turn stands where it stood and changes nothing`() throws {
        var book = book
        try book.record(.eventRetracted, "2022", ["event": .string(settled), "reason": "not so"])
        let audit = try audit(book)
        #expect(turns(audit) == [raised, settled])
        #expect(audit.state == "open")
        #expect(audit.turns[1].state == nil)
        #expect(try event(audit, settled).standing == .retracted)
    }

    @Test func `a dispute of which everything was retracted can still be audited`() throws {
        var book = book
        for id in [settled, raised] {
            try book.record(.eventRetracted, "2022", ["event": .string(id), "reason": "not so"])
        }
        let audit = try audit(book)
        #expect(turns(audit) == [raised, settled])
        #expect(audit.state == "none")
        #expect(audit.gaps.map(\.kind) == [.opening])
    }

    @Test func `a turn that a correction moved to another dispute is told in both`() throws {
        var book = book
        try book.raise("e", "2019-01-05")
        try book.record(
            .eventCorrected, "2022", ["event": .string(settled), "reason": "mixed up", "data": ["dispute": "e"]])
        let (here, there) = (try audit(book), try audit(book, "e"))
        #expect(here.turns.map(\.isElsewhere) == [false, true])
        #expect(here.state == "open")
        #expect(there.turns.map(\.isElsewhere) == [false, false])
        #expect(there.state == "settled")
    }

    @Test func `an entry that happened before what was on record already is pointed out`() throws {
        var book = book
        let late = try book.record(.disputeJoined, "2019-02-01", ["dispute": "d", "party": "council"], feed: 1)
        let turn = try #require(try audit(book).turns.first { name($0.event) == late })
        #expect(turn.enteredBehind.map(name) == settled)
        #expect(try audit(book).turns.compactMap(\.enteredBehind).count == 1)
        #expect(try event(try audit(book), late).daysUntilRecorded == 1064)
    }

    @Test func `what could be known only after a turn is told with it`() throws {
        let turns = try audit(book).turns
        #expect(turns[0].knownLater.map(name) == [seen])
        #expect(turns[1].knownLater.isEmpty)
    }

    @Test func `a turn without a cause, a settlement without evidence and an unknown cause are missing it`() throws {
        var book = book
        let again = try book.record(
            .disputeReignited, "2019-05-01", ["dispute": "d", "by": ["nobody"]], anyway: true)
        let blocked = try book.record(.disputeDeadlocked, "2019-06-01", ["dispute": "d"])
        let audit = try audit(book)
        #expect(gaps(audit, raised) == [.cause])
        #expect(gaps(audit, settled) == [.evidence])
        #expect(gaps(audit, again) == [.evidence, .unheardOf])
        #expect(gaps(audit, blocked) == [.cause, .evidence])
    }

    @Test func `a cause that was retracted, cannot be read, is not there or came later is no cause`() throws {
        var book = book
        let one = try book.record(.observationNoted, "2019-04-01", ["text": "One."])
        let two = try book.record(.observationNoted, "2019-04-02", ["text": "Two."])
        let three = try book.record(.observationNoted, "2019-07-01", ["text": "Three."])
        let again = try book.record(
            .disputeReignited, "2019-05-01", ["dispute": "d", "by": [.string(one), .string(two), .string(three)]],
            ["because": ["aa-00000000/999"], "evidence": [.string(seen)]], anyway: true)
        try book.record(.eventRetracted, "2022", ["event": .string(one), "reason": "misheard"])
        let audit = try audit(book, lost: [two])
        #expect(gaps(audit, again) == [.notThere, .retracted, .unreadable, .later])
    }

    @Test func `a turn that does not fit is told with why, and changes nothing`() throws {
        var book = book
        try book.record(.disputeSettled, "2019-03-02", ["dispute": "d", "how": "attrition"], anyway: true)
        let audit = try audit(book)
        #expect(audit.turns.map(\.state) == ["open", "settled", nil])
        #expect(audit.turns[2].contradiction?.hasPrefix("The dispute is settled since 2019-03-01") == true)
    }

    @Test func `an event of a later version that names the dispute is a turn that nothing is asked of`() throws {
        let line = """
            {"id":"bb-00000000/1","type":"dispute.arbitrated","occurred":"2019-06-03","recorded":\
            "2022-06-03T14:02:11.512Z","data":{"dispute":"d"}}
            """
        let feeds = [book.feeds[0], TestFeed("bb-00000000", [Array(line.utf8)])]
        let audit = try #require(Audits(feeds).audit("d"))
        #expect(turns(audit) == [raised, settled, "bb-00000000/1"])
        #expect(gaps(audit, "bb-00000000/1").isEmpty)
    }

    @Test func `each axis of time takes away what lies behind its date`() throws {
        var book = book
        let recorded = RecordedTime.text(book.now - 1)
        try book.record(.eventRetracted, "2022", ["event": .string(settled), "reason": "not so"])
        #expect(try audit(book, at: "2019-02").turns.count == 1)
        #expect(try audit(book, at: "2019-02").state == "open")
        #expect(try audit(book, known: "2019-02").turns.count == 1)
        let known = try audit(book, known: "2019-02")
        #expect(gaps(known, raised) == [.cause, .unknown])
        #expect(known.events.keys.map(name) == [raised])
        #expect(try audit(book, recorded: recorded).state == "settled")
        #expect(try audit(book).state == "open")
        #expect(Audits(book.feeds, recorded: "2021").audit("d") == nil)
    }

    @Test func `what happened only after the date asked for is no cause yet`() throws {
        var book = book
        let later = try book.record(.observationNoted, "2019-07-01", ["text": "Three."])
        try book.record(
            .eventCorrected, "2022", ["event": .string(settled), "reason": "x", "because": [.string(later)]])
        let (before, after) = (try audit(book, at: "2019-06"), try audit(book))
        #expect(gaps(before, settled) == [.evidence, .yetToCome])
        #expect(gaps(after, settled) == [.evidence, .later])
    }
}
