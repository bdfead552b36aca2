import CaseModel
import TestHistories
import Testing

/// What input must not be able to say unnoticed.
struct UnnoticedTests {
    @Test func `an empty text is refused, in the fast form and in any other`() throws {
        let book = try Notebook.withCast()
        let sentence = "text: It is empty; write something, or leave it out."
        #expect(try book.refusal(.memoWritten, "2019", ["text": ""]) == sentence)
        #expect(try book.refusal(.memoWritten, "2019", ["kind": "process", "text": ""]) == sentence)
    }

    @Test func `a thing named twice in a list is refused`() throws {
        let book = try Notebook.withCast()
        let twice: JSONValue = [
            "dispute": "d", "title": "T", "issues": ["purpose"], "parties": ["acute", "acute"],
        ]
        #expect(try book.refusal(.disputeRaised, "2019", twice) == "parties: \"acute\" stands twice in the list.")
    }

    @Test func `reconstructed names keys and fields that the event can have`() throws {
        let book = try Notebook.withCast()
        let memo: JSONValue = ["text": "x"]
        #expect(try book.refusal(.memoWritten, "2019", memo, ["reconstructed": ["occurred", "text", "type"]]) == "")
        #expect(
            try book.refusal(.memoWritten, "2019", memo, ["reconstructed": ["occured"]])
                == "reconstructed: \"occured\" is no key and no field of memo.written. Did you mean \"occurred\"?")
    }

    @Test func `nobody is a member of themselves`() throws {
        let book = try Notebook.withCast()
        #expect(
            try book.refusal(.membershipBegan, "2019", ["member": "board", "of": "board"])
                == "\"board\" cannot stand in this relation to itself.")
    }

    @Test func `a feed takes off only codes that it has put on its own event`() throws {
        var book = try Notebook.withCast()
        let seen = try book.record(.observationNoted, "2019", ["text": "x", "codes": ["purpose"]])
        let removal: (String) -> JSONValue = { ["on": .string(seen), "codes": [.string($0)]] }
        #expect(try book.refusal(.codingRemoved, "2019", removal("purpose")) == "")
        #expect(
            try book.refusal(.codingRemoved, "2019", removal("governance"))
                == "codes: This feed has not put the code \"governance\" on \(seen) by then.")
    }

    @Test func `a built-in code that another feed defines is an oddity`() throws {
        var book = try Notebook.withCast()
        try book.record(
            .codeDefined, "2019", ["code": "purpose", "label": "Purpose", "kind": "issue"], anyway: true)
        #expect(book.anomalies().anomalies.map(\.message) == ["The code \"purpose\" is built in."])
    }

    @Test func `correcting first and retracting later is no oddity`() throws {
        var book = try Notebook.withCast()
        let memo = try book.record(.memoWritten, "2019", ["text": "x"])
        try book.record(.eventCorrected, "2020", ["event": .string(memo), "reason": "r", "data": ["text": "y"]])
        try book.record(.eventRetracted, "2021", ["event": .string(memo), "reason": "r"])
        #expect(book.anomalies().anomalies.isEmpty)
    }
}

/// What would make a record contradict itself as a whole.
struct RecordAsAWholeTests {
    @Test func `a case stays opened`() throws {
        var book = try Notebook.withCast()
        try book.record(.memoWritten, "2019", ["text": "x"])
        #expect(
            try book.refusal(.eventRetracted, "2019", ["event": "aa-00000000/1", "reason": "r"])
                == "event: A case stays opened. What is wrong about its opening is corrected (event.corrected).")
    }

    @Test func `nobody is called researcher`() throws {
        let book = try Notebook.withCast()
        #expect(
            try book.refusal(.groupIdentified, "2019", ["group": "researcher", "name": "X"])
                == "group: \"researcher\" stands for whoever records the case; choose another identifier.")
    }

    @Test func `a correction changes something`() throws {
        var book = try Notebook.withCast()
        let memo = try book.record(.memoWritten, "2019", ["text": "x"])
        #expect(
            try book.refusal(.eventCorrected, "2019", ["event": .string(memo), "reason": "r"])
                == "data: It changes nothing. Give the keys and fields that change, or name them in `cleared`.")
    }

    @Test func `an unknown type is told what types there are`() throws {
        let book = try Notebook.withCast()
        let sentences = try book.refusal(ofLine: #"{"type":"body.nosuchthing","occurred":"2019","data":{}}"#).sentences
        #expect(
            sentences == [
                "type: There is no event type \"body.nosuchthing\". There are body.established, body.renamed, "
                    + "body.recoded, body.merged, body.dissolved."
            ])
    }
}

/// Identifiers of people are given once.
struct MintingTests {
    private static func person(_ title: String) -> JSONValue { ["title": .string(title), "sector": "other"] }

    /// The person of the newest line.
    private static func person(last book: Notebook) throws -> String {
        let line = try JSONParser.parse(try #require(book.feeds[0].lines.last))
        return try #require(line["data"]?["person"]?.string)
    }

    @Test func `an identifier is never given to somebody else, not even after a retraction`() throws {
        var book = try Notebook.withCast()
        let first = try book.record(.personIdentified, "2019", Self.person("Director"))
        let id = try Self.person(last: book)
        try book.record(.eventRetracted, "2019", ["event": .string(first), "reason": "r"])
        try book.record(.personIdentified, "2019", Self.person("Nurse"))
        #expect(try Self.person(last: book) != id)
    }

    @Test func `an identifier with a huge number does not stop the counting`() throws {
        var book = try Notebook.withCast()
        try book.record(
            .personIdentified, "2019", ["person": "p9223372036854775807", "title": "X", "sector": "other"])
        try book.record(.personIdentified, "2019", Self.person("Y"))
    }
}
