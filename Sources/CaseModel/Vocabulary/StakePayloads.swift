// The vocabulary's chapter "stakes and offsets" (DESIGN §5): each type's fields, once, in their order.

package struct StakePerceived: PayloadFields {
    package static let type = EventType.stakePerceived
    package static let summary = "An actor was seen to gain or to lose through something."
    package static let phrase =
        "{by} saw {direction:gain=a gain|loss=a loss|neither=neither gain nor loss} of {dimension} for {actor} "
        + "through {on}[, {horizon}][, {phase}][, weight {weight}]"
    package var stake = Slug()
    package var actor = Slug()
    package var on = Slug()
    package var direction = StakeDirection()
    package var dimension = StakeDimension()
    package var by = Slug()
    package var horizon: Horizon?
    package var phase: StakePhase?
    package var weight: Weight?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("stake", &stake, .defines(.stake))
        visitor.field("actor", &actor, .existing(.actor))
        visitor.field("on", &on, .touches(.anything))
        visitor.field("direction", &direction)
        visitor.field("dimension", &dimension)
        visitor.field("by", &by, .perceiver)
        visitor.field("horizon", &horizon)
        visitor.field("phase", &phase)
        visitor.field("weight", &weight)
    }
}

package struct StakeRevised: PayloadFields {
    package static let type = EventType.stakeRevised
    package static let summary =
        "The perceiver of a stake changed their mind (a mistaken record is corrected instead)."
    package static let phrase =
        "{by} changed their mind about {stake}[: {direction:neither=neither gain nor loss}][, {horizon}][, {phase}]"
        + "[, weight {weight}]"
    package var stake = Slug()
    package var by = Slug()
    package var direction: StakeDirection?
    package var horizon: Horizon?
    package var phase: StakePhase?
    package var weight: Weight?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("stake", &stake, .course(.stake))
        visitor.field("by", &by, .perceiver)
        visitor.field("direction", &direction)
        visitor.field("horizon", &horizon)
        visitor.field("phase", &phase)
        visitor.field("weight", &weight)
    }
}

package struct OffsetOffered: PayloadFields {
    package static let type = EventType.offsetOffered
    package static let summary = "Something was offered against losses or opposition."
    package static let phrase =
        "{to} was offered {form} ({offset}) against {for}[ by {by}][, in return for {in_return}]"
    package var offset = Slug()
    package var to = Slug()
    package var `for` = List<Reference>()
    package var form = OffsetForm()
    package var by: Slug?
    package var inReturn: Prose?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("offset", &offset, .defines(.offset))
        visitor.field("to", &to, .existing(.actor))
        visitor.field("for", &`for`, .touches(.stake))
        visitor.field("form", &form)
        visitor.field("by", &by, .existing(.actor))
        visitor.field("in_return", &inReturn)
    }
}

package struct OffsetAccepted: PayloadFields {
    package static let type = EventType.offsetAccepted
    package static let summary = "An offset was accepted."
    package static let phrase = "{offset} was accepted"
    package var offset = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("offset", &offset, .course(.offset))
    }
}

package struct OffsetDeclined: PayloadFields {
    package static let type = EventType.offsetDeclined
    package static let summary = "An offset was declined."
    package static let phrase = "{offset} was declined"
    package var offset = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("offset", &offset, .course(.offset))
    }
}

package struct OffsetKept: PayloadFields {
    package static let type = EventType.offsetKept
    package static let summary = "What was offered was given."
    package static let phrase = "{offset} was kept"
    package var offset = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("offset", &offset, .course(.offset))
    }
}

package struct OffsetBroken: PayloadFields {
    package static let type = EventType.offsetBroken
    package static let summary = "What was offered was not given."
    package static let phrase = "{offset} was broken"
    package var offset = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("offset", &offset, .course(.offset))
    }
}
