// What an entry makes known, before it is used or because somebody says so.
extension Composer {
    /// Makes somebody or something known as `!new` says: the kind, the name, and a title behind a colon.
    package mutating func makeKnown(_ rest: String) throws -> Composition {
        let lexer = EntryLexer(bytes: Array(rest.utf8))
        var tokens = lexer.tokens(from: 0)
        var title: String?
        if let colon = tokens.firstIndex(where: { $0.kind == .colon }) {
            title = Entry(" " + lexer.text(tokens[colon].range.upperBound..<lexer.bytes.count)).text
            tokens.removeSubrange(colon...)
        }
        let kind = try Self.kindOfNew(tokens, lexer)
        let name =
            tokens.count == 2
            ? tokens[1].text : lexer.text(tokens[1].range.lowerBound..<(tokens.last?.range.upperBound ?? 0))
        let titled = title.flatMap { $0.isEmpty ? nil : $0 } ?? name
        switch kind {
        case .code(let kind):
            if let known = names.findCode(name, in: history) {
                throw EntryProblem("#\(known.code) is in the codebook already (\(known.kind.rawValue)).")
            }
            _ = mintCode(name, titled, kind)
        case .entity(let kind):
            if let known = names.find(name, kind.kinds, in: history) {
                throw EntryProblem("\"\(name)\" is known already, as \(known) (\(kind.rawValue)).")
            }
            _ = mint(kind, titled, .other, typed: name)
        }
        made.main = made.lines.count - 1
        return made
    }

    private enum KindOfNew {
        case code(CodeKind)
        case entity(NewKind)

        init?(_ word: String) {
            if let kind = CodeKind(rawValue: word) ?? (word == "code" ? .theme : nil) {
                self = .code(kind)
            } else if let kind = NewKind(rawValue: word) {
                self = .entity(kind)
            } else {
                return nil
            }
        }

        static let words = NewKind.allCases.map(\.rawValue) + CodeKind.allCases.map(\.rawValue)
    }

    /// The kind of what `!new` makes known, where a name is behind it.
    private static func kindOfNew(_ tokens: [EntryToken], _ lexer: EntryLexer) throws -> KindOfNew {
        guard let first = tokens.first else { throw EntryForm.unclear("new", "Say what is new.") }
        guard first.kind == .word, let kind = KindOfNew(first.text) else {
            let typed = lexer.text(first.range)
            let nearest = Nearest.sentence(Nearest.names(to: typed, among: KindOfNew.words))
            let kinds = KindOfNew.words.joined(separator: ", ")
            throw EntryForm.unclear("new", "\(typed) is no kind.\(nearest) KIND is one of \(kinds).")
        }
        guard tokens.count > 1 else { throw EntryForm.unclear("new", "Say the name of the \(first.text).") }
        return kind
    }

    mutating func mintCode(_ typed: String, _ title: String?, _ kind: CodeKind) -> (code: String, kind: CodeKind) {
        let code = NameSlug.unused(typed, or: "code") { code in
            ownCodes[code] != nil || history.tables.names.find(code).map { history.state.code($0) != nil } ?? false
        }
        ownCodes[code] = kind
        note("#" + code)
        made.minted.append(
            Minted(name: typed, id: code, title: title ?? typed, kind: kind.rawValue, line: made.lines.count))
        let data: [(String, JSONValue?)] = [
            ("code", .string(code)), ("label", .string(title ?? typed)), ("kind", .string(kind.rawValue)),
        ]
        add(.codeDefined, data, warrant: nil, isFromSession: false)
        return (code, kind)
    }

    /// Makes somebody or something known.
    ///
    /// - Returns: its identifier, which says nothing of a person where the case keeps words of people private.
    mutating func mint(_ kind: NewKind, _ title: String, _ sector: Sector, typed: String) -> String {
        let id: String
        if kind == .person, history.privacy != .open {
            lastPerson = nextPerson(max(names.highestPerson, lastPerson))
            id = "p" + (lastPerson < 10 ? "0" : "") + String(lastPerson)
        } else {
            id = NameSlug.unused(typed, or: kind.rawValue, isTaken: isTaken)
        }
        // What somebody has typed once must be known from then on.
        let title = NameSlug.titled(title, for: typed, as: id)
        let type: EventType
        var data: [(String, JSONValue?)] = [(kind.rawValue, .string(id))]
        let isTitled = kind == .person || kind == .dispute || kind == .proposal
        data.append((isTitled ? "title" : "name", .string(title)))
        switch kind {
        case .person:
            type = .personIdentified
            data.append(("sector", .string(sector.rawValue)))
        case .organisation:
            type = .organisationRegistered
            data.append(("sector", .string(sector.rawValue)))
        case .group: type = .groupIdentified
        case .body:
            type = .bodyEstablished
            data.append(("kind", .string(BodyKind.committee.rawValue)))
        case .dispute:
            type = .disputeRaised
            data += unsaid()
        case .proposal, .code: type = .proposalTabled
        }
        own[id] = kind.kinds
        made.minted.append(Minted(name: typed, id: id, title: title, kind: kind.rawValue, line: made.lines.count))
        add(type, data)
        return id
    }

    /// What a dispute is about and between whom, where nobody has said so yet.
    mutating func unsaid(issues: [String] = [], parties: [String] = []) -> [(String, JSONValue?)] {
        let issues = issues.isEmpty ? [unsaidIssue()] : issues
        let parties = parties.isEmpty ? [unsaidParties()] : parties
        return [("issues", list(issues)), ("parties", list(parties))]
    }

    private mutating func unsaidIssue() -> String {
        let name = "not-said"
        if let known = names.findCode(name, in: history), known.kind == .issue { return known.code }
        return ownCodes[name] == .issue ? name : mintCode(name, "Not said yet", .issue).code
    }

    private mutating func unsaidParties() -> String {
        let name = "parties-not-said"
        if let known = names.find(name, .group, in: history) { return known }
        return own[name] == .group ? name : mint(.group, "Parties not said yet", .other, typed: name)
    }
}

extension EntryForm {
    /// Whether a word is the number of an event, or its id.
    package static func isEvent(_ word: String) -> Bool { BoundForm.isEvent(word) }

    /// The minutes behind `!end`; nil where none are.
    package static func minutes(_ text: String) throws -> Int? {
        if text.isEmpty { return nil }
        guard let number = text.split(separator: " ").first.flatMap({ Int($0) }), (0...1_000_000).contains(number)
        else { throw EntryProblem("\"\(text)\" is no number of minutes. Type !end, or !end 90.") }
        return number
    }
}

extension NewKind {
    var kinds: EntityKinds {
        switch self {
        case .person: EntityKinds(.person)
        case .organisation: .organisation
        case .group: .group
        case .body: .body
        case .dispute: .dispute
        case .proposal: .proposal
        case .code: []
        }
    }
}
