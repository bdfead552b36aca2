import CaseModel
import CasePages
import TestHistories
import Testing

/// A session's field notes as one page.
struct JournalPageTests {
    /// A case in which a session began, of a day that has a clock.
    private struct Session {
        var book: Notebook

        init(_ data: JSONValue = ["session": "m1", "kind": "meeting", "title": "Board"]) throws {
            book = try Notebook.withCast()
            try book.record(.sessionStarted, "2019-06-03T10:00", data)
        }

        @discardableResult
        mutating func note(
            _ type: EventType, _ clock: String, _ data: JSONValue, _ keys: JSONValue = [:], feed: Int = 0
        ) throws -> String {
            try book.record(type, "2019-06-03T\(clock)", data, keys, feed: feed)
        }

        /// The page of the lines that the notebook holds beyond its cast.
        func page(at date: String? = nil) throws -> String? {
            let cast = try Notebook.withCast().feeds[0].lines.count
            let lines = book.feeds[0].lines.dropFirst(cast) + book.feeds[1].lines
            return JournalPage(session: "m1", Array(lines), book.view(at: date))?.text
        }
    }

    @Test func `the page has the session, who was there, and the notes by the clock`() throws {
        var session = try Session()
        try session.note(.attendanceNoted, "10:01", ["session": "m1", "actor": "p01", "how": "absent"])
        try session.note(.observationNoted, "10:05", ["text": "Nobody speaks.", "by": ["p02"]])
        try session.note(.sessionPaused, "10:20", ["session": "m1"])
        try session.note(.sessionResumed, "10:50", ["session": "m1"])
        try session.note(.sessionEnded, "11:00", ["session": "m1"])
        try session.book.record(.memoWritten, "2019-06-04T09:00", ["text": "Cold.", "about": ["m1"]])
        #expect(
            try session.page() == """
                # Board

                - meeting `m1`, 2019-06-03T10:00
                - 30 min

                ## Attendance

                - **10:01** Chair (p01) at m1: absent `aa-00000000/13`

                ## Notes

                - **10:05** Nurse (p02): Nobody speaks. `aa-00000000/14`
                - **10:20** m1 paused `aa-00000000/15`
                - **10:50** m1 went on `aa-00000000/16`
                - **2019-06-04T09:00** Memo: Cold. — about m1 `aa-00000000/18`

                """)
    }

    @Test func `whoever recorded the session, all who were there and who observed are at its head`() throws {
        var session = try Session([
            "session": "m1", "kind": "meeting", "body": "board", "mode": "in-person", "participants": ["p01"],
            "observers": ["J W"],
        ])
        let start: JSONValue = [
            "session": "m1", "kind": "meeting", "participants": ["p02", "p01"], "observers": ["A_B"],
        ]
        try session.note(.sessionStarted, "10:01", start, ["reconstructed": ["participants"]], feed: 1)
        let head = try session.page()?.split(separator: "\n\n")[1]
        #expect(
            head == #"""
                - meeting `m1`, 2019-06-03T10:00
                - of The board
                - in-person
                - with Chair (p01), Nurse (p02)
                - observed by J W, A\_B
                - reconstructed: participants
                """#)
    }

    @Test func `whatever words hold, they stay words, and an item stays an item`() throws {
        let hostile = "<script>x</script>\n# [a](javascript:b)\n- c"
        var session = try Session(["session": "m1", "kind": "meeting", "title": .string(hostile)])
        try session.note(.observationNoted, "10:05", ["text": .string(hostile)], ["note": .string("- d\n" + hostile)])
        let page = try #require(try session.page())
        let shown = ##"\<script\>x\</script\> \# [a\](javascript:b) - c"##
        #expect(page.hasPrefix("# \(shown)\n"))
        #expect(page.hasSuffix("- **10:05** \(shown) `aa-00000000/13`\n  > \\- d \(shown)\n"))
    }

    @Test func `minutes that were noted count before those of the clock`() throws {
        var session = try Session()
        try session.note(.sessionEnded, "11:00", ["session": "m1", "minutes": 45])
        #expect(try session.page()?.contains("\n- 45 min\n") == true)
    }

    @Test func `a length that nobody knows is not told`() throws {
        let page = try Session().page()
        #expect(page?.contains(" min\n") == false)
        #expect(page?.contains("Nothing was noted.") == true)
    }

    @Test func `there is no page of a session that had not begun`() throws {
        #expect(try Session().page(at: "2019-05") == nil)
        #expect(JournalPage(session: "m2", [], try Session().book.view()) == nil)
    }
}
