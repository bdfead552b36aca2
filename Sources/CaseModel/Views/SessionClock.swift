/// How long a session ran, worked out from its events in case order.
package struct SessionClock: Sendable {
    private var running: Instant?
    private var total: Instant = 0
    private var noted: Int?
    private var isTold = false

    package init() {}

    /// As noted last, else by the clock without the pauses; nil where neither tells.
    package var minutes: Int? { noted ?? (isTold ? Int(total / 60_000) : nil) }

    /// Takes in the session's next event. One that has no time of day says nothing but the minutes that it notes.
    package mutating func apply(_ type: EventType, _ occurred: EDTF, noting minutes: Int?) {
        if let minutes { noted = minutes }
        guard occurred.begin.precision >= .minute else { return }
        switch type {
        case .sessionStarted, .sessionResumed: running = occurred.effect
        case .sessionPaused, .sessionEnded:
            if let since = running {
                total += occurred.effect - since
                isTold = true
            }
            running = nil
        default: break
        }
    }
}
