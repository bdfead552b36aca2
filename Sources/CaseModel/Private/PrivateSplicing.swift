// Most lines of input are in canonical form: their words are replaced where they stand, without a tree of the line.
extension CaseHistory {
    enum Splicing {
        /// Nothing of the line is to be private.
        case unchanged
        case line([UInt8])
        /// It takes a tree to tell.
        case unsure
    }

    /// Makes words of a line of input private in place.
    func spliced(
        _ bytes: RawSpan, _ range: Range<Int>, _ admission: Admission, _ privacy: Privacy, _ texts: any PrivateTexts
    ) throws -> Splicing {
        let line = bytes.extracting(range)
        var members = LineMembers()
        guard members.find(in: line, 0..<line.byteCount), let name = members.text("type", in: line),
            let type = EventType.table.find(line, name), !Self.takesTree.contains(type)
        else { return .unsure }
        let policy = PrivacyPolicy(privacy: privacy, state: state, tables: tables)
        let fields = PrivacyPolicy.wordFields(of: type)
        let note = policy.covers(PrivacyPolicy.note, of: type) ? members.value("note", in: line) : nil
        var places = [(PrivacyPolicy.note, note)]
        for field in fields where policy.covers(field.name, of: type) {
            places.append((field.name, members.datum(field.key, in: line)))
        }
        let event = tables.text(admission.id)
        let feed = openingFeed ?? tables.feeds[admission.id.feed]
        var output: [UInt8] = []
        var copied = 0
        for case (let field, let value?) in places.sorted(by: { $0.1?.lowerBound ?? 0 < $1.1?.lowerBound ?? 0 }) {
            guard let text = LineMembers.text(value, in: line), !text.isEmpty else { return .unsure }
            let subject = policy.subject(
                of: field, type, { key in members.datum(key, in: line).flatMap { try? JSONParser.parse(line, $0) } },
                sources: { members.value("sources", in: line).flatMap { try? JSONParser.parse(line, $0) } })
            let path = field == PrivacyPolicy.note ? field : "data.\(field)"
            let made = try texts.boxed(
                JSONText.unescaped(Lines.copy(line, text)), for: subject, of: event, field: path, named: field,
                openedIn: feed)
            output.append(line, copied..<value.lowerBound)
            made.value.write(to: &output)
            copied = value.upperBound
        }
        if copied == 0 { return .unchanged }
        output.append(line, copied..<line.byteCount)
        return .line(output)
    }

    /// Those whose words are another event's, or whose subject may still have to be minted.
    private static let takesTree: Set<EventType> = [.eventCorrected, .personIdentified, .participantRecruited]
}

extension PrivacyPolicy {
    /// The fields of a type that hold words.
    static func wordFields(of type: EventType) -> [(name: String, key: [UInt8])] {
        allWordFields[EventType.table.ordinal(of: type)]
    }

    private static let allWordFields = EventType.allCases.map { type in
        EventDescription.of(type).fields.filter { $0.shape == .words }.map {
            (name: $0.name, key: JSONText.escaped($0.name))
        }
    }
}
