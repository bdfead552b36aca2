package import CaseModel

/// The plain replay: read everything, let corrections act, keep what counts, sort it. No index, no cleverness; the
/// rules are those of DESIGN §4, written down a second time.
package struct PlainCase {
    /// As corrected, in case order, also what could not be known by then: whether a thing exists does not depend on
    /// dates.
    let current: [PlainEvent]
    /// What counts, in case order, at whatever date.
    let counted: [PlainEvent]
    /// What had happened by the date asked for.
    let happened: [PlainEvent]
    let at: Instant

    package init(_ feeds: [TestFeed], at: Instant = .max, known: Instant = .max, recorded: Instant = .max) {
        var events: [PlainEvent] = []
        for feed in feeds {
            for (index, line) in feed.lines.enumerated() {
                guard let event = PlainEvent(line, feed: feed.name, sequence: index + 1) else { continue }
                if event.recorded <= recorded { events.append(event) }
            }
        }
        let amendments = events.filter { Self.isAmendment($0) && $0.known <= known }
        current = events.filter { !Self.isAmendment($0) }
            .compactMap { Self.amended($0, amendments) }
            .sorted { $0.isBefore($1) }
        counted = current.filter { $0.known <= known }
        happened = counted.filter { $0.effect <= at }
        self.at = at
    }

    /// The events that had happened, each with its date as corrected.
    package var timeline: [(id: String, occurred: String)] { happened.map { ($0.id, $0.occurred) } }

    private static func isAmendment(_ event: PlainEvent) -> Bool {
        event.type == "event.corrected" || event.type == "event.retracted"
    }

    /// The event as the corrections in force make it; nil when it is retracted.
    private static func amended(_ event: PlainEvent, _ amendments: [PlainEvent]) -> PlainEvent? {
        let inForce = amendments.filter { $0.text("event") == event.id && !isRetracted($0, amendments) }
        if inForce.contains(where: { $0.type == "event.retracted" }) { return nil }
        let corrections = inForce.sorted { ($0.recorded, $0.feed, $0.sequence) < ($1.recorded, $1.feed, $1.sequence) }
        var line = event.line
        for correction in corrections { apply(correction, to: &line) }
        guard let type = EventType(rawValue: event.type), PlainEvent.fits(line, EventDescription.of(type)) else {
            return event
        }
        var result = event
        result.line = line
        return result
    }

    private static func isRetracted(_ amendment: PlainEvent, _ amendments: [PlainEvent]) -> Bool {
        amendments.contains {
            $0.type == "event.retracted" && $0.text("event") == amendment.id && !isRetracted($0, amendments)
        }
    }

    private static func apply(_ correction: PlainEvent, to line: inout [String: JSONValue]) {
        var data = PlainEvent.dictionary(line["data"])
        var changed: [String] = []
        for name in correction.texts("cleared") {
            if name != "data" { line[name] = nil }
            data[name] = nil
            changed.append(name)
        }
        for key in ["occurred", "learnt", "because", "evidence", "sources", "note"] {
            guard let value = correction.data[key] else { continue }
            line[key] = value
            changed.append(key)
        }
        for (name, value) in PlainEvent.dictionary(correction.data["data"]) {
            data[name] = value
            changed.append(name)
        }
        line["data"] = .object(data.map { JSONValue.Member(key: $0.key, value: $0.value) })
        let kept = PlainEvent.texts(line["reconstructed"]).filter { !changed.contains($0) }
        let stillReconstructed = changed.filter { correction.reconstructed.contains($0) }
        line["reconstructed"] = .array((kept + stillReconstructed).map(JSONValue.string))
    }

    /// Events of some types about a thing, in case order.
    func events(_ events: [PlainEvent], _ types: Set<String>, _ field: String, _ id: String) -> [PlainEvent] {
        events.filter { types.contains($0.type) && $0.text(field) == id }
    }

    /// The identifiers that events of a type make known.
    func known(_ type: String, _ field: String) -> [String] {
        Set(current.filter { $0.type == type }.compactMap { $0.text(field) }).sorted(by: Self.bytewise)
    }

    /// By the bytes as they are stored, escapes and all.
    static func bytewise(_ a: String, _ b: String) -> Bool {
        JSONText.escaped(a).lexicographicallyPrecedes(JSONText.escaped(b))
    }
}

/// What a row's facts rest on, as marks.
struct PlainMarks {
    var isImprecise = false
    var reconstructed: Set<String> = []

    init(_ events: [PlainEvent]) {
        for event in events {
            if event.isImprecise { isImprecise = true }
            reconstructed.formUnion(event.reconstructed)
        }
    }

    var members: [(String, JSONValue?)] {
        [
            ("imprecise", isImprecise ? .bool(true) : nil),
            ("reconstructed", reconstructed.isEmpty ? nil : PlainRow.texts(reconstructed.sorted())),
        ]
    }
}

/// Rows of the plain views as JSON, their members sorted, so that only what they say is compared.
package enum PlainRow {
    static func row(_ members: [(String, JSONValue?)]) -> JSONValue {
        sorted(.object(members.compactMap { key, value in value.map { JSONValue.Member(key: key, value: $0) } }))
    }

    static func texts(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }

    /// The same value with the members of every object, and the names of what was reconstructed, in order.
    package static func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            let inner = members.map { member in
                let value = sorted(member.value)
                guard member.key == "reconstructed" else { return JSONValue.Member(key: member.key, value: value) }
                let names = PlainEvent.texts(value).sorted()
                return JSONValue.Member(key: member.key, value: texts(names))
            }
            return .object(inner.sorted { PlainCase.bytewise($0.key, $1.key) })
        case .array(let elements): return .array(elements.map(sorted))
        default: return value
        }
    }
}

extension PlainRow {
    /// Where two values differ first, and how; nil when they are equal.
    package static func difference(_ a: JSONValue, _ b: JSONValue, path: String = "") -> String? {
        if a == b { return nil }
        if case .object(let left) = a, case .object(let right) = b, left.map(\.key) == right.map(\.key) {
            for (x, y) in zip(left, right) {
                if let found = difference(x.value, y.value, path: "\(path).\(x.key)") { return found }
            }
        }
        if case .array(let left) = a, case .array(let right) = b, left.count == right.count {
            for (index, pair) in zip(left, right).enumerated() {
                if let found = difference(pair.0, pair.1, path: "\(path)[\(index)]") { return found }
            }
        }
        let (left, right) = (String(decoding: bytes(a), as: UTF8.self), String(decoding: bytes(b), as: UTF8.self))
        return "\(path): \(left) is not \(right)"
    }
}
