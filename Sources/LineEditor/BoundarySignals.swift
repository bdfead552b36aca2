import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// One of the files named Boundary: only they touch unsafe memory. This one: signals that ask the program to end.

/// Has such a signal wake whoever waits for keys, so that the terminal is left as it was. It stays noted until the
/// program ends.
enum BoundarySignals {
    private static let numbers: [CInt] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]

    /// The end of a pipe that can be read once a signal has come; -1 before `listen`.
    private static let woken = Atomic<CInt>(-1)
    private static let waking = Atomic<CInt>(-1)
    private static let received = Atomic<CInt>(0)

    static var wakingFile: CInt { woken.load(ordering: .relaxed) }

    /// The signal that has come; nil where none has.
    static var signal: CInt? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// From now on; once is enough.
    static func listen() {
        guard wakingFile < 0 else { return }
        var ends: [CInt] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        waking.store(ends[1], ordering: .relaxed)
        woken.store(ends[0], ordering: .relaxed)
        // What the handler touches is there before it can be called: it must not make anything.
        received.store(0, ordering: .relaxed)
        var action = sigaction()
        // Calls that store something go on; only waiting ends.
        action.sa_flags = CInt(SA_RESTART)
        let handler: @convention(c) (CInt) -> Void = { number in BoundarySignals.note(number) }
        #if canImport(Darwin)
        unsafe action.__sigaction_u.__sa_handler = handler
        #else
        unsafe action.__sigaction_handler.sa_handler = handler
        #endif
        var awaited = sigset_t()
        _ = unsafe sigemptyset(&awaited)
        for number in numbers where !isIgnored(number) {
            _ = unsafe sigaction(number, &action, nil)
            _ = unsafe sigaddset(&awaited, number)
        }
        // Whoever has started the program may have blocked them for reasons of its own.
        _ = unsafe pthread_sigmask(SIG_UNBLOCK, &awaited, nil)
    }

    /// Whether somebody wants the program to go on in spite of a signal, as `nohup` does.
    private static func isIgnored(_ number: CInt) -> Bool {
        var action = sigaction()
        guard unsafe sigaction(number, nil, &action) == 0 else { return false }
        #if canImport(Darwin)
        return unsafe unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self) == 1
        #else
        return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
        #endif
    }

    private static func note(_ number: CInt) {
        received.store(number, ordering: .relaxed)
        var byte: UInt8 = 0
        _ = unsafe write(waking.load(ordering: .relaxed), &byte, 1)
    }
}
