/// How a dispute came, went and came back: each turn, with what led to it followed back to what was observed.
///
/// It is worked out from the lines of the log alone, corrected and uncorrected, so that whoever doubts a view can see
/// what the view rests on.
package struct Audit: Sendable {
    /// Gets the stored lines of events, which it is asked for in order, without LF; nothing for those that cannot be
    /// read.
    package typealias Fetch = (_ events: [EventID], _ take: (EventID, [UInt8]) -> Void) throws -> Void

    package struct Episode: Sendable {
        /// From 1; 0 for turns before the dispute was raised.
        package let number: Int
        package fileprivate(set) var opening: EventID?
        package fileprivate(set) var settlement: EventID?
        package fileprivate(set) var turns: [Turn] = []
    }

    package struct Turn: Sendable {
        /// From 1, through all episodes.
        package let number: Int
        package let event: EventID
        /// What the dispute was from then on, where the turn changed that.
        package let state: String?
        /// Whether it touched the dispute while that was settled.
        package let isStirring: Bool
        /// Whether a correction made it a turn of something else.
        package let isElsewhere: Bool
        /// Why it does not fit what was before, so that it changed nothing.
        package let contradiction: String?
        /// What it rests on: a tree, each event before what that rests on in turn.
        package fileprivate(set) var nodes: [Node] = []
        /// Of what it rests on, what could be known only after it had happened.
        package fileprivate(set) var knownLater: [EventID] = []
        /// A turn that happened later and stood in the log before this one.
        package fileprivate(set) var enteredBehind: EventID?
    }

    /// A place in the tree of what a turn rests on.
    package struct Node: Sendable {
        package enum Telling: Sendable, Equatable {
            /// The event is told here, and what it rests on in the nodes behind it.
            case here
            /// It is a turn itself, of this number.
            case turn(Int)
            /// It was told before, under the turn of this number.
            case before(Int)
            /// It rests on itself.
            case cycle
            /// An actor, or something else that is told by its name.
            case name
            /// There is nothing to tell, or nothing that counts.
            case missing(Gap.Kind)
        }

        /// The event whose line names it.
        package let of: EventID
        package let link: AuditLink
        /// 1 for what the turn itself names.
        package let depth: Int
        package let telling: Telling

        package var event: EventID? { if case .event(let id) = link.target { id } else { nil } }
    }

    /// Lines of a feed that cannot be read.
    package struct Loss: Sendable {
        let feed: String
        let lines: ClosedRange<UInt64>?
        let message: String

        /// - Parameter lines: nil where none is lost.
        package init(feed: String, lines: ClosedRange<UInt64>?, _ message: String) {
            self.feed = feed
            self.lines = lines
            self.message = message
        }
    }

    package let dispute: Symbol
    package let state: String
    /// Those of the history, and what the lines name besides.
    package let tables: Tables
    package private(set) var episodes: [Episode] = []
    /// Everything that is told, by id.
    package let events: [EventID: AuditedEvent]
    /// What is not there and should be, in the order of the turns.
    package private(set) var gaps: [Gap] = []

    package var turns: [Turn] { episodes.flatMap(\.turns) }

    /// - Parameters:
    ///   - found: what `CaseHistory.turns(of:in:feed:firstSequence:)` finds in all frames.
    ///   - history: read from the lines, not from facts that were kept.
    ///   - whole: everything that was recorded, for whether words may be quoted: consent counts as it stands today.
    ///   - losses: what of the case cannot be read.
    /// - Returns: nil when the case knows no such dispute.
    package init?(
        of name: String, turns found: [EventID], in history: CaseHistory, at: Instant = .max,
        quoting whole: CaseHistory,
        losses: [Loss] = [],
        fetch: Fetch
    ) rethrows {
        guard let dispute = history.tables.names.find(name),
            !found.isEmpty || history.state.kinds(dispute).contains(.dispute)
        else { return nil }
        var history = history
        let view = Viewpoint(history, at: at)
        let course = AuditCourse(dispute, view)
        let reading = try AuditReading(
            Array(Set(found).union(course.stirring)), following: AuditLinks(dispute, view), &history,
            quoting: whole, fetch)
        self.dispute = dispute
        state = course.state
        events = reading.events.filter { $0.value.counts }
        tables = history.tables
        let turns = course.turns(Set(found), among: events) { event in
            history.isTurn(event.line, event.id, of: dispute)
        }
        episodes = Self.episodes(turns)
        tellTurns(AuditTree(reading, view, losses, turns.map(\.turn.event), tables))
        gaps = losses.map { Gap(.damage, nil, $0.message) }
        if !episodes.contains(where: { $0.number > 0 }), !turns.isEmpty {
            gaps.append(Gap(.opening, nil, "Nothing that counts raises the dispute."))
        }
        for turn in self.turns { gaps += Gap.all(of: turn, events) }
    }

    private static func episodes(_ turns: [(episode: Int, turn: Turn)]) -> [Episode] {
        var episodes: [Episode] = []
        for (number, turn) in turns {
            if episodes.last?.number != number { episodes.append(Episode(number: number)) }
            let last = episodes.count - 1
            if number > 0, episodes[last].opening == nil, turn.state == "open" { episodes[last].opening = turn.event }
            if turn.state == "settled" { episodes[last].settlement = turn.event }
            episodes[last].turns.append(turn)
        }
        return episodes
    }

    /// Adds to each turn what it rests on, and what was known and recorded too late.
    private mutating func tellTurns(_ tree: consuming AuditTree) {
        // From the last turn on: the earliest recording among those that follow.
        var earliest: AuditedEvent?
        for episode in episodes.indices.reversed() {
            for turn in episodes[episode].turns.indices.reversed() {
                guard let event = events[episodes[episode].turns[turn].event] else { continue }
                if let earliest, earliest.recorded < event.recorded {
                    episodes[episode].turns[turn].enteredBehind = earliest.id
                } else {
                    earliest = event
                }
            }
        }
        for episode in episodes.indices {
            for turn in episodes[episode].turns.indices {
                let id = episodes[episode].turns[turn].event
                let nodes = tree.nodes(below: id)
                episodes[episode].turns[turn].nodes = nodes
                guard let happened = events[id]?.occurred.latest else { continue }
                var seen: Set<EventID> = []
                episodes[episode].turns[turn].knownLater = nodes.compactMap(\.event).filter { id in
                    (events[id]?.known ?? .min) > happened && seen.insert(id).inserted
                }
            }
        }
    }
}
