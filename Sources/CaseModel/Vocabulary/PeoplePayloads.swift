// The vocabulary's chapter "people and consent" (DESIGN §5): each type's fields, once, in their order.

package struct PersonIdentified: PayloadFields {
    package static let type = EventType.personIdentified
    package static let summary = "Somebody acts in the case, recruited or not."
    package static let phrase = "{person} was identified as “{title}” ({sector})[ of {organisation}]"
    package var person = Slug()
    package var title = Words()
    package var sector = Sector()
    package var organisation: Slug?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("person", &person, .defines(.person))
        visitor.field("title", &title)
        visitor.field("sector", &sector)
        visitor.field("organisation", &organisation, .existing(.actor))
    }
}

package struct ParticipantRecruited: PayloadFields {
    package static let type = EventType.participantRecruited
    package static let summary = "Somebody agreed to take part in the study."
    package static let phrase = "{participant} was recruited: “{title}” ({sector})[, {organisation}]"
    package var participant = Slug()
    package var title = Words()
    package var sector = Sector()
    package var organisation: Slug?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("participant", &participant, .defines(.participant))
        visitor.field("title", &title)
        visitor.field("sector", &sector)
        visitor.field("organisation", &organisation, .existing(.actor))
    }
}

package struct ConsentGiven: PayloadFields {
    package static let type = EventType.consentGiven
    package static let summary = "A participant consented."
    package static let phrase = "{participant} consented to {scope}[, {how}][ (form {form})]"
    package var participant = Slug()
    package var scope = List<ConsentScope>()
    package var how: Words?
    package var form: Words?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("participant", &participant, .course(.participant))
        visitor.field("scope", &scope)
        visitor.field("how", &how)
        visitor.field("form", &form)
    }
}

package struct ConsentWithdrawn: PayloadFields {
    package static let type = EventType.consentWithdrawn
    package static let summary = "Somebody withdrew consent, whether or not they had been asked for it."
    package static let phrase = "{participant} withdrew consent ({scope})[ for {session}]"
    package var participant = Slug()
    package var scope = WithdrawalScope()
    package var session: Slug?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("participant", &participant, .course(.people))
        visitor.field("scope", &scope)
        visitor.field("session", &session, .existing(.session))
    }
}
