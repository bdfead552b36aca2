package import CaseModel
package import EventLog

/// Looks through a case for what may tell who somebody is, in texts that are not private. Words that were withdrawn are
/// not told again.
package struct CaseLint {
    private var search: EventSearch
    private var history: CaseHistory
    private var traces: LineTraces
    private let stored: StoredLines
    private let limit: Trace.Sureness
    /// What could not be read.
    package var damage: [Damage] { search.damage }

    /// Finds the lines that have traces; the lines themselves are not kept.
    ///
    /// - Parameters:
    ///   - history: of everything recorded.
    ///   - limit: less sure traces are none.
    package init(_ source: Case, in history: CaseHistory, sought: SoughtNames, upTo limit: Trace.Sureness) throws {
        let traces = LineTraces(registered: try RegisteredNames(of: source, in: history), sought: sought)
        var query = EventQuery()
        query.isWanted = { line in
            var traces = traces
            return !traces.all(in: history.handedOut(line), upTo: limit).isEmpty
        }
        search = try EventSearch(source, query, in: history)
        stored = source.storedLines()
        self.history = history
        self.traces = traces
        self.limit = limit
    }

    /// Calls `body` with each trace, the surest first, those as sure in case order.
    package mutating func forEachTrace(_ body: (EventID, OpenTrace) throws -> Void) throws {
        var (traces, history) = (traces, history)
        let stored = stored
        for sureness in Trace.Sureness.allCases where sureness <= limit {
            try search.forEach { line, id in
                let line = history.handedOut(Lines.copy(line, 0..<line.byteCount))
                let found = try traces.all(in: line, of: id, upTo: sureness, &history, stored: stored.line)
                for trace in found where trace.trace.sureness == sureness { try body(id, trace) }
            }
        }
    }
}

extension RegisteredNames {
    /// Those of a case.
    init(of source: Case, in history: CaseHistory) throws {
        self.init()
        var naming = EventQuery()
        naming.types = Self.types
        var members = LineMembers()
        var named = try EventSearch(source, naming, in: history)
        try named.forEach { line, _ in
            if members.find(in: line, 0..<line.byteCount) { add(line, members) }
        }
    }
}
