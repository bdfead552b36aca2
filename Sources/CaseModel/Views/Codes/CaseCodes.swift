/// The codebook of a case: the built-in codes and those that `code.defined` adds.
///
/// Whether a code exists, and what kind it is, does not depend on dates; what it is called, and whether it went up in
/// another, is as at the date asked for.
package struct CaseCodes: Sendable {
    private struct Entry {
        let kind: CodeKind
        let label: Label?
        let parents: [Symbol]
        let mergedInto: Symbol?
    }

    private var entries: [Symbol: Entry] = [:]
    /// What each code stands for: itself, or what it went up in.
    private var meanings: [Symbol: Symbol] = [:]
    private var byKind: [CodeKind: [Symbol]] = [:]
    /// What evidence with a code counts for: an issue, or a driver with its issues.
    private var counted: [Symbol: [Symbol]] = [:]

    /// No codes, for views that ask for none.
    package init() {}

    package init(_ view: Viewpoint) {
        let builtIn = Codebook.entries.compactMap { entry in view.tables.names.find(entry.code).map { ($0, entry) } }
        for (code, entry) in builtIn {
            let parent = entry.parent.flatMap { view.tables.names.find($0) }
            add(code, entry.kind, parents: parent.map { [$0] } ?? [], view)
        }
        let own = view.state.codes.filter { $0.builtIn == nil }.map(\.symbol).sorted(by: view.order.areInOrder)
        for code in own {
            let course = view.state.code(code)?.course ?? RecordRun()
            let life = view.state.follow(course, upTo: .end, view.tables, as: CodeCourse.self)
            guard let definition = life.definition else { continue }
            add(code, definition.kind, parents: definition.parents.elements(in: view.tables).map(\.symbol), view)
        }
        for code in entries.keys { meanings[code] = meaning(of: code) }
        for code in builtIn.map(\.0) + own where meanings[code] == code {
            if let kind = entries[code]?.kind { byKind[kind, default: []].append(code) }
        }
        for code in entries.keys {
            let meaning = standing(for: code)
            switch kind(of: meaning) {
            case .issue: counted[code] = [meaning]
            case .driver: counted[code] = [meaning] + parents(of: meaning, .issue)
            default: break
            }
        }
    }

    private mutating func add(_ code: Symbol, _ kind: CodeKind, parents: [Symbol], _ view: Viewpoint) {
        let course = view.state.code(code)?.course ?? RecordRun()
        let life = view.state.follow(course, upTo: view.place, view.tables, as: CodeCourse.self)
        let whole = view.state.follow(course, upTo: .end, view.tables, as: CodeCourse.self)
        let label = life.label ?? whole.definition?.label
        entries[code] = Entry(kind: kind, label: label, parents: parents, mergedInto: life.mergedInto?.symbol)
    }

    /// Follows mergers; codes that went up in each other, or in one that nobody defines, stand for themselves.
    private func meaning(of code: Symbol) -> Symbol {
        var current = code
        for _ in 0...entries.count {
            guard let next = entries[current]?.mergedInto, entries[next] != nil else { return current }
            current = next
        }
        return code
    }

    /// What a code stands for: itself, or what it went up in.
    func standing(for code: Symbol) -> Symbol { meanings[code] ?? code }

    func kind(of code: Symbol) -> CodeKind? { entries[code]?.kind }

    package func label(of code: Symbol) -> Label? { entries[code]?.label }

    /// The codes of a kind that did not go up in others: the built-in ones in the codebook's order, then the others by
    /// name.
    package func all(_ kind: CodeKind) -> [Symbol] { byKind[kind] ?? [] }

    /// The codes of a kind that a code belongs to.
    func parents(of code: Symbol, _ kind: CodeKind) -> [Symbol] {
        Self.once(entries[code]?.parents.map(standing) ?? []).filter { self.kind(of: $0) == kind }
    }

    /// What the codes of a list stand for, each once.
    func standing(for codes: [Slug]) -> [Symbol] { Self.once(codes.map { standing(for: $0.symbol) }) }

    /// The issues and drivers that evidence with a code counts for; empty for other codes.
    func counted(_ code: Symbol) -> [Symbol] { counted[code] ?? [] }

    /// Codes in the order of `all`, then those that are none of a kind, by name.
    func inOrder(_ codes: some Sequence<Symbol>, _ kind: CodeKind, _ order: NameOrder) -> [Symbol] {
        let ranks = ranks(kind)
        return codes.sorted { a, b in
            let (first, second) = (ranks[a] ?? ranks.count, ranks[b] ?? ranks.count)
            return first == second ? order.areInOrder(a, b) : first < second
        }
    }

    /// Where in `all` each code of a kind stands.
    func ranks(_ kind: CodeKind) -> [Symbol: Int] {
        Dictionary(uniqueKeysWithValues: all(kind).enumerated().map { ($0.element, $0.offset) })
    }

    /// Each once, in the order in which they come.
    static func once(_ codes: [Symbol]) -> [Symbol] {
        var seen: Set<Symbol> = []
        return codes.filter { seen.insert($0).inserted }
    }
}
