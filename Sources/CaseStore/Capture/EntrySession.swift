/// Which session an entry belongs to.
package enum EntrySession: Sendable, Equatable {
    /// Whichever goes on when the entry is stored.
    case going
    /// None: it was typed while none went on.
    case noSession
    /// This one, whether it still goes on or not.
    case named(String)
}
