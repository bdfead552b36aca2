/// What does not fit together: late and contradictory accounts, references to nothing, corrections that do not apply.
package struct Anomaly: Sendable, Equatable {
    package let event: EventID
    package let occurred: EDTF
    package let type: String
    package let kind: Objection.Kind
    package let message: String
    let place: Place
    let isAmendment: Bool

    static func areInOrder(_ a: Anomaly, _ b: Anomaly) -> Bool { (a.place, a.message) < (b.place, b.message) }

    init(_ event: Event, type: String, _ kind: Objection.Kind, _ message: String) {
        self.event = event.id
        occurred = event.occurred
        place = event.place
        isAmendment = event.isAmendment
        self.type = type
        self.kind = kind
        self.message = message
    }
}

extension Anomaly {
    private static let kinds: [Objection.Kind] = [
        .unknown, .wrongKind, .taken, .contradiction, .tooCoarse, .learntTooLate,
    ]

    static func write(_ anomalies: [Anomaly], to facts: inout FactsWriter) throws {
        try facts.add(
            anomalies.flatMap { anomaly -> [UInt64] in
                let instants = [UInt64(bitPattern: anomaly.place.effect), UInt64(bitPattern: anomaly.place.recorded)]
                return [anomaly.event.packed] + instants + anomaly.occurred.words
            })
        try facts.add(
            anomalies.map { anomaly in
                UInt8(truncatingIfNeeded: kinds.firstIndex(of: anomaly.kind) ?? 0) | (anomaly.isAmendment ? 0x80 : 0)
            })
        var texts = FactsText()
        for anomaly in anomalies {
            texts.add(anomaly.type.utf8)
            texts.add(anomaly.message.utf8)
        }
        try texts.write(to: &facts)
    }

    static func read(_ facts: inout FactsReader) -> [Anomaly]? {
        guard let words: Flat<UInt64> = facts.take(), let marks: Flat<UInt8> = facts.take(),
            let texts = FactsText.read(&facts), words.count == marks.count * 5, texts.count == marks.count * 2
        else { return nil }
        return marks.indices.map { index in
            let event = EventID(packed: words[index * 5])
            return Anomaly(
                event: event, occurred: EDTF(words: (words[index * 5 + 3], words[index * 5 + 4])),
                type: String(decoding: texts[index * 2], as: UTF8.self),
                kind: kinds[min(Int(marks[index] & 0x7F), kinds.count - 1)],
                message: String(decoding: texts[index * 2 + 1], as: UTF8.self),
                place: Place(
                    effect: Int64(bitPattern: words[index * 5 + 1]), recorded: Int64(bitPattern: words[index * 5 + 2]),
                    id: event),
                isAmendment: marks[index] & 0x80 != 0)
        }
    }

    private init(
        event: EventID, occurred: EDTF, type: String, kind: Objection.Kind, message: String, place: Place,
        isAmendment: Bool
    ) {
        self.event = event
        self.occurred = occurred
        self.type = type
        self.kind = kind
        self.message = message
        self.place = place
        self.isAmendment = isAmendment
    }
}
