// The vocabulary's chapter "governance" (DESIGN §5): each type's fields, once, in their order.

package struct BodyEstablished: PayloadFields {
    package static let type = EventType.bodyEstablished
    package static let summary = "A body was set up."
    package static let phrase = "{name} ({body}) was established ({kind})[ under {parent}]"
    package var body = Slug()
    package var name = Label()
    package var kind = BodyKind()
    package var parent: Slug?
    package var statutory: Bool?
    package var identifiers: TextMap?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("body", &body, .defines(.body))
        visitor.field("name", &name)
        visitor.field("kind", &kind)
        visitor.field("parent", &parent, .existing(.actor))
        visitor.field("statutory", &statutory)
        visitor.field("identifiers", &identifiers)
    }
}

package struct BodyRenamed: PayloadFields {
    package static let type = EventType.bodyRenamed
    package static let summary = "A body got another name."
    package static let phrase = "{body} was renamed “{name}”"
    package var body = Slug()
    package var name = Label()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("body", &body, .course(.body))
        visitor.field("name", &name)
    }
}

package struct BodyRecoded: PayloadFields {
    package static let type = EventType.bodyRecoded
    package static let summary = "A body got other published codes."
    package static let phrase = "{body} got the codes {identifiers}"
    package var body = Slug()
    package var identifiers = TextMap()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("body", &body, .course(.body))
        visitor.field("identifiers", &identifiers)
    }
}

package struct BodyMerged: PayloadFields {
    package static let type = EventType.bodyMerged
    package static let summary = "Bodies went up in one that exists already."
    package static let phrase = "{from} merged into {into}"
    package var into = Slug()
    package var from = List<Slug>()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("into", &into, .touches(.body))
        visitor.field("from", &from, .course(.body))
    }
}

package struct BodyDissolved: PayloadFields {
    package static let type = EventType.bodyDissolved
    package static let summary = "A body ceased to exist."
    package static let phrase = "{body} was dissolved"
    package var body = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("body", &body, .course(.body))
    }
}

package struct MembershipBegan: PayloadFields {
    package static let type = EventType.membershipBegan
    package static let summary = "An actor became a member of another."
    package static let phrase = "{member} became a member of {of}[ ({capacity})]"
    package var member = Slug()
    package var of = Slug()
    package var capacity: Words?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("member", &member, .existing(.actor))
        visitor.field("of", &of, .existing(.actor))
        visitor.field("capacity", &capacity)
    }
}

package struct MembershipEnded: PayloadFields {
    package static let type = EventType.membershipEnded
    package static let summary = "A membership ended."
    package static let phrase = "{member} ceased to be a member of {of}"
    package var member = Slug()
    package var of = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("member", &member, .existing(.actor))
        visitor.field("of", &of, .existing(.actor))
    }
}

package struct RoleAssumed: PayloadFields {
    package static let type = EventType.roleAssumed
    package static let summary = "An actor took up a role."
    package static let phrase = "{holder} took up the role {role} at {at}[ (“{title}”)][, {style}][, {tenure}]"
    package var role = Slug()
    package var holder = Slug()
    package var at = Slug()
    package var title: Words?
    package var style: RoleStyle?
    package var tenure: RoleTenure?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("role", &role)
        visitor.field("holder", &holder, .existing(.actor))
        visitor.field("at", &at, .existing(.actor))
        visitor.field("title", &title)
        visitor.field("style", &style)
        visitor.field("tenure", &tenure)
    }
}

package struct RoleLeft: PayloadFields {
    package static let type = EventType.roleLeft
    package static let summary = "An actor gave up a role."
    package static let phrase = "{holder} gave up the role {role} at {at}"
    package var role = Slug()
    package var holder = Slug()
    package var at = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("role", &role)
        visitor.field("holder", &holder, .existing(.actor))
        visitor.field("at", &at, .existing(.actor))
    }
}

package struct AuthorityConferred: PayloadFields {
    package static let type = EventType.authorityConferred
    package static let summary = "An actor was given authority."
    package static let phrase = "{on} was given {basis} authority[ over {over}][ by {by}]"
    package var on = Slug()
    package var basis = AuthorityBasis()
    package var over: Label?
    package var by: Slug?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("on", &on, .existing(.actor))
        visitor.field("basis", &basis)
        visitor.field("over", &over)
        visitor.field("by", &by, .existing(.actor))
    }
}

package struct AuthorityEnded: PayloadFields {
    package static let type = EventType.authorityEnded
    package static let summary = "An authority ended."
    package static let phrase = "The {basis} authority of {on} ended"
    package var on = Slug()
    package var basis = AuthorityBasis()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("on", &on, .existing(.actor))
        visitor.field("basis", &basis)
    }
}

package struct AccountabilitySet: PayloadFields {
    package static let type = EventType.accountabilitySet
    package static let summary = "One actor became accountable to another."
    package static let phrase = "{from} became accountable to {to} ({kind}[, {clarity}])[ for {for}][, by {by}]"
    package var from = Slug()
    package var to = Slug()
    package var kind = AccountabilityKind()
    package var `for`: Label?
    package var clarity: Clarity?
    package var by: Slug?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("from", &from, .existing(.actor))
        visitor.field("to", &to, .existing(.actor))
        visitor.field("kind", &kind)
        visitor.field("for", &`for`)
        visitor.field("clarity", &clarity)
        visitor.field("by", &by, .existing(.actor))
    }
}

package struct AccountabilityEnded: PayloadFields {
    package static let type = EventType.accountabilityEnded
    package static let summary = "A line of accountability ended."
    package static let phrase = "{from} ceased to be accountable to {to} ({kind})"
    package var from = Slug()
    package var to = Slug()
    package var kind = AccountabilityKind()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("from", &from, .existing(.actor))
        visitor.field("to", &to, .existing(.actor))
        visitor.field("kind", &kind)
    }
}

package struct InfluencePerceived: PayloadFields {
    package static let type = EventType.influencePerceived
    package static let summary =
        "An actor was seen as influential or not. The newest for an actor, arena and perceiver stands."
    package static let phrase = "{by} saw {actor} as {standing}[ in {arena}][, for {basis}]"
    package var actor = Slug()
    package var standing = Standing()
    package var basis: List<InfluenceBasis>?
    package var arena: Label?
    package var by = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("actor", &actor, .existing(.actor))
        visitor.field("standing", &standing)
        visitor.field("basis", &basis)
        visitor.field("arena", &arena)
        visitor.field("by", &by, .perceiver)
    }
}
