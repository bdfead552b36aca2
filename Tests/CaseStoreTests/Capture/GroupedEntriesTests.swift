import CaseModel
import CaseStore
import EventLog
import Testing

/// Entries that become durable together: each does what it does, and one that is not stored has done nothing.
struct GroupedEntriesTests {
    private let shop: Workshop
    private let files = FailingFileSystem()
    private let folder: CaseFolder
    private let writer: CaseWriter
    private let live: LiveSession

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", Input.small)
        let device = shop.device(fileSystem: files)
        writer = try shop.writer(folder, device)
        live = LiveSession(writer, folder, device: device)
    }

    private func at(_ time: String) -> EDTF { EDTF("2022-03-05T\(time)+00:00") ?? EDTF(DatePoint()) }

    private func entry(_ text: String, at time: String = "10:01:00") -> PreparedEntry {
        live.prepare(Entry(text), at: at(time))
    }

    /// How many events each became; nil where nothing of it is stored.
    private func store(_ prepared: [PreparedEntry]) -> [Int?] {
        let results = writer.append(together: prepared.map(\.append))
        return zip(prepared, results).map { prepared, result in
            guard case .recorded(let recorded)? = try? prepared.outcome(result) else { return nil }
            return recorded.ids.count
        }
    }

    private func notes() throws -> [String] { try shop.open(folder).lines { $0.types = ["observation.noted"] } }

    @Test func `entries that are appended together are as if one by one`() throws {
        _ = try live.start(NewSession(), at: at("10:00:00"))
        let texts = ["@mary comes", "@mary sits", "!undo", "!resume", "!accept nothing", "@mary leaves"]
        #expect(store(texts.map { entry($0) }) == [2, 1, 1, nil, nil, 1])
        #expect(live.recent.map(\.isRetracted) == [false, true, false, false])
    }

    @Test func `one that is refused takes nothing with it that came after it`() throws {
        let session = live.prepare(starting: NewSession(title: "Board"), at: at("10:00:00"))
        #expect(store([entry("!resume"), session, entry("!key a #listening"), entry("a")]) == [nil, 1, 1, 1])
        #expect(live.run?.title == "Board")
        #expect(store([entry("!end", at: "09:00:00"), entry("a"), entry("!end", at: "09:00:00")]) == [nil, 1, nil])
        #expect(live.run?.title == "Board")
        #expect(try notes().allSatisfy { $0.contains(##""text":"#listening""##) })
    }

    @Test func `a session whose start is refused is nobody's`() throws {
        let title = String(repeating: "x", count: 70_000)
        let session = live.prepare(starting: NewSession(title: title), at: at("10:00:00"))
        #expect(store([session, entry("Alone")]) == [nil, 1])
        #expect(live.run == nil)
        #expect(try notes().allSatisfy { !$0.contains("\"sources\"") })
    }

    @Test func `where a commit fails nothing of it was done`() throws {
        _ = try live.start(NewSession(), at: at("10:00:00"))
        #expect(store([entry("First")]) == [1])
        files.failNextSync()
        #expect(
            store([entry("!key a #listening"), entry("a"), entry("!undo"), entry("!end")]) == [nil, nil, nil, nil])
        #expect(live.recent.map(\.words) == ["First"])
        #expect(store([entry("a"), entry("!pause")]) == [1, 1])
        #expect(live.run?.isPaused == true)
        #expect(try notes().last?.contains(#""text":"a""#) == true)
    }

    @Test func `an answer names the event that the entry is about, and that entry can be taken back by it`() throws {
        _ = try live.start(NewSession(), at: at("10:00:00"))
        guard case .recorded(let first) = try live.enter("@mary comes", at: at("10:01:00")) else { return }
        #expect(first.ids.count == 2 && first.main == 1)
        _ = try live.enter("Another", at: at("10:02:00"))
        let undo = live.prepare("!undo", at: at("10:03:00"), meaning: EntryEvents(ids: first.ids, main: first.main))
        #expect(store([undo]) == [2])
        #expect(live.recent.map(\.isRetracted) == [true, false, false])
        #expect(
            store([live.prepare("!undo", at: at("10:03:10"), meaning: EntryEvents(ids: first.ids, main: first.main))])
                == [nil])
        #expect(
            store([
                live.prepare("!fix Nobody", at: at("10:03:20"), meaning: EntryEvents(ids: live.recent[1].ids, main: 0))
            ]) == [1])
        #expect(live.recent[1].words == "Nobody")
    }

    @Test func `an entry belongs to the session that it was typed in, whichever goes on when it is stored`() throws {
        _ = try live.start(NewSession(), at: at("10:00:00"))
        _ = try live.enter("!key a #listening", at: at("10:00:30"))
        let first = try #require(live.run?.id)
        _ = try live.enter("!end", at: at("10:10:00"))
        _ = try live.start(NewSession(), at: at("11:00:00"))
        let second = try #require(live.run?.id)
        let places: [EntrySession] = [.noSession, .named(first), .going]
        #expect(store(places.map { live.prepare("a", at: at("11:01:00"), in: $0) }) == [1, 1, 1])
        #expect(store([live.prepare("!end", at: at("11:02:00"), in: .named(first))]) == [nil])
        #expect(live.run?.id == second)
        let notes = try notes()
        #expect(!notes[0].contains("\"sources\"") && notes[0].contains(#""text":"a""#))
        #expect(notes[1].contains(first) && notes[1].contains(##""text":"#listening""##))
        #expect(notes[2].contains(second) && notes[2].contains(#""text":"a""#))
    }

    @Test func `what takes the place of an event takes its session, too`() throws {
        _ = try live.start(NewSession(), at: at("10:00:00"))
        let first = try #require(live.run?.id)
        guard case .recorded(let slip) = try live.enter("They object", at: at("10:01:00")) else { return }
        _ = try live.enter("!end", at: at("10:10:00"))
        _ = try live.start(NewSession(), at: at("11:00:00"))
        let number = slip.ids[slip.main].split(separator: "/")[1]
        _ = try live.enter("!fix \(number) !oppose @council on d", at: at("11:01:00"))
        let position = try shop.open(folder).lines { $0.types = ["position.taken"] }[0]
        #expect(position.contains("10:01:00") && position.contains("\"sources\":[\"\(first)\"]"))
    }
}
