package import CaseModel

extension GovernanceView {
    /// The view in words: who stood, in what relation, since when.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        var table = TableWriter(names, tables)
        return [
            organisationSection(&table), bodySection(&table), membershipSection(&table, tables), roleSection(&table),
            accountabilitySection(&table), authoritySection(&table), influenceSection(&table, tables),
        ].compactMap { $0 }
    }

    /// The rows that were written, under a heading with the number of what they tell of.
    private func section(_ title: String, _ count: Int, _ columns: [String], _ table: inout TableWriter) -> Section? {
        guard count > 0 else { return nil }
        return Section("\(title) (\(count))", columns: columns, rows: table.take(columnCount: columns.count))
    }

    private func organisationSection(_ table: inout TableWriter) -> Section? {
        for row in organisations {
            table.cell { $0.add(row.fields.organisation) }
            table.cell { $0.add(row.name) }
            table.cell { $0.add(row.fields.kind) }
            table.cell { $0.add(row.fields.sector) }
            table.cells(of: row.span)
        }
        return section(
            "Organisations", organisations.count, ["id", "name", "kind", "sector", "since", "until", ""], &table)
    }

    private func bodySection(_ table: inout TableWriter) -> Section? {
        for row in bodies {
            table.cell { $0.add(row.fields.body) }
            table.cell { $0.add(row.name) }
            table.cell { $0.add(row.fields.kind) }
            table.cell { $0.add(row.fields.parent) }
            table.cell { table in if let isStatutory = row.fields.statutory { table.add(isStatutory ? "yes" : "no") } }
            table.cells(of: row.span)
        }
        return section(
            "Bodies", bodies.count, ["id", "name", "kind", "under", "statutory", "since", "until", ""], &table)
    }

    /// Memberships by what they are of: one row a body, its members in a list.
    private func membershipSection(_ table: inout TableWriter, _ tables: Tables) -> Section? {
        let groups = Dictionary(grouping: memberships) { $0.fields.of }.map { (tables.text($0.key), $0.key, $0.value) }
        for (id, of, members) in groups.sorted(by: { $0.0 < $1.0 }) {
            var marks = Marks()
            for tie in members { marks.merge(tie.span.marks) }
            table.cell { $0.add(id) }
            table.cell { $0.add(nameOf: of) }
            table.cell { $0.add(members.count) }
            table.cell { table in
                table.add(list: members) { table, tie in
                    table.add(tie.fields.member)
                    if let capacity = tie.fields.capacity {
                        table.add(" (")
                        table.add(capacity)
                        table.add(")")
                    }
                    table.add(tie.span.marks.cell)
                }
            }
            table.cell { $0.add(marks.cell) }
        }
        return section("Memberships", memberships.count, ["of", "name", "", "members", ""], &table)
    }

    private func roleSection(_ table: inout TableWriter) -> Section? {
        for row in roles {
            table.cell { table in
                if let title = row.fields.title { table.add(title) } else { table.add(row.fields.role) }
            }
            table.cell { $0.add(nameOf: row.fields.holder) }
            table.cell { $0.add(nameOf: row.fields.at) }
            table.cell { $0.add(row.fields.style) }
            table.cell { $0.add(row.fields.tenure) }
            table.cells(of: row.span)
        }
        return section(
            "Roles", roles.count, ["role", "holder", "at", "style", "tenure", "since", "until", ""], &table)
    }

    private func accountabilitySection(_ table: inout TableWriter) -> Section? {
        for row in accountability {
            table.cell { $0.add(nameOf: row.fields.from) }
            table.cell { $0.add(nameOf: row.fields.to) }
            table.cell { $0.add(row.fields.kind) }
            table.cell { $0.add(row.fields.for) }
            table.cell { $0.add(row.fields.clarity) }
            table.cell { $0.add(nameOf: row.fields.by) }
            table.cells(of: row.span)
        }
        return section(
            "Accountability", accountability.count,
            ["from", "to", "kind", "for", "clarity", "as seen by", "since", "until", ""], &table)
    }

    private func authoritySection(_ table: inout TableWriter) -> Section? {
        for row in authority {
            table.cell { $0.add(nameOf: row.fields.on) }
            table.cell { $0.add(row.fields.basis) }
            table.cell { $0.add(row.fields.over) }
            table.cell { $0.add(nameOf: row.fields.by) }
            table.cells(of: row.span)
        }
        return section(
            "Authority", authority.count, ["on", "basis", "over", "by", "since", "until", ""], &table)
    }

    private func influenceSection(_ table: inout TableWriter, _ tables: Tables) -> Section? {
        table.rows(of: influence) { table, row in
            table.cell { $0.add(nameOf: row.fields.actor) }
            table.cell { $0.add(row.fields.standing) }
            table.cell { $0.add(row.fields.arena) }
            table.cell { $0.add(list: row.fields.basis.elements(in: tables)) { $0.add($1) } }
            table.cell { $0.add(nameOf: row.fields.by) }
            table.cell { $0.add(row.event) }
            table.cell { $0.add(row.marks.cell) }
        }
        return section(
            "Influence as perceived", influence.count, ["actor", "standing", "in", "for", "by", "event", ""], &table)
    }
}

extension TableWriter {
    /// Since, until and what a reader must be told.
    fileprivate mutating func cells(of span: GovernanceView.Span) {
        cell { $0.add(span.since) }
        cell { table in if let until = span.until { table.add(until) } }
        cell { $0.add(span.marks.cell) }
    }
}
