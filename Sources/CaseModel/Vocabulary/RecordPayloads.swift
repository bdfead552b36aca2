// The vocabulary's chapter "the record itself" (DESIGN §5): each type's fields, once, in their order.

package struct EventCorrected: PayloadFields {
    package static let type = EventType.eventCorrected
    package static let summary = "The record was mistaken: the fields given replace those of the event."
    package static let phrase = "{event} was corrected: {reason}"
    package var event = EventID()
    package var reason = Prose()
    package var occurred: EDTF?
    package var learnt: EDTF?
    package var because: List<EventID>?
    package var evidence: List<EventID>?
    package var sources: List<Slug>?
    package var note: Prose?
    package var data: ChangedFields?
    package var cleared: List<Label>?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("event", &event, .events)
        visitor.field("reason", &reason)
        visitor.field("occurred", &occurred)
        visitor.field("learnt", &learnt)
        visitor.field("because", &because, .events)
        visitor.field("evidence", &evidence, .events)
        visitor.field("sources", &sources, .existing(.source))
        visitor.field("note", &note)
        visitor.field("data", &data)
        visitor.field("cleared", &cleared)
    }
}

package struct EventRetracted: PayloadFields {
    package static let type = EventType.eventRetracted
    package static let summary = "The event should not have been recorded."
    package static let phrase = "{event} was retracted: {reason}"
    package var event = EventID()
    package var reason = Prose()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("event", &event, .events)
        visitor.field("reason", &reason)
    }
}
