import Synchronization

/// People who are made known in a case by several who observe at the same moment: no two of them get the same number,
/// and nobody gets two.
final class NewPeople: Sendable {
    private let highest = Mutex(0)
    private let turn = Mutex(())

    /// The number of another one; one that was given for what was then not stored is left out.
    ///
    /// - Parameter known: the highest number that the case has.
    func next(after known: Int) -> Int {
        highest.withLock { highest in
            highest = max(highest, known) + 1
            return highest
        }
    }

    /// Does something by which somebody may be made known, while nobody else does: whoever comes next finds them in the
    /// case. It must not come back to this.
    func inTurn<Done: Sendable>(_ body: () -> Done) -> Done { turn.withLock { _ in body() } }
}
