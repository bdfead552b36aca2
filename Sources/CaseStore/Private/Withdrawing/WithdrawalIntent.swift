package import CaseModel

/// A withdrawal that was begun on this device, and is completed whatever happens in between.
package struct WithdrawalIntent: Sendable, Hashable {
    /// Of the file in which it is noted.
    static let suffix = "withdrawing"

    package let participant: String
    package let scope: WithdrawalScope
    package let session: String?
    /// The date of the withdrawal, as the event will have it.
    package let occurred: String
    /// Whether files that were made from the case are removed as well.
    package let removesFiles: Bool

    package init(
        participant: String, scope: WithdrawalScope, session: String?, occurred: String, removesFiles: Bool
    ) {
        self.participant = participant
        self.scope = scope
        self.session = session
        self.occurred = occurred
        self.removesFiles = removesFiles
    }

    /// What another device tells of.
    init(after withdrawal: Withdrawal) {
        self.init(
            participant: withdrawal.participant, scope: withdrawal.scope, session: withdrawal.session,
            occurred: withdrawal.occurred, removesFiles: false)
    }

    /// What this device has done, though the case does not tell of it any more.
    init(erased subject: Subject, at time: Int64) {
        let parts = subject.text.split(separator: "/").map(String.init)
        self.init(
            participant: parts[0], scope: parts.count > 1 ? .session : .all, session: parts.dropFirst().first,
            occurred: String(RecordedTime.text(time).prefix(10)), removesFiles: false)
    }

    /// Whose keys go; nil where none do.
    package var subject: Subject? { Withdrawal.subject(participant, scope, session: session) }

    /// Whether an event says the same.
    func isTold(by withdrawal: Withdrawal) -> Bool {
        withdrawal.participant == participant && withdrawal.scope == scope && withdrawal.session == session
    }

    /// Whether another one is of the same words, whenever it was begun.
    func isSame(as other: WithdrawalIntent) -> Bool {
        other.participant == participant && other.scope == scope && other.session == session
    }

    var words: [String] {
        ["withdraw", participant, scope.rawValue, session ?? "-", occurred, removesFiles ? "files" : "-"]
    }

    init?(_ words: [String]) {
        guard words.count == 6, words[0] == "withdraw", let scope = WithdrawalScope(rawValue: words[2]),
            ["files", "-"].contains(words[5])
        else { return nil }
        self.init(
            participant: words[1], scope: scope, session: words[3] == "-" ? nil : words[3], occurred: words[4],
            removesFiles: words[5] == "files")
    }
}

extension Keyring {
    /// Where withdrawals are noted that were begun on this device.
    var withdrawals: CaseRecord { CaseRecord(self, WithdrawalIntent.suffix) }

    /// What was begun on this device and is not completed.
    ///
    /// - Throws: `CaseError` where what was noted of it is damaged.
    package func begunWithdrawals() throws -> [WithdrawalIntent] {
        try withdrawals.lines().map { words in
            guard let intent = words.flatMap({ WithdrawalIntent($0) }) else {
                throw CaseError(
                    .damagedKeys,
                    "'\(withdrawals.path)' is damaged: it tells of a withdrawal that was begun. Give `caselog withdraw` once "
                        + "more, and remove the file.")
            }
            return intent
        }
    }

    /// Whose words are withdrawn by what was begun here, whether their keys are gone or not.
    ///
    /// - Throws: `CaseError` where what was noted of it is damaged.
    func begunSubjects() throws -> [Subject] { try begunWithdrawals().compactMap(\.subject) }
}
