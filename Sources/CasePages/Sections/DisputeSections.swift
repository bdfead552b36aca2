package import CaseModel

extension DisputesView {
    /// The events that `sections` cites, some of them several times.
    package var cited: [EventID] {
        disputes.flatMap { dispute in
            dispute.stirredBy
                + dispute.episodes.flatMap { episode in
                    [episode.openedBy] + [episode.settlement?.by].compactMap { $0 } + episode.cause.compactMap(\.event)
                }
        }
    }

    /// The view in words: one section for each dispute, its episodes as they went.
    ///
    /// - Parameter citations: of the events in `cited`.
    package func sections(
        _ names: NameBook, _ tables: Tables, citing citations: [EventID: Citation]
    ) -> [Section] {
        guard !disputes.isEmpty else { return [Section("Disputes", remark: "None had been raised.")] }
        let begun = TableWriter(names, tables)
        let sharing = names.sharing
        let parts = sharing.map(sharing.parts(of: disputes.count), fewest: 2) { range in
            var table = begun
            return disputes[range].map { Self.section($0, &table, names, tables, citations) }
        }
        return Array(parts.joined())
    }

    private static func section(
        _ dispute: Dispute, _ table: inout TableWriter, _ names: NameBook, _ tables: Tables,
        _ citations: [EventID: Citation]
    ) -> Section {
        for episode in dispute.episodes { write(episode, to: &table, citations) }
        for event in dispute.stirredBy {
            table.cell()
            table.cell { $0.add("STIRRED BY") }
            table.cell { $0.add(event, in: citations) }
        }
        return Section(
            "\(tables.text(dispute.title)) (\(tables.text(dispute.id))): \(dispute.state)",
            remark: remark(dispute, names, tables), columns: ["", "", ""], rows: table.take(columnCount: 3))
    }

    private static func write(_ episode: Episode, to table: inout TableWriter, _ citations: [EventID: Citation]) {
        table.cell { $0.add(episode.number) }
        table.cell { $0.add("opened") }
        table.cell { table in
            table.add(episode.opened)
            table.add(reasonOf: episode.openedBy, in: citations)
            table.add(episode.openingMarks.suffix)
        }
        for cause in episode.cause {
            table.cell()
            table.cell { $0.add("because of") }
            switch cause {
            case .event(let id): table.cell { $0.add(id, in: citations) }
            case .identifier(let symbol): table.cell { $0.add(nameOf: symbol) }
            }
        }
        table.cell()
        table.cell { $0.add("about") }
        table.cell { $0.add(list: episode.issues) }
        table.cell()
        table.cell { $0.add("between") }
        table.cell { $0.add(list: episode.parties) { $0.add(nameOf: $1) } }
        guard let settlement = episode.settlement else { return }
        table.cell()
        table.cell { $0.add("settled") }
        table.cell { table in
            table.add(settlement.date)
            table.add(" by \(settlement.how.rawValue)")
            table.add(reasonOf: settlement.by, in: citations)
            table.add(settlement.marks.suffix)
        }
    }

    private static func remark(_ dispute: Dispute, _ names: NameBook, _ tables: Tables) -> String? {
        var parts: [String] = []
        if !dispute.faultlines.isEmpty {
            parts.append("beneath: " + dispute.faultlines.map { tables.text($0) }.joined(separator: ", "))
        }
        if !dispute.drivers.isEmpty {
            parts.append("driven by: " + dispute.drivers.map { tables.text($0) }.joined(separator: ", "))
        }
        for link in dispute.links {
            parts.append("\(link.kind.rawValue) \(names.name(of: link.to))")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

extension TableWriter {
    /// Adds an event in words, with its id.
    fileprivate mutating func add(_ event: EventID, in citations: [EventID: Citation]) {
        add((citations[event] ?? .unreadable).words)
        add(" [")
        add(event)
        add("]")
    }

    /// Adds why an event happened, where that is told, and its id.
    fileprivate mutating func add(reasonOf event: EventID, in citations: [EventID: Citation]) {
        if let reason = citations[event]?.reason {
            add(": ")
            add(reason)
        }
        add(" [")
        add(event)
        add("]")
    }
}

extension Reference {
    fileprivate var event: EventID? { if case .event(let id) = self { id } else { nil } }
}
