import CaseModel
import Testing

/// A case in memory into which entries are typed: what becomes of them is admitted by `decide`, or the test fails.
struct Scene {
    static let feed = "jw-3f9c21ab"
    /// In 2026.
    private static let recorded: Instant = 1_790_000_000_000

    private(set) var history = CaseHistory(feeds: [Self.feed])
    private(set) var stored: [[UInt8]] = []
    var names = CapturedNames()
    var session: String? = "board"
    var occurred = EDTF("2026-03-05T10:00:00+00:00") ?? EDTF(DatePoint())

    /// - Parameter privacy: of the case; words are not boxed here, whatever it says.
    init(privacy: Privacy = .open) throws {
        try admit([
            #"{"type":"case.opened","occurred":"2026-01-01","data":{"case":"elm","title":"Elm","privacy":"\#(privacy)"}}"#,
            #"{"type":"session.started","occurred":"2026-03-05T10:00:00+00:00","data":{"session":"board","kind":"meeting"}}"#,
            #"{"type":"organisation.registered","occurred":"2026-01-01","data":{"organisation":"council","name":"The Council","sector":"local-authority"}}"#,
            #"{"type":"person.identified","occurred":"2026-01-01","data":{"person":"p03","title":"Chair of the board","sector":"other"}}"#,
            #"{"type":"proposal.tabled","occurred":"2026-01-01","data":{"proposal":"pooled-budget","title":"One pooled budget"}}"#,
            #"{"type":"dispute.raised","occurred":"2026-01-02","data":{"dispute":"money","title":"Who pays","issues":["resources"],"parties":["council"]}}"#,
        ])
    }

    mutating func admit(_ lines: [String]) throws {
        for line in lines {
            let sentences = try admit(Array(line.utf8))
            #expect(sentences.isEmpty, "\(line): \(sentences)")
        }
    }

    /// - Returns: why a line was refused.
    mutating func admit(_ line: [UInt8]) throws -> [String] {
        let id = EventID(feed: 0, sequence: UInt64(stored.count + 1))
        let admission = Admission(id: id, recorded: Self.recorded, isForced: false, takesLabels: false)
        var output: [UInt8] = []
        let refusal = try history.admit(line.span.bytes, 0..<line.count, admission, output: &output) { [stored] id, _ in
            stored[Int(id.sequence) - 1]
        }
        if refusal.isEmpty { stored.append(output.dropLast()) }
        return refusal.sentences
    }

    mutating func composer(_ answers: Answers = [:]) -> Composer {
        names.catchUp(with: history, nil)
        names.learnCodes(of: history)
        let moment = EntryMoment(
            session: session, feed: Self.feed, nextSequence: UInt64(stored.count + 1), occurred: occurred)
        return Composer(history, names, moment, answers, suggests: true)
    }

    /// What would become of an entry.
    mutating func compose(_ text: String, _ answers: Answers = [:]) throws -> Composition {
        var composer = composer(answers)
        return try composer.compose(Entry(text))
    }

    /// Types an entry.
    ///
    /// - Returns: the stored events, each as its type and its data.
    @discardableResult
    mutating func type(_ text: String, _ answers: Answers = [:]) throws -> [String] {
        let made = try compose(text, answers)
        names.use(made.names)
        let first = stored.count
        for line in made.lines {
            var bytes: [UInt8] = []
            line.write(to: &bytes)
            let sentences = try admit(bytes)
            #expect(sentences.isEmpty, "\(text): \(String(decoding: bytes, as: UTF8.self)): \(sentences)")
        }
        return try stored[first...].map { bytes in
            let line = try JSONParser.parse(bytes)
            var data: [UInt8] = []
            line["data"]?.write(to: &data)
            return "\(line["type"]?.string ?? "") \(String(decoding: data, as: UTF8.self))"
        }
    }

    /// A stored line.
    func line(_ number: Int) throws -> JSONValue { try JSONParser.parse(stored[number - 1]) }
}
