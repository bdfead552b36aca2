import CaseModel
import EventLog

extension EntryPast {
    /// Keeps somebody who has withdrawn from being made known anew, with their words, by an entry that waited on a
    /// device meanwhile: by then nothing tells any more whose the name was.
    ///
    /// - Throws: `EntryProblem` where an entry that was made before somebody withdrew would make known a person about
    ///   whom nothing was said.
    func checkNobodyIsMadeAnew(_ made: Composition, at occurred: EDTF) throws {
        let unsaid = made.questions.filter { question in
            (question.role == .actor || question.role == .mentioned)
                && made.minted.contains { $0.name == question.text }
        }
        guard let name = unsaid.first?.text, try hasWithdrawn(after: occurred.effect) else { return }
        throw EntryProblem(
            "Somebody has withdrawn since this was made, and \"\(name)\" may be who it was. Nothing was recorded. "
                + "Say who is meant, or that it is somebody new.")
    }

    /// Whether the case was told after an instant that somebody takes back all consent.
    private func hasWithdrawn(after instant: Instant) throws -> Bool {
        try look.history.withdrawals.contains { withdrawal in
            guard withdrawal.scope == .all, let line = try look.line(withdrawal.event) else { return false }
            let feed = look.history.tables.feeds[withdrawal.event.feed]
            return LineHeader(line.rawSpan, feed: feed)?.recorded ?? .min > instant
        }
    }
}
