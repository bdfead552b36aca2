package import EventLog

/// A call to a simulated file system.
package enum SimulatedCall: Sendable {
    case open, close, status, read, write, truncate, sync, lock, unlock, list, makeFolder, rename, remove, removeFolder

    /// Whether what a crash leaves may be other after the call than before.
    package var changesSomething: Bool {
        switch self {
        case .open, .write, .truncate, .sync, .makeFolder, .rename, .remove, .removeFolder: true
        case .close, .status, .read, .lock, .unlock, .list: false
        }
    }
}

/// What may happen at a call.
package enum Disturbance: Sendable {
    /// The call is refused.
    case refuse(Errno)
    /// A write takes only a part of the bytes.
    case shorten
    /// The program ends there; of a write, a part may be done.
    case kill
    /// The machine stops there.
    case cutPower
    /// Another program runs before the call is made.
    case meanwhile(@Sendable () -> Void)
}
