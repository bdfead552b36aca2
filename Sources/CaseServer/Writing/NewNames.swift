import Synchronization

/// What is made known, and begun, in a case by several who observe at the same moment: nobody and nothing gets two
/// names, and no name is given twice.
final class NewNames: Sendable {
    private let highestPerson = Mutex(0)
    private let turn = Mutex(())

    /// The number of another person; one that was given for what was then not stored is left out.
    ///
    /// - Parameter known: the highest number that the case has.
    func next(after known: Int) -> Int {
        highestPerson.withLock { highest in
            highest = max(highest, known) + 1
            return highest
        }
    }

    /// Records what is made of the case as it stands, while nobody else does: whoever comes next finds in the case what
    /// was made known. It must not come back to this.
    func inTurn<Done: Sendable>(_ body: () -> Done) -> Done { turn.withLock { _ in body() } }
}
