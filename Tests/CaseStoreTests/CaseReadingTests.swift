import CaseModel
import EventLog
import Synchronization
import TestHistories
import Testing

@testable import CaseStore

/// Whatever is shared out among threads comes back as if one had done it.
struct CaseReadingTests {
    @Test(arguments: [0, 1, 63, 64, 65, 1_000, 20_000])
    func `work on all processors comes back whole and in order, each time`(count: Int) {
        let items = Array(0..<count)
        for _ in 0..<50 {
            let worked = Atomic(0)
            let made = Sharing.onAllProcessors.map(items) { item in
                worked.add(1, ordering: .relaxed)
                return item * 2
            }
            #expect(made == items.map { $0 * 2 })
            #expect(worked.load(ordering: .relaxed) == count)
            let odd = Sharing.onAllProcessors.compactMap(items) { $0 % 2 == 1 ? $0 : nil }
            #expect(odd == items.filter { $0 % 2 == 1 })
        }
    }

    /// Two feeds of groups and disputes, in which each corrects and retracts what the other says.
    private func entangledCase(_ shop: Workshop) throws -> CaseFolder {
        let folder = try shop.make("elm", Input.small)
        let writers = [try shop.writer(folder), try shop.writer(folder, shop.device("other"))]
        for round in 0..<6 {
            for (number, writer) in writers.enumerated() {
                let groups = (0..<20).map { Input.group("g\(number)-\(round)-\($0)") }
                let dispute = Input.dispute("d\(number)-\(round)", "\"g\(number)-\(round)-0\",\"acute\"")
                _ = try writer.append(Workshop.input(groups + [dispute]))
            }
            // The case was made by the first of them, in four lines; a round takes 23.
            for (writer, (other, first)) in zip(writers, [(writers[1], 1), (writers[0], 5)]) {
                let event = "\(other.feed)/\(first + 23 * round)"
                let next = "\(other.feed)/\(first + 1 + 23 * round)"
                let changes = [
                    #"{"type":"event.corrected","occurred":"2020","data":{"event":"\#(event)","reason":"x","data":{"name":"N\#(round)"}}}"#,
                    #"{"type":"event.retracted","occurred":"2020","data":{"event":"\#(next)","reason":"x"}}"#,
                ]
                _ = try writer.append(Workshop.input(changes), CaseWriter.Manner(isForced: true))
            }
        }
        return folder
    }

    @Test func `a case read in many parts has the same views each time`() throws {
        let shop = try Workshop()
        let folder = try entangledCase(shop)
        let expected = try shop.open(folder).views()
        let names = NameBook(try shop.open(folder).viewpoint())
        #expect(names.name(of: "g1-5-0") == "N5")
        #expect(names.name(of: "g0-5-1") == "g0-5-1")
        var small = LogSettings()
        small.readPartSize = 500
        let device = shop.device(settings: small)
        for _ in 0..<15 {
            let opened = try shop.open(folder, device)
            #expect(try opened.views() == expected)
        }
    }

    @Test func `damage is told once, in an order that the threads do not decide`() {
        let found = ["b", "a", "c"].map { Damage(.line, feed: "jw-00000000", lost: LostLines(first: 3, last: 3), $0) }
        let all = CaseReading.once(found + found.reversed())
        #expect(all.map(\.message) == ["a", "b", "c"])
        #expect(CaseReading.once(found.reversed()) == all)
    }
}
