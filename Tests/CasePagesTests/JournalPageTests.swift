import CaseModel
import CasePages
import TestHistories
import Testing

/// A session's field notes as one page.
struct JournalPageTests {
    private static func page(_ lines: [String]) throws -> String? {
        let names = NameBook(Viewpoint(CaseHistory(feeds: [])))
        return JournalPage(session: "m1", try lines.map { try JSONParser.parse(Array($0.utf8)) }, names)?.text
    }

    private static func line(_ number: Int, _ type: String, _ clock: String, _ data: String) -> String {
        #"{"id":"jw-00000000/\#(number)","type":"\#(type)","occurred":"2019-06-03T\#(clock)","data":{\#(data)}}"#
    }

    private static let start = line(1, "session.started", "10:00", #""session":"m1","kind":"meeting","title":"Board""#)

    @Test func `the page has the session, who was there, and the notes by the clock`() throws {
        let page = try Self.page([
            Self.start,
            Self.line(2, "attendance.noted", "10:01", #""session":"m1","actor":"p01","how":"absent""#),
            Self.line(3, "observation.noted", "10:05", #""text":"Nobody speaks.","by":["p02"]"#),
            Self.line(4, "session.paused", "10:20", #""session":"m1""#),
            Self.line(5, "session.resumed", "10:50", #""session":"m1""#),
            Self.line(6, "session.ended", "11:00", #""session":"m1""#),
        ])
        #expect(
            page == """
                # Board

                - meeting `m1`, 2019-06-03T10:00
                - 30 minutes

                ## Attendance

                - p01 at m1: absent

                ## Notes

                - **10:05** p02: Nobody speaks. `jw-00000000/3`
                - **10:20** m1 paused `jw-00000000/4`
                - **10:50** m1 went on `jw-00000000/5`

                """)
    }

    @Test func `minutes that were noted count before those of the clock`() throws {
        let end = Self.line(2, "session.ended", "11:00", #""session":"m1","minutes":45"#)
        #expect(try Self.page([Self.start, end])?.contains("- 45 minutes\n") == true)
    }

    @Test func `a length that nobody knows is not told`() throws {
        let page = try Self.page([Self.start])
        #expect(page?.contains("minutes") == false)
        #expect(page?.contains("Nothing was noted.") == true)
    }

    @Test func `there is no page of a session that never began`() throws {
        #expect(try Self.page([Self.line(1, "observation.noted", "10:00", #""text":"x""#)]) == nil)
    }
}
