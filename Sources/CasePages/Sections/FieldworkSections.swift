package import CaseModel

extension FieldworkView {
    /// The view in words: totals, participants, sessions, who attended, documents and approvals.
    package func sections(_ names: NameBook, _ tables: Tables) -> [Section] {
        var table = TableWriter(names, tables)
        return [Section("Totals", remark: totals), participantSection(&table)]
            + shareSections(&table)
            + [
                consentSection(&table), kindSection(&table), sessionSection(&table), attendanceSection(&table),
                documentSection(&table), approvalSection(&table),
            ]
    }

    /// The rows that were written, under a heading with the number of what they tell of; a sentence where there are
    /// none.
    private func section(
        _ title: String, _ count: Int, ifNone sentence: String, _ columns: [String], _ table: inout TableWriter
    ) -> Section {
        if count == 0 { return Section(title, remark: sentence) }
        return Section("\(title) (\(count))", columns: columns, rows: table.take(columnCount: columns.count))
    }

    private var totals: String {
        let people = "\(Self.counted(participants.count, "participant")), \(interviewed) of them interviewed."
        let evidence = [
            Self.counted(documents.count, "document"), Self.counted(evidence.observations, "observation"),
            Self.counted(evidence.excerpts, "excerpt"), Self.counted(evidence.memos, "memo"),
            Self.counted(evidence.codings, "coding"),
        ]
        return "\(people)\n\(length.words)\n\(evidence.joined(separator: ", "))."
    }

    private static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

    private func participantSection(_ table: inout TableWriter) -> Section {
        table.rows(of: participants) { table, row in
            table.cell { $0.add(row.fields.participant) }
            table.cell { $0.add(row.fields.title) }
            table.cell { $0.add(row.fields.sector) }
            table.cell { $0.add(row.fields.organisation) }
            table.cell { $0.add(row.recruited) }
            table.cell { $0.add(row.sessions) }
            table.cell { $0.add(row.interviews) }
            table.cell { $0.add(row.excerpts) }
            table.cell { $0.add(row.marks.cell) }
        }
        return section(
            "Participants", participants.count, ifNone: "Nobody had been recruited.",
            ["id", "title", "sector", "of", "recruited", "sessions", "interviews", "excerpts", ""], &table)
    }

    /// Those who said what may be made of their words.
    private func consentSection(_ table: inout TableWriter) -> Section {
        let asked = participants.filter { !$0.consent.isEmpty || $0.withdrawn != nil || !$0.withdrawnSessions.isEmpty }
        table.rows(of: asked) { table, row in
            table.cell { $0.add(row.fields.participant) }
            table.cell { $0.add(row.fields.title) }
            table.cell { $0.add(list: row.consent) { $0.add($1) } }
            table.cell { table in
                let sessions = row.withdrawnSessions.map { "for \($0)" }
                table.add(list: [row.withdrawn?.rawValue].compactMap { $0 } + sessions) { $0.add($1) }
            }
            table.cell { $0.add(row.marks.cell) }
        }
        return section(
            "Consent", asked.count, ifNone: "None is on record.", ["id", "title", "consented to", "withdrawn", ""],
            &table)
    }

    /// Participants by sector and by title; nothing where there are none, which their own section says.
    private func shareSections(_ table: inout TableWriter) -> [Section] {
        if participants.isEmpty { return [] }
        for row in sectors {
            table.cell { $0.add(row.common) }
            table.cell { $0.add(row.participants) }
            table.cell { $0.add(row.interviewed) }
        }
        let bySector = table.take(columnCount: 3)
        for row in titles {
            table.cell { $0.add(row.common) }
            table.cell { $0.add(row.participants) }
            table.cell { $0.add(row.interviewed) }
        }
        let byTitle = table.take(columnCount: 3)
        return [
            Section("Participants by sector", columns: ["sector", "participants", "interviewed"], rows: bySector),
            Section("Participants by title", columns: ["title", "participants", "interviewed"], rows: byTitle),
        ]
    }

