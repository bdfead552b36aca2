package import CaseModel

extension GovernanceView {
    /// The view in words: who stood, in what relation, since when.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        [
            organisationSection(tables), bodySection(names, tables), membershipSection(names, tables),
            roleSection(names, tables), accountabilitySection(names, tables), authoritySection(names, tables),
            influenceSection(names, tables),
        ].compactMap { $0 }
    }

    private func section(_ title: String, _ columns: [String], _ rows: [[String]]) -> Section? {
        rows.isEmpty ? nil : Section("\(title) (\(rows.count))", columns: columns, rows: rows)
    }

    private func organisationSection(_ tables: Tables) -> Section? {
        section(
            "Organisations", ["id", "name", "kind", "sector", "since", "until", ""],
            organisations.map { row in
                [
                    tables.text(row.fields.organisation), tables.text(row.name),
                    row.fields.kind.map { tables.text($0) } ?? "", row.fields.sector.rawValue,
                ] + row.span.cells
            })
    }

    private func bodySection(_ names: NameBook, _ tables: Tables) -> Section? {
        section(
            "Bodies", ["id", "name", "kind", "under", "statutory", "since", "until", ""],
            bodies.map { row in
                [
                    tables.text(row.fields.body), tables.text(row.name), row.fields.kind.rawValue,
                    row.fields.parent.map { tables.text($0) } ?? "",
                    row.fields.statutory.map { $0 ? "yes" : "no" } ?? "",
                ] + row.span.cells
            })
    }

    /// Memberships by what they are of: one row a body, its members in a list.
    private func membershipSection(_ names: NameBook, _ tables: Tables) -> Section? {
        let groups = Dictionary(grouping: memberships) { $0.fields.of }
        let rows = groups.map { of, members -> [String] in
            var marks = Marks()
            let listed = members.map { tie in
                marks.merge(tie.span.marks)
                let capacity = tie.fields.capacity.map { " (\(tables.text($0)))" } ?? ""
                return tables.text(tie.fields.member) + capacity + tie.span.marks.cell
            }
            return [
                tables.text(of), names.name(of: of), String(members.count), listed.joined(separator: ", "), marks.cell,
            ]
        }
        return section("Memberships", ["of", "name", "", "members", ""], rows.sorted { $0[0] < $1[0] })
            .map { section in
                var section = section
                section.title = "Memberships (\(memberships.count))"
                return section
            }
    }

    private func roleSection(_ names: NameBook, _ tables: Tables) -> Section? {
        section(
            "Roles", ["role", "holder", "at", "style", "tenure", "since", "until", ""],
            roles.map { row in
                [
                    row.fields.title.map { tables.text($0) } ?? tables.text(row.fields.role),
                    names.name(of: row.fields.holder), names.name(of: row.fields.at),
                    row.fields.style?.rawValue ?? "", row.fields.tenure?.rawValue ?? "",
                ] + row.span.cells
            })
    }

    private func accountabilitySection(_ names: NameBook, _ tables: Tables) -> Section? {
        section(
            "Accountability", ["from", "to", "kind", "for", "clarity", "as seen by", "since", "until", ""],
            accountability.map { row in
                [
                    names.name(of: row.fields.from), names.name(of: row.fields.to), row.fields.kind.rawValue,
                    row.fields.for.map { tables.text($0) } ?? "", row.fields.clarity?.rawValue ?? "",
                    row.fields.by.map { names.name(of: $0) } ?? "",
                ] + row.span.cells
            })
    }

    private func authoritySection(_ names: NameBook, _ tables: Tables) -> Section? {
        section(
            "Authority", ["on", "basis", "over", "by", "since", "until", ""],
            authority.map { row in
                [
                    names.name(of: row.fields.on), row.fields.basis.rawValue,
                    row.fields.over.map { tables.text($0) } ?? "", row.fields.by.map { names.name(of: $0) } ?? "",
                ] + row.span.cells
            })
    }

    private func influenceSection(_ names: NameBook, _ tables: Tables) -> Section? {
        section(
            "Influence as perceived", ["actor", "standing", "in", "for", "by", "event", ""],
            influence.map { row in
                [
                    names.name(of: row.fields.actor), row.fields.standing.rawValue,
                    row.fields.arena.map { tables.text($0) } ?? "",
                    row.fields.basis.elements(in: tables).map(\.rawValue).joined(separator: ", "),
                    names.name(of: row.fields.by), tables.text(row.event), row.marks.cell,
                ]
            })
    }
}

extension GovernanceView.Span {
    /// Since, until and what a reader must be told.
    fileprivate var cells: [String] { [since.text, until?.text ?? "", marks.cell] }
}

extension Marks {
    /// `~` for an imprecise date, `*` for something reconstructed; the page's last line explains them.
    package var cell: String { (isImprecise ? "~" : "") + (reconstructed.isEmpty ? "" : "*") }

    /// Every cell that tells something.
    static let cells = ["~", "*", "~*"]

    /// What the marks in tables mean.
    package static let legend = "~ the date is imprecise   * part of it is reconstructed: no source gives it"
}
