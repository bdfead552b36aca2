import CaseModel

/// An entry as it is sent.
enum EntryBody {
    private static let textSizeMax = 60_000

    /// - Throws: `Problem` for what is no entry.
    static func entry(_ body: JSONValue) throws(Problem) -> ObserverFeed.TypedEntry {
        try body.check(takes: ["text", "occurred", "session", "sessionKey", "of", "answers"])
        guard let text = try body.text("text"), text.utf8.count <= textSizeMax else {
            throw Problem(.malformed, "text: This has to be a text of at most \(textSizeMax) bytes.")
        }
        let of = try body.requestKey("of")
        if of != nil, !takesEntry(Entry(text)) {
            throw Problem(
                .malformed, "of: This belongs to \"!undo\" alone, or to \"!fix\" and what it should have been.")
        }
        return ObserverFeed.TypedEntry(
            text: text, occurred: try body.moment(), answers: try answers(body), session: try body.text("session"),
            sessionKey: try body.requestKey("sessionKey"), of: of)
    }

    /// Whether an entry can be about another one that is not named in its text; a number in that is words then.
    private static func takesEntry(_ entry: Entry) -> Bool {
        switch entry.control {
        case (.undo, let rest)?: rest.isEmpty
        case (.fix, _)?: true
        default: false
        }
    }

    private static func answers(_ body: JSONValue) throws(Problem) -> Answers {
        guard let list = body["answers"], list != .null else { return [:] }
        var answers: Answers = [:]
        for given in list.array ?? [.null] {
            guard let name = given["name"]?.string, let answer = try answer(given) else {
                throw Problem(
                    .malformed,
                    "answers: Each has to be {\"name\":…,\"as\":\"known\",\"id\":…}, {\"name\":…,\"as\":\"plain\"} or "
                        + "{\"name\":…,\"as\":\"new\",\"kind\":…}.")
            }
            answers[name] = answer
        }
        return answers
    }

    private static func answer(_ given: JSONValue) throws(Problem) -> Answer? {
        switch given["as"]?.string {
        case "plain":
            try given.check(takes: ["name", "as"])
            return .plain
        case "known":
            try given.check(takes: ["name", "as", "id"])
            return given["id"]?.string.map(Answer.known)
        case "new":
            try given.check(takes: ["name", "as", "kind", "title", "sector"])
            let kind = given["kind"]?.string ?? ""
            let named = try given.text("sector")
            let sector = named.flatMap { Sector(rawValue: $0) }
            if let named, sector == nil {
                let sectors = Sector.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(.malformed, "sector: \"\(named)\" is none. There are: \(sectors).")
            }
            let codeKind = CodeKind(rawValue: kind)
            guard let new = codeKind == nil ? NewKind(rawValue: kind) : .code else { return nil }
            return .new(new, title: try given.text("title"), sector: sector, codeKind: codeKind)
        default: return nil
        }
    }
}
