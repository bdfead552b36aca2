/// The events that an audit tells of: the turns of a dispute, and whatever they rest on, as far back as the log goes.
struct AuditReading {
    private(set) var events: [EventID: AuditedEvent] = [:]
    private(set) var links: [EventID: [AuditLink]] = [:]

    /// Reads the lines of some events, then of those that they name, and so on: each line once, and each time all that
    /// are wanted together, so that no chain is too deep and no frame is unpacked for each of many lines.
    ///
    /// - Parameter whole: everything that was recorded, for whether words may be quoted.
    init(
        _ turns: [EventID], following: AuditLinks, _ history: inout CaseHistory, quoting whole: CaseHistory,
        _ fetch: Audit.Fetch
    ) rethrows {
        var seen = Set(turns)
        var wanted = seen.sorted()
        while !wanted.isEmpty {
            var found: [AuditedEvent] = []
            try fetch(wanted) { id, line in
                if let event = AuditedEvent(id, stored: line, at: following.view.at, &history, quoting: whole) {
                    found.append(event)
                }
            }
            wanted = []
            for event in found {
                events[event.id] = event
                let all = following.links(of: event, history)
                if !all.isEmpty { links[event.id] = all }
                for case .event(let id) in all.map(\.target) where seen.insert(id).inserted { wanted.append(id) }
            }
            wanted.sort()
        }
    }
}
