/// How long a session ran, worked out from its events in case order.
package struct SessionClock: Sendable {
    private enum State { case before, running, paused, ended }

    private var state = State.before
    /// Since when it has been running.
    private var running: Instant?
    private var total: Instant = 0
    private var noted: Int?
    private var isTold = false

    package init() {}

    /// As noted last, else by the clock without the pauses; nil where neither tells.
    package var minutes: Int? { noted ?? (isTold ? Int(total / 60_000) : nil) }

    /// How long the session has run by an instant, without the pauses, in milliseconds.
    package func running(at now: Instant) -> Instant { total + (running.map { max(0, now - $0) } ?? 0) }

    /// Takes in the session's next event. One that has no time of day says nothing but the minutes that it notes, and
    /// one that says again what was so before, as a second observer may, says nothing at all.
    package mutating func apply(_ type: EventType, _ occurred: EDTF, noting minutes: Int?) {
        if let minutes { noted = minutes }
        switch (type, state) {
        case (.sessionStarted, .before), (.sessionResumed, .paused): state = .running
        case (.sessionPaused, .running): state = .paused
        case (.sessionEnded, .running), (.sessionEnded, .paused): state = .ended
        default: return
        }
        let since = running.take()
        guard occurred.begin.precision >= .minute else { return }
        if let since {
            total += occurred.effect - since
            isTold = true
        }
        if state == .running { running = occurred.effect }
    }
}
