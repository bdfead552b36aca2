import CaseModel
import CaseStore
import EventLog
import TestHistories
import Testing

/// An audit of a stored case: from the lines, whole or damaged.
struct AuditAnswerTests {
    private let shop: Workshop

    init() throws { shop = try Workshop(year: 2026) }

    private func audit(_ opened: Case, _ dispute: String) throws -> (audit: Audit?, damage: [Damage]) {
        let (history, found) = try opened.history(isFresh: true)
        let damage = opened.damage + found
        let answer = try opened.audit(dispute, history, at: .max, besides: damage)
        return (answer.audit, damage + answer.damage)
    }

    @Test(arguments: [
        "public/north-west-london", "public/shropshire", "public/staffordshire", "public/nottinghamshire", "stp/willow",
        "stp/elm", "stp/oak",
    ])
    func `every dispute of a bundled history is told with its episodes, and no cause of it is lost`(
        file: String
    ) throws {
        let opened = try shop.open(shop.makeBundled("\(file).jsonl"))
        let (history, _) = try opened.history()
        let view = Viewpoint(history)
        for dispute in DisputesView(view).disputes {
            let (found, damage) = try audit(opened, view.tables.text(dispute.id))
            let audit = try #require(found)
            #expect(damage.isEmpty)
            #expect(audit.episodes.filter { $0.number > 0 }.map(\.opening) == dispute.episodes.map(\.openedBy))
            #expect(audit.gaps.allSatisfy { [.cause, .evidence].contains($0.kind) })
        }
    }

    @Test func `the public mergers lack neither a cause nor evidence`() throws {
        let opened = try shop.open(shop.makeBundled("public/north-west-london.jsonl"))
        let audit = try #require(try audit(opened, "eight-into-one").audit)
        #expect(audit.gaps.isEmpty)
        #expect(audit.episodes.map(\.turns.count) == [3, 2])
        let documents = audit.events.values.filter { $0.type == "document.collected" }
        #expect(documents.count == 4)
    }

    @Test func `facts that were kept are not asked`() throws {
        let folder = try shop.make("elm", Input.small + [Input.settled("d", "2019-02-01", "consensus")])
        let opened = try shop.open(folder)
        let (history, damage) = try opened.history()
        opened.keep(history, damage)
        let audit = try #require(try audit(opened, "d").audit)
        #expect(audit.state == "settled")
        #expect(audit.turns.count == 2)
    }

    /// The cause lies in a sealed segment, the dispute in the open one behind it.
    @Test func `a cause whose line is damaged is missing, and so is what else cannot be read`() throws {
        let folder = try shop.make("elm", Input.small.dropLast() + [Input.note("They shouted.")])
        _ = try shop.open(folder).seal { _ in }
        let cause = try #require(try shop.open(folder).lines { $0.words = ["shouted"] }.first)
        let id = try #require(try JSONParser.parse(Array(cause.utf8))["id"]?.string)
        let raised = Input.dispute("d").replacing(#""data":"#, with: #""because":["\#(id)"],"data":"#)
        _ = try shop.writer(folder).append(Workshop.input([raised]))
        let whole = try #require(try audit(shop.open(folder), "d").audit)
        #expect(whole.turns.first?.nodes.map(\.telling) == [.here])

        let sealed = try #require(shop.paths("elm.caselog").first { $0.hasSuffix("001.jsonl.lz4") })
        var bytes = try #require(try SystemFileSystem().contents("\(shop.path)/\(sealed)", sizeMax: 1 << 20))
        bytes[bytes.count / 4] ^= 0x40
        try SystemFileSystem().remove("\(shop.path)/\(sealed)")
        try shop.write(bytes, to: sealed)
        let (found, damage) = try audit(shop.open(folder), "d")
        #expect(damage.count == 1)
        let damaged = try #require(found)
        #expect(damaged.turns.first?.nodes.map(\.telling) == [.missing(.unreadable)])
        #expect(damaged.gaps.map(\.kind) == [.damage, .evidence, .unreadable])
    }
}
