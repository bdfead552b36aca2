// The vocabulary's chapter "the case" (DESIGN §5): each type's fields, once, in their order.

package struct CaseOpened: PayloadFields {
    package static let type = EventType.caseOpened
    package static let summary = "The case began. Once in a case, and its first event."
    package static let phrase = "The case “{title}” was opened"
    package var `case` = Slug()
    package var title = Label()
    package var population: Count?
    package var footprint: Prose?
    package var objectives: List<Label>?
    package var privacy: Privacy?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("case", &`case`)
        visitor.field("title", &title)
        visitor.field("population", &population)
        visitor.field("footprint", &footprint)
        visitor.field("objectives", &objectives)
        visitor.field("privacy", &privacy)
    }
}

package struct ApprovalGranted: PayloadFields {
    package static let type = EventType.approvalGranted
    package static let summary = "An ethics committee or a site approved the study."
    package static let phrase = "{by} approved the study: {scope}[ ({reference})]"
    package var approval = Slug()
    package var by = Label()
    package var scope = Words()
    package var reference: Label?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("approval", &approval, .defines(.approval))
        visitor.field("by", &by)
        visitor.field("scope", &scope)
        visitor.field("reference", &reference)
    }
}

package struct CodeDefined: PayloadFields {
    package static let type = EventType.codeDefined
    package static let summary = "A code was added to the codebook."
    package static let phrase =
        "The {kind} “{label}” ({code}) joined the codebook[, under {parents}][: {description}]"
    package var code = Slug()
    package var label = Label()
    package var kind = CodeKind()
    package var parents: List<Slug>?
    package var description: Prose?

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("code", &code, .definesCode)
        visitor.field("label", &label)
        visitor.field("kind", &kind)
        visitor.field("parents", &parents, .code(nil))
        visitor.field("description", &description)
    }
}

package struct CodeRenamed: PayloadFields {
    package static let type = EventType.codeRenamed
    package static let summary = "A code got another label."
    package static let phrase = "The code {code} was relabelled “{label}”"
    package var code = Slug()
    package var label = Label()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("code", &code, .courseOfCode)
        visitor.field("label", &label)
    }
}

package struct CodeMerged: PayloadFields {
    package static let type = EventType.codeMerged
    package static let summary = "Codes were merged into one."
    package static let phrase = "The codes {from} went up in {into}"
    package var into = Slug()
    package var from = List<Slug>()

    package init() {}

    package mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("into", &into, .code(nil))
        visitor.field("from", &from, .courseOfCode)
    }
}
