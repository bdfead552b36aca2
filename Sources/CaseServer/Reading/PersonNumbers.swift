import Synchronization

/// The numbers of people who are made known in a case: those who observe at the same moment never get the same one.
/// One that was given for what was then not stored is left out.
final class PersonNumbers: Sendable {
    private let highest = Mutex(0)

    /// - Parameter known: the highest number that the case has.
    func next(after known: Int) -> Int {
        highest.withLock { highest in
            highest = max(highest, known) + 1
            return highest
        }
    }
}
