import CaseModel
import CaseStore
import EventLog
import Testing

/// What an entry costs depends neither on how many were made before it nor on how large the case is.
@Suite(.serialized)
struct CaptureCostTests {
    private let shop: Workshop
    private let at = EDTF("2022-03-05T10:00:00+00:00") ?? EDTF(DatePoint())

    init() throws { shop = try Workshop() }

    /// The times that groups of entries take, the sync included.
    private func times(_ live: LiveSession, _ writer: CaseWriter, groups: Int, of size: Int) throws -> [Duration] {
        var times: [Duration] = []
        for group in 0..<groups {
            let start = ContinuousClock.now
            let prepared = (0..<size).map { number in
                let text = number == 0 ? "@somebody-\(group) comes" : "@somebody-\(group) says \(number) #listening"
                return live.prepare(Entry(text), at: at)
            }
            for (entry, result) in zip(prepared, writer.append(together: prepared.map(\.append))) {
                _ = try entry.outcome(result)
            }
            times.append(ContinuousClock.now - start)
        }
        return times
    }

    private func median(_ times: some Collection<Duration>) -> Duration { times.sorted()[times.count / 2] }

    private func begun(_ name: String, groups: Int) throws -> (LiveSession, CaseWriter) {
        let lines =
            [Input.opened.replacing("\"elm\"", with: "\"\(name)\"")] + (0..<groups).map { Input.group("g\($0)") }
        let folder = try shop.make(name, lines)
        let device = shop.device()
        let writer = try shop.writer(folder, device)
        let live = LiveSession(writer, folder, device: device)
        _ = try live.start(NewSession(), at: at)
        return (live, writer)
    }

    @Test func `ten thousand entries cost no more at the end than at the beginning`() throws {
        let (live, writer) = try begun("elm", groups: 10)
        let times = try times(live, writer, groups: 100, of: 100)
        #expect(median(times.suffix(30)) < median(times.prefix(30)) * 3)
        #expect(live.recent.count == 50)
    }

    @Test func `an entry costs no more in a large case`() throws {
        let (small, smallWriter) = try begun("elm", groups: 10)
        let (large, largeWriter) = try begun("oak", groups: 20_000)
        let few = try times(small, smallWriter, groups: 20, of: 50)
        let many = try times(large, largeWriter, groups: 20, of: 50)
        #expect(median(many) < median(few) * 5)
    }
}
