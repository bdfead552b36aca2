/// Why words could not be made private, for whoever wanted to record them.
package struct PrivateTextRefused: Error {
    package let message: String

    package init(_ message: String) { self.message = message }
}

extension CaseHistory {
    /// How private the case's words are, where nothing else is said.
    package var privacy: Privacy {
        guard let opening = state.openings.first, case .caseOpened(let fields) = state[opening].payload else {
            return .open
        }
        return fields.privacy ?? .people
    }

    /// The feed that the case was opened in, which tells it from others of its name; nil where nothing opened it.
    ///
    /// Where two devices have opened it, the one that did so first.
    package var openingFeed: String? {
        let first = state.openings.min {
            (state.place($0).recorded, state.id($0)) < (state.place($1).recorded, state.id($1))
        }
        return first.map { tables.feeds[state.id($0).feed] }
    }

    /// Makes the words of a line of input private that are to be.
    ///
    /// - Returns: the line with private texts; nil where none of its words are to be private, or what is there is no
    ///   line that says so.
    /// - Throws: `Refusal`; whatever `PrivateTexts` throws beside.
    mutating func madePrivate(
        _ bytes: RawSpan, _ range: Range<Int>, _ admission: Admission, _ fetch: Fetch
    ) throws -> [UInt8]? {
        guard let texts = admission.privateTexts else { return nil }
        let privacy = privacy
        let isMarked = PrivateMark.mayStand(in: bytes, range)
        if privacy == .open, !isMarked { return nil }
        if !isMarked {
            switch try spliced(bytes, range, admission, privacy, texts) {
            case .unchanged: return nil
            case .line(let line): return line
            case .unsure: break
            }
        }
        guard var line = try? JSONParser.parse(bytes, range),
            let type = line["type"]?.string.flatMap(EventType.init(rawValue:))
        else { return nil }
        mintIdentifier(&line, for: admission.id)
        let corrected = type == .eventCorrected ? try correctedEvent(line, admission.id, fetch) : nil
        let making = MakingPrivate(
            policy: PrivacyPolicy(privacy: privacy, state: state, tables: tables), texts: texts,
            feed: openingFeed ?? tables.feeds[admission.id.feed], line: line, type: type, corrected: corrected)
        var isChanged = false
        let label = line["id"]
        let made = try PrivateFields.mapped(line.replacing("id", by: .string(tables.text(admission.id)))) { field in
            guard let text = try making.text(field) else { return nil }
            isChanged = true
            return text.value
        }
        guard isChanged else { return nil }
        var output: [UInt8] = []
        made.replacing("id", by: label).write(to: &output)
        return output
    }

    /// The event that a correction names, as far as its own words have to be bound to it.
    private mutating func correctedEvent(
        _ line: JSONValue, _ from: EventID, _ fetch: Fetch
    ) throws -> MakingPrivate.Corrected? {
        guard let name = line["data"]?["event"]?.string, let id = tables.event(named: name, from: from),
            state.exists(id), let stored = try fetch(id, &self), let original = try? JSONParser.parse(stored),
            let type = original["type"]?.string.flatMap(EventType.init(rawValue:))
        else { return nil }
        return MakingPrivate.Corrected(id: tables.text(id), type: type, line: original)
    }
}

/// Words of input that are marked to be private, whatever the case's privacy: `{"private":"words"}`, or
/// `{"private":{"subject":S,"text":"words"}}`.
enum PrivateMark {
    private static let mark = Array("\"private\"".utf8)

    static func mayStand(in bytes: RawSpan, _ range: Range<Int>) -> Bool {
        let line = bytes.extracting(range)
        var offset = 0
        while offset + mark.count <= line.byteCount {
            if line.byte(at: offset) == mark[0], line.holds(mark.span.bytes, at: offset) { return true }
            offset += 1
        }
        return false
    }

    /// - Returns: nil where a value is not marked.
    static func words(_ value: JSONValue) -> (words: String, subject: Subject?)? {
        guard let members = value.members, members.count == 1, let marked = value["private"] else { return nil }
        if let words = marked.string, !words.isEmpty { return (words, nil) }
        guard marked.members?.count == 2, let words = marked["text"]?.string, !words.isEmpty,
            let subject = marked["subject"]?.string.flatMap(Subject.init)
        else { return nil }
        return (words, subject)
    }
}

/// A line of input on its way to private texts.
private struct MakingPrivate {
    struct Corrected {
        let id: String
        let type: EventType
        let line: JSONValue
    }

    let policy: PrivacyPolicy
    let texts: any PrivateTexts
    /// The one that the case was opened in.
    let feed: String
    let line: JSONValue
    let type: EventType
    let corrected: Corrected?

    /// What a field becomes; nil where it stays as it is, also where it is no text that can be private.
    func text(_ field: PrivateFields.Field) throws -> PrivateText? {
        let isOfCorrected = type == .eventCorrected && isChange(field)
        let name = field.name == PrivacyPolicy.note ? field.name : String(field.name.dropFirst("data.".count))
        let type = isOfCorrected ? corrected?.type : type
        guard let type, Self.takesWords(name, type) else { return nil }
        let marked = PrivateMark.words(field.value)
        guard let words = marked?.words ?? (policy.covers(name, of: type) ? field.value.string : nil), !words.isEmpty
        else {
            try Self.refuseBox(field)
            return nil
        }
        let subject = marked?.subject ?? subject(of: name, type, isOfCorrected)
        return try texts.boxed(
            words, for: subject, of: isOfCorrected ? corrected?.id ?? field.event : field.event, field: field.name,
            named: name, openedIn: feed)
    }

    /// Whether a value of a correction is one that the corrected event gets.
    private func isChange(_ field: PrivateFields.Field) -> Bool {
        field.event == line["data"]?["event"]?.string && field.name != "data.reason"
    }

    private func subject(of name: String, _ type: EventType, _ isOfCorrected: Bool) -> Subject {
        guard isOfCorrected, let corrected else {
            return subject(of: name, type, line["data"], sources: line["sources"])
        }
        let changes = line["data"]
        var data = corrected.line["data"] ?? .object([])
        for member in changes?["data"]?.members ?? [] { data = data.replacing(member.key, by: member.value) }
        return subject(of: name, type, data, sources: changes?["sources"] ?? corrected.line["sources"])
    }

    private func subject(
        of name: String, _ type: EventType, _ data: JSONValue?, sources: JSONValue?
    ) -> Subject {
        policy.subject(of: name, type, { key in data?["\(key)"] }, sources: { sources })
    }

    private static func takesWords(_ name: String, _ type: EventType) -> Bool {
        if name == PrivacyPolicy.note { return true }
        return EventDescription.of(type).field(name)?.shape == .words
    }

    /// A box is bound to the event that it was made for, so that it would not open in another.
    private static func refuseBox(_ field: PrivateFields.Field) throws {
        guard PrivateText(field.value) != nil else { return }
        let message =
            "A private text cannot be taken over from another line. Give the words; they are made private here."
        throw Refusal(problems: [LineForm.Problem(field: field.name, message: message)])
    }
}
