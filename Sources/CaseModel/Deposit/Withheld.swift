/// Why an event is not in a deposit.
package enum Withheld: UInt8, Sendable, CaseIterable {
    /// It names a participant without a consent in force that covers an archive.
    case consent
    /// It was learnt in a session with such a participant, and does not say whose words or deeds it tells.
    case session
    /// It holds words of a person of whom nobody has asked for consent.
    case ownWords
    /// Words in it were withdrawn.
    case withdrawn
    /// This device has no key for words in it.
    case locked
    /// Words in it are not as they were sealed.
    case damaged
    /// It is about an event that is not there.
    case about
    /// It was retracted.
    case retracted
    /// It is a correction or a retraction, which has acted.
    case amendment
    /// This version does not know its type, and so not whom it names.
    case unknown
}

/// An event as it is deposited.
package struct DepositedLine: Sendable {
    /// A private text of the stored line, which is opened.
    package struct Opened: Sendable {
        package let field: String
        package let text: PrivateText
    }

    /// With words in the place of private texts.
    package let value: JSONValue
    /// Whether it is what is stored, but for words in the place of private texts.
    package let isWhole: Bool
    package let opened: [Opened]
}

/// Judges which events are deposited, and makes what is.
package struct DepositJudge: Sendable {
    private let consents: ArchiveConsents
    private let names: Names
    private let kinds: @Sendable (Symbol) -> EntityKinds
    private let texts: any PrivateTexts

    package init(_ consents: ArchiveConsents, _ history: CaseHistory, _ texts: any PrivateTexts) {
        let state = history.state
        self.consents = consents
        self.texts = texts
        names = history.tables.names
        kinds = { state.kinds($0) }
    }

    package enum Judgement: Sendable {
        case deposited(DepositedLine)
        case withheld(Withheld)
    }

    /// Judges an event by itself: whether what it is about is there has to be judged elsewhere.
    package func judge(_ line: StandingLine) -> Judgement {
        guard let type = line.type, let value = try? JSONParser.parse(line.bytes) else { return .withheld(.unknown) }
        if type == .eventCorrected || type == .eventRetracted { return .withheld(.amendment) }
        if type == .consentGiven || type == .consentWithdrawn {
            let bare = Self.bareConsent(value)
            return .deposited(DepositedLine(value: bare, isWhole: line.isAsStored && bare == value, opened: []))
        }
        let people = line.named.things.map(\.symbol)
        let sessions = sessions(of: line)
        guard consents.cover(people, sessions: sessions) else { return .withheld(.consent) }
        let kept = withoutTitle(value, type)
        var opened: [DepositedLine.Opened] = []
        var reason: Withheld?
        var isOfSession = [.observationNoted, .excerptRecorded, .memoWritten].contains(type)
        let shown = PrivateFields.mapped(kept) { field in
            guard let text = PrivateText(field.value) else { return nil }
            isOfSession = isOfSession || isOfSessionAlone(text)
            let words = texts.open(text, of: field.event, field: field.name)
            reason = reason ?? objection(to: text) ?? Self.objection(to: words)
            opened.append(.init(field: field.name, text: text))
            return .string(words.shown)
        }
        if let reason { return .withheld(reason) }
        if isOfSession, !saysWhose(line), !consents.coverAll(at: sessions) { return .withheld(.session) }
        return .deposited(DepositedLine(value: shown, isWhole: line.isAsStored && kept == value, opened: opened))
    }

    /// That somebody has consented to what, and nothing else.
    private static func bareConsent(_ value: JSONValue) -> JSONValue {
        let members = (value.members ?? []).filter { ["id", "type", "occurred", "recorded", "data"].contains($0.key) }
        let data = (value["data"]?.members ?? []).filter { $0.key != "how" && $0.key != "form" }
        return JSONValue.object(members).replacing("data", by: .object(data))
    }

    /// A person's title that is private goes in only with their consent, which is not asked of all persons.
    private func withoutTitle(_ value: JSONValue, _ type: EventType) -> JSONValue {
        guard type == .personIdentified, let data = value["data"], data["title"].flatMap({ PrivateText($0) }) != nil,
            let person = data["person"]?.string.flatMap({ names.find($0) }), !consents.isAsked(person)
        else { return value }
        return value.replacing("data", by: data.replacing("title", by: nil))
    }

    /// Whether an identifier is that of a person, recruited or not.
    package func isPerson(_ symbol: Symbol) -> Bool { consents.isPerson(symbol) || consents.isAsked(symbol) }

    /// Whether it is that of somebody, or something, that acts.
    package func isActor(_ symbol: Symbol) -> Bool { !kinds(symbol).isDisjoint(with: .actor) || isPerson(symbol) }

    private func sessions(of line: StandingLine) -> [Symbol] {
        line.named.things.map(\.symbol).filter { kinds($0).contains(.session) }
    }

    /// Whether those who said or did it are named, each of them a person.
    private func saysWhose(_ line: StandingLine) -> Bool {
        let field: String? =
            switch line.type {
            case .excerptRecorded: "speaker"
            case .observationNoted: "by"
            case .positionTaken: "actor"
            default: nil
            }
        let whose = field.map { line.named.symbols(in: $0) } ?? []
        return !whose.isEmpty && whose.allSatisfy(isPerson)
    }

    /// Why words may not be given away, whose words they are being all that is looked at.
    private func objection(to text: PrivateText) -> Withheld? {
        guard text.subject != Subject.wholeCase.text else { return nil }
        let parts = text.subject.split(separator: "/").map { names.find(String($0)) }
        let sessions = parts.compactMap(\.self).filter { kinds($0).contains(.session) }
        for part in parts where !(part.map(sessions.contains) ?? false) {
            guard let part, consents.isAsked(part) else { return .ownWords }
            if !consents.cover([part], sessions: sessions) { return .consent }
        }
        return nil
    }

    private func isOfSessionAlone(_ text: PrivateText) -> Bool {
        !text.subject.contains("/") && names.find(text.subject).map { kinds($0).contains(.session) } ?? false
    }

    private static func objection(to text: OpenedText) -> Withheld? {
        switch text {
        case .words: nil
        case .withdrawn: .withdrawn
        case .locked: .locked
        case .damaged: .damaged
        }
    }
}
