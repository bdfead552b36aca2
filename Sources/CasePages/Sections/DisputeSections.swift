package import CaseModel

extension DisputesView {
    /// The view in words: one section for each dispute, a row for each episode.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        guard !disputes.isEmpty else { return [Section("Disputes", remark: "None had been raised.")] }
        return disputes.map { dispute in
            Section(
                "\(tables.text(dispute.title)) (\(tables.text(dispute.id))): \(dispute.state)\(dispute.marks.suffix)",
                remark: Self.remark(dispute, names, tables),
                columns: ["", "opened", "because of", "about", "between", "settled", "by", ""],
                rows: dispute.episodes.map { Self.row($0, names, tables) })
        }
    }

    private static func row(_ episode: Episode, _ names: NameBook, _ tables: Tables) -> [String] {
        [
            String(episode.number), "\(episode.opened) \(tables.text(episode.openedBy))",
            episode.cause.map { words($0, names, tables) }.joined(separator: ", "),
            episode.issues.map { tables.text($0) }.joined(separator: ", "),
            episode.parties.map { names.name(of: $0) }.joined(separator: ", "),
            episode.settlement.map { "\($0.date) \(tables.text($0.by))" } ?? "",
            episode.settlement?.how.rawValue ?? "", episode.marks.cell,
        ]
    }

    private static func words(_ reference: Reference, _ names: NameBook, _ tables: Tables) -> String {
        switch reference {
        case .event(let id): tables.text(id)
        case .identifier(let symbol): names.name(of: symbol)
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
        if !dispute.stirredBy.isEmpty {
            parts.append("STIRRED by " + dispute.stirredBy.map { tables.text($0) }.joined(separator: ", "))
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

extension Marks {
    /// The marks behind a heading.
    fileprivate var suffix: String { cell.isEmpty ? "" : " \(cell)" }
}
