// The vocabulary's chapter "organisations and groups" (DESIGN §5): each type's fields, once, in their order.

package struct OrganisationRegistered: PayloadFields {
    package static let type = EventType.organisationRegistered
    package static let summary = "An organisation exists."
    package static let phrase = "{name} ({organisation}) was there ({sector}[, {kind}])"
    package var organisation = Slug()
    package var name = Label()
    package var sector = Sector()
    package var kind: Label?
    package var identifiers: TextMap?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("organisation", &organisation, .defines(.organisation))
        visitor.field("name", &name)
        visitor.field("sector", &sector)
        visitor.field("kind", &kind)
        visitor.field("identifiers", &identifiers)
    }
}

package struct OrganisationRenamed: PayloadFields {
    package static let type = EventType.organisationRenamed
    package static let summary = "An organisation got another name."
    package static let phrase = "{organisation} was renamed “{name}”"
    package var organisation = Slug()
    package var name = Label()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("organisation", &organisation, .course(.organisation))
        visitor.field("name", &name)
    }
}

package struct OrganisationRecoded: PayloadFields {
    package static let type = EventType.organisationRecoded
    package static let summary = "An organisation got other published codes."
    package static let phrase = "{organisation} got the codes {identifiers}"
    package var organisation = Slug()
    package var identifiers = TextMap()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("organisation", &organisation, .course(.organisation))
        visitor.field("identifiers", &identifiers)
    }
}

package struct OrganisationMerged: PayloadFields {
    package static let type = EventType.organisationMerged
    package static let summary = "Organisations went up in one that exists already."
    package static let phrase = "{from} merged into {into}"
    package var into = Slug()
    package var from = List<Slug>()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("into", &into, .touches(.organisation))
        visitor.field("from", &from, .course(.organisation))
    }
}

package struct OrganisationSplit: PayloadFields {
    package static let type = EventType.organisationSplit
    package static let summary = "An organisation was divided among others that exist already."
    package static let phrase = "{organisation} was split among {into}"
    package var organisation = Slug()
    package var into = List<Slug>()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("organisation", &organisation, .course(.organisation))
        visitor.field("into", &into, .touches(.organisation))
    }
}

package struct OrganisationDissolved: PayloadFields {
    package static let type = EventType.organisationDissolved
    package static let summary = "An organisation ceased to exist."
    package static let phrase = "{organisation} was dissolved"
    package var organisation = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("organisation", &organisation, .course(.organisation))
    }
}

package struct GroupIdentified: PayloadFields {
    package static let type = EventType.groupIdentified
    package static let summary = "People who act as a group, without being an organisation."
    package static let phrase = "{name} ({group}) acted as a group[ ({kind})][ within {within}]"
    package var group = Slug()
    package var name = Label()
    package var kind: GroupKind?
    package var sector: Sector?
    package var within: Slug?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("group", &group, .defines(.group))
        visitor.field("name", &name)
        visitor.field("kind", &kind)
        visitor.field("sector", &sector)
        visitor.field("within", &within, .existing(.actor))
    }
}

package struct GroupDissolved: PayloadFields {
    package static let type = EventType.groupDissolved
    package static let summary = "A group ceased to exist."
    package static let phrase = "{group} dissolved"
    package var group = Slug()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("group", &group, .course(.group))
    }
}
