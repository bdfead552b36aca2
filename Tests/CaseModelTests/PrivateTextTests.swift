import CasePages
import TestHistories
import Testing

@testable import CaseModel

/// Words that become private when they are taken in, and are shown to whom they may be.
struct PrivateTextTests {
    private let boxes = PaperBoxes()

    /// A case with two persons and a meeting.
    private func book(_ privacy: String?) throws -> Notebook {
        var book = Notebook()
        book.privateTexts = boxes
        let privacy = privacy.map { JSONValue.string($0) }
        try book.record(
            .caseOpened, "2017",
            JSONValue.object(
                [
                    .init(key: "case", value: "elm"), .init(key: "title", value: "Elm"),
                    .init(key: "footprint", value: "Two valleys"),
                ] + (privacy.map { [.init(key: "privacy", value: $0)] } ?? [])))
        try book.record(.personIdentified, "2017", ["person": "p01", "title": "Chair", "sector": "system-team"])
        try book.record(
            .participantRecruited, "2017", ["participant": "p02", "title": "Nurse", "sector": "acute-provider"])
        try book.record(
            .organisationRegistered, "2017", ["organisation": "acute", "name": "The acute", "sector": "acute-provider"])
        try book.record(
            .sessionStarted, "2018-03-01T10:00", ["session": "talk", "kind": "interview", "title": "On money"])
        return book
    }

    private func line(_ book: Notebook, _ id: String) throws -> JSONValue {
        let sequence = try #require(id.split(separator: "/").last.flatMap { Int($0) })
        return try JSONParser.parse(book.feeds[0].lines[sequence - 1])
    }

    /// Records an event.
    ///
    /// - Returns: its line.
    private func record(
        _ book: inout Notebook, _ type: EventType, _ occurred: String, _ data: JSONValue, _ keys: JSONValue = [:]
    ) throws -> JSONValue {
        let id = try book.record(type, occurred, data, keys)
        return try line(book, id)
    }

    private func subject(_ value: JSONValue?) -> String? { value.flatMap { PrivateText($0) }?.subject }

    @Test func `by default what people said is private under who said it, and who they are`() throws {
        var book = try book(nil)
        #expect(subject(try line(book, "a/2")["data"]?["title"]) == "p01")
        #expect(subject(try line(book, "a/3")["data"]?["title"]) == "p02")
        #expect(try line(book, "a/1")["data"]?["footprint"] == "Two valleys")
        #expect(try line(book, "a/4")["data"]?["name"] == "The acute")
        #expect(try line(book, "a/5")["data"]?["title"] == "On money")
        let keys: JSONValue = ["sources": ["talk"], "note": "He laughed."]
        let said = try record(&book, .excerptRecorded, "2018-03-01", ["text": "We lose.", "speaker": "p02"], keys)
        #expect(subject(said["data"]?["text"]) == "p02/talk" && subject(said["note"]) == "*")
        let alone = try record(&book, .excerptRecorded, "2018-03-01", ["text": "We lose.", "speaker": "p02"])
        #expect(subject(alone["data"]?["text"]) == "p02")
        let paper = try record(
            &book, .excerptRecorded, "2018-03-01", ["text": "It says so.", "speaker": "acute"], keys)
        #expect(subject(paper["data"]?["text"]) == "talk")
        let seen = try record(
            &book, .observationNoted, "2018-03-01", ["text": "Silence.", "by": ["p01", "p02"]], keys)
        #expect(subject(seen["data"]?["text"]) == "talk")
        let heard = try record(&book, .observationNoted, "2018-03-01", ["text": "“No.”", "by": ["p01"]], keys)
        #expect(subject(heard["data"]?["text"]) == "p01/talk")
        let memo = try record(&book, .memoWritten, "2018-03-02", ["text": "Why?"], keys)
        #expect(subject(memo["data"]?["text"]) == "*")
        let reason = try record(
            &book, .eventRetracted, "2018-03-02", ["event": "aa-00000000/10", "reason": "Misheard."])
        #expect(reason["data"]?["reason"] == "Misheard.")
    }

    @Test func `where all is private, every field of words is, but what opens the case`() throws {
        var book = try book("all")
        #expect(try line(book, "a/1")["data"]?["footprint"] == "Two valleys")
        #expect(subject(try line(book, "a/5")["data"]?["title"]) == "talk")
        try book.record(.proposalTabled, "2018", ["proposal": "merger", "title": "The merger"])
        let position = try record(
            &book,
            .positionTaken, "2018-03-01",
            ["actor": "p02", "on": "merger", "stance": "oppose", "meaning": "We would vanish."],
            ["sources": ["talk"]])
        #expect(subject(position["data"]?["meaning"]) == "p02/talk")
        #expect(position["data"]?["stance"] == "oppose")
    }

