import CaseModel
import EventLog

extension Case {
    /// The feed that holds the case's `case.opened`: it tells cases of one name apart.
    ///
    /// - Throws: `CaseError` where none can be read.
    package func openingFeed() throws -> String {
        let lines = storedLines()
        var found: (recorded: Instant, feed: String)?
        for (index, feed) in feedNames.enumerated() {
            guard let line = try lines.line(EventID(feed: index, sequence: 1)),
                let value = try? JSONParser.parse(line),
                value["type"]?.string == EventType.caseOpened.rawValue,
                let header = LineHeader(line.rawSpan, feed: feed)
            else { continue }
            // Where two devices have opened it, the earlier one did.
            if found.map({ header.recorded < $0.recorded }) ?? true { found = (header.recorded, feed) }
        }
        guard let found else {
            throw CaseError(
                .refused,
                "No feed of '\(folder.path)' begins with a case.opened that can be read, so its keys cannot be told from those "
                    + "of another case. Run `caselog verify`.")
        }
        return found.feed
    }
}
