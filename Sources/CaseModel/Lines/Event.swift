/// A recorded fact, as read from its line: a plain value that points into `Tables`, and with its prose into the line.
package struct Event: Sendable, BitwiseCopyable {
    package var id: EventID
    package var occurred: EDTF
    /// When the researcher or the public could know it, if that was before it was recorded.
    package var learnt: EDTF?
    /// The clock of the author's device at the commit.
    package var recorded: Instant
    package var context = EventContext()
    package var payload: Payload

    /// One to read into.
    static let blank = Event(id: .refused, occurred: EDTF(), learnt: nil, recorded: 0, payload: Payload(.caseOpened))

    /// Where the event stands in case order.
    package var place: Place { Place(effect: occurred.effect, recorded: recorded, id: id) }

    /// Since when it could be known.
    package var known: Instant { learnt?.effect ?? recorded }

    package var type: EventType? { payload.type }
}

/// What an event is based on: the keys that any type may have.
package struct EventContext: Sendable, BitwiseCopyable {
    package var because: List<EventID>?
    package var evidence: List<EventID>?
    package var sources: List<Slug>?
    package var warrant: Warrant?
    package var toldBy: List<Slug>?
    package var reconstructed: List<Label>?
    package var note: Prose?

    package init() {}

    /// What a state keeps of it.
    mutating func visitKept<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("because", &because, .events)
        visitor.field("reconstructed", &reconstructed)
    }

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("because", &because, .events)
        visitor.field("evidence", &evidence, .events)
        visitor.field("sources", &sources, .existing(.source))
        visitor.field("warrant", &warrant)
        visitor.field("told_by", &toldBy, .existing(.actor))
        visitor.field("reconstructed", &reconstructed)
        visitor.field("note", &note)
    }
}
