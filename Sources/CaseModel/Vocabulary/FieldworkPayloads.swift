// The vocabulary's chapter "fieldwork" (DESIGN §5): each type's fields, once, in their order.

package struct SessionStarted: PayloadFields {
    package static let type = EventType.sessionStarted
    package static let summary =
        "Fieldwork began: an interview, a meeting observed. A session observed by two counts once."
    package static let phrase =
        "{kind} {session} began[: {title}][, {mode}][, with {participants}][, of {body}][; observed by {observers}]"
    package var session = Slug()
    package var kind = SessionKind()
    package var title: Words?
    package var participants: List<Slug>?
    package var body: Slug?
    package var mode: SessionMode?
    package var observers: List<Label>?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("session", &session, .defines(.session))
        visitor.field("kind", &kind)
        visitor.field("title", &title)
        visitor.field("participants", &participants, .existing(.actor))
        visitor.field("body", &body, .existing(.actor))
        visitor.field("mode", &mode)
        visitor.field("observers", &observers)
    }
}

package struct SessionPaused: PayloadFields {
    package static let type = EventType.sessionPaused
    package static let summary = "The session was interrupted."
    package static let phrase = "{session} paused"
    package var session = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("session", &session, .course(.session))
    }
}

package struct SessionResumed: PayloadFields {
    package static let type = EventType.sessionResumed
    package static let summary = "The session went on."
    package static let phrase = "{session} went on"
    package var session = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("session", &session, .course(.session))
    }
}

package struct SessionEnded: PayloadFields {
    package static let type = EventType.sessionEnded
    package static let summary = "The session ended; `minutes` where the clock does not tell its length."
    package static let phrase = "{session} ended[ after {minutes} minutes]"
    package var session = Slug()
    package var minutes: Count?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("session", &session, .course(.session))
        visitor.field("minutes", &minutes)
    }
}

package struct AttendanceNoted: PayloadFields {
    package static let type = EventType.attendanceNoted
    package static let summary = "Somebody was there, or was not."
    package static let phrase = "{actor} at {session}: {how}[, for {for}]"
    package var session = Slug()
    package var actor = Slug()
    package var how = AttendanceKind()
    package var `for`: Slug?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("session", &session, .existing(.session))
        visitor.field("actor", &actor, .existing(.actor))
        visitor.field("how", &how)
        visitor.field("for", &`for`, .existing(.actor))
    }
}

package struct DocumentCollected: PayloadFields {
    package static let type = EventType.documentCollected
    package static let summary = "A document was taken into the study."
    package static let phrase = "The document “{title}” ({document}) was collected[, published {published}][: {url}]"
    package var document = Slug()
    package var title = Words()
    package var kind: Label?
    package var url: Label?
    package var published: EDTF?
    package var session: Slug?
    package var sha256: Label?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("document", &document, .defines(.document))
        visitor.field("title", &title)
        visitor.field("kind", &kind)
        visitor.field("url", &url)
        visitor.field("published", &published)
        visitor.field("session", &session, .existing(.session))
        visitor.field("sha256", &sha256)
    }
}