    @Test func `where all is open, only what is marked is private`() throws {
        var book = try book("open")
        #expect(try line(book, "a/2")["data"]?["title"] == "Chair")
        let marked = try record(&book, .memoWritten, "2018", ["text": ["private": "Is it her?"]], ["note": "Ask."])
        #expect(subject(marked["data"]?["text"]) == "*" && marked["note"] == "Ask.")
        let given: JSONValue = ["private": ["subject": "p02", "text": "It is her."]]
        let other = try record(&book, .memoWritten, "2018", ["text": given])
        #expect(subject(other["data"]?["text"]) == "p02")
    }

    @Test func `a box that somebody gives, and marks where no words belong, are refused`() throws {
        let book = try book("people")
        let box: JSONValue = ["private": ["subject": "p02", "box": "QUJD"]]
        #expect(
            try book.refusal(.memoWritten, "2018", ["text": box]).contains("cannot be taken over from another line"))
        let name: JSONValue = ["organisation": "b", "name": ["private": "B"], "sector": "other"]
        #expect(
            try book.refusal(.organisationRegistered, "2018", name) == "name: It must be a text, and this is an object."
        )
        #expect(try book.refusal(.memoWritten, "2018", ["text": ["private": ""]]).contains("It must be a text"))
        #expect(
            try book.refusal(.memoWritten, "2018", ["text": ""])
                == "text: It is empty; write something, or leave it out.")
        boxes.withdraw("p02")
        let said: JSONValue = ["text": "More.", "speaker": "p02"]
        #expect(try book.refusal(.excerptRecorded, "2018-04", said) == "text: p02 has withdrawn.")
    }

    @Test func `no word of what is private is in the lines, the names or the facts`() throws {
        var book = try book("all")
        try book.record(.memoWritten, "2018", ["text": "Xylophone"], ["note": "Xylophone"])
        try book.record(.personIdentified, "2018", ["title": "Xylophone", "sector": "other"])
        try book.record(
            .eventCorrected, "2019", ["event": "aa-00000000/2", "reason": "Xylophone", "data": ["title": "Xylophone"]])
        var history = CaseHistory.of(book.feeds)
        let everything = [
            book.feeds[0].frame(0..<book.feeds[0].lines.count), try history.facts, try book.history.facts,
        ]
        for bytes in everything {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("Xylophone") && !text.contains("Nurse"))
        }
        history.openPrivateTexts(boxes)
        #expect(NameBook(Viewpoint(history)).name(of: "p01") == "Xylophone (p01)")
    }

    @Test func `names and lines are shown to whom they may be, and to others as private or withdrawn`() throws {
        var book = try book("people")
        try book.record(
            .excerptRecorded, "2018-03-01", ["text": "We “lose”.", "speaker": "p02"], ["note": "He laughed."])
        var history = CaseHistory.of(book.feeds)
        func shown() -> (name: String, line: JSONValue?) {
            let line = history.shown(book.feeds[0].lines[5])
            return (NameBook(Viewpoint(history)).name(of: "p02"), try? JSONParser.parse(line))
        }
        #expect(shown().name == "[private] (p02)" && shown().line?["data"]?["text"] == "[private]")
        history.openPrivateTexts(boxes)
        #expect(shown().name == "Nurse (p02)" && shown().line?["data"]?["text"] == "We “lose”.")
        #expect(shown().line?["note"] == "He laughed.")
        boxes.withdraw("p02")
        #expect(shown().name == "[withdrawn] (p02)" && shown().line?["data"]?["text"] == "[withdrawn]")
        #expect(shown().line?["note"] == "He laughed.")
    }

    @Test func `what a correction changes is the corrected event's, and its reason its own`() throws {
        var book = try book("all")
        let said = try book.record(
            .excerptRecorded, "2018-03-01", ["text": "We loose.", "speaker": "p02"], ["sources": ["talk"]])
        let correction = try book.record(
            .eventCorrected, "2019",
            ["event": .string(said), "reason": "Misspelt.", "data": ["text": "We lose."], "note": "Twice."])
        let stored = try line(book, correction)
        #expect(subject(stored["data"]?["data"]?["text"]) == "p02/talk" && subject(stored["data"]?["reason"]) == "*")
        var history = CaseHistory.of(book.feeds)
        history.openPrivateTexts(boxes)
        #expect(try JSONParser.parse(history.shown(book.feeds[0].lines[6]))["data"]?["reason"] == "Misspelt.")
        let id = EventID(feed: 0, sequence: 6)
        guard case .corrected(let line) = history.version(of: id, stored: { book.feeds[0].lines[5] }) else {
            Issue.record("It was not corrected.")
            return
        }
        let shown = try JSONParser.parse(history.shown(line))
        #expect(shown["data"]?["text"] == "We lose." && shown["note"] == "Twice.")
    }

    @Test func `a box that was moved to another event or field is damaged`() throws {
        var book = try book("people")
        try book.record(.excerptRecorded, "2018-03-01", ["text": "One.", "speaker": "p02"])
        try book.record(.excerptRecorded, "2018-03-02", ["text": "Two.", "speaker": "p02"])
        let (one, two) = (try line(book, "a/6"), try line(book, "a/7"))
        let moved = try #require(one["data"]?["text"])
        let swapped = two.replacing("data", by: two["data"]?.replacing("text", by: moved))
        #expect(
            ShownLine.make(bytes(swapped).span.bytes, boxes).map { String(decoding: $0, as: UTF8.self) }?.contains(
                "[damaged private text]") == true)
        let elsewhere = one.replacing("data", by: one["data"]?.replacing("locator", by: moved))
        #expect(
            ShownLine.make(bytes(elsewhere).span.bytes, boxes).map { String(decoding: $0, as: UTF8.self) }?.contains(
                "[damaged private text]") == true)
    }

    @Test func `lines with private texts are read on the fast path and on the slow one alike`() throws {
        var book = try book("all")
        try book.record(
            .excerptRecorded, "2018-03-01", ["text": "One.", "speaker": "p02", "locator": "p. 3"], ["note": "Hm."])
        for line in book.feeds[0].lines {
            var tables = Tables(feeds: ["aa-00000000"])
            let id = EventID(feed: 0, sequence: UInt64(try #require(book.feeds[0].lines.firstIndex(of: line))) + 1)
            guard case .event(_, let canonical) = AnyForm.read(line, id: id, tables: &tables) else {
                Issue.record("It is no event.")
                continue
            }
            #expect(canonical == line)
            // In another order of keys the slow path makes the same of it.
            let tree = try JSONParser.parse(line)
            let turned = JSONValue.object((tree.members ?? []).reversed())
            guard case .event(_, let again) = AnyForm.read(bytes(turned), id: id, tables: &tables) else {
                Issue.record("It is no event.")
                continue
            }
            #expect(again == line)
        }
    }

    @Test(arguments: [
        #"{"private":{"subject":"p02","box":""}}"#, #"{"private":{"subject":"","box":"QQ=="}}"#,
        #"{"private":{"subject":"P02","box":"QQ=="}}"#, #"{"private":{"box":"QQ==","subject":"p02"}}"#,
        #"{"private":{"subject":"p02","box":"Q Q"}}"#, #"{"private":{"subject":"p02","box":"QQ==","x":1}}"#,
        #"{"private":{"subject":"a/b/c","box":"QQ=="}}"#, #"{"private":"QQ=="}"#, #"{}"#, #"{"private":{"#,
    ])
    func `what is nearly a private text makes an event that this version does not know, and no crash`(text: String)
        throws
    {
        let line = Array(
            #"{"id":"aa-00000000/1","type":"memo.written","occurred":"2018","recorded":"2022-01-01T00:00:00.000Z","data":{"text":\#(text)}}"#
                .utf8)
        var tables = Tables(feeds: ["aa-00000000"])
        let isWhole = (try? JSONParser.parse(line)) != nil
        switch AnyForm.read(line, id: EventID(feed: 0, sequence: 1), tables: &tables) {
        case .event(_, let canonical):
            let text = try JSONParser.parse(canonical)["data"]?["text"]
            #expect(text.flatMap { PrivateText($0) } != nil)
        case .opaque: #expect(isWhole)
        case .unreadable: #expect(!isWhole)
        }
    }

    @Test func `lines in any form become the same private lines`() throws {
        var (plain, turned) = (try book("all"), try book("all"))
        let lines: [(EventType, JSONValue, JSONValue)] = [
            (
                .excerptRecorded, ["text": "A “quote”\n\\ and \t more", "speaker": "p02", "locator": "p. 3"],
                ["sources": ["talk"], "note": "Hm."]
            ),
            (.observationNoted, ["text": "Seen.", "by": ["p01"]], ["sources": ["talk"]]),
            (.observationNoted, ["text": "Seen.", "by": ["p01", "p02"]], [:]),
            (.memoWritten, ["text": "Why?"], ["note": "Because."]),
            (.consentGiven, ["participant": "p02", "scope": ["quote"], "how": "in writing", "form": "v2"], [:]),
            (.proposalTabled, ["proposal": "merger", "title": "The merger"], [:]),
            (
                .positionTaken, ["actor": "p02", "on": "merger", "stance": "oppose", "meaning": "No."],
                ["sources": ["talk"]]
            ),
            (.eventRetracted, ["event": "aa-00000000/6", "reason": "Misheard."], [:]),
        ]
        for (type, data, keys) in lines {
            try plain.record(type, "2018-03-01", data, keys)
            // White space and another order of keys take the slow path.
            var members: [JSONValue.Member] = [.init(key: "data", value: data)] + (keys.members ?? [])
            members += [.init(key: "occurred", value: "2018-03-01"), .init(key: "type", value: .string(type.rawValue))]
            let text = String(decoding: bytes(.object(members)), as: UTF8.self)
            try turned.record(line: " " + text)
        }
        #expect(plain.feeds[0].lines == turned.feeds[0].lines)
    }
}
