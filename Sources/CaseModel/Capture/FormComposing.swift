// What becomes of the quick forms.
extension Composer {
    /// Fields of an event, and those of them that several events get one of each.
    private struct Fields {
        var data: [(String, JSONValue?)] = []
        var each: (field: String, values: [String])?
        var codes: [String] = []
    }

    mutating func compose(_ form: EntryForm, _ bound: BoundForm) throws {
        guard case .event(let type) = form.work else { return }
        let because = try bound.because.map(event)
        var fields = Fields()
        for (field, value) in form.fixed { fields.data.append((field, .string(value))) }
        for (index, slot) in form.slots.enumerated() { try fill(slot, bound.filled[index] ?? [], form, &fields) }
        for token in bound.codes { if let known = code(token, .code(nil)) { fields.codes.append(known.code) } }
        if form.needsWords, bound.words.isEmpty { throw missing("What is said at the end", form) }
        if let field = form.words, !bound.words.isEmpty { fields.data.append((field, .string(bound.words))) }
        let note = form.words == nil ? bound.words : ""
        try addOwn(type, form, bound, &fields)
        made.main = made.lines.count
        for value in fields.each?.values.map(Optional.some) ?? [nil] {
            var data = fields.data
            if let value, let field = fields.each?.field { data.append((field, .string(value))) }
            if type == .stakePerceived, let value { data.append(("stake", .string(stake(value, data)))) }
            let id = nextID
            add(
                type, Self.inOrder(data, type), because: because, warrant: type == .memoWritten ? nil : .observed,
                note: note)
            if !fields.codes.isEmpty {
                add(
                    .codingAdded, [("on", .string(id)), ("codes", list(fields.codes))], warrant: nil,
                    isFromSession: false)
            }
        }
    }

    /// Fields that are not typed but follow from what is.
    private mutating func addOwn(
        _ type: EventType, _ form: EntryForm, _ bound: BoundForm, _ fields: inout Fields
    ) throws {
        func text(_ field: String) -> String { fields.data.first { $0.0 == field }?.1?.string ?? "" }
        switch type {
        case .proposalTabled:
            fields.data.append(("proposal", .string(unused(bound.words, or: "proposal"))))
        case .decisionMade:
            fields.data.append(("decision", .string(unused("\(text("on"))-\(text("outcome"))", or: "decision"))))
        case .disputeRaised:
            fields.data.append(("dispute", .string(unused(bound.words, or: "dispute"))))
            func given(_ field: String) -> [String] {
                fields.data.first { $0.0 == field }?.1?.array?.compactMap(\.string) ?? []
            }
            let said = unsaid(issues: given("issues"), parties: given("parties"))
            fields.data.removeAll { $0.0 == "issues" || $0.0 == "parties" }
            fields.data += said
        case .offsetOffered:
            fields.data.append(("offset", .string(unused("\(text("to"))-\(text("form"))", or: "offset"))))
        case .excerptRecorded:
            if bound.isQuoted { fields.data.append(("verbatim", .bool(true))) }
        case .memoWritten:
            fields.data.append(("about", list(bound.mentions.compactMap { thing($0, .mentioned) ?? nil })))
        case .attendanceNoted:
            guard let session = moment.session else {
                throw EntryProblem("No session is running that somebody could attend.")
            }
            fields.data.append(("session", .string(session)))
        case .documentCollected:
            fields.data.append(("document", .string(unused(bound.words, or: "document"))))
            fields.data.append(("session", moment.session.map(JSONValue.string)))
        default: break
        }
    }

    private func unused(_ words: String, or fallback: String) -> String {
        NameSlug.unused(words, or: fallback, isTaken: isTaken)
    }

    private mutating func stake(_ actor: String, _ data: [(String, JSONValue?)]) -> String {
        let dimension = data.first { $0.0 == "dimension" }?.1?.string ?? ""
        let id = unused("\(actor)-\(dimension)", or: "stake")
        reserve(id, .stake)
        return id
    }

