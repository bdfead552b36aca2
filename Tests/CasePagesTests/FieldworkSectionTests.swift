import CaseModel
import CasePages
import TestHistories
import Testing

/// Fieldwork and engagement of a small case, as the terminal shows them.
struct FieldworkSectionTests {
    private static func book() throws -> Notebook {
        var book = try Notebook.withCast()
        try book.record(
            .approvalGranted, "2017-01",
            ["approval": "ethics", "by": "The committee", "scope": "Interviews and meetings"])
        try book.record(
            .participantRecruited, "2017-05-01",
            ["participant": "p03", "title": "Nurse", "sector": "acute-provider", "organisation": "acute"])
        try book.record(.consentGiven, "2017-05-01", ["participant": "p03", "scope": ["observe", "quote"]])
        try book.record(
            .groupIdentified, "2017",
            ["group": "patients", "name": "Patients", "kind": "users", "sector": "patients-and-public"])
        try book.record(.membershipBegan, "2017-06-01", ["member": "p03", "of": "patients"])
        try book.record(
            .sessionStarted, "2018-01-01T10:00",
            ["session": "m1", "kind": "meeting", "title": "Board", "participants": ["p02"], "observers": ["JW"]])
        try book.record(.sessionPaused, "2018-01-01T10:20", ["session": "m1"])
        try book.record(.sessionResumed, "2018-01-01T10:30", ["session": "m1"])
        try book.record(.attendanceNoted, "2018-01-01", ["session": "m1", "actor": "p02", "how": "apologies"])
        try book.record(
            .attendanceNoted, "2018-01-01", ["session": "m1", "actor": "p03", "how": "deputised", "for": "p02"])
        try book.record(.sessionEnded, "2018-01-01T12:00", ["session": "m1"])
        // A second observer's account of the same meeting.
        try book.record(
            .sessionStarted, "2018-01-01T10:00", ["session": "m1", "kind": "meeting", "observers": ["KL"]], feed: 1,
            anyway: true)
        try book.record(
            .sessionStarted, "2018-02", ["session": "i1", "kind": "interview", "participants": ["p03"]],
            ["reconstructed": ["occurred"]])
        let spoken = try book.record(.excerptRecorded, "2018-02", ["text": "We wait.", "speaker": "p03"])
        try book.record(.codingAdded, "2018-03-01", ["on": .string(spoken), "codes": ["resources"]])
        try book.record(
            .observationNoted, "2018-01-01", ["text": "Both nod.", "by": ["p01", "p03"]], ["reconstructed": ["by"]])
        try book.record(
            .documentCollected, "2018-04-01", ["document": "plan", "title": "The plan", "published": "2018"])
        try book.record(
            .decisionMade, "2018-05-01",
            ["decision": "vote", "on": "merger", "outcome": "adopted", "by": ["acute", "council"]])
        try book.record(
            .accountabilitySet, "2018-01", ["from": "acute", "to": "board", "kind": "individual", "clarity": "clear"])
        try book.record(
            .accountabilitySet, "2018-01",
            ["from": "board", "to": "council", "kind": "collective", "clarity": "unclear", "for": "results"])
        try book.record(.consentWithdrawn, "2019-01-01", ["participant": "p03", "scope": "session", "session": "i1"])
        return book
    }

    private func page(_ sections: [Section], width: Int = 110) -> String {
        TerminalPage(width: width).text(title: "elm", sections)
    }

    @Test func `fieldwork`() throws {
        let answer = try Self.book().answer(at: "2018")
        let view = answer.view
        #expect(page(answer.fieldwork.sections(NameBook(view), view.tables)) == Saved.fieldwork)
    }

    @Test func `engagement`() throws {
        let answer = try Self.book().answer(at: "2018")
        let view = answer.view
        #expect(page(answer.engagement.sections(NameBook(view), view.tables)) == Saved.engagement)
    }

    @Test func `a table fits the width`() throws {
        let answer = try Self.book().answer()
        let (names, tables) = (NameBook(answer.view), answer.view.tables)
        let sections = answer.fieldwork.sections(names, tables) + answer.engagement.sections(names, tables)
        for width in [80, 100, 200] {
            let lines = page(sections, width: width).split(separator: "\n")
            #expect(lines.allSatisfy { $0.count <= width })
        }
    }

    @Test func `what is empty is told in a sentence`() {
        let answer = WholeAnswer(CaseHistory(feeds: []), [])
        let (names, tables) = (NameBook(answer.view), answer.view.tables)
        #expect(
            answer.fieldwork.sections(names, tables).map(\.remark) == [
                """
                0 participants, 0 of them interviewed.
                No session.
                0 documents, 0 observations, 0 excerpts, 0 memos, 0 codings.
                """, "Nobody had been recruited.", "None is on record.", "No session had begun.", "None had begun.",
                "Nothing had been noted.", "None had been collected.", "None had been granted.",
            ])
        #expect(
            answer.engagement.sections(names, tables).map(\.remark) == [
                "The case had no actors.", "No line of accountability stood.",
            ])
    }

    @Test func `a withdrawal is told at every date`() throws {
        let view = try Self.book().answer(at: "2018").fieldwork
        #expect(view.participants.map(\.withdrawnSessions) == [[], ["i1"]])
        #expect(view.participants.map(\.consent) == [[], [.observe, .quote]])
    }
}
