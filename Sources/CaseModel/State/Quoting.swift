extension CaseHistory {
    /// A line as it is shown to others than its researchers: word for word only where the speaker's consent covers it.
    /// Consent counts as it stands with everything that this history holds.
    package func quoted(_ line: [UInt8]) -> [UInt8] {
        let shown = shown(line)
        guard let excerpt = try? JSONParser.parse(shown), Self.isExcerpt(excerpt),
            let words = withheld([excerpt["data"]].compactMap(\.self)), !Self.isGone(excerpt["data"])
        else { return shown }
        return Self.bytes(excerpt.replacing("data", by: excerpt["data"]?.replacing("text", by: .string(words))))
    }

    /// A stored line as it is shown to others beside everything that corrects it or that it corrects: word for word
    /// only where the consent of every speaker covers it whom the excerpt or a correction of it names.
    ///
    /// - Parameter fetch: gets the stored line of an event.
    package func quotedAsStored(_ line: [UInt8], _ fetch: (EventID) throws -> [UInt8]?) rethrows -> [UInt8] {
        let shown = shown(line)
        guard let event = try? JSONParser.parse(shown), let id = event["id"]?.string,
            let own = tables.event(named: id, from: .first), let data = event["data"]
        else { return shown }
        if Self.isExcerpt(event) {
            guard let words = withheld([data] + changes(of: own)), !Self.isGone(data) else { return shown }
            return Self.bytes(event.replacing("data", by: data.replacing("text", by: .string(words))))
        }
        guard event["type"]?.string == EventType.eventCorrected.rawValue, let changed = data["data"],
            changed["text"] != nil, let name = data["event"]?.string,
            let target = tables.event(named: name, from: own), let stored = try fetch(target),
            let excerpt = try? JSONParser.parse(stored), Self.isExcerpt(excerpt), let first = excerpt["data"],
            let words = withheld([first] + changes(of: target)), !Self.isGone(changed)
        else { return shown }
        let changes = changed.replacing("text", by: .string(words))
        return Self.bytes(event.replacing("data", by: data.replacing("data", by: changes)))
    }

    private static func isExcerpt(_ line: JSONValue) -> Bool {
        line["type"]?.string == EventType.excerptRecorded.rawValue
    }

    /// Whether the words of an excerpt are withheld already, because they were withdrawn.
    private static func isGone(_ data: JSONValue?) -> Bool { data?["text"]?.string == OpenedText.withdrawn.shown }

    /// The fields that corrections give an event, whether in force or not.
    private func changes(of event: EventID) -> [JSONValue] {
        amendments.naming(event).filter { !$0.isRetraction }
            .compactMap { (try? JSONParser.parse($0.line))?["data"]?["data"] }
    }

    /// What stands in the place of an excerpt's words; nil where they may be shown.
    ///
    /// - Parameter versions: the fields of the excerpt, and those that were changed.
    private func withheld(_ versions: [JSONValue]) -> String? {
        guard versions.contains(where: { $0["verbatim"] == .bool(true) }) else { return nil }
        return versions.compactMap { $0["speaker"]?.string }.lazy.compactMap { speaker in
            guard let symbol = tables.names.find(speaker), state.kinds(symbol).contains(.participant) else {
                return nil
            }
            let consent = state.consent(of: symbol, upTo: .end, tables)
            guard consent.scope.map({ !$0.contains(.quote) }) ?? false else { return nil }
            return "[not quoted: \(speaker) has not consented to it]"
        }.first
    }

    private static func bytes(_ line: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        line.write(to: &bytes)
        return bytes
    }
}
