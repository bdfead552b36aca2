/// The fields of one event type, listed once: the encoder, the decoder, the checks, the JSON Schema and the documents
/// all come from `visit`.
package protocol PayloadFields: Sendable, BitwiseCopyable {
    static var type: EventType { get }
    /// What an event of this type says, for people who choose one.
    static var summary: String { get }
    /// How one such event reads: `{field}` stands for a field in words, `{field:word=words|…}` for other words where it
    /// says one of those; what is in `[…]` is left out where a field in it is absent, or a list with nothing to say.
    /// Codes that the event's text names have been said.
    static var phrase: String { get }
    init()
    mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V)
}

/// Is shown each field of a payload, in the vocabulary's order; the compiler specialises it for each type.
package protocol FieldVisitor: ~Copyable, ~Escapable {
    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole)
}

extension FieldVisitor where Self: ~Copyable & ~Escapable {
    @inline(__always)
    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value) {
        field(name, &value, .plain)
    }
}

/// What the identifiers in a field have to do with the case: whether they must be known, and what the event does to
/// what they name. References are checked, and events kept with what they concern, by this alone.
package enum FieldRole: Sendable, Equatable {
    case plain
    /// The identifier becomes known by this event, which begins its course.
    case defines(EntityKind)
    /// The event is part of the course of what is named: it changes or ends it.
    case course(EntityKinds)
    /// The event is about what is named, without changing it.
    case touches(EntityKinds)
    /// What is named is known already, as one of these kinds.
    case existing(EntityKinds)
    /// An actor, or `researcher`.
    case perceiver
    case definesCode
    case courseOfCode
    /// The codes are known already, of this kind where one is given.
    case code(CodeKind?)
    /// Events of the case.
    case events
    /// The event whose codes are changed.
    case coded

    /// The kinds that an identifier in this field may be, if it must be known.
    package var kinds: EntityKinds? {
        switch self {
        case .course(let kinds), .touches(let kinds), .existing(let kinds): kinds
        case .perceiver: .actor
        case .plain, .defines, .definesCode, .courseOfCode, .code, .events, .coded: nil
        }
    }
}

/// What an identifier of the case stands for.
package enum EntityKind: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    case approval, person, participant, session, document, organisation, group, body, proposal, decision, stake
    case offset, dispute
}

/// Some of the kinds, as a field accepts them.
package struct EntityKinds: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package init(_ kind: EntityKind) { rawValue = 1 << UInt16(kind.rawValue) }

    package static let participant = EntityKinds(.participant)
    /// Somebody, recruited or not.
    package static let people: EntityKinds = [EntityKinds(.person), participant]
    package static let session = EntityKinds(.session)
    package static let organisation = EntityKinds(.organisation)
    package static let group = EntityKinds(.group)
    package static let body = EntityKinds(.body)
    package static let proposal = EntityKinds(.proposal)
    package static let stake = EntityKinds(.stake)
    package static let offset = EntityKinds(.offset)
    package static let dispute = EntityKinds(.dispute)
    /// Participants, persons, organisations, groups and bodies.
    package static let actor: EntityKinds = [
        EntityKinds(.person), participant, organisation, group, body,
    ]
    /// What can be learnt from: sessions and documents.
    package static let source: EntityKinds = [session, EntityKinds(.document)]
    /// What people take positions on.
    package static let debatable: EntityKinds = [proposal, dispute, EntityKinds(.decision)]
    package static let anything = EntityKinds(rawValue: .max)
}
