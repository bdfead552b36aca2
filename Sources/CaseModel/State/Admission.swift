/// Why a line of input was not taken in.
package struct Refusal: Error, Sendable, Equatable {
    /// What is wrong with the line itself, whatever the case holds.
    package var problems: [LineForm.Problem] = []
    /// What speaks against the event in this case.
    package var objections: [Objection] = []

    package init(problems: [LineForm.Problem] = [], objections: [Objection] = []) {
        self.problems = problems
        self.objections = objections
    }

    package var isEmpty: Bool { problems.isEmpty && objections.isEmpty }

    package var sentences: [String] { problems.map(\.text) + objections.map(\.text) }
}

/// What admitting a line needs to know from outside.
package struct Admission {
    package let id: EventID
    package let recorded: Instant
    /// Whether what `decide` refuses is recorded all the same.
    package var isForced: Bool
    /// Whether the line's `id` is a label that later lines may use; otherwise lines have no `id`.
    package var takesLabels: Bool
    /// Whether refusals offer the nearest known names; looking for them takes long where there are many of both.
    package var suggests: Bool
    /// Who makes words private; where nobody does, all are stored as they are, for nothing is to be stored.
    package var privateTexts: (any PrivateTexts)?

    package init(
        id: EventID, recorded: Instant, isForced: Bool, takesLabels: Bool, suggests: Bool = true,
        privateTexts: (any PrivateTexts)? = nil
    ) {
        self.suggests = suggests
        self.privateTexts = privateTexts
        self.id = id
        self.recorded = recorded
        self.isForced = isForced
        self.takesLabels = takesLabels
    }
}

extension CaseHistory {
    /// Longer lines are refused (DESIGN §3): transparency logs allow no longer entries.
    package static let lineSizeMax = 65_535

    /// Checks a line of input, decides on its event and takes it in.
    ///
    /// - Parameters:
    ///   - range: the line in `bytes`, without LF.
    ///   - output: gets the stored line with its LF.
    ///   - fetch: the stored line of an event of the case, those of this commit included.
    /// - Returns: what was refused; empty when the event was taken in.
    package mutating func admit(
        _ bytes: RawSpan, _ range: Range<Int>, _ admission: Admission, output: inout [UInt8],
        fetch: Fetch
    ) throws -> Refusal {
        let mark = tables.lists.count
        let draft: Drafted
        switch try self.draft(bytes, range, admission, fetch) {
        case .success(let made): draft = made
        case .failure(let refusal):
            minting.forget(admission.id)
            return refusal
        }
        let refusal = try refusal(of: draft, admission, fetch)
        guard refusal.isEmpty else {
            minting.forget(admission.id)
            // Lines that use the label are not reported as well.
            if let label = draft.label { tables.labels.refuse(label) }
            return refusal
        }
        take(draft.event, from: mark, line: draft.line)
        lineCount += 1
        try settle(fetch)
        output.append(contentsOf: draft.line)
        output.append(0x0A)
        return Refusal()
    }

    private struct Drafted {
        let event: Event
        let line: [UInt8]
        let label: String?
    }

    private mutating func refusal(of draft: Drafted, _ admission: Admission, _ fetch: Fetch) throws -> Refusal {
        if draft.line.count > Self.lineSizeMax {
            let message = "The line has \(draft.line.count) bytes; at most \(Self.lineSizeMax) are stored."
            return Refusal(problems: [LineForm.Problem(field: nil, message: message)])
        }
        let objections = try decide(draft.event, line: draft.line, suggests: admission.suggests, fetch)
        if !objections.isEmpty, !admission.isForced { return Refusal(objections: objections) }
        if let problem = try uncheckedFields(draft.event, fetch) ?? unknownReconstruction(draft.event, fetch) {
            return Refusal(problems: [problem])
        }
        return Refusal()
    }

    /// The line that a line of input would be stored as, without taking it in; nil when it is not accepted as it is.
    package mutating func storedLine(
        _ bytes: RawSpan, _ range: Range<Int>, _ admission: Admission, fetch: Fetch
    ) throws -> [UInt8]? {
        var again = admission
        again.takesLabels = false
        guard case .success(let made) = try draft(bytes, range, again, isRepeated: true, fetch) else { return nil }
        return made.line
    }

    private mutating func draft(
        _ bytes: RawSpan, _ range: Range<Int>, _ admission: Admission, isRepeated: Bool = false,
        _ fetch: Fetch
    ) throws -> Result<Drafted, Refusal> {
        do {
            guard let line = try madePrivate(bytes, range, admission, fetch) else {
                return try draft(bytes, range, admission, isRepeated, isMadePrivate: false, fetch)
            }
            return try draft(line.span.bytes, 0..<line.count, admission, isRepeated, isMadePrivate: true, fetch)
        } catch let refusal as Refusal {
            return .failure(refusal)
        }
    }

