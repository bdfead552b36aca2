/// The names of a case as somebody types them: by identifier, name or title, and how lately and often each was used.
///
/// It is kept up with a history as that grows, so that no entry costs more than the one before.
package struct CapturedNames: Sendable {
    /// Something with a name.
    struct Known: Sendable {
        let id: String
        let name: String
        let kinds: EntityKinds
    }

    struct Use: Sendable {
        var count = 0
        var last = 0
    }

    private(set) var known: [String: Known] = [:]
    /// What each spelling may mean.
    private var spelt: [String: [String]] = [:]
    private(set) var codes: [String: CodeKind] = [:]
    private(set) var uses: [String: Use] = [:]
    private var useCount = 0
    private var thingsSeen: Int?
    private var peopleSeen = 0
    /// The highest number in the identifiers of people: `7` where `p07` is one.
    private(set) var highestPerson = 0

    package init() {}

    /// Takes in what has become known since, of a history that has only grown.
    ///
    /// - Parameter texts: opens titles that are private; people are found by nothing else.
    package mutating func catchUp(with history: CaseHistory, _ texts: (any PrivateTexts)?) {
        for symbol in history.state.things(after: &thingsSeen) { learn(symbol, history, texts) }
        let people = history.state.people
        for symbol in people[min(peopleSeen, people.count)...] {
            highestPerson = max(highestPerson, Self.number(history.tables.names.text(symbol)))
            learn(symbol, history, texts)
        }
        peopleSeen = people.count
    }

    /// Takes in the codebook, which is short.
    package mutating func learnCodes(of history: CaseHistory) {
        for code in history.state.codes {
            codes[history.tables.names.text(code.symbol)] = history.kind(ofCode: code.symbol)
        }
    }

    private mutating func learn(_ symbol: Symbol, _ history: CaseHistory, _ texts: (any PrivateTexts)?) {
        let id = history.tables.names.text(symbol)
        let name = history.name(of: symbol, texts) ?? id
        // Who has withdrawn is known by the identifier, and not offered any more.
        if !(texts?.withheld?.hold(allOf: id) ?? false) {
            known[id] = Known(id: id, name: name, kinds: history.state.kinds(symbol))
        }
        for spelling in [NameSlug.key(id)] + NameSlug.spellings(of: name) where spelt[spelling]?.contains(id) != true {
            spelt[spelling, default: []].append(id)
        }
    }

    /// Larger numbers in identifiers that people chose themselves are not counted on from.
    private static let digitsMax = 6

    private static func number(_ id: String) -> Int {
        let digits = id.dropFirst()
        guard id.hasPrefix("p"), digits.utf8.count <= digitsMax else { return 0 }
        return Int(digits) ?? 0
    }

    /// What a typed name means: what has it as its identifier, else what has it as its name; of several the one used
    /// last.
    func find(_ typed: String, _ kinds: EntityKinds, in history: CaseHistory) -> String? {
        func fits(_ id: String) -> Bool {
            guard let symbol = history.tables.names.find(id) else { return false }
            return !history.state.kinds(symbol).isDisjoint(with: kinds)
        }
        if fits(typed) { return typed }
        let named = (spelt[NameSlug.key(typed)] ?? []).filter(fits)
        return named.max { (uses["@" + $0]?.last ?? 0) < (uses["@" + $1]?.last ?? 0) }
    }

    /// What an event began, of some kinds.
    func made(by event: String, _ kinds: EntityKinds, in history: CaseHistory) -> String? {
        guard let event = history.tables.event(named: event, from: .first) else { return nil }
        return known.values.first { thing in
            guard !thing.kinds.isDisjoint(with: kinds), let symbol = history.tables.names.find(thing.id) else {
                return false
            }
            return history.state.definitions(symbol).contains { $0.id == event }
        }?.id
    }

    /// The things of some kinds whose course an event is part of, by their identifiers.
    func concerned(by event: String, _ kinds: EntityKinds, in history: CaseHistory) -> [String] {
        guard let event = history.tables.event(named: event, from: .first) else { return [] }
        let found = known.values.filter { thing in
            guard !thing.kinds.isDisjoint(with: kinds), let symbol = history.tables.names.find(thing.id) else {
                return false
            }
            return history.state.course(of: symbol).contains { history.state[$0].id == event }
        }
        return found.map(\.id).sorted()
    }

    func findCode(_ typed: String, in history: CaseHistory) -> (code: String, kind: CodeKind)? {
        func code(spelt spelling: String) -> (code: String, kind: CodeKind)? {
            guard let symbol = history.tables.names.find(spelling), let kind = history.kind(ofCode: symbol) else {
                return nil
            }
            return (spelling, kind)
        }
        return code(spelt: typed) ?? code(spelt: NameSlug.slug(typed))
    }

    /// The names nearest to one that is not known.
    func nearest(to typed: String, _ role: NameRole) -> [UnknownName.Suggestion] {
        let key = NameSlug.key(typed)
        if case .code(let kind) = role {
            let all = codes.compactMap { kind == nil || $0.value == kind ? $0.key : nil }
            return Nearest.names(to: key, among: all).map { UnknownName.Suggestion(id: $0, name: $0) }
        }
        let all = spelt.compactMap { spelling, ids in
            ids.contains { known[$0].map { !$0.kinds.isDisjoint(with: role.kinds) } ?? false } ? spelling : nil
        }
        var found: [UnknownName.Suggestion] = []
        for spelling in Nearest.names(to: key, among: all) {
            for id in spelt[spelling] ?? [] where !found.contains(where: { $0.id == id }) {
                guard let thing = known[id], !thing.kinds.isDisjoint(with: role.kinds) else { continue }
                found.append(UnknownName.Suggestion(id: id, name: thing.name))
            }
        }
        return Array(found.prefix(Nearest.countMax))
    }

    /// Notes that names were used: `@` and an identifier, or `#` and a code.
    package mutating func use(_ names: [String]) {
        for name in names {
            useCount += 1
            uses[name, default: Use()].count += 1
            uses[name, default: Use()].last = useCount
        }
    }

    /// The more often and the more lately a name was used, the more.
    func weight(_ name: String) -> Double {
        guard let use = uses[name] else { return 0 }
        return Double(use.count) / Double(1 + useCount - use.last)
    }

    package mutating func learn(code: String, _ kind: CodeKind) { codes[code] = kind }

    /// Forgets what was taken from a history that does not hold any more; how often names were used stays.
    package mutating func forgetKnown() {
        (known, spelt, codes) = ([:], [:], [:])
        (thingsSeen, peopleSeen, highestPerson) = (nil, 0, 0)
    }

    /// Offers something no longer that was taken back.
    package mutating func forget(_ id: String) {
        known[id] = nil
        codes[id] = nil
    }
}

