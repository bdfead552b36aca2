// The vocabulary's chapter "proposals, positions and decisions" (DESIGN §5): each type's fields, once, in their order.

package struct ProposalTabled: PayloadFields {
    package static let type = EventType.proposalTabled
    package static let summary = "A change was proposed."
    package static let phrase = "“{title}” ({proposal}) was proposed[ by {by}][ to {body}][, on {issue}]"
    package var proposal = Slug()
    package var title = Words()
    package var by: List<Slug>?
    package var issue: Slug?
    package var body: Slug?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("proposal", &proposal, .defines(.proposal))
        visitor.field("title", &title)
        visitor.field("by", &by, .existing(.actor))
        visitor.field("issue", &issue, .code(.issue))
        visitor.field("body", &body, .existing(.actor))
    }
}

package struct ProposalRevised: PayloadFields {
    package static let type = EventType.proposalRevised
    package static let summary = "A proposal was changed, explained or brought again."
    package static let phrase = "{proposal} was revised ({change})[: {text}]"
    package var proposal = Slug()
    package var change = RevisionKind()
    package var text: Prose?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("proposal", &proposal, .course(.proposal))
        visitor.field("change", &change)
        visitor.field("text", &text)
    }
}

package struct ProposalEnacted: PayloadFields {
    package static let type = EventType.proposalEnacted
    package static let summary = "A proposal was carried out."
    package static let phrase = "{proposal} was carried out"
    package var proposal = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("proposal", &proposal, .course(.proposal))
    }
}

package struct PositionTaken: PayloadFields {
    package static let type = EventType.positionTaken
    package static let summary = "An actor took a stand. The newest of an actor on a thing stands."
    package static let phrase = "{actor} on {on}: {stance}[ ({condition})][; {meaning}]"
    package var actor = Slug()
    package var on = Slug()
    package var stance = Stance()
    package var condition: Prose?
    package var meaning: Prose?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("actor", &actor, .existing(.actor))
        visitor.field("on", &on, .touches(.debatable))
        visitor.field("stance", &stance)
        visitor.field("condition", &condition)
        visitor.field("meaning", &meaning)
    }
}

package struct DecisionMade: PayloadFields {
    package static let type = EventType.decisionMade
    package static let summary = "Something was decided."
    package static let phrase =
        "{on} was decided: {outcome}[ by {by}][, {how}][; {tally}][; conditions: {conditions}][; planned {planned}]"
    package var decision = Slug()
    package var on = Slug()
    package var outcome = DecisionOutcome()
    package var by: List<Slug>?
    package var how: DecisionMethod?
    package var tally: Tally?
    package var conditions: Prose?
    package var planned: EDTF?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("decision", &decision, .defines(.decision))
        visitor.field("on", &on, .touches(.anything))
        visitor.field("outcome", &outcome)
        visitor.field("by", &by, .existing(.actor))
        visitor.field("how", &how)
        visitor.field("tally", &tally)
        visitor.field("conditions", &conditions)
        visitor.field("planned", &planned)
    }
}
