import CaseModel

extension SessionState {
    /// How many of the last lines of a session are put together into entries again.
    private static let linesMax = 200
    private static let instrument = Array("\"kind\":\"instrument\"".utf8)
    private static let retracted = Array("\"type\":\"event.retracted\"".utf8)
    private static let codes = Array("\"codes\":[".utf8)
    private static let actors = Array("\"actors\":[".utf8)

    /// Takes up a session where an earlier program left it: its keys and states, and its last entries.
    mutating func restore(_ run: SessionRun, _ look: CaseWriter.Look, _ texts: any PrivateTexts) throws {
        guard let start = run.starts[look.feed] else { return }
        let first = start.sequence + 1
        let lastLines = max(first, look.nextSequence - min(look.nextSequence, UInt64(Self.linesMax)))
        forgetEntries()
        var lines: [JSONValue] = []
        try look.forEachLine(from: first) { id, line in
            guard id.sequence >= lastLines || Self.mayTell(line) else { return }
            let current = look.history.current(line, of: id) ?? line
            let shown = try JSONParser.parse(ShownLine.make(current.span.bytes, texts) ?? current)
            guard shown["sources"]?.array?.contains(.string(run.id)) ?? true else { return }
            resume(keys: shown)
            if id.sequence >= lastLines { lines.append(shown) }
        }
        var history = look.history
        history.openPrivateTexts(texts)
        var wording = Wording(NameBook(Viewpoint(history)))
        resume(Self.entries(lines).map { entry($0, &wording) })
        for line in lines where line["type"]?.string == EventType.eventRetracted.rawValue {
            if let event = line["data"]?["event"]?.string { markRetracted(event) }
        }
    }

    /// Whether a line may be about keys or states, told without reading it.
    static func mayTell(_ line: [UInt8]) -> Bool {
        let bytes = line.span.bytes
        if ShownLine.holds(instrument, in: bytes) || ShownLine.holds(retracted, in: bytes) { return true }
        return ShownLine.holds(codes, in: bytes) && !ShownLine.holds(actors, in: bytes)
    }

    /// Lines that were recorded together and happened together.
    private static func entries(_ lines: [JSONValue]) -> [[JSONValue]] {
        var entries: [[JSONValue]] = []
        for line in lines {
            if let last = entries.last?.last, last["recorded"] == line["recorded"], last["occurred"] == line["occurred"]
            {
                entries[entries.count - 1].append(line)
            } else {
                entries.append([line])
            }
        }
        return entries
    }

    private mutating func entry(_ lines: [JSONValue], _ wording: inout Wording) -> RecentEntry {
        let minted = lines.dropLast().enumerated().compactMap { number, line in Minted(line, number: number) }
        let main = min(minted.map { $0.line + 1 }.max() ?? 0, lines.count - 1)
        let text = lines[main]["data"]?["text"]?.string
        return RecentEntry(
            ids: lines.compactMap { $0["id"]?.string }, main: main, occurred: lines[main]["occurred"]?.string ?? "",
            type: lines[main]["type"]?.string.flatMap(EventType.init(rawValue:)) ?? .observationNoted,
            typed: text ?? wording.sentence(lines[main]), minted: minted, names: lines.flatMap(\.namedInIt),
            serial: nextSerial())
    }
}

extension JSONValue {
    /// What a line names: `@` and an identifier, or `#` and a code.
    fileprivate var namedInIt: [String] {
        func all(_ key: String) -> [String] {
            self["data"]?[key]?.array?.compactMap(\.string) ?? [self["data"]?[key]?.string].compactMap { $0 }
        }
        return ["by", "actors", "actor", "speaker", "parties", "party"].flatMap(all).map { "@" + $0 }
            + all("codes").map { "#" + $0 }
    }
}
