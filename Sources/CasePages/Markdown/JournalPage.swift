package import CaseModel

/// A session's field notes: who was there, and what was noted, in the order of the clock. Markdown, so that it reads as
/// it is and can be put into a report.
package struct JournalPage {
    /// The page, ending in a line break.
    package let text: String

    /// - Parameters:
    ///   - lines: the events about the session or learnt in it, in case order.
    /// - Returns: nil when none of them starts the session.
    package init?(session: String, _ lines: [JSONValue], _ names: NameBook) {
        guard let start = lines.first(where: { $0["type"]?.string == "session.started" }) else { return nil }
        var wording = Wording(names)
        var page = ["# \(start["data"]?["title"]?.string ?? session)", ""]
        page += Self.facts(session, start, lines, names).map { "- \($0)" }
        let attendance = lines.filter { $0["type"]?.string == "attendance.noted" }
        if !attendance.isEmpty {
            page += ["", "## Attendance", ""] + attendance.map { "- \(wording.sentence($0))" }
        }
        let notes = lines.filter { !Self.isFrame($0) }
        page += ["", "## Notes", ""]
        page += notes.isEmpty ? ["Nothing was noted."] : notes.map { Self.note($0, &wording) }
        text = page.joined(separator: "\n") + "\n"
    }

    /// The session's own events and attendance, which the head of the page tells.
    private static func isFrame(_ line: JSONValue) -> Bool {
        let type = line["type"]?.string ?? ""
        return type == "session.started" || type == "session.ended" || type == "attendance.noted"
    }

    private static func facts(
        _ session: String, _ start: JSONValue, _ lines: [JSONValue], _ names: NameBook
    ) -> [String] {
        let data = start["data"]
        func list(_ key: String) -> String? {
            let values = (data?[key]?.array ?? []).compactMap(\.string)
            return values.isEmpty ? nil : values.map { names.name(of: $0) }.joined(separator: ", ")
        }
        var facts = ["\(data?["kind"]?.string ?? "session") `\(session)`, \(start["occurred"]?.string ?? "")"]
        if let body = data?["body"]?.string { facts.append("of \(names.name(of: body))") }
        if let mode = data?["mode"]?.string { facts.append(mode) }
        if let participants = list("participants") { facts.append("with \(participants)") }
        if let observers = list("observers") { facts.append("observed by \(observers)") }
        if let minutes = SessionClock(lines).minutes { facts.append("\(minutes) minutes") }
        let reconstructed = (start["reconstructed"]?.array ?? []).compactMap(\.string)
        if !reconstructed.isEmpty { facts.append("reconstructed: \(reconstructed.joined(separator: ", "))") }
        return facts
    }

    private static func note(_ line: JSONValue, _ wording: inout Wording) -> String {
        let date = line["occurred"]?.string ?? ""
        let clock = date.firstIndex(of: "T").map { String(date[date.index(after: $0)...].prefix(5)) } ?? date
        var text = "- **\(clock)** \(wording.sentence(line)) `\(line["id"]?.string ?? "")`"
        if let note = line["note"]?.string { text += "\n  > \(note)" }
        return text
    }
}

extension SessionClock {
    /// - Parameter lines: the session's events in case order.
    fileprivate init(_ lines: [JSONValue]) {
        self.init()
        for line in lines {
            guard let type = line["type"]?.string.flatMap({ EventType(rawValue: $0) }),
                let occurred = line["occurred"]?.string.flatMap({ EDTF($0) })
            else { continue }
            var noted: Int?
            if type == .sessionEnded, case .integer(let minutes)? = line["data"]?["minutes"] { noted = minutes }
            apply(type, occurred, noting: noted)
        }
    }
}
