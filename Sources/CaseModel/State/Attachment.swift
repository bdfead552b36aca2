/// Where an event leaves its mark in the state: which thing's course it is part of, and which things it touches.
///
/// This mapping is all that `evolve` knows about types. It is the same for adding an event and for taking it out again
/// (a correction, a retraction), which is why events may arrive in any order.
enum Attachment {
    /// The event makes an identifier known.
    case defines(Symbol, EntityKind)
    /// The event is part of the course of the thing: its beginning, a change, its end.
    case course(Symbol)
    /// The event is about the thing without changing it: a position, a decision, a stake, a link.
    case touches(Symbol)
    case code(Symbol)
    case tie(TieKey)
    case coding(EventID)
    /// The event offers something against a position that was taken.
    case answersPosition(EventID)
    case influence
    case caseItself

    /// The course that the event is filed in.
    var courseKey: CourseKey? {
        switch self {
        case .defines: nil
        case .course(let symbol): .thing(symbol)
        case .touches(let symbol): .touching(symbol)
        case .code(let symbol): .code(symbol)
        case .tie(let key): .tie(key)
        case .coding(let id): .coding(id)
        case .answersPosition(let id): .answersPosition(id)
        case .influence: .influence
        case .caseItself: .caseItself
        }
    }
}

/// What a relation between actors is identified by: at most one of each stands at a time.
package struct TieKey: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        case membership, role, authority, accountability
    }

    package let kind: Kind
    /// Member, holder, the one with authority, the accountable.
    package let actor: Symbol
    /// Of what, at what, to whom; the empty symbol for authority.
    package let other: Symbol
    /// The role; or the word for the basis of an authority or the kind of an accountability.
    package let quality: UInt32
}

extension Event {
    /// Calls `body` with each place in the state where this event belongs.
    func forEachAttachment(in lists: Grown<UInt64>, _ body: (Attachment) -> Void) {
        switch payload {
        case .caseOpened: body(.caseItself)
        case .influencePerceived: body(.influence)
        default: if let tieKey { body(.tie(tieKey)) }
        }
        withoutActuallyEscaping(body) { body in
            var visitor = AttachmentVisitor(lists: lists, body: body)
            var payload = payload
            payload.visit(&visitor)
        }
    }

    /// The relation that this event begins or ends.
    var tieKey: TieKey? {
        switch payload {
        case .membershipBegan(let p): Self.membership(p.member, p.of)
        case .membershipEnded(let p): Self.membership(p.member, p.of)
        case .roleAssumed(let p): Self.role(p.role, p.holder, p.at)
        case .roleLeft(let p): Self.role(p.role, p.holder, p.at)
        case .authorityConferred(let p): Self.authority(p.on, p.basis)
        case .authorityEnded(let p): Self.authority(p.on, p.basis)
        case .accountabilitySet(let p): Self.accountability(p.from, p.to, p.kind)
        case .accountabilityEnded(let p): Self.accountability(p.from, p.to, p.kind)
        default: nil
        }
    }

    private static func membership(_ member: Slug, _ of: Slug) -> TieKey {
        TieKey(kind: .membership, actor: member.symbol, other: of.symbol, quality: 0)
    }

    private static func role(_ role: Slug, _ holder: Slug, _ at: Slug) -> TieKey {
        TieKey(kind: .role, actor: holder.symbol, other: at.symbol, quality: role.symbol.index)
    }

    private static func authority(_ on: Slug, _ basis: AuthorityBasis) -> TieKey {
        TieKey(kind: .authority, actor: on.symbol, other: .empty, quality: UInt32(basis.word))
    }

    private static func accountability(_ from: Slug, _ to: Slug, _ kind: AccountabilityKind) -> TieKey {
        TieKey(kind: .accountability, actor: from.symbol, other: to.symbol, quality: UInt32(kind.word))
    }
}

extension Payload {
    /// Whether an event says nothing that changes or concerns the course of a thing: most events of a case are
    /// evidence, and are not looked at field by field only to find that. Few views ask for them: see `LineLookup`.
    var isFiledNowhere: Bool {
        switch self {
        case .observationNoted, .excerptRecorded, .memoWritten, .attendanceNoted, .strategyEmployed, .eventCorrected,
            .eventRetracted, .opaque:
            true
        default: false
        }
    }
}

extension EventType {
    private static let filedNowhere = allCases.map { Payload($0).isFiledNowhere }

    /// See `Payload.isFiledNowhere`.
    var isFiledNowhere: Bool { Self.filedNowhere[Self.table.ordinal(of: self)] }
}

/// Finds an event's attachments in the roles of its fields.
private struct AttachmentVisitor: FieldVisitor {
    let lists: Grown<UInt64>
    let body: (Attachment) -> Void

    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        switch role {
        case .defines(let kind):
            value.forEachReference(in: lists) { reference in
                guard case .identifier(let symbol) = reference else { return }
                body(.defines(symbol, kind))
                body(.course(symbol))
            }
        case .course: value.forEachReference(in: lists) { if case .identifier(let it) = $0 { body(.course(it)) } }
        case .touches:
            value.forEachReference(in: lists) { reference in
                switch reference {
                case .identifier(let symbol): body(.touches(symbol))
                case .event(let id): body(.answersPosition(id))
                }
            }
        case .definesCode, .courseOfCode:
            value.forEachReference(in: lists) { if case .identifier(let it) = $0 { body(.code(it)) } }
        case .coded: value.forEachReference(in: lists) { if case .event(let id) = $0 { body(.coding(id)) } }
        case .plain, .existing, .perceiver, .code, .events: break
        }
    }
}
