/// Something that an auditor misses.
package struct Gap: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// Something of the case cannot be read.
        case damage
        /// Nothing raises the dispute.
        case opening
        /// A turn that changed the dispute's state has no cause.
        case cause
        /// A turn has neither evidence nor sources.
        case evidence
        /// What a turn rests on was retracted.
        case retracted
        /// The line is there and cannot be read.
        case unreadable
        /// The log holds no such event, or did not by the date asked for.
        case notThere = "not-there"
        /// It could not be known by the date asked for.
        case unknown = "not-known"
        /// It had not happened by the date asked for.
        case yetToCome = "yet-to-come"
        /// No event makes the identifier known.
        case unheardOf = "unheard-of"
        /// A cause takes effect only after what it is said to have caused.
        case later
        /// An event rests on itself.
        case cycle
    }

    package let kind: Kind
    /// The turn; nil where the case itself is meant.
    package let turn: EventID?
    /// What of the turn's tree it is about, where it is not the turn itself.
    package let link: AuditLink?
    /// Where the case itself is meant.
    package let message: String?

    init(_ kind: Kind, _ turn: EventID?, _ message: String) {
        self.kind = kind
        self.turn = turn
        link = nil
        self.message = message
    }

    private init(_ kind: Kind, _ turn: EventID, _ link: AuditLink? = nil) {
        self.kind = kind
        self.turn = turn
        self.link = link
        message = nil
    }

    private static let turning: Set = [
        "dispute.raised", "dispute.deadlocked", "dispute.suspended", "dispute.resumed", "dispute.settled",
        "dispute.reignited",
    ]

    /// What is missing from a turn, and from what it rests on as far as that is told there.
    static func all(of turn: Audit.Turn, _ events: [EventID: AuditedEvent]) -> [Gap] {
        guard let event = events[turn.event], event.standing == .stands, !turn.isElsewhere, event.isTyped else {
            return []
        }
        var gaps: [Gap] = []
        let own = turn.nodes.filter { $0.depth == 1 }.map(\.link)
        if turning.contains(event.type), !own.contains(where: \.isCause) { gaps.append(Gap(.cause, turn.event)) }
        if !own.contains(where: \.isEvidence) { gaps.append(Gap(.evidence, turn.event)) }
        for node in turn.nodes {
            switch node.telling {
            case .missing(let kind): gaps.append(Gap(kind, turn.event, node.link))
            case .cycle: gaps.append(Gap(.cycle, turn.event, node.link))
            case .here, .before, .turn, .name:
                guard let id = node.event, let named = events[id] else { continue }
                if named.standing == .retracted {
                    gaps.append(Gap(.retracted, turn.event, node.link))
                } else if node.link.isCause, let of = events[node.of], named.occurred.effect > of.occurred.latest {
                    gaps.append(Gap(.later, turn.event, node.link))
                }
            }
        }
        return gaps
    }
}