    /// Fills one slot.
    private mutating func fill(
        _ slot: EntrySlot, _ tokens: [EntryToken], _ form: EntryForm, _ fields: inout Fields
    ) throws {
        var value: JSONValue?
        switch slot.takes {
        case .actor: value = tokens.first.flatMap { actor($0) }.map(JSONValue.string)
        case .perceiver:
            value = tokens.first.flatMap { perceiver($0) }.map(JSONValue.string)
        case .actors: value = list(tokens.compactMap { actor($0) })
        case .eachActor:
            let actors = list(tokens.compactMap { actor($0) })?.array?.compactMap(\.string) ?? []
            if actors.isEmpty { throw missing(slot, form) }
            fields.each = (slot.field, actors)
            return
        case .thing(let role):
            if let token = tokens.first { value = .string(try known(token, role)) }
        case .references(let role): value = list(try tokens.map { try reference($0, role) })
        case .code(let kind):
            guard let token = tokens.first, let known = code(token, .code(kind)) else { break }
            if known.kind == kind {
                value = .string(known.code)
            } else if slot.isRequired {
                throw EntryProblem(
                    "#\(known.code) is a code of the kind \(known.kind.rawValue); \(form.usage) takes one of the kind \(kind.rawValue)."
                )
            } else {
                fields.codes.append(known.code)
            }
        case .codes(let byKind):
            codes(tokens, slot, byKind, &fields)
            return
        case .choice, .link: value = tokens.first.map { .string($0.text) }
        case .weight: value = tokens.first.flatMap { Int($0.text) }.map(JSONValue.integer)
        }
        if let value = value ?? slot.standard.map(JSONValue.string) {
            fields.data.append((slot.field, value))
        } else if slot.isRequired {
            throw missing(slot, form)
        }
    }

    /// Codes, each in the field of its kind; what has no field is put on the event afterwards.
    private mutating func codes(
        _ tokens: [EntryToken], _ slot: EntrySlot, _ byKind: [CodeKind: String], _ fields: inout Fields
    ) {
        let likeliest = CodeKind.allCases.first { byKind[$0] == slot.field }
        var sorted: [String: [String]] = [:]
        for token in tokens {
            guard let known = code(token, .code(likeliest)) else { continue }
            if let field = byKind.isEmpty ? slot.field : byKind[known.kind] {
                sorted[field, default: []].append(known.code)
            } else {
                fields.codes.append(known.code)
            }
        }
        for (field, found) in sorted { fields.data.append((field, list(found))) }
    }

    private mutating func perceiver(_ token: EntryToken) -> String? {
        token.text == EntrySlot.researcher ? token.text : actor(token)
    }

    /// The identifier of a thing that the form cannot do without: by a name, or the number of the event that began it,
    /// or of another one that is about it alone.
    private mutating func known(_ token: EntryToken, _ role: NameRole) throws -> String {
        if token.kind == .word, BoundForm.isEvent(token.text), !isTaken(token.text) {
            let id = try event(token.text)
            if let thing = names.made(by: id, role.kinds, in: history) { return thing }
            let things = names.concerned(by: id, role.kinds, in: history)
            if things.count == 1 { return things[0] }
            let what = things.isEmpty ? "no \(role.inWords)" : "several: \(things.joined(separator: ", "))"
            throw EntryProblem("The event \(id) is about \(what). Say which is meant by its name.")
        }
        if let id = thing(token, role) { return id }
        let nearest = Nearest.sentence(names.nearest(to: token.text, role).map(\.id))
        throw EntryProblem("The case knows no \(role.inWords) \"\(token.text)\".\(nearest)")
    }

    private mutating func reference(_ token: EntryToken, _ role: NameRole) throws -> String {
        if token.kind == .word, BoundForm.isEvent(token.text), !isTaken(token.text) { return try event(token.text) }
        return try known(token, role)
    }

    /// The id of an event that is named by its number in this feed, or wholly.
    package func event(_ name: String) throws -> String {
        let id = name.contains("/") ? name : "\(moment.feed)/\(name)"
        guard let event = history.tables.event(named: id, from: .first), history.state.exists(event) else {
            throw EntryProblem("There is no event \(id) in the case.")
        }
        return id
    }

    /// What was typed in the place of a choice may be none of those that there are.
    private func missing(_ slot: EntrySlot, _ form: EntryForm) -> EntryProblem {
        guard case .choice(let words) = slot.takes else { return missing(slot.shown, form) }
        return missing(slot.shown, form, " \(slot.shown) is one of \(words.joined(separator: ", ")).")
    }

    private func missing(_ what: String, _ form: EntryForm, _ choices: String = "") -> EntryProblem {
        EntryProblem("\(what) is missing: \(form.usage).\(choices) For example: \(form.example)")
    }

    /// The fields as the vocabulary has them.
    static func inOrder(_ data: [(String, JSONValue?)], _ type: EventType) -> [(String, JSONValue?)] {
        EventDescription.of(type).fields.compactMap { field in data.first { $0.0 == field.name } }
    }
}
