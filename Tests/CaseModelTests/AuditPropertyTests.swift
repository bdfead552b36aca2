import CaseModel
import Sampling
import TestHistories
import Testing

/// Audits of histories that nobody would write, against the plain replay.
struct AuditPropertyTests {
    private static let disputes = ["dispute-1", "dispute-2", "dispute-3", "dispute-4"]

    private static let questions: [(at: String?, known: String?, recorded: String?)] = [
        (nil, nil, nil), ("2019", nil, nil), (nil, "2019-06", nil), (nil, nil, "2019-03"), ("2018", "2020", "2019-09"),
    ]

    @Test(arguments: 1...sampled(4, whole: 12))
    func `every event that is filed under a dispute is a turn once, and every cause is there`(seed: UInt64) throws {
        let feeds = HistoryMaker.feeds(seed: seed, count: 300)
        for question in Self.questions {
            let plain = PlainCase(
                feeds, at: Self.instant(question.at), known: Self.instant(question.known),
                recorded: Self.instant(question.recorded))
            let audits = Audits(feeds, at: question.at, known: question.known, recorded: question.recorded)
            let tables = audits.tables
            for dispute in Self.disputes {
                guard let audit = audits.audit(dispute) else {
                    #expect(plain.turns(of: dispute).isEmpty)
                    continue
                }
                let told = audit.turns.map { tables.text($0.event) }
                #expect(Set(told).count == told.count)
                let own = audit.turns.filter { turn in
                    let event = audit.events[turn.event]
                    return event?.standing == .stands && event?.isTyped == true && !turn.isElsewhere
                }
                let expected = plain.turns(of: dispute)
                #expect(Set(expected).isSubset(of: own.map { tables.text($0.event) }))
                let besides = own.filter { !expected.contains(tables.text($0.event)) }
                #expect(!besides.contains { !$0.isStirring })
                Self.check(audit, tables, feeds)
            }
        }
    }

    private static func instant(_ text: String?) -> Instant { text.flatMap { QueryTime($0) }?.latest ?? .max }

    /// Every event is told once, and whatever is referred to is told or missing for a reason.
    private static func check(_ audit: Audit, _ tables: Tables, _ feeds: [TestFeed]) {
        var told = Set(audit.turns.map(\.event))
        for turn in audit.turns {
            for node in turn.nodes {
                switch (node.telling, node.event) {
                case (.here, let id?): #expect(told.insert(id).inserted && audit.events[id] != nil)
                case (.before, let id?), (.turn, let id?), (.cycle, let id?): #expect(told.contains(id))
                case (.missing(.notThere), let id?):
                    let isThere = id.feed < feeds.count && id.sequence <= UInt64(feeds[id.feed].lines.count)
                    let event = isThere ? try? JSONParser.parse(feeds[id.feed].lines[Int(id.sequence) - 1]) : nil
                    #expect(event == nil || audit.events[id] == nil)
                case (.missing, _), (.name, nil): break
                default: Issue.record("\(node) is told in no way that it can be")
                }
                #expect(node.of == turn.event || told.contains(node.of))
            }
        }
    }

    @Test(arguments: 13...24)
    func `the episodes, and what stirs the dispute, are those of the view`(seed: UInt64) throws {
        let feeds = HistoryMaker.feeds(seed: seed, count: 300)
        let view = Viewpoint(CaseHistory.of(feeds))
        let audits = Audits(feeds)
        for dispute in DisputesView(view).disputes {
            let audit = try #require(audits.audit(view.tables.text(dispute.id)))
            let episodes = audit.episodes.filter { $0.number > 0 }
            #expect(audit.state == dispute.state)
            #expect(episodes.map(\.opening) == dispute.episodes.map(\.openedBy))
            #expect(episodes.map(\.settlement) == dispute.episodes.map { $0.settlement?.by })
            let stirring = audit.turns.filter(\.isStirring).map(\.event)
            #expect(Set(dispute.stirredBy).isSubset(of: stirring))
        }
    }
}
