/// Words of who has withdrawn that were recorded in the open. Nothing takes them out of the log, but from then on they
/// are not shown, whatever dates are asked for. Whose words are whose is told as of private ones.
package struct WithheldWords: Sendable {
    /// Gets the stored line of an event; nil where it is not there or cannot be read.
    package typealias Fetch = @Sendable (_ event: String) -> [UInt8]?

    /// The words of an event that are withheld.
    struct Place {
        /// Of a correction's changes the event that it corrects.
        let event: String
        /// nil where the event cannot be read: then no text of it is shown.
        let type: EventType?

        func contains(_ field: PrivateFields.Field) -> Bool {
            guard field.event == event, field.name.hasPrefix("data."), field.value.string != nil else { return false }
            guard let type else { return true }
            let name = String(field.name.dropFirst("data.".count))
            return EventDescription.of(type).field(name)?.shape == .words
        }
    }

    private let withdrawn: WithdrawnSubjects
    /// Events that are said to hold such words by a correction of them.
    private var corrected: Set<String> = []
    private let fetch: Fetch

    /// - Parameter corrections: the lines of those in force.
    /// - Returns: nil where nobody has withdrawn anything.
    package init?(_ withdrawn: WithdrawnSubjects, corrections: [[UInt8]], fetch: @escaping Fetch) {
        if withdrawn.isEmpty { return nil }
        self.withdrawn = withdrawn
        self.fetch = fetch
        for correction in corrections {
            guard let line = try? JSONParser.parse(correction), let place = place(in: line) else { continue }
            corrected.insert(place.event)
        }
    }

    /// Whether all words of a person are.
    func hold(allOf person: String) -> Bool { Subject(person).map { withdrawn.contains($0) } ?? false }

    /// Whether a line may hold some, at a glance.
    func mayStand(in line: RawSpan) -> Bool {
        var members = LineMembers()
        guard members.find(in: line, 0..<line.byteCount), let name = members.text("type", in: line) else { return true }
        return EventType.table.find(line, name).map { type in
            type == .eventCorrected || PrivacyPolicy.personField(of: type) != nil
        } ?? false
    }

    /// The words that a line holds of them; nil where it holds none.
    func place(in line: JSONValue) -> Place? {
        guard let id = line["id"]?.string, let type = line["type"]?.string.flatMap(EventType.init(rawValue:)) else {
            return nil
        }
        guard type == .eventCorrected else {
            let isOwn = corrected.contains(id) || isOfThem(type, line["data"], sources: line["sources"])
            return isOwn ? Place(event: id, type: type) : nil
        }
        guard let changes = line["data"], let target = changes["event"]?.string else { return nil }
        guard let original = fetch(target).flatMap({ try? JSONParser.parse($0) }),
            let type = original["type"]?.string.flatMap(EventType.init(rawValue:))
        else { return Place(event: target, type: nil) }
        var data = original["data"] ?? .object([])
        let isOwn = corrected.contains(target) || isOfThem(type, data, sources: original["sources"])
        for member in changes["data"]?.members ?? [] { data = data.replacing(member.key, by: member.value) }
        let becomesOwn = isOfThem(type, data, sources: changes["sources"] ?? original["sources"])
        return isOwn || becomesOwn ? Place(event: target, type: type) : nil
    }

    /// Whether the words of an event are those of somebody who has withdrawn them.
    private func isOfThem(_ type: EventType, _ data: JSONValue?, sources: JSONValue?) -> Bool {
        guard let person = PrivacyPolicy.person(of: type, { key in data?["\(key)"] }) else { return false }
        if hold(allOf: person) || !PrivacyPolicy.isSpoken(type) { return hold(allOf: person) }
        return (sources?.array ?? []).compactMap(\.string).contains { session in
            withdrawn.contains(Subject(person: person, session: session))
        }
    }
}

extension CaseHistory {
    /// The lines of the corrections in force.
    package var corrections: [[UInt8]] { amendments.corrections.map(\.line) }
}
