import CaseModel
import Foundation
import Testing

/// The documents that come from the descriptions are those in the repository.
@Suite struct DocumentTests {
    private let vocabulary = CommittedDocument("Sources/CaseModel/CaseModel.docc/Vocabulary.md")
    private let schema = CommittedDocument("Sources/CaseModel/CaseModel.docc/Resources/event.schema.json")

    @Test func `the vocabulary's page is what the descriptions make`() throws {
        try vocabulary.expect(VocabularyPage.keys, for: "keys")
        try vocabulary.expect(VocabularyPage.types, for: "types")
        try vocabulary.expect(VocabularyPage.sectors, for: "sectors")
        try vocabulary.expect(VocabularyPage.codebook, for: "codebook")
    }

    @Test func `the forms of capture are those of the table`() throws {
        try CommittedDocument("Sources/CaseModel/CaseModel.docc/Capture.md").expect(CapturePage.forms, for: "forms")
    }

    @Test func `the JSON Schema is what the descriptions make`() throws {
        try schema.expect(JSONSchema.line.indented() + "\n")
    }

    @Test func `the vocabulary of the page is what the descriptions make`() throws {
        try CommittedDocument("Sources/CasePages/Page/vocabulary.js").expect(VocabularyScript.text)
    }

    @Test func `every event type has a row, a summary and a phrase`() throws {
        let page = try vocabulary.text
        for description in EventDescription.all {
            #expect(page.contains("| `\(description.type.rawValue)` |"))
            #expect(description.summary.hasSuffix("."), "\(description.type)")
            #expect(!description.phrase.isEmpty, "\(description.type)")
        }
    }

    @Test func `every enumerated value is on the vocabulary's page`() throws {
        let page = try vocabulary.text
        for field in EventDescription.all.flatMap(\.fields) + EventDescription.contextFields {
            guard case .word(let words) = field.shape else { continue }
            for word in words { #expect(page.contains(word), "\(field.name): \(word)") }
        }
    }

    @Test(arguments: Histories.all)
    func `the lines of a bundled history conform to the schema`(history: URL) throws {
        let check = SchemaCheck(schema: JSONSchema.line)
        for (number, line) in try Histories.lines(of: history).enumerated() {
            #expect(check.problems(line).isEmpty, "\(history.lastPathComponent):\(number + 1)")
        }
    }

    @Test(arguments: [
        #"{"type":"dispute.resumed","data":{"dispute":"Money"}}"#,
        #"{"type":"dispute.resumed","data":{}}"#,
        #"{"type":"dispute.resumed","data":{"dispute":"money","why":"none"}}"#,
        #"{"type":"dispute.settled","data":{"dispute":"money","how":"force"}}"#,
        #"{"type":"dispute.burnt","data":{"dispute":"money"}}"#,
        #"{"type":"dispute.resumed","sources":[],"data":{"dispute":"money"}}"#,
        #"{"type":"dispute.resumed","occurred":"3 June","data":{"dispute":"money"}}"#,
        #"{"type":"stake.revised","data":{"stake":"s","by":"researcher","weight":4}}"#,
    ])
    func `a line that this version would not write does not conform`(line: String) throws {
        let value = Histories.stored(try JSONParser.parse(Array(line.utf8)))
        #expect(!SchemaCheck(schema: JSONSchema.line).problems(value).isEmpty)
    }
}

/// The histories in `events/`, as they would be stored.
enum Histories {
    static let all: [URL] = ["public", "england", "stp"].flatMap { folder in
        let url = CommittedDocument.root.appending(path: "events/\(folder)")
        let files = try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "jsonl" }.sorted { $0.path < $1.path }
    }

    /// In September 2026, after everything in the histories could be known.
    private static let recorded: Instant = 1_790_000_000_000

    static func lines(of history: URL) throws -> [JSONValue] {
        var state = CaseHistory(feeds: ["jw-3f9c21ab"])
        var stored: [[UInt8]] = []
        for line in try Data(contentsOf: history).split(separator: UInt8(ascii: "\n")) {
            let bytes = Array(line)
            let id = EventID(feed: 0, sequence: UInt64(stored.count + 1))
            let admission = Admission(id: id, recorded: recorded, isForced: false, takesLabels: true)
            var output: [UInt8] = []
            let refusal = try state.admit(bytes.span.bytes, 0..<bytes.count, admission, output: &output) { id, _ in
                stored[Int(id.sequence) - 1]
            }
            #expect(refusal.isEmpty, "\(history.lastPathComponent): \(refusal.sentences)")
            stored.append(output.dropLast())
        }
        return try stored.map { try JSONParser.parse($0) }
    }

    /// A line with what the test at hand leaves out.
    static func stored(_ line: JSONValue) -> JSONValue {
        var members = line.members ?? []
        for (key, value) in [
            ("id", "jw-3f9c21ab/1"), ("occurred", "2019-06-03"), ("recorded", "2021-06-03T14:02:11.512Z"),
        ] where line[key] == nil {
            members.append(JSONValue.Member(key: key, value: .string(value)))
        }
        return .object(members)
    }
}
