import ArgumentParser
import CaseModel
import CasePages
import CaseStore
import EventLog

struct Journal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "A session's field notes as one readable page.",
        discussion: """
            EXAMPLES
              caselog journal elm board-2019-06 > board-2019-06.md
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "The session.")
    var session: String

    @OptionGroup var time: TimeOptions

    func run() throws {
        let opened = try target.open()
        var query = EventQuery()
        query.at = time.at?.latest ?? .max
        query.known = time.known?.latest ?? .max
        query.recorded = time.recorded?.latest ?? .max
        query.session = session
        query.isCorrected = true
        var search = try EventSearch(opened, query)
        var lines: [[UInt8]] = []
        // Consent counts as it stands today, whatever date is asked for.
        let whole = try opened.history().0
        try search.forEach { line, _ in lines.append(whole.quoted(Lines.copy(line, 0..<line.byteCount))) }
        guard let page = JournalPage(session: session, lines, search.viewpoint) else {
            let known = search.viewpoint.names(of: .session)
            if known.contains(session) {
                throw CaseError(.input, "The session \"\(session)\" had not begun, or was not known, by then.")
            }
            let nearest = Nearest.sentence(Nearest.names(to: session, among: known))
            throw CaseError(.input, "The case has no session \"\(session)\".\(nearest)")
        }
        let damage = opened.damage + search.damage
        Incompleteness.tell(damage)
        try Output.write(page.text)
        try Incompleteness.leave(if: !damage.isEmpty, showing: opened)
    }
}
