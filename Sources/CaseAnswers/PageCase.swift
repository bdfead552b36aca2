package import CaseModel
package import CasePages
package import CaseStore
package import EventLog

/// A case as its page holds it.
package struct PageCase {
    package let data: PageData.Case
    /// What of the case could not be read, as far as opening, replaying and this showed.
    package let damage: [Damage]

    /// - Parameters:
    ///   - history: the case as the page shows it, of everything recorded.
    ///   - whole: the same with nothing thought away.
    ///   - found: what replaying could not read.
    ///   - onEvent: is told how many events were put in.
    package init(
        _ opened: Case, _ history: CaseHistory, of whole: CaseHistory, damage found: [Damage],
        onEvent: (UInt64) -> Void = { _ in }
    ) throws {
        var search = try EventSearch(opened, EventQuery(), in: history)
        let stored = opened.storedLines()
        var events = PageEvents()
        try search.forEach { line, _ in
            events.add(try whole.quotedAsStored(Lines.copy(line, 0..<line.byteCount)) { try stored.line($0) })
            onEvent(UInt64(events.count))
        }
        damage = opened.damage + found + search.damage.filter { !found.contains($0) }
        data = PageData.Case(
            name: opened.folder.name, title: Viewpoint(whole).caseTitle ?? opened.folder.name,
            unread: damage.map(\.message), events)
    }
}
