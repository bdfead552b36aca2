import CaseModel
import CaseStore
import EventLog
import Simulation
import Testing

/// What an entry costs, counted in calls of the file system: as much late in a session as early in it, and as much in a
/// large case as in a small one. `tools/observe-soak` measures the time.
struct EntryWorkTests {
    private static let at = EDTF("2022-03-05T10:00:00+00:00") ?? EDTF(DatePoint())
    private static let round = [
        "Nobody says a word", "@g3 asks #listening", "@newcomer comes", "!undo", "Words", "!fix Other words", "!undo",
        "a", "@g1 waits", "!undo", "!undo", "Words",
    ]

    private let bench = KeyBench(SimulatedMachine(seed: 3))
    private let live: LiveSession

    init() throws { live = try Self.begun(bench, groups: 10) }

    private static func begun(_ bench: KeyBench, groups: Int) throws -> LiveSession {
        // Calls of such a program are counted.
        let device = bench.device(isDisturbed: true)
        let lines = [Input.opened] + (0..<groups).map { Input.group("g\($0)") }
        let folder = try CaseMaker.make(
            "/elm.caselog", name: "elm", from: Workshop.input(lines), CaseWriter.Manner(), device: device,
            initials: "jw",
            onNote: { _ in }
        ).folder
        let writer = try CaseWriter(folder, device: device, initials: "jw", onNote: { _ in })
        let live = LiveSession(writer, folder, device: device)
        _ = try live.start(NewSession(), at: at)
        _ = try live.enter(Entry("!key a #listening"), at: at)
        return live
    }

    /// How many calls each entry of a round takes: the median of some rounds, of which a few may also begin a segment.
    private static func work(_ bench: KeyBench, _ live: LiveSession) throws -> [Int] {
        let rounds = try (0..<5).map { number in
            try round.map { text in
                let before = bench.machine.callCount
                _ = try live.enter(Entry(text.replacing("newcomer", with: "newcomer-\(number)-\(before)")), at: at)
                return bench.machine.callCount - before
            }
        }
        return round.indices.map { index in rounds.map { $0[index] }.sorted()[rounds.count / 2] }
    }

    @Test func `an entry costs no more after six hundred others`() throws {
        let early = try Self.work(bench, live)
        for number in 1...600 { _ = try live.enter(Entry("@g2 says \(number)"), at: Self.at) }
        let late = try Self.work(bench, live)
        #expect(early.allSatisfy { $0 > 0 })
        #expect(zip(late, early).allSatisfy(<=), "\(late) \(early)")
    }

    @Test func `an entry costs no more in a large case`() throws {
        let other = KeyBench(SimulatedMachine(seed: 3))
        let large = try Self.begun(other, groups: 3_000)
        #expect(try Self.work(other, large) == Self.work(bench, live))
    }
}
