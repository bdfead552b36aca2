package import CaseModel
import EventLog

/// Which events of a case are deposited, and why the others are not.
///
/// Of each line it holds one byte.
package struct DepositChoice: Sendable {
    /// What one line is judged as; what was not met at all was retracted.
    private enum Mark {
        static let unmet: UInt8 = 255
        static let deposited: UInt8 = 254
    }

    private struct Found: Sendable {
        let id: EventID
        let withheld: Withheld?
        /// The events that it is about.
        let about: [EventID]
    }

    /// By feed and sequence.
    private var marks: [[UInt8]]
    let judge: DepositJudge

    /// Judges every line.
    ///
    /// - Parameter history: of everything recorded.
    /// - Throws: `CaseError` where the case cannot be read as a whole.
    package init(
        _ opened: Case, _ history: CaseHistory, onLines: @escaping @Sendable (UInt64) -> Void = { _ in }
    ) throws {
        var consents = ArchiveConsents(history)
        let presence = try opened.reading().scan(history) { history, frame, feed in
            history.standing(in: frame.bytes, feed: feed, firstSequence: frame.firstSequence)
                .compactMap(ArchiveConsents.presence)
        }
        for (session, people) in presence.found { consents.note(people, at: session) }
        let judge = DepositJudge(consents, history, opened.texts)
        let (found, damage) = try opened.reading().scan(history, onLines) { history, frame, feed in
            history.standing(in: frame.bytes, feed: feed, firstSequence: frame.firstSequence).map { line in
                switch judge.judge(line) {
                case .withheld(let reason): Found(id: line.id, withheld: reason, about: [])
                case .deposited: Found(id: line.id, withheld: nil, about: line.named.events)
                }
            }
        }
        if let damage = (presence.damage + damage).first { throw EventLogError(.damaged, damage.message) }
        self.judge = judge
        marks = opened.snapshots.map { [UInt8](repeating: Mark.unmet, count: Int($0.lastSequence)) }
        for one in found { self[one.id] = one.withheld?.rawValue ?? Mark.deposited }
        follow(found)
    }

    /// Keeps back what is about something that is kept back, and what is about that.
    private mutating func follow(_ found: [Found]) {
        var tellers: [EventID: [EventID]] = [:]
        var next: [EventID] = []
        for one in found where !one.about.isEmpty {
            for event in one.about where isLine(event) { tellers[event, default: []].append(one.id) }
        }
        for event in tellers.keys where self[event] != Mark.deposited { next.append(event) }
        while let event = next.popLast() {
            for teller in tellers[event] ?? [] where self[teller] == Mark.deposited {
                self[teller] = Withheld.about.rawValue
                next.append(teller)
            }
        }
    }

    private func isLine(_ id: EventID) -> Bool {
        id.feed < marks.count && id.sequence >= 1 && id.sequence <= marks[id.feed].count
    }

    private subscript(id: EventID) -> UInt8 {
        get { marks[id.feed][Int(id.sequence) - 1] }
        set { marks[id.feed][Int(id.sequence) - 1] = newValue }
    }

    package func isDeposited(_ id: EventID) -> Bool { self[id] == Mark.deposited }

    package var depositedCount: Int { marks.reduce(0) { $0 + $1.count { $0 == Mark.deposited } } }

    /// How many events are kept back, by reason.
    package var withheldCounts: [Withheld: Int] {
        var counts: [Withheld: Int] = [:]
        for mark in marks.joined() where mark != Mark.deposited {
            counts[Withheld(rawValue: mark) ?? .retracted, default: 0] += 1
        }
        return counts
    }
}
