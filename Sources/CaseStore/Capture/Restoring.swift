import CaseModel

/// What the log holds of earlier entries, as it is shown.
struct EntryPast {
    let look: CaseWriter.Look
    let texts: any PrivateTexts

    /// An event as it stands now; nil where it is taken back.
    func shown(_ id: String) throws -> JSONValue? { try look.shown(id, texts) }

    /// The keys and states that entries of this feed have set in a session.
    func keys(of session: String?) throws -> KeyCodes {
        guard let session, let run = SessionRun(session, in: look.history, texts) else { return KeyCodes() }
        return try lines(of: run, atLeast: 0).keys
    }

    /// Whether an event, or what one bears on that corrects or retracts, tells of keys or states.
    func tellsOfKeys(_ id: String) throws -> Bool {
        guard let event = event(id) else { return false }
        let base = look.history.base(ofAmendment: event) ?? event
        guard let line = try look.line(base) else { return false }
        let current = look.history.corrected(line, of: base, without: [])
        return KeyTelling(try JSONParser.parse(ShownLine.make(current.span.bytes, texts) ?? current)) != nil
    }

    /// The keys and states of a session, and the last of its lines, at least so many of this feed's: as they were
    /// recorded, and as corrections have made them.
    func lines(
        of run: SessionRun, atLeast count: Int
    ) throws -> (keys: KeyCodes, last: [(stored: JSONValue, current: JSONValue)]) {
        var keys = KeyCodes()
        var last: [(stored: JSONValue, current: JSONValue)] = []
        guard let start = run.starts[look.feed] else { return (keys, last) }
        let first = start.sequence + 1
        let lastLines = max(first, look.nextSequence - min(look.nextSequence, UInt64(count)))
        let lines = EntryLines(session: run.id, history: look.history, texts: texts)
        try look.forEachLine(from: first) { id, line in
            let mayTell = lines.mayTell(line)
            guard id.sequence >= lastLines || mayTell, let shown = try lines.current(line, of: id) else { return }
            if mayTell, look.history.stands(id) { keys.take(shown) }
            // What was made known by an entry that was put right since is named by its stored line alone.
            if id.sequence >= lastLines {
                last.append((try JSONParser.parse(ShownLine.make(line.span.bytes, texts) ?? line), shown))
            }
        }
        return (keys, last)
    }
}

extension SessionState {
    /// How many of the last lines of a session are put together into entries again.
    private static let linesMax = 200

    /// Takes up a session where an earlier program left it: its keys and states, and its last entries.
    mutating func restore(_ run: SessionRun, _ look: CaseWriter.Look, _ texts: any PrivateTexts) throws {
        guard run.starts[look.feed] != nil else {
            standing.keys = KeyCodes()
            return
        }
        let (keys, lines) = try EntryPast(look: look, texts: texts).lines(of: run, atLeast: Self.linesMax)
        var history = look.history
        history.openPrivateTexts(texts)
        var wording = Wording(NameBook(Viewpoint(history)))
        var current: [String: JSONValue] = [:]
        for line in lines { if let id = line.stored["id"]?.string { current[id] = line.current } }
        (standing.amendments, standing.nextSequence) = (look.history.amendmentCount, look.nextSequence)
        resume(RestoredEntries.made(of: lines.map(\.stored)).map { entry($0, current, &wording) }, keys)
        let past = EntryPast(look: look, texts: texts)
        for index in recent.indices { standing.recent[index].note(past.stands) }
    }

    private func entry(
        _ found: RestoredEntries.Entry, _ current: [String: JSONValue], _ wording: inout Wording
    ) -> RecentEntry {
        let ids = found.lines.compactMap { $0["id"]?.string }
        let named = ids.compactMap { current[$0] }.flatMap(\.namedInIt)
        let main = current[ids[found.main]] ?? found.lines[found.main]
        return RecentEntry(
            found.lines, ids: ids, main: found.main, typed: main["data"]?["text"]?.string ?? wording.sentence(main),
            names: named)
    }
}

extension JSONValue {
    /// What a line names: `@` and an identifier, or `#` and a code.
    fileprivate var namedInIt: [String] {
        let data = eventType == .eventCorrected ? self["data"]?["data"] : self["data"]
        func all(_ key: String) -> [String] {
            data?[key]?.array?.compactMap(\.string) ?? [data?[key]?.string].compactMap { $0 }
        }
        return ["by", "actors", "actor", "speaker", "parties", "party"].flatMap(all).map { "@" + $0 }
            + all("codes").map { "#" + $0 }
    }
}
