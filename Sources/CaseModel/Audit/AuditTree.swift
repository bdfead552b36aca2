/// Lays out what turns rest on, each event once: where it comes again, it is referred to.
struct AuditTree {
    /// Links of one event that are still to be told.
    private struct Branch {
        let of: EventID
        let links: [AuditLink]
        var next = 0
    }

    private let events: [EventID: AuditedEvent]
    private let links: [EventID: [AuditLink]]
    private let view: Viewpoint
    private let losses: [Audit.Loss]
    private let tables: Tables
    private let turns: [EventID: Int]
    /// Under which turn each event was told first.
    private var told: [EventID: Int] = [:]

    /// - Parameter tables: those that the lines were read with.
    init(
        _ reading: AuditReading, _ view: Viewpoint, _ losses: [Audit.Loss], _ turns: [EventID], _ tables: Tables
    ) {
        events = reading.events
        links = reading.links
        self.view = view
        self.losses = losses
        self.tables = tables
        self.turns = Dictionary(turns.enumerated().map { ($0.element, $0.offset + 1) }) { first, _ in first }
    }

    /// What a turn rests on, in the order in which it is read. It descends without calling itself: chains may be as
    /// long as the log.
    mutating func nodes(below turn: EventID) -> [Audit.Node] {
        var nodes: [Audit.Node] = []
        var path: Set<EventID> = [turn]
        var branches = [Branch(of: turn, links: links[turn] ?? [])]
        while let branch = branches.last {
            guard branch.next < branch.links.count else {
                path.remove(branch.of)
                branches.removeLast()
                continue
            }
            let link = branch.links[branch.next]
            branches[branches.count - 1].next += 1
            let telling = telling(link, path)
            nodes.append(Audit.Node(of: branch.of, link: link, depth: branches.count, telling: telling))
            if telling == .here, case .event(let id) = link.target {
                told[id] = turns[turn]
                path.insert(id)
                branches.append(Branch(of: id, links: links[id] ?? []))
            }
        }
        return nodes
    }

    private func telling(_ link: AuditLink, _ path: Set<EventID>) -> Audit.Node.Telling {
        switch link.target {
        case .name(let name):
            let kinds = view.tables.names.find(name).map(view.state.kinds) ?? []
            return kinds.isEmpty ? .missing(.unheardOf) : .name
        case .event(let id):
            if path.contains(id) { return .cycle }
            if let number = turns[id] { return .turn(number) }
            guard let event = events[id] else { return .missing(isThere(id) ? .unreadable : .notThere) }
            switch event.standing {
            case .unknown: return .missing(.unknown)
            case .yetToCome: return .missing(.yetToCome)
            case .stands, .retracted: return told[id].map { .before($0) } ?? .here
            }
        }
    }

    /// Whether a line stands in the log, though it cannot be read: it may be behind the last that can be.
    private func isThere(_ id: EventID) -> Bool {
        view.state.exists(id)
            || losses.contains { $0.feed == tables.feeds[id.feed] && $0.lines?.contains(id.sequence) ?? false }
    }
}
