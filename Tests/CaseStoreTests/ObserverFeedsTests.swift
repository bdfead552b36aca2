import CaseModel
import CaseStore
import EventLog
import Testing

/// Those who observe through one machine's server, each with feeds of their own.
struct ObserverFeedsTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    private func append(_ line: String, to folder: CaseFolder, as observer: String) throws -> String {
        let writer = try CaseWriter(
            folder, device: shop.device().observing(as: observer), initials: observer, onNote: { _ in })
        return try writer.append(Workshop.input([line])).feed
    }

    @Test func `each observer writes to a feed of their own, again and again`() throws {
        let folder = try shop.make("elm", Input.small)
        let first = try append(Input.note("one"), to: folder, as: "anna")
        let other = try append(Input.note("two"), to: folder, as: "bert")
        #expect(try append(Input.note("three"), to: folder, as: "anna") == first)
        #expect(first.hasPrefix("anna-") && other.hasPrefix("bert-"))
        #expect(try shop.open(folder).lineCount == 7)
    }

    @Test func `the device's own commands write to none of them, though the names are the same`() throws {
        let folder = try shop.make("elm", Input.small)
        let observed = try append(Input.note("one"), to: folder, as: "jw")
        let own = try shop.writer(folder).append(Workshop.input([Input.note("two")])).feed
        #expect(own != observed)
        #expect(try !shop.open(folder).feedNames.filter { $0.hasPrefix("jw-") }.isEmpty)
    }

    @Test func `what one observer says in private opens for the device and for the others`() throws {
        let folder = try shop.make("elm", [Input.openedForPeople])
        _ = try append(Input.note("a secret"), to: folder, as: "anna")
        for device in [shop.device(), shop.device().observing(as: "bert")] {
            let opened = try shop.open(folder, device)
            let history = try opened.history().0
            let next = try EventsAfter(CasePosition(), in: opened, limit: 10)
            let shown = next.lines.map { String(decoding: history.shown($0.line), as: UTF8.self) }
            #expect(shown.contains { $0.contains("a secret") })
            #expect(!next.lines.contains { String(decoding: $0.line, as: UTF8.self).contains("a secret") })
        }
    }
}
