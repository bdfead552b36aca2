/// What a name in an entry should stand for.
package enum NameRole: Sendable, Equatable {
    case actor
    /// A code, of a kind where the entry needs one.
    case code(CodeKind?)
    case dispute
    /// What positions are taken on: a proposal, a decision, a dispute.
    case matter
    case offset
    case stake
    case anything
    /// Whoever or whatever a memo names.
    case mentioned

    var kinds: EntityKinds {
        switch self {
        case .actor: .actor
        case .code: []
        case .dispute: .dispute
        case .matter: .debatable
        case .offset: .offset
        case .stake: .stake
        case .anything, .mentioned: .anything
        }
    }

    /// What can be made known so that it fits, the likeliest first.
    var choices: [NewKind] {
        switch self {
        case .actor: [.person, .organisation, .group, .body]
        case .mentioned: [.person, .organisation, .group, .body, .dispute]
        case .code: [.code]
        case .dispute: [.dispute]
        case .matter, .anything: [.proposal, .dispute]
        case .offset, .stake: []
        }
    }

    var inWords: String {
        switch self {
        case .actor: "actor"
        case .code(let kind): kind.map { "code of the kind \($0.rawValue)" } ?? "code"
        case .dispute: "dispute"
        case .matter: "proposal, decision or dispute"
        case .offset: "offset"
        case .stake: "stake"
        case .anything, .mentioned: "such thing"
        }
    }
}

/// What can be made known in the middle of an entry.
package enum NewKind: String, Sendable, CaseIterable {
    case person, organisation, group, body, code, dispute, proposal
}

/// A name that the case does not know: a question to whoever typed it, never an error.
package struct UnknownName: Sendable, Equatable {
    package struct Suggestion: Sendable, Equatable {
        package let id: String
        package let name: String
    }

    /// As typed, without sign and quotes.
    package let text: String
    /// In the UTF-8 bytes of the entry.
    package let range: Range<Int>
    package let role: NameRole
    /// The names that may be meant, nearest first.
    package let nearest: [Suggestion]
    package let choices: [NewKind]
}

/// What an unknown name turns out to be.
package enum Answer: Sendable, Equatable {
    /// What is known by this identifier was meant.
    case known(String)
    case new(NewKind, title: String? = nil, sector: Sector? = nil, codeKind: CodeKind? = nil)
    /// It was no name, only words.
    case plain
}

/// By the names as typed; one that is not answered is made known as what it most likely is.
package typealias Answers = [String: Answer]

/// Why an entry cannot be recorded as it is, and what could be.
package struct EntryProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package let message: String

    package init(_ message: String) { self.message = message }

    package var description: String { message }
}

/// Somebody or something that an entry made known.
package struct Minted: Sendable, Equatable {
    /// As typed.
    package let name: String
    package let id: String
    /// What it is called in the case from then on.
    package let title: String
    /// As the vocabulary calls it, or the kind of a code.
    package let kind: String
    /// Which line of the entry does so, from 0.
    package let line: Int

    /// `@` and the identifier, or `#` and the code.
    package var mention: String { (CodeKind(rawValue: kind) == nil ? "@" : "#") + id }

    /// Whether a case knows something by its identifier, or has its code.
    package func isKnown(in history: CaseHistory) -> Bool {
        guard let symbol = history.tables.names.find(id) else { return false }
        return CodeKind(rawValue: kind) == nil
            ? !history.state.kinds(symbol).isEmpty : history.kind(ofCode: symbol) != nil
    }

    package var sentence: String { "New: \(name) is the \(kind) \(id)." }
}

extension Minted {
    private static let made: [EventType: (id: String, name: String)] = [
        .personIdentified: ("person", "title"), .organisationRegistered: ("organisation", "name"),
        .groupIdentified: ("group", "name"), .bodyEstablished: ("body", "name"), .codeDefined: ("code", "label"),
        .disputeRaised: ("dispute", "title"), .proposalTabled: ("proposal", "title"),
    ]

    /// What a stored line made known; nil for one that did not.
    package init?(_ line: JSONValue, number: Int) {
        guard let fields = line["type"]?.string.flatMap(EventType.init(rawValue:)).flatMap({ Self.made[$0] }),
            let data = line["data"], let id = data[fields.id]?.string
        else { return nil }
        let kind = fields.id == "code" ? data["kind"]?.string ?? fields.id : fields.id
        let title = data[fields.name]?.string ?? id
        self.init(name: title, id: id, title: title, kind: kind, line: number)
    }
}
