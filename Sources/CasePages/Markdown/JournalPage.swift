package import CaseModel

/// A session's field notes: who was there, and what was noted, in the order of the clock. Markdown, so that it reads as
/// it is and can be put into a report.
package struct JournalPage {
    /// The page, ending in a line break.
    package let text: String

    /// - Parameter lines: the events about the session or learnt in it, in case order, as they may be quoted.
    /// - Returns: nil where the session had not begun by the date of the view.
    package init?(session id: String, _ lines: [[UInt8]], _ view: Viewpoint) {
        guard let session = FieldworkView.Session(id, in: view) else { return nil }
        var events = MarkdownEvents(names: NameBook(view), of: session.started)
        var attendance: [UInt8] = []
        var notes: [UInt8] = []
        for line in lines {
            switch events.type(of: line) {
            case .sessionStarted, .sessionEnded: continue
            case .attendanceNoted: events.write(line, to: &attendance)
            default: events.write(line, to: &notes)
            }
        }
        var text = "# \(MarkdownText.escaped(session.fields.title.map(view.tables.text) ?? id))\n\n"
        for fact in Self.facts(session, view) { text += "- \(fact)\n" }
        if !attendance.isEmpty { text += "\n## Attendance\n\n\(String(decoding: attendance, as: UTF8.self))" }
        text += "\n## Notes\n\n\(notes.isEmpty ? "Nothing was noted.\n" : String(decoding: notes, as: UTF8.self))"
        self.text = text
    }

    /// The session as all who recorded it have it, a fact a line, in Markdown.
    private static func facts(_ session: FieldworkView.Session, _ view: Viewpoint) -> [String] {
        let (fields, names, tables) = (session.fields, NameBook(view), view.tables)
        let date = MarkdownText.escaped(session.started.text)
        let first = "\(MarkdownText.escaped(fields.kind.rawValue)) `\(tables.text(fields.session))`, \(date)"
        func list(_ lead: String, _ words: [String]) -> String? {
            words.isEmpty ? nil : "\(lead) \(words.joined(separator: ", "))"
        }
        let others = [
            fields.body.map { "of \(names.name(of: $0))" }, fields.mode?.rawValue,
            list("with", session.participants.map(names.name)),
            list("observed by", session.observers.map(tables.text)),
            session.minutes.map(FieldworkView.Length.words),
            list(Marks.lead(isWholly: session.marks.isWhollyReconstructed), session.marks.reconstructed),
        ]
        return [first] + others.compactMap(\.self).map(MarkdownText.paragraph)
    }
}
