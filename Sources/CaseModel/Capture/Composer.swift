/// Makes events of an entry, for a case as it stands.
///
/// Pure: no clock, no file. What is unknown is made known before it is used, so that no name is refused.
package struct Composer {
    package let history: CaseHistory
    let names: CapturedNames
    package internal(set) var moment: EntryMoment
    let answers: Answers
    /// Whether questions offer the nearest known names; looking for them takes long where there are many.
    private let suggests: Bool
    /// The number of the next person, of the highest one that the case has.
    let nextPerson: @Sendable (Int) -> Int
    var made = Composition()
    /// Identifiers that this entry makes known.
    var own: [String: EntityKinds] = [:]
    var ownCodes: [String: CodeKind] = [:]
    /// What the typed names of this entry were found to mean.
    private var spelt: [String: String] = [:]
    /// What became of those that the case does not know, by what is alike in all their spellings.
    private var answeredFor: [String: String] = [:]
    var lastPerson = 0

    /// - Parameter nextPerson: numbers people that are made known; where several are at it at once, by one list of
    ///   what was given away.
    package init(
        _ history: CaseHistory, _ names: CapturedNames, _ moment: EntryMoment, _ answers: Answers = [:],
        suggests: Bool = false, nextPerson: @escaping @Sendable (Int) -> Int = { $0 + 1 }
    ) {
        self.suggests = suggests
        self.nextPerson = nextPerson
        self.history = history
        self.names = names
        self.moment = moment
        self.answers = answers
    }

    /// The id of the event that the next line becomes.
    var nextID: String { "\(moment.feed)/\(moment.nextSequence + UInt64(made.lines.count))" }

    /// - Throws: `EntryProblem`.
    package mutating func compose(_ entry: Entry) throws -> Composition {
        switch entry.body {
        case .nothing: break
        case .words(let by, let text, let tokens): words(by, text, tokens)
        case .form(let form, let bound): try compose(form, bound)
        case .control: break
        case .unknown(let form): throw EntryProblem(EntryForm.unknownSentence(form))
        }
        return made
    }

    /// An observation, with whom and what it names.
    private mutating func words(_ by: [EntryToken], _ text: String, _ tokens: [EntryToken]) {
        let speakers = by.compactMap { actor($0) }
        let actors = tokens.filter { $0.kind == .mention }.compactMap { actor($0) }
        let codes = tokens.filter { $0.kind == .code }.compactMap { code($0, .code(nil))?.code }
        made.main = made.lines.count
        add(
            .observationNoted,
            [
                ("text", .string(text)), ("by", list(speakers)), ("actors", list(actors)), ("codes", list(codes)),
            ])
    }

    /// The identifier of an actor, made known if need be; nil where it is only words.
    mutating func actor(_ token: EntryToken) -> String? { thing(token, .actor) }

    mutating func thing(_ token: EntryToken, _ role: NameRole) -> String? {
        if let id = spelt[token.text], let kinds = own[id] ?? kinds(id), !kinds.isDisjoint(with: role.kinds) {
            return id
        }
        let named = said(token, role) ?? names.find(token.text, role.kinds, in: history)
        guard let id = named ?? unknown(token, role) else { return nil }
        spelt[token.text] = id
        note("@" + id)
        return id
    }

    /// What a name was said to mean. It wins over what the name would mean by now: when the entry was made, it may have
    /// been the name of somebody who has withdrawn since.
    private func said(_ token: EntryToken, _ role: NameRole) -> String? {
        guard !answers.isEmpty, case .known(let id)? = answer(about: token.text) else { return nil }
        return names.find(id, role.kinds, in: history)
    }

    /// - Throws: `EntryProblem` for an answer that names what the case has never had.
    package func checkAnswers() throws(EntryProblem) {
        for case (let name, .known(let id)) in answers.sorted(by: { $0.key < $1.key }) {
            let isKnown =
                history.tables.names.find(id) != nil || names.findCode(id, in: history) != nil
                || names.find(id, EntityKinds.anything.union(.actor), in: history) != nil
            if isKnown { continue }
            throw EntryProblem("\"\(name)\" was said to be \(id), and the case has no \(id). Say who or what is meant.")
        }
    }

    /// An unknown name that the entry has in two spellings is one.
    private mutating func unknown(_ token: EntryToken, _ role: NameRole) -> String? {
        let key = NameSlug.key(token.text)
        if let id = answeredFor[key], let kinds = own[id] ?? kinds(id), !kinds.isDisjoint(with: role.kinds) {
            return id
        }
        let id = answered(token, role)
        // What has neither letters nor digits is told apart by nothing but itself.
        if !key.isEmpty { answeredFor[key] = id }
        return id
    }

    /// What was answered about a name, in this spelling or else in another one.
    private func answer(about name: String) -> Answer? {
        if let answer = answers[name] { return answer }
        let key = NameSlug.key(name)
        let others = key.isEmpty ? [:] : answers.filter { NameSlug.key($0.key) == key }
        return others.min { $0.key < $1.key }?.value
    }

    private func kinds(_ id: String) -> EntityKinds? { history.tables.names.find(id).map(history.state.kinds) }

    /// What an unknown name is, by what was answered or else most likely.
    private mutating func answered(_ token: EntryToken, _ role: NameRole) -> String? {
        switch answer(about: token.text) {
        case .plain?: return nil
        case .new(let kind, let title, let sector, _)? where role.choices.contains(kind):
            return mint(kind, title ?? token.text, sector ?? .other, typed: token.text)
        // What it was said to be has been taken back since, or is no such thing.
        case .known?, .new?, nil:
            // A number behind the sign is rarely somebody's name.
            if role == .actor || role == .mentioned, token.text.utf8.first.map(Letters.isDigit) ?? true { return nil }
            ask(token, role)
            return role.choices.first.map { mint($0, token.text, .other, typed: token.text) }
        }
    }

    private mutating func ask(_ token: EntryToken, _ role: NameRole) {
        guard !made.questions.contains(where: { $0.text == token.text && $0.role == role }) else { return }
        let nearest = suggests ? names.nearest(to: token.text, role) : []
        made.questions.append(
            UnknownName(
                text: token.text, range: token.range, role: role, nearest: nearest, choices: role.choices))
    }

    /// A code of the kind that is needed, made known if need be; nil where it is only words.
    mutating func code(_ token: EntryToken, _ role: NameRole) -> (code: String, kind: CodeKind)? {
        guard case .code(let wanted) = role else { return nil }
        if let known = ownCodes[NameSlug.slug(token.text)] { return (NameSlug.slug(token.text), known) }
        if let known = names.findCode(token.text, in: history) {
            note("#" + known.code)
            return known
        }
        switch answer(about: token.text) {
        case .plain?: return nil
        case .new(.code, let title, _, let kind)?: return mintCode(token.text, title, kind ?? wanted ?? .theme)
        case let answer:
            if case .known(let code)? = answer, let known = names.findCode(code, in: history) {
                note("#" + known.code)
                return known
            }
            if token.text.utf8.allSatisfy(Letters.isDigit) { return nil }
            ask(token, role)
            return mintCode(token.text, nil, wanted ?? .theme)
        }
    }

    mutating func note(_ name: String) {
        if !made.names.contains(name) { made.names.append(name) }
    }

    func isTaken(_ id: String) -> Bool {
        if id == EntrySlot.researcher || own[id] != nil { return true }
        return history.tables.names.find(id).map(history.state.concerns) ?? false
    }

    /// Keeps an identifier from being given to something else of this entry.
    mutating func reserve(_ id: String, _ kinds: EntityKinds) { own[id] = kinds }

    func list(_ elements: [String]) -> JSONValue? {
        var unique: [String] = []
        for element in elements where !unique.contains(element) { unique.append(element) }
        return unique.isEmpty ? nil : .array(unique.map(JSONValue.string))
    }

    /// Adds an event, its keys in the order in which they are stored.
    mutating func add(
        _ type: EventType, _ data: [(String, JSONValue?)], because: [String] = [], evidence: [String] = [],
        warrant: Warrant? = .observed, isFromSession: Bool = true, note: String = ""
    ) {
        let sources = isFromSession ? moment.session.map { [$0] } ?? [] : []
        let members: [(String, JSONValue?)] = [
            ("type", .string(type.rawValue)), ("occurred", .string(moment.occurred.text)), ("because", list(because)),
            ("evidence", list(evidence)), ("sources", list(sources)), ("warrant", warrant.map { .string($0.rawValue) }),
            ("note", note.isEmpty ? nil : .string(note)), ("data", Self.object(data)),
        ]
        made.lines.append(Self.object(members))
    }

    static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
        .object(members.compactMap { key, value in value.map { JSONValue.Member(key: key, value: $0) } })
    }
}
