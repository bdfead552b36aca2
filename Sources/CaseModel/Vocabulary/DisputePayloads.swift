// The vocabulary's chapter "disputes" (DESIGN §5): each type's fields, once, in their order.

package struct DisputeRaised: PayloadFields {
    package static let type = EventType.disputeRaised
    package static let summary =
        "A disagreement came up that had to be reconciled before anything could be decided together."
    package static let phrase = "“{title}” ({dispute}) was raised about {issues} between {parties}[, over {on}]"
    package var dispute = Slug()
    package var title = Words()
    package var issues = List<Slug>()
    package var parties = List<Slug>()
    package var drivers: List<Slug>?
    package var faultlines: List<Slug>?
    package var on: Slug?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .defines(.dispute))
        visitor.field("title", &title)
        visitor.field("issues", &issues, .code(.issue))
        visitor.field("parties", &parties, .existing(.actor))
        visitor.field("drivers", &drivers, .code(.driver))
        visitor.field("faultlines", &faultlines, .code(.faultline))
        visitor.field("on", &on, .existing(.anything))
    }
}

package struct DisputeJoined: PayloadFields {
    package static let type = EventType.disputeJoined
    package static let summary = "An actor became a party to a dispute."
    package static let phrase = "{party} joined {dispute}"
    package var dispute = Slug()
    package var party = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("party", &party, .existing(.actor))
    }
}

package struct DisputeLeft: PayloadFields {
    package static let type = EventType.disputeLeft
    package static let summary = "An actor was a party no longer."
    package static let phrase = "{party} left {dispute}"
    package var dispute = Slug()
    package var party = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("party", &party, .existing(.actor))
    }
}

package struct DisputeCoded: PayloadFields {
    package static let type = EventType.disputeCoded
    package static let summary = "A dispute was found to be about more than was noted."
    package static let phrase = "{dispute} was found to be about[ {issues}][ {drivers}][ {faultlines}]"
    package var dispute = Slug()
    package var issues: List<Slug>?
    package var drivers: List<Slug>?
    package var faultlines: List<Slug>?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("issues", &issues, .code(.issue))
        visitor.field("drivers", &drivers, .code(.driver))
        visitor.field("faultlines", &faultlines, .code(.faultline))
    }
}

package struct DisputeUncoded: PayloadFields {
    package static let type = EventType.disputeUncoded
    package static let summary = "A dispute was found not to be about something noted."
    package static let phrase = "{dispute} was found not to be about[ {issues}][ {drivers}][ {faultlines}]"
    package var dispute = Slug()
    package var issues: List<Slug>?
    package var drivers: List<Slug>?
    package var faultlines: List<Slug>?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("issues", &issues, .code(.issue))
        visitor.field("drivers", &drivers, .code(.driver))
        visitor.field("faultlines", &faultlines, .code(.faultline))
    }
}

package struct DisputeDeadlocked: PayloadFields {
    package static let type = EventType.disputeDeadlocked
    package static let summary = "A dispute was blocked."
    package static let phrase = "{dispute} was deadlocked[ by {by}][: {reason}]"
    package var dispute = Slug()
    package var by: List<Slug>?
    package var reason: Prose?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("by", &by, .existing(.actor))
        visitor.field("reason", &reason)
    }
}

package struct DisputeSuspended: PayloadFields {
    package static let type = EventType.disputeSuspended
    package static let summary = "A dispute was put aside: a hiatus, a deferral."
    package static let phrase = "{dispute} was put aside[: {reason}]"
    package var dispute = Slug()
    package var reason: Prose?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("reason", &reason)
    }
}

package struct DisputeResumed: PayloadFields {
    package static let type = EventType.disputeResumed
    package static let summary = "A blocked or suspended dispute went on."
    package static let phrase = "{dispute} went on"
    package var dispute = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
    }
}

package struct StrategyEmployed: PayloadFields {
    package static let type = EventType.strategyEmployed
    package static let summary = "Somebody did something about a dispute."
    package static let phrase = "{by} used {strategy}[ on {dispute}][ towards {towards}][, by {skills}]"
    package var strategy = Slug()
    package var by = Slug()
    package var dispute: Slug?
    package var towards: List<Slug>?
    package var skills: List<Slug>?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("strategy", &strategy, .code(.strategy))
        visitor.field("by", &by, .perceiver)
        visitor.field("dispute", &dispute, .existing(.dispute))
        visitor.field("towards", &towards, .existing(.actor))
        visitor.field("skills", &skills, .code(.skill))
    }
}

package struct DisputeSettled: PayloadFields {
    package static let type = EventType.disputeSettled
    package static let summary = "A dispute was settled."
    package static let phrase = "{dispute} was settled by {how}[: {terms}][; holding out: {holdouts}]"
    package var dispute = Slug()
    package var how = SettlementMeans()
    package var terms: Prose?
    package var holdouts: List<Slug>?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("how", &how)
        visitor.field("terms", &terms)
        visitor.field("holdouts", &holdouts, .existing(.actor))
    }
}

package struct DisputeReignited: PayloadFields {
    package static let type = EventType.disputeReignited
    package static let summary = "A settled dispute came back: its next episode began."
    package static let phrase =
        "{dispute} came back[ because of {by}][, about {issues}][, between {parties}][: {reason}]"
    package var dispute = Slug()
    package var by: List<Reference>?
    package var issues: List<Slug>?
    package var parties: List<Slug>?
    package var reason: Prose?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("by", &by, .existing(.anything))
        visitor.field("issues", &issues, .code(.issue))
        visitor.field("parties", &parties, .existing(.actor))
        visitor.field("reason", &reason)
    }
}

package struct DisputeHeld: PayloadFields {
    package static let type = EventType.disputeHeld
    package static let summary = "A stirred dispute was looked at and judged not re-ignited."
    package static let phrase = "{dispute} held despite {despite}[: {reason}]"
    package var dispute = Slug()
    package var despite = List<Reference>()
    package var reason: Prose?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("despite", &despite, .existing(.anything))
        visitor.field("reason", &reason)
    }
}

package struct DisputeLinked: PayloadFields {
    package static let type = EventType.disputeLinked
    package static let summary = "A dispute relates to another."
    package static let phrase = "{dispute} {kind} {to}"
    package var dispute = Slug()
    package var to = Slug()
    package var kind = LinkKind()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("dispute", &dispute, .course(.dispute))
        visitor.field("to", &to, .touches(.dispute))
        visitor.field("kind", &kind)
    }
}