    private mutating func draft(
        _ bytes: RawSpan, _ range: Range<Int>, _ admission: Admission, _ isRepeated: Bool, isMadePrivate: Bool,
        _ fetch: Fetch
    ) throws -> Result<Drafted, Refusal> {
        var reader = LineReader(bytes, tables: tables.take())
        reader.acceptsPrivate = isMadePrivate
        if let draft = reader.draft(range, id: admission.id, recorded: admission.recorded) {
            let line = Self.compose(
                draft, bytes, used: reader.usedLabels ? reader.tables : nil, admission, reader.tables)
            let label = draft.label.map { JSONText.unescaped(Lines.copy(bytes, $0)) }
            tables = reader.finish()
            if let refusal = note(label, admission, isRepeated) { return .failure(refusal) }
            return .success(Drafted(event: draft.event, line: line, label: label))
        }
        tables = reader.finish()
        return try draftOfAnyForm(Lines.copy(bytes, range), admission, isRepeated, isMadePrivate, fetch)
    }

    /// The stored line of a draft: copied where its bytes can stay, written anew where labels stood in it.
    private static func compose(
        _ draft: LineReader.Draft, _ bytes: RawSpan, used: Tables?, _ admission: Admission, _ tables: borrowing Tables
    ) -> [UInt8] {
        if let used {
            var writer = LineWriter(tables: used, source: bytes)
            writer.line(draft.event)
            return writer.output
        }
        var line: [UInt8] = []
        line.reserveCapacity(draft.head.count + draft.tail.count + 96)
        line.append(contentsOf: "{\"id\":\"\(tables.feeds[admission.id.feed])/".utf8)
        line.appendDecimal(Int(admission.id.sequence))
        line.append(contentsOf: "\",".utf8)
        line.append(bytes, draft.head)
        line.append(contentsOf: ",\"recorded\":\"".utf8)
        RecordedTime.write(admission.recorded, to: &line)
        line.append(UInt8(ascii: "\""))
        line.append(bytes, draft.tail)
        return line
    }

    /// Gives a line's label its event; a refusal when it has none to give or an earlier line has it.
    private mutating func note(_ label: String?, _ admission: Admission, _ isRepeated: Bool) -> Refusal? {
        guard let label, !isRepeated else { return nil }
        if !admission.takesLabels {
            let problem = LineForm.Problem(
                field: "id", message: "An event gets its id when it is recorded; leave it out.")
            return Refusal(problems: [problem])
        }
        guard tables.labels.set(label, admission.id) else {
            let problem = LineForm.Problem(field: "id", message: "An earlier line is called \"\(label)\" already.")
            return Refusal(problems: [problem])
        }
        return nil
    }

    /// The slow path: any order of keys, any valid JSON; whatever is wrong is said.
    private mutating func draftOfAnyForm(
        _ line: [UInt8], _ admission: Admission, _ isRepeated: Bool, _ isMadePrivate: Bool, _ fetch: Fetch
    ) throws -> Result<Drafted, Refusal> {
        var value: JSONValue
        do {
            value = try JSONParser.parse(line)
        } catch {
            let message = "It is not JSON that a line may hold: \(error.message), at byte \(error.offset + 1)."
            return .failure(Refusal(problems: [LineForm.Problem(field: nil, message: message)]))
        }
        mintIdentifier(&value, for: admission.id)
        let corrected = try typeOfCorrectedEvent(value, admission.id, fetch)
        let (canonical, problems) = canonicalForm(
            of: value, correcting: corrected, from: admission.id, takesPrivate: isMadePrivate)
        guard let canonical else {
            // Lines that use the label are not reported as well.
            if let label = value["id"]?.string, admission.takesLabels { tables.labels.refuse(label) }
            return .failure(Refusal(problems: problems))
        }
        var reader = LineReader(canonical.span.bytes, tables: tables.take())
        reader.acceptsChangedFields = true
        reader.acceptsPrivate = isMadePrivate
        let draft = reader.draft(0..<canonical.count, id: admission.id, recorded: admission.recorded)
        let usedLabels = reader.usedLabels
        tables = reader.finish()
        guard let draft else {
            let problem = badReference(value, admission.id)
            if let label = value["id"]?.string, admission.takesLabels { tables.labels.refuse(label) }
            return .failure(Refusal(problems: [problem]))
        }
        if let refusal = note(value["id"]?.string, admission, isRepeated) { return .failure(refusal) }
        let stored = Self.compose(
            draft, canonical.span.bytes, used: usedLabels ? tables : nil, admission, tables)
        return .success(Drafted(event: draft.event, line: stored, label: value["id"]?.string))
    }

