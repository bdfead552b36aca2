import Synchronization

/// Does one piece of work on several threads at once.
package enum Workers {
    /// More threads than this are of no use: what they make has to be put together by one.
    package static let countMax = 8

    /// How many threads this machine runs side by side, as far as they are of use.
    package static let countHere = min(Threads.processorCount, countMax)

    /// Runs `body` once for each number below `count`, each on a thread of its own, the first one on this; returns when
    /// all have ended. Where the system gives no thread, this one does the work of it too.
    ///
    /// - Throws: the error of the lowest number that failed.
    package static func run(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
        let outcomes = Mutex([Int: any Error]())
        let attempt: @Sendable (Int) -> Void = { number in
            do { try body(number) } catch { outcomes.withLock { $0[number] = error } }
        }
        let threads = (1..<max(count, 1)).map { number in (number, Threads.start { attempt(number) }) }
        attempt(0)
        for (number, thread) in threads {
            if let thread { thread.join() } else { attempt(number) }
        }
        let failures = outcomes.withLock { $0 }
        if let first = failures.keys.min(), let error = failures[first] { throw error }
    }
}
