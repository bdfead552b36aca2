/// Why EventLog could not do what it was asked.
///
/// Callers switch on the code, people read the message: what failed, on what, where, and what to do.
package struct EventLogError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is. More may be added.
    package struct Code: Sendable, Hashable {
        private enum Storage {
            case damaged, io, keyMissing, lineRefused, lineTooLong, locked, nameRefused, notSigned, notStored,
                rolledBack,
                stopped
        }
        private let storage: Storage

        /// The feed has damage, so nothing is appended to it.
        package static let damaged = Code(storage: .damaged)
        /// The operating system refused a call.
        package static let io = Code(storage: .io)
        /// This device does not hold the signing key of the feed.
        package static let keyMissing = Code(storage: .keyMissing)
        /// A line to be appended is not one of this feed at this sequence.
        package static let lineRefused = Code(storage: .lineRefused)
        /// A line to be appended has more than 65,535 bytes.
        package static let lineTooLong = Code(storage: .lineTooLong)
        /// Another program held the feed's lock until the time ran out.
        package static let locked = Code(storage: .locked)
        /// A name that no feed, and no origin, can have.
        package static let nameRefused = Code(storage: .nameRefused)
        /// No checkpoint covers what was asked for, and this device cannot sign one.
        package static let notSigned = Code(storage: .notSigned)
        /// Nothing of this commit was stored; what was there before is as it was.
        package static let notStored = Code(storage: .notStored)
        /// The feed is shorter than this device knows it, or another one.
        package static let rolledBack = Code(storage: .rolledBack)
        /// An earlier failure could not be undone: this writer appends no more. What was acknowledged stays.
        package static let stopped = Code(storage: .stopped)
    }

    package let code: Code
    package let message: String
    /// The operating system's error number, if it is the cause.
    package let errno: Int32?

    package init(_ code: Code, _ message: String, errno: Int32? = nil) {
        self.code = code
        self.message = message
        self.errno = errno
    }

    /// A refused call, in the system's own words.
    init(_ what: String, _ path: String, _ cause: Errno) {
        self.init(.io, "Could not \(what) '\(path)': \(LibC.words(for: cause.code)).", errno: cause.code)
    }

    package var description: String { message }
}
