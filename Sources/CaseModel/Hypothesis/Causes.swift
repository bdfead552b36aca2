/// An event and what it names as what led to it: without that it would not be there.
package struct CausedEvent: Sendable {
    package let event: EventID
    package let causes: [Reference]
}

extension CaseHistory {
    /// Looks at each line of a frame again, as corrected, for what it names as its causes.
    ///
    /// - Returns: the events that name any that the case knows.
    package mutating func causes(_ frame: RawSpan, feed: FeedIndex, firstSequence: UInt64) -> [CausedEvent] {
        let mark = tables.lists.count
        let found = scanned(frame, feed: feed, firstSequence: firstSequence, isCorrected: true)
            .compactMap { line -> CausedEvent? in
                let causes = line.event.causes(tables).filter(isKnownCause)
                return causes.isEmpty ? nil : CausedEvent(event: line.event.id, causes: causes)
            }
        forgetLists(from: mark)
        return found
    }

    /// What nothing is known of can be thought away by nobody.
    private func isKnownCause(_ cause: Reference) -> Bool {
        switch cause {
        case .event(let id): state.exists(id)
        case .identifier(let symbol): !state.definitions(symbol).isEmpty
        }
    }
}

extension Event {
    /// What the event names as what led to it (`because`; `by` of what came back, `despite` of what held). A correction
    /// or a retraction falls with what it names, too.
    fileprivate func causes(_ tables: Tables) -> [Reference] {
        let causes = context.because.elements(in: tables).map(Reference.event)
        switch payload {
        case .disputeReignited(let fields): return causes + fields.by.elements(in: tables)
        case .disputeHeld(let fields): return causes + fields.despite.elements(in: tables)
        case .eventCorrected(let fields): return causes + [.event(fields.event)]
        case .eventRetracted(let fields): return causes + [.event(fields.event)]
        default: return causes
        }
    }
}
