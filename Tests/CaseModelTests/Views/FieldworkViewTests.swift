import CaseModel
import TestHistories
import Testing

/// Sessions as all who recorded them have them.
struct FieldworkViewTests {
    private static func started(_ book: inout Notebook) throws {
        try book.record(
            .sessionStarted, "2019-06-03T10:00",
            ["session": "meeting", "kind": "meeting", "participants": ["p01", "council"]])
    }

    private static func minutes(_ book: Notebook) -> Int? { book.answer().fieldwork.sessions.first?.minutes }

    @Test func `the start that a second observer notes late takes nothing away`() throws {
        var book = try Notebook.withCast()
        try Self.started(&book)
        try book.record(
            .sessionStarted, "2019-06-03T10:30", ["session": "meeting", "kind": "meeting"], feed: 1)
        try book.record(.sessionEnded, "2019-06-03T11:00", ["session": "meeting"])
        try book.record(.sessionEnded, "2019-06-03T11:10", ["session": "meeting"], feed: 1)
        #expect(Self.minutes(book) == 60)
    }

    @Test func `a start that a second observer notes during a pause does not end it`() throws {
        var book = try Notebook.withCast()
        try Self.started(&book)
        try book.record(.sessionPaused, "2019-06-03T10:20", ["session": "meeting"])
        try book.record(
            .sessionStarted, "2019-06-03T10:30", ["session": "meeting", "kind": "meeting"], feed: 1)
        try book.record(.sessionResumed, "2019-06-03T10:40", ["session": "meeting"])
        try book.record(.sessionEnded, "2019-06-03T11:00", ["session": "meeting"])
        #expect(Self.minutes(book) == 40)
    }

    @Test func `who was deputised for was not there, and took part all the same where engagement is asked for`() throws
    {
        var book = try Notebook.withCast()
        try book.record(
            .participantRecruited, "2018", ["participant": "p09", "title": "Chair", "sector": "commissioner"])
        try book.record(
            .sessionStarted, "2019-06-03T10:00", ["session": "meeting", "kind": "meeting", "participants": ["p09"]])
        #expect(book.answer().fieldwork.participants.map(\.sessions) == [0, 1])
        let deputy: JSONValue = ["session": "meeting", "actor": "p01", "how": "deputised", "for": "p09"]
        try book.record(.attendanceNoted, "2019-06-03T10:01", deputy)
        let answer = book.answer()
        #expect(answer.fieldwork.participants.map(\.sessions) == [0, 0])
        let row = answer.engagement.actors.first { answer.view.tables.text($0.id) == "p09" }
        #expect(row?.part.tookPart == 1)
        try book.record(.attendanceNoted, "2019-06-03T10:30", ["session": "meeting", "actor": "p09", "how": "present"])
        #expect(book.answer().fieldwork.participants.map(\.sessions) == [0, 1])
    }
}
