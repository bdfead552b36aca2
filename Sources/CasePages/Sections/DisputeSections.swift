package import CaseModel

extension DisputesView {
    /// The view in words: one section for each dispute, its episodes as they went.
    ///
    /// - Parameter cite: gets an event's words.
    package func sections(
        _ names: NameBook, _ tables: Tables, cite: (EventID) throws -> Citation
    ) rethrows -> [Section] {
        guard !disputes.isEmpty else { return [Section("Disputes", remark: "None had been raised.")] }
        return try disputes.map { dispute in
            Section(
                "\(tables.text(dispute.title)) (\(tables.text(dispute.id))): \(dispute.state)",
                remark: Self.remark(dispute, names, tables),
                columns: ["", "", ""],
                rows: try dispute.episodes.flatMap { try Self.rows($0, names, tables, cite) }
                    + dispute.stirredBy.map { ["", "STIRRED BY", try cite($0).text] })
        }
    }

    private static func rows(
        _ episode: Episode, _ names: NameBook, _ tables: Tables, _ cite: (EventID) throws -> Citation
    ) rethrows -> [[String]] {
        let opening = try cite(episode.openedBy)
        let reason = opening.reason.map { ": \($0)" } ?? ""
        var rows = [
            [
                String(episode.number), "opened",
                "\(episode.opened)\(reason) [\(opening.id)]\(episode.openingMarks.suffix)",
            ]
        ]
        for cause in episode.cause {
            switch cause {
            case .event(let id): rows.append(["", "because of", try cite(id).text])
            case .identifier(let symbol): rows.append(["", "because of", names.name(of: symbol)])
            }
        }
        rows.append(["", "about", episode.issues.map { tables.text($0) }.joined(separator: ", ")])
        rows.append(["", "between", episode.parties.map { names.name(of: $0) }.joined(separator: ", ")])
        if let settlement = episode.settlement {
            let ending = try cite(settlement.by)
            let terms = ending.reason.map { ": \($0)" } ?? ""
            rows.append([
                "", "settled",
                "\(settlement.date) by \(settlement.how.rawValue)\(terms) [\(ending.id)]\(settlement.marks.suffix)",
            ])
        }
        return rows
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

extension Marks {
    /// The marks behind a text.
    fileprivate var suffix: String { cell.isEmpty ? "" : "  \(cell)" }
}
