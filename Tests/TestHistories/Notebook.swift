package import CaseModel

/// A case in memory that takes events through `decide`, as a writer does.
package struct Notebook: Sendable {
    /// An event that should have been accepted was not.
    package struct Refused: Error, CustomStringConvertible {
        package let description: String
    }

    package private(set) var feeds: [TestFeed]
    package private(set) var history: CaseHistory
    /// The clock, which goes on by a minute with each event.
    package var now: Instant = Calendar.instant(year: 2022, month: 1, day: 1)
    /// Who makes words private; nil where none become so.
    package var privateTexts: (any PrivateTexts)?

    package init(feeds names: [String] = ["aa-00000000", "bb-00000000"]) {
        feeds = names.map { TestFeed($0) }
        history = CaseHistory(feeds: names)
    }

    /// Records an event that must be accepted.
    ///
    /// - Returns: its id.
    @discardableResult
    package mutating func record(
        _ type: EventType, _ occurred: String, _ data: JSONValue, _ keys: JSONValue = [:], feed: Int = 0,
        anyway: Bool = false
    ) throws -> String {
        let refusal = try admit(type.rawValue, occurred, data, keys, feed, anyway)
        guard refusal.isEmpty else { throw Refused(description: refusal.sentences.joined(separator: "\n")) }
        return "\(feeds[feed].name)/\(feeds[feed].lines.count)"
    }

    /// What is said against an event; empty when it would be accepted. Nothing is recorded.
    package func refusal(
        _ type: EventType, _ occurred: String, _ data: JSONValue, _ keys: JSONValue = [:], feed: Int = 0,
        anyway: Bool = false
    ) throws -> String {
        var copy = self
        let refusal = try copy.admit(type.rawValue, occurred, data, keys, feed, anyway)
        return refusal.sentences.joined(separator: "\n")
    }

    /// Records a line as it stands, which must be accepted.
    package mutating func record(line text: String, feed: Int = 0) throws {
        let refusal = try admit(Array(text.utf8), feed, isForced: false, takesLabels: false)
        guard refusal.isEmpty else { throw Refused(description: refusal.sentences.joined(separator: "\n")) }
    }

    /// What is said against a line as it stands.
    package func refusal(ofLine text: String, feed: Int = 0, takesLabels: Bool = false) throws -> Refusal {
        var copy = self
        return try copy.admit(Array(text.utf8), feed, isForced: false, takesLabels: takesLabels)
    }

    private mutating func admit(
        _ type: String, _ occurred: String, _ data: JSONValue, _ keys: JSONValue, _ feed: Int, _ anyway: Bool
    ) throws -> Refusal {
        var members: [JSONValue.Member] = [.init(key: "type", value: .string(type))]
        members.append(.init(key: "occurred", value: .string(occurred)))
        members += keys.members ?? []
        members.append(.init(key: "data", value: data))
        return try admit(bytes(.object(members)), feed, isForced: anyway, takesLabels: false)
    }

    private mutating func admit(_ line: [UInt8], _ feed: Int, isForced: Bool, takesLabels: Bool) throws -> Refusal {
        let id = EventID(feed: feed, sequence: UInt64(feeds[feed].lines.count) + 1)
        let admission = Admission(
            id: id, recorded: now, isForced: isForced, takesLabels: takesLabels, privateTexts: privateTexts)
        var output: [UInt8] = []
        let stored = feeds
        let refusal = try history.admit(line.span.bytes, 0..<line.count, admission, output: &output) { id, _ in
            guard id.feed < stored.count, id.sequence <= UInt64(stored[id.feed].lines.count) else { return nil }
            return stored[id.feed].lines[Int(id.sequence) - 1]
        }
        guard refusal.isEmpty else { return refusal }
        feeds[feed].lines.append(output.dropLast())
        now += 60_000
        return refusal
    }

    /// The case as at a date, as known and as recorded by others; dates as questions give them.
    package func view(at: String? = nil, known: String? = nil, recorded: String? = nil) -> Viewpoint {
        Viewpoint(history(known: known, recorded: recorded), at: Self.instant(at))
    }

    /// The same with what views look up in the lines.
    package func answer(at: String? = nil, known: String? = nil) -> WholeAnswer {
        WholeAnswer(history(known: known), feeds, at: Self.instant(at))
    }

    private func history(known: String? = nil, recorded: String? = nil) -> CaseHistory {
        CaseHistory.of(feeds, known: Self.instant(known), recorded: Self.instant(recorded))
    }

    private static func instant(_ text: String?) -> Instant { text.flatMap { QueryTime($0) }?.latest ?? .max }

    /// The anomalies at the end of everything.
    package func anomalies() -> AnomaliesView {
        var history = CaseHistory.of(feeds)
        history.examine(feeds)
        return AnomaliesView(Viewpoint(history), among: history.anomalies)
    }

    /// A case with some of everything, all there since 2017.
    package static func withCast() throws -> Notebook {
        var book = Notebook()
        try book.record(.caseOpened, "2017", ["case": "elm", "title": "Elm"])
        for name in ["acute", "council", "mental", "charity"] {
            let data: JSONValue = [
                "organisation": .string(name), "name": .string("The \(name)"), "sector": "other",
            ]
            try book.record(.organisationRegistered, "2017", data)
        }
        for name in ["board", "system"] {
            let data: JSONValue = ["body": .string(name), "name": .string("The \(name)"), "kind": .string(name)]
            try book.record(.bodyEstablished, "2017", data)
        }
        try book.record(.groupIdentified, "2017", ["group": "surgeons", "name": "Surgeons"])
        try book.record(.personIdentified, "2017", ["person": "p01", "title": "Chair", "sector": "system-team"])
        try book.record(
            .participantRecruited, "2017", ["participant": "p02", "title": "Nurse", "sector": "acute-provider"])
        try book.record(.proposalTabled, "2017", ["proposal": "merger", "title": "The merger"])
        return book
    }

    /// Raises a dispute between the trust and the council.
    @discardableResult
    package mutating func raise(_ dispute: String, _ occurred: String, on: String? = nil) throws -> String {
        var data: [JSONValue.Member] = [
            .init(key: "dispute", value: .string(dispute)), .init(key: "title", value: .string("On \(dispute)")),
            .init(key: "issues", value: ["resources"]), .init(key: "parties", value: ["acute", "council"]),
        ]
        if let on { data.append(.init(key: "on", value: .string(on))) }
        return try record(.disputeRaised, occurred, .object(data))
    }
}
