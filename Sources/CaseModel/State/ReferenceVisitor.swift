/// Checks each reference of an event against what the case knows.
struct ReferenceVisitor: FieldVisitor {
    /// One reference to all of it: closures copy the visitor for each field.
    private final class Known: Sendable {
        let state: CaseState
        let tables: Tables

        init(_ state: CaseState, _ tables: Tables) {
            self.state = state
            self.tables = tables
        }
    }

    private let known: Known
    /// The event that refers; it may not refer to itself.
    private var id = EventID.refused
    private let suggests: Bool
    private var objections: [Objection] = []

    init(state: CaseState, tables: Tables, suggests: Bool) {
        self.suggests = suggests
        known = Known(state, tables)
    }

    private var state: CaseState { _read { yield known.state } }
    private var tables: Tables { _read { yield known.tables } }

    /// What speaks against the references of an event.
    mutating func check(_ event: Event) -> [Objection] {
        id = event.id
        objections = []
        var event = event
        event.context.visit(&self)
        event.payload.visit(&self)
        return objections
    }

    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        var found: [Objection] = []
        switch role {
        case .plain, .defines, .definesCode: return
        case .course(let kinds), .touches(let kinds), .existing(let kinds):
            value.forEachReference(in: tables.lists) { reference in
                if let objection = check(reference, kinds, name) { found.append(objection) }
            }
        case .perceiver:
            value.forEachReference(in: tables.lists) { reference in
                guard reference != .identifier(.researcher) else { return }
                if let objection = check(reference, .actor, name) { found.append(objection) }
            }
        case .courseOfCode, .code:
            let kind: CodeKind? = if case .code(let kind) = role { kind } else { nil }
            value.forEachReference(in: tables.lists) { reference in
                if case .identifier(let code) = reference, let objection = check(code: code, kind, name) {
                    found.append(objection)
                }
            }
        case .events, .coded:
            value.forEachReference(in: tables.lists) { reference in
                if let objection = check(reference, [], name) { found.append(objection) }
            }
        }
        objections += found
    }

    private func check(_ reference: Reference, _ kinds: EntityKinds, _ field: StaticString) -> Objection? {
        switch reference {
        case .event(let event):
            guard event != .refused, !state.exists(event) || event == id else { return nil }
            return unknown(
                field, "There is no event \(tables.text(event)) in the case\(event == id ? " before it" : "").")
        case .identifier(let symbol):
            let known = state.kinds(symbol)
            guard known.isDisjoint(with: kinds) else { return nil }
            let name = tables.names.text(symbol)
            if let other = state.definitions(symbol).first {
                let message = "\"\(name)\" is \(other.kind.inWords); it must be \(kinds.inWords)."
                return Objection(kind: .wrongKind, field: "\(field)", message: message)
            }
            let nearest = suggests ? Nearest.names(to: name, among: names(of: kinds)) : []
            let wanted = kinds == .actor ? "actor" : kinds == .anything ? "such thing" : kinds.plainWords
            return unknown(field, "The case knows no \(wanted) \"\(name)\".\(Nearest.sentence(nearest))")
        }
    }

    private func check(code: Symbol, _ kind: CodeKind?, _ field: StaticString) -> Objection? {
        let name = tables.names.text(code)
        guard let known = state.kind(ofCode: code) else {
            let nearest = suggests ? Nearest.names(to: name, among: codeNames(of: kind)) : []
            return unknown(
                field, "The codebook has no \(kind?.rawValue ?? "code") \"\(name)\".\(Nearest.sentence(nearest))")
        }
        guard let kind, kind != known else { return nil }
        let message = "The code \"\(name)\" is of kind \(known.rawValue); here it must be of kind \(kind.rawValue)."
        return Objection(kind: .wrongKind, field: "\(field)", message: message)
    }

    private func unknown(_ field: StaticString, _ message: String) -> Objection {
        Objection(kind: .unknown, field: "\(field)", message: message)
    }

    private func names(of kinds: EntityKinds) -> [String] {
        state.symbols(of: kinds).map { tables.names.text($0) }
    }

    private func codeNames(of kind: CodeKind?) -> [String] {
        state.codes.map(\.symbol).filter { kind == nil || state.kind(ofCode: $0) == kind }
            .map { tables.names.text($0) }
    }
}

extension CaseState {
    /// The kind of a code that is built in or was defined, at whatever date.
    func kind(ofCode symbol: Symbol) -> CodeKind? {
        guard let code = code(symbol) else { return nil }
        if let builtIn = code.builtIn { return builtIn }
        for record in code.course {
            if case .codeDefined(let p) = self[record].payload { return p.kind }
        }
        return nil
    }
}

extension EntityKinds {
    /// The kinds without articles: "session or document".
    fileprivate var plainWords: String {
        EntityKind.allCases.filter { contains(EntityKinds($0)) }.map(\.rawWord).joined(separator: " or ")
    }
}
