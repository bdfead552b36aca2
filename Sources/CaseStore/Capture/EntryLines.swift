import CaseModel

/// Which lines of a feed the entries of a session have made, and what they tell of its keys and states.
struct EntryLines {
    private static let instrument = Array("\"kind\":\"instrument\"".utf8)
    private static let codes = Array("\"codes\":[".utf8)
    private static let actors = Array("\"actors\":[".utf8)

    /// What entries make that names no session as its source; whatever else has none, a program has recorded otherwise.
    private static let sourceless: Set<EventType> = [
        .codeDefined, .codingAdded, .eventCorrected, .eventRetracted, .sessionStarted, .sessionPaused, .sessionResumed,
        .sessionEnded,
    ]

    let session: String
    let history: CaseHistory
    let texts: any PrivateTexts

    /// Whether a stored line may be about keys or states, told without reading it.
    func mayTell(_ line: [UInt8]) -> Bool {
        let bytes = line.span.bytes
        if ShownLine.holds(Self.instrument, in: bytes) { return true }
        return ShownLine.holds(Self.codes, in: bytes) && !ShownLine.holds(Self.actors, in: bytes)
    }

    /// A stored line as corrections have made it, and as it is shown; nil where no entry of the session has made it.
    func current(_ line: [UInt8], of id: EventID) throws -> JSONValue? {
        let current = history.current(line, of: id) ?? line
        let shown = try JSONParser.parse(ShownLine.make(current.span.bytes, texts) ?? current)
        if let sources = shown["sources"]?.array { return sources.contains(.string(session)) ? shown : nil }
        return shown.eventType.map { Self.sourceless.contains($0) } == true ? shown : nil
    }
}