    /// A line of input in canonical form, or what is wrong with it. Nothing of the tables is held when it returns, so
    /// that they are changed in place afterwards and not copied for each line.
    private func canonicalForm(
        of value: JSONValue, correcting type: EventType?, from id: EventID, takesPrivate: Bool
    ) -> (line: [UInt8]?, problems: [LineForm.Problem]) {
        var form = LineForm(.input, takesPrivate: takesPrivate, correctedType: { _ in type }) { [tables] label in
            tables.labels.id(label).flatMap { $0 < id && $0 != .refused ? tables.text($0) : nil }
        }
        let line = form.canonical(value)
        return (line, form.problems)
    }

    /// The canonical form can fail to be read only where a text should name an event and does not.
    fileprivate func badReference(_ value: JSONValue, _ id: EventID) -> LineForm.Problem {
        let type = value["type"]?.string.flatMap(EventType.init(rawValue:))
        let fields = EventDescription.contextFields + (type.map { EventDescription.of($0).fields } ?? [])
        for field in fields {
            guard let given = value[field.name] ?? value["data"]?[field.name] else { continue }
            for text in given.array?.compactMap(\.string) ?? [given.string].compactMap({ $0 }) {
                switch field.shape {
                case .event, .list(.event):
                    guard !isEvent(text, id) else { continue }
                    let message =
                        "\"\(text)\" names no event. Events are named like jw-3f9c21ab/12, or by the `id` of an earlier line of the file."
                    return LineForm.Problem(field: field.name, message: message)
                case .reference, .list(.reference):
                    guard !isEvent(text, id), !Slug.isSlug(text) else { continue }
                    let message = "\"\(text)\" is neither an event's id nor an identifier."
                    return LineForm.Problem(field: field.name, message: message)
                default: continue
                }
            }
        }
        return LineForm.Problem(field: nil, message: "It cannot be read as an event.")
    }

    private func isEvent(_ text: String, _ id: EventID) -> Bool { tables.event(named: text, from: id) != nil }

    private mutating func typeOfCorrectedEvent(
        _ line: JSONValue, _ from: EventID, _ fetch: Fetch
    ) throws -> EventType? {
        guard line["type"]?.string == EventType.eventCorrected.rawValue, let name = line["data"]?["event"]?.string,
            let id = tables.event(named: name, from: from)
        else { return nil }
        return try type(of: id, fetch)
    }

    private mutating func type(of id: EventID, _ fetch: Fetch) throws -> EventType? {
        guard state.exists(id), let stored = try fetch(id, &self) else { return nil }
        let type = (try? JSONParser.parse(stored))?["type"]?.string
        return type.flatMap(EventType.init(rawValue:))
    }

    /// The changed fields of a correction can be checked only by the type of what it corrects; unchecked ones are not
    /// recorded, not even by force.
    private mutating func uncheckedFields(_ event: Event, _ fetch: Fetch) throws -> LineForm.Problem? {
        guard case .eventCorrected(let p) = event.payload, p.data != nil, try type(of: p.event, fetch) == nil else {
            return nil
        }
        let message =
            "The fields cannot be checked: there is no event \(tables.text(p.event)) of a type that is known here."
        return LineForm.Problem(field: "data", message: message)
    }

    /// Decides on a draft; for a correction also on what it makes of the event that it corrects.
    private mutating func decide(
        _ event: Event, line: [UInt8], suggests: Bool, _ fetch: Fetch
    ) throws -> [Objection] {
        let objections = state.decide(event, tables, suggests: suggests)
        guard objections.isEmpty else { return objections }
        if let problem = problem(ofAmendment: event) {
            return [Objection(kind: .contradiction, field: "event", message: problem)]
        }
        switch event.payload {
        case .eventCorrected(let p): return try decideCorrection(event, of: p.event, line: line, fetch)
        case .codingRemoved(let p) where p.on.feed == event.id.feed:
            return try decideUncoding(event, p, fetch)
        case .eventRetracted(let p):
            if state.isOpening(p.event) {
                let message = "A case stays opened. What is wrong about its opening is corrected (event.corrected)."
                return [Objection(kind: .contradiction, field: "event", message: message)]
            }
            if isRetracted(p.event) {
                let message = "\(tables.text(p.event)) is retracted already."
                return [Objection(kind: .contradiction, field: "event", message: message)]
            }
            return []
        default: return []
        }
    }
}