extension CaseHistory {
    /// The kind of a code; nil where there is none of that name.
    func kind(ofCode symbol: Symbol) -> CodeKind? {
        guard let code = state.code(symbol) else { return nil }
        if let builtIn = code.builtIn { return builtIn }
        let life = state.follow(code.course, upTo: .end, tables, as: CodeCourse.self)
        return life.definition?.kind
    }

    /// What people call a thing: its newest name, or its title as far as this device may read it; nil for somebody who
    /// has withdrawn.
    func name(of symbol: Symbol, _ texts: (any PrivateTexts)?) -> String? {
        if texts?.withheld?.hold(allOf: tables.names.text(symbol)) ?? false { return nil }
        var newest: Symbol?
        for record in state.course(of: symbol) {
            switch state[record].payload {
            case .personIdentified(let p): newest = p.title.symbol
            case .participantRecruited(let p): newest = p.title.symbol
            case .organisationRegistered(let p): newest = p.name.symbol
            case .organisationRenamed(let p): newest = p.name.symbol
            case .groupIdentified(let p): newest = p.name.symbol
            case .bodyEstablished(let p): newest = p.name.symbol
            case .bodyRenamed(let p): newest = p.name.symbol
            case .disputeRaised(let p): newest = p.title.symbol
            case .proposalTabled(let p): newest = p.title.symbol
            case .documentCollected(let p): newest = p.title.symbol
            case .sessionStarted(let p): newest = p.title?.symbol ?? newest
            default: continue
            }
        }
        guard let newest else { return nil }
        guard let bound = BoundText(symbol: tables.names.bytes(of: newest)) else { return tables.names.text(newest) }
        guard let sealed = bound.sealed, let texts,
            case .words(let words) = texts.open(sealed, of: bound.event, field: bound.field)
        else { return nil }
        return words
    }
}