    private func kindSection(_ table: inout TableWriter) -> Section {
        for row in kinds {
            table.cell { $0.add(row.kind) }
            table.cell { $0.add(row.length.sessions) }
            table.cell { table in if let minutes = row.length.minutes { table.add(Length.words(minutes)) } }
            table.cell { $0.add(row.length.untimed) }
            table.cell { $0.add(row.participants) }
        }
        let rows = table.take(columnCount: 5)
        if rows.isEmpty { return Section("Sessions by kind", remark: "No session had begun.") }
        return Section(
            "Sessions by kind", columns: ["kind", "sessions", "length", "untimed", "participants"], rows: rows
        )
    }

    private func sessionSection(_ table: inout TableWriter) -> Section {
        table.rows(of: sessions) { table, row in
            table.cell { $0.add(row.fields.session) }
            table.cell { $0.add(row.fields.kind) }
            table.cell { $0.add(row.fields.title) }
            table.cell { $0.add(nameOf: row.fields.body) }
            table.cell { $0.add(row.fields.mode) }
            table.cell { $0.add(row.started) }
            table.cell { table in if let minutes = row.minutes { table.add(Length.words(minutes)) } }
            table.cell { $0.add(list: row.participants) }
            table.cell { $0.add(list: row.observers) { $0.add($1) } }
            table.cell { $0.add(row.marks.cell) }
        }
        return section(
            "Sessions", sessions.count, ifNone: "None had begun.",
            ["id", "kind", "title", "of", "mode", "began", "length", "with", "observed by", ""], &table)
    }

    private func attendanceSection(_ table: inout TableWriter) -> Section {
        table.rows(of: attendance) { table, row in
            table.cell { $0.add(row.fields.session) }
            table.cell { $0.add(nameOf: row.fields.actor) }
            table.cell { $0.add(row.fields.how) }
            table.cell { $0.add(nameOf: row.fields.for) }
            table.cell { $0.add(row.event) }
            table.cell { $0.add(row.marks.cell) }
        }
        return section(
            "Attendance", attendance.count, ifNone: "Nothing had been noted.",
            ["session", "actor", "how", "for", "event", ""], &table)
    }

    private func documentSection(_ table: inout TableWriter) -> Section {
        table.rows(of: documents) { table, row in
            table.cell { $0.add(row.fields.document) }
            table.cell { $0.add(row.fields.title) }
            table.cell { $0.add(row.fields.kind) }
            table.cell { table in if let published = row.fields.published { table.add(published) } }
            table.cell { $0.add(row.collected) }
            table.cell { $0.add(row.fields.session) }
            table.cell { $0.add(row.fields.url) }
            table.cell { $0.add(row.marks.cell) }
        }
        return section(
            "Documents", documents.count, ifNone: "None had been collected.",
            ["id", "title", "kind", "published", "collected", "session", "where", ""], &table)
    }

    private func approvalSection(_ table: inout TableWriter) -> Section {
        for row in approvals {
            table.cell { $0.add(row.fields.approval) }
            table.cell { $0.add(row.fields.by) }
            table.cell { $0.add(row.fields.scope) }
            table.cell { $0.add(row.fields.reference) }
            table.cell { $0.add(row.granted) }
            table.cell { $0.add(row.marks.cell) }
        }
        return section(
            "Approvals", approvals.count, ifNone: "None had been granted.",
            ["id", "by", "scope", "reference", "granted", ""], &table)
    }
}

extension FieldworkView.Length {
    /// Minutes as people say them: `2 h 5 min`.
    static func words(_ minutes: Int) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        if hours == 0 { return "\(rest) min" }
        return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
    }

    /// A sentence of the number of sessions and their length.
    fileprivate var words: String {
        let count = "\(sessions) session\(sessions == 1 ? "" : "s")"
        guard let minutes else { return sessions == 0 ? "No session." : "\(count) of unknown length." }
        let unknown = untimed == 0 ? "" : ", besides \(untimed) of unknown length"
        return "\(count): \(Self.words(minutes)) together\(unknown)."
    }
}
