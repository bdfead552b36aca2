/// A trace of a person in a text of a line that is not private.
package struct OpenTrace: Sendable, Equatable {
    /// What can be done about it. Nothing takes it out of a log.
    package enum Remedy: String, Sendable {
        /// The field can be private: words that are marked so are not shown to everybody.
        case makePrivate = "private"
        /// The field never is: other words have to do.
        case reword
        /// A correction or a later version's event: it can be taken back, and not be corrected.
        case none
        /// What is shown has other words by now.
        case done
    }

    /// `note`, or `data.` and the name of the field; of the changes of a correction `data.note` or `data.data.` and the
    /// name.
    package let field: String
    package let trace: Trace
    /// All of the text that it stands in.
    package let text: [UInt8]
    package let remedy: Remedy

    package init(field: String, trace: Trace, text: [UInt8], remedy: Remedy) {
        self.field = field
        self.trace = trace
        self.text = text
        self.remedy = remedy
    }

    package var words: ArraySlice<UInt8> { text[trace.range] }
}

/// Finds in lines what may tell who somebody is.
package struct LineTraces: Sendable {
    private var texts: OpenTexts
    private var search: TraceSearch

    /// - Parameter privacy: of the case that lines of input are for; nil for lines of the log.
    package init(registered: RegisteredNames, sought: SoughtNames, privacy: Privacy? = nil) {
        texts = OpenTexts(privacy: privacy)
        search = TraceSearch(registered: registered, sought: sought)
    }

    /// The traces in a line, in the order in which they stand.
    ///
    /// - Parameter line: in any valid form.
    package mutating func all(in line: [UInt8], upTo limit: Trace.Sureness) -> [OpenTrace] {
        var found: [OpenTrace] = []
        for text in texts.texts(of: line) {
            for trace in search.traces(in: text.content) where trace.sureness <= limit {
                found.append(OpenTrace(field: text.field, trace: trace, text: text.content, remedy: text.remedy))
            }
        }
        return found
    }

    /// The traces of a line of the log, with what can still be done about them.
    ///
    /// - Parameter stored: fetches the stored line of another event; nil where it cannot be read.
    package mutating func all(
        in line: [UInt8], of id: EventID, upTo limit: Trace.Sureness, _ history: inout CaseHistory,
        stored: (EventID) throws -> [UInt8]?
    ) throws -> [OpenTrace] {
        let found = all(in: line, upTo: limit)
        guard !found.isEmpty, let value = try? JSONParser.parse(line) else { return found }
        let corrected = value["data"]?["event"]?.string
        return try found.map { trace in
            let isChange = trace.field.hasPrefix("data.data.") || corrected != nil && trace.field == "data.note"
            let event = isChange ? corrected.flatMap { history.tables.event(named: $0, from: id) } : id
            let field = isChange ? String(trace.field.dropFirst("data.".count)) : trace.field
            guard let event, let shown = try shown(event, &history, event == id ? { _ in line } : stored),
                !texts.texts(of: shown).contains(where: { $0.field == field && $0.content.holds(trace.words) })
            else { return trace }
            return OpenTrace(field: trace.field, trace: trace.trace, text: trace.text, remedy: .done)
        }
    }

    /// An event as views show it: empty where it is retracted, nil where it cannot be told.
    private func shown(
        _ id: EventID, _ history: inout CaseHistory, _ stored: (EventID) throws -> [UInt8]?
    ) throws -> [UInt8]? {
        guard let line = try stored(id) else { return nil }
        switch history.version(of: id, stored: { line }) {
        case .stored: return line
        case .corrected(let corrected): return corrected
        case .retracted: return []
        }
    }
}

extension [UInt8] {
    /// Whether some bytes stand in these in a row.
    fileprivate func holds(_ part: ArraySlice<UInt8>) -> Bool {
        guard let first = part.first, count >= part.count else { return false }
        return (0...count - part.count).contains { self[$0] == first && self[$0..<$0 + part.count] == part }
    }
}
