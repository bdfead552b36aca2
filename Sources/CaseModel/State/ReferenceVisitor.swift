/// Gathers the references of events, with what the roles of their fields ask of them. It holds nothing of the case but
/// its lists: these are checked by `CaseState.objections(to:of:_:suggests:)`.
struct ReferenceVisitor: FieldVisitor {
    struct Named {
        enum Demand {
            case thing(EntityKinds)
            case code(CodeKind?)
        }

        let field: StaticString
        let reference: Reference
        let demand: Demand
    }

    private let lists: Grown<UInt64>
    private var named: [Named] = []

    init(_ lists: Grown<UInt64>) { self.lists = lists }

    /// The references of an event.
    mutating func references(of event: Event) -> [Named] {
        named.removeAll(keepingCapacity: true)
        var event = event
        event.context.visit(&self)
        event.payload.visit(&self)
        return named
    }

    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        let demand: Named.Demand
        switch role {
        case .plain, .defines, .definesCode: return
        case .course(let kinds), .touches(let kinds), .existing(let kinds): demand = .thing(kinds)
        case .perceiver: demand = .thing(.actor)
        case .courseOfCode: demand = .code(nil)
        case .code(let kind): demand = .code(kind)
        case .events, .coded: demand = .thing([])
        }
        value.forEachReference(in: lists) { reference in
            if case .perceiver = role, reference == .identifier(.researcher) { return }
            named.append(Named(field: name, reference: reference, demand: demand))
        }
    }
}

extension CaseState {
    /// What speaks against the references of an event.
    ///
    /// - Parameter suggests: whether to look for the names that a misspelt one may stand for.
    func objections(
        to references: [ReferenceVisitor.Named], of id: EventID, _ tables: Tables, suggests: Bool
    ) -> [Objection] {
        references.compactMap { named in
            switch (named.demand, named.reference) {
            case (.thing(let kinds), let reference):
                objection(to: reference, kinds, named.field, of: id, tables, suggests)
            case (.code(let kind), .identifier(let code)): objection(toCode: code, kind, named.field, tables, suggests)
            case (.code, .event): nil
            }
        }
    }

    private func objection(
        to reference: Reference, _ kinds: EntityKinds, _ field: StaticString, of id: EventID, _ tables: Tables,
        _ suggests: Bool
    ) -> Objection? {
        switch reference {
        case .event(let event):
            guard event != .refused, !exists(event) || event == id else { return nil }
            return unknown(
                field, "There is no event \(tables.text(event)) in the case\(event == id ? " before it" : "").")
        case .identifier(let symbol):
            guard self.kinds(symbol).isDisjoint(with: kinds) else { return nil }
            let name = tables.names.text(symbol)
            if let other = definitions(symbol).first {
                let message = "\"\(name)\" is \(other.kind.inWords); it must be \(kinds.inWords)."
                return Objection(kind: .wrongKind, field: "\(field)", message: message)
            }
            let nearest =
                suggests ? Nearest.names(to: name, among: symbols(of: kinds).map { tables.names.text($0) }) : []
            let wanted = kinds == .actor ? "actor" : kinds == .anything ? "such thing" : kinds.plainWords
            return unknown(field, "The case knows no \(wanted) \"\(name)\".\(Nearest.sentence(nearest))")
        }
    }

    private func objection(
        toCode code: Symbol, _ kind: CodeKind?, _ field: StaticString, _ tables: Tables, _ suggests: Bool
    ) -> Objection? {
        guard let known = self.kind(ofCode: code) else {
            let name = tables.names.text(code)
            let nearest = suggests ? Nearest.names(to: name, among: codeNames(of: kind, tables)) : []
            return unknown(
                field, "The codebook has no \(kind?.rawValue ?? "code") \"\(name)\".\(Nearest.sentence(nearest))")
        }
        guard let kind, kind != known else { return nil }
        let name = tables.names.text(code)
        let message = "The code \"\(name)\" is of kind \(known.rawValue); here it must be of kind \(kind.rawValue)."
        return Objection(kind: .wrongKind, field: "\(field)", message: message)
    }

    private func unknown(_ field: StaticString, _ message: String) -> Objection {
        Objection(kind: .unknown, field: "\(field)", message: message)
    }

    private func codeNames(of kind: CodeKind?, _ tables: Tables) -> [String] {
        codes.map(\.symbol).filter { kind == nil || self.kind(ofCode: $0) == kind }.map { tables.names.text($0) }
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
