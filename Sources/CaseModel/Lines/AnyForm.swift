/// Reads a single line in whatever valid form it has: canonical, re-ordered, or of a later version.
package enum AnyForm {
    package enum Reading: Sendable {
        /// The event, and the canonical line that its prose points into.
        case event(Event, [UInt8])
        /// An event of a type, or with a value, that this version does not know.
        case opaque(Event)
        case unreadable
    }

    /// - Parameter line: the line without LF.
    package static func read(_ line: [UInt8], id: EventID, tables: inout Tables) -> Reading {
        if let event = canonical(line, id: id, tables: &tables) { return .event(event, line) }
        guard let value = try? JSONParser.parse(line), let header = header(value, id: id, tables: &tables) else {
            return .unreadable
        }
        var form = LineForm(.history)
        if let canonical = form.canonical(value),
            let event = self.canonical(canonical, id: id, tables: &tables)
        {
            return .event(event, canonical)
        }
        return .opaque(header)
    }

    private static func canonical(_ line: [UInt8], id: EventID, tables: inout Tables) -> Event? {
        let prefix = Array("{\"id\":\"\(tables.feeds[id.feed])/".utf8)
        var reader = LineReader(line.span.bytes, tables: tables.take())
        let event = reader.event(0..<line.count, id: id, prefix: prefix.span.bytes)
        tables = reader.finish()
        return event
    }

    /// The keys that every event has; nil when one is missing or malformed, or when the line is another event's.
    private static func header(_ value: JSONValue, id: EventID, tables: inout Tables) -> Event? {
        guard value["id"]?.string == tables.text(id), let type = value["type"]?.string, value["data"] != nil,
            let recorded = value["recorded"]?.string.map({ Array($0.utf8) }),
            let instant = RecordedTime.parse(recorded.span.bytes, 0..<recorded.count),
            let occurred = value["occurred"]?.string
        else { return nil }
        // A date that this version cannot read takes effect when it was recorded: it is shown, and moves nothing.
        let date = EDTF(occurred) ?? EDTF(RecordedTime.text(instant).prefix(19) + "Z") ?? EDTF()
        let learnt = value["learnt"]?.string.flatMap { EDTF($0) }
        return Event(
            id: id, occurred: date, learnt: learnt, recorded: instant,
            payload: .opaque(type: tables.names.intern(type)))
    }
}
