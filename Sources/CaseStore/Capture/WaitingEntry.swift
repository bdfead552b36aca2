package import CaseModel
import EventLog

/// An entry that could not be stored when it was typed.
package struct WaitingEntry: Sendable, Equatable {
    package let text: String
    /// When it was typed, and so when it happened.
    package let occurred: String
    package let session: String?
    package let answers: Answers

    package init(_ text: String, at occurred: EDTF, session: String?, answers: Answers) {
        self.text = text
        self.occurred = occurred.text
        self.session = session
        self.answers = answers
    }

    /// - Returns: nil where the JSON is none of `json`.
    init?(_ json: JSONValue) {
        guard let text = json["text"]?.string, let occurred = json["occurred"]?.string, EDTF(occurred) != nil else {
            return nil
        }
        self.text = text
        self.occurred = occurred
        session = json["session"]?.string
        var answers: Answers = [:]
        for member in json["answers"]?.members ?? [] { answers[member.key] = Answer(member.value) }
        self.answers = answers
    }

    var json: JSONValue {
        let all = answers.sorted { $0.key < $1.key }.map { JSONValue.Member(key: $0.key, value: $0.value.json) }
        let members: [(String, JSONValue?)] = [
            ("occurred", .string(occurred)), ("session", session.map(JSONValue.string)), ("text", .string(text)),
            ("answers", all.isEmpty ? nil : .object(all)),
        ]
        return JSONValue(given: members)
    }
}

extension Answer {
    fileprivate init?(_ json: JSONValue) {
        if json["plain"] != nil {
            self = .plain
        } else if let id = json["known"]?.string {
            self = .known(id)
        } else if let kind = json["new"]?.string.flatMap(NewKind.init(rawValue:)) {
            self = .new(
                kind, title: json["title"]?.string, sector: json["sector"]?.string.flatMap(Sector.init(rawValue:)),
                codeKind: json["code_kind"]?.string.flatMap(CodeKind.init(rawValue:)))
        } else {
            return nil
        }
    }

    fileprivate var json: JSONValue {
        switch self {
        case .plain: JSONValue(given: [("plain", .bool(true))])
        case .known(let id): JSONValue(given: [("known", .string(id))])
        case .new(let kind, let title, let sector, let codeKind):
            JSONValue(given: [
                ("new", .string(kind.rawValue)), ("title", title.map(JSONValue.string)),
                ("sector", sector.map { .string($0.rawValue) }), ("code_kind", codeKind.map { .string($0.rawValue) }),
            ])
        }
    }
}

extension JSONValue {
    /// An object of the members that have a value.
    init(given members: [(String, JSONValue?)]) {
        self = .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }
}
