// The vocabulary's chapter "evidence and coding" (DESIGN §5): each type's fields, once, in their order.

package struct ObservationNoted: PayloadFields {
    package static let type = EventType.observationNoted
    package static let summary = "Something was seen or heard: `by` did or said it, `actors` it is about."
    package static let phrase = "[{by}: ]{text}[ — about {actors}][ #{codes}]"
    package var text = Prose()
    package var by: List<Slug>?
    package var actors: List<Slug>?
    package var codes: List<Slug>?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("text", &text)
        visitor.field("by", &by, .existing(.actor))
        visitor.field("actors", &actors, .existing(.actor))
        visitor.field("codes", &codes, .code(nil))
    }
}

package struct ExcerptRecorded: PayloadFields {
    package static let type = EventType.excerptRecorded
    package static let summary = "A passage of an interview or document was taken down."
    package static let phrase = "[{speaker}: ]“{text}”[ ({locator})][ #{codes}]"
    package var text = Prose()
    package var speaker: Slug?
    package var verbatim: Bool?
    package var locator: Words?
    package var codes: List<Slug>?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("text", &text)
        visitor.field("speaker", &speaker, .existing(.actor))
        visitor.field("verbatim", &verbatim)
        visitor.field("locator", &locator)
        visitor.field("codes", &codes, .code(nil))
    }
}

package struct CodingAdded: PayloadFields {
    package static let type = EventType.codingAdded
    package static let summary = "Codes were put on an event, by the feed's author."
    package static let phrase = "{on} was coded #{codes}"
    package var on = EventID()
    package var codes = List<Slug>()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("on", &on, .coded)
        visitor.field("codes", &codes, .code(nil))
    }
}

package struct CodingRemoved: PayloadFields {
    package static let type = EventType.codingRemoved
    package static let summary = "Codes that the same feed had put on an event were taken off."
    package static let phrase = "{on} lost the code #{codes}"
    package var on = EventID()
    package var codes = List<Slug>()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("on", &on, .coded)
        visitor.field("codes", &codes, .code(nil))
    }
}

package struct MemoWritten: PayloadFields {
    package static let type = EventType.memoWritten
    package static let summary = "A researcher's memo."
    package static let phrase = "Memo[ ({kind})]: {text}[ — about {about}]"
    package var text = Prose()
    package var about: List<Reference>?
    package var kind: MemoKind?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("text", &text)
        visitor.field("about", &about, .existing(.anything))
        visitor.field("kind", &kind)
    }
}
