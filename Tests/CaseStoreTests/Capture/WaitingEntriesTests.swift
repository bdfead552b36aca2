import CaseModel
import EventLog
import Testing

@testable import CaseStore

/// What waits is there once: whichever programs run, and whatever the file and the keys are like.
struct WaitingEntriesTests {
    private let shop: Workshop
    private let files = FailingFileSystem()
    private let folder: CaseFolder

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", [Input.openedForPeople])
    }

    private func at(_ time: String) -> EDTF { EDTF("2022-03-05T\(time)+00:00") ?? EDTF(DatePoint()) }

    /// A program that observes.
    private func recorder(_ folder: CaseFolder? = nil, _ passphrases: Passphrases? = nil) throws -> EntryRecorder {
        try shop.recorder(folder ?? self.folder, files, passphrases)
    }

    /// Has entries wait.
    private func keep(_ texts: String..., in recorder: EntryRecorder) {
        for text in texts {
            if recorder.waiting.isEmpty { files.failNextSync() }
            guard case .waits = recorder.enter(text, at: at("10:01:00")) else {
                Issue.record("\(text) does not wait.")
                return
            }
        }
    }

    private func texts(_ folder: CaseFolder? = nil) throws -> [String] {
        let opened = try shop.open(folder ?? self.folder)
        let (history, _) = try opened.history()
        var query = EventQuery()
        query.types = ["observation.noted"]
        var texts: [String] = []
        var search = try EventSearch(opened, query, in: history)
        try search.forEach(isShown: true) { line, _ in
            texts.append(try JSONParser.parse(line, 0..<line.byteCount)["data"]?["text"]?.string ?? "")
        }
        return texts
    }

    private func kept() -> [String] {
        ((try? SystemFileSystem().list("\(shop.path)/home/waiting")) ?? []).filter { $0.hasSuffix(".jsonl") }.sorted()
    }

    private func isRecorded(_ outcome: EntryRecorder.Outcome) -> Bool {
        if case .recorded = outcome { true } else { false }
    }

    @Test func `two programs keep and store what is theirs, and neither loses or doubles the other's`() throws {
        let first = try recorder()
        keep("a1", "a2", in: first)
        var second: EntryRecorder? = try recorder()
        #expect(second?.waiting.all == [])
        keep("b1", in: try #require(second))
        #expect(kept().count == 2)
        #expect(first.storeWaiting().map(\.outcome).allSatisfy(isRecorded))
        // The second one is stopped; its lock goes with it.
        second = nil
        let third = try recorder()
        #expect(third.waiting.all.map(\.text) == ["b1"])
        keep("a3", in: first)
        #expect(third.storeWaiting().count == 1 && first.storeWaiting().count == 1)
        #expect(try texts() == ["a1", "a2", "b1", "a3"])
        #expect(kept() == [])
    }

    @Test func `what two programs have left is stored by one that comes after them, in order`() throws {
        var first: EntryRecorder? = try recorder()
        var second: EntryRecorder? = try recorder()
        keep("a1", in: try #require(first))
        keep("b1", in: try #require(second))
        (first, second) = (nil, nil)
        var third: EntryRecorder? = try recorder()
        keep("c1", in: try #require(third))
        let other = try recorder()
        #expect(other.waiting.all == [])
        third = nil
        let last = try recorder()
        #expect(last.waiting.all.map(\.text) == ["a1", "b1", "c1"])
        #expect(last.storeWaiting().count == 3)
        #expect(try texts() == ["a1", "b1", "c1"])
    }

    @Test func `an entry that could not be sealed is sealed as soon as that can be done, and holds nothing up`() throws
    {
        let recorder = try recorder()
        files.shut("\(shop.path)/home/private/.lock")
        for text in ["One", "Two"] {
            guard case .waits = recorder.enter(text, at: at("10:01:00")) else {
                Issue.record("\(text) does not wait.")
                return
            }
        }
        #expect(recorder.waiting.problem?.contains("sealed") == true && kept() == [])
        files.shut("", count: 0)
        keep("Three", in: recorder)
        #expect(recorder.waiting.problem == nil && kept().count == 1)
        #expect(recorder.storeWaiting().map(\.outcome).allSatisfy(isRecorded))
        #expect(try texts() == ["One", "Two", "Three"])
    }

    @Test func `what would take back one that is refused takes back no other`() throws {
        let recorder = try recorder()
        func standing() -> [String] {
            recorder.live.recent.filter { !$0.isAmendment && !$0.isRetracted }.map(\.words)
        }
        #expect(isRecorded(recorder.enter("stands", at: at("10:00:30"))))
        keep("first", "!nonsense", "!undo", "kept", "gone", "!undo", "!nonsense", "!fix other", "!undo", in: recorder)
        let outcomes = recorder.storeWaiting().map(\.outcome)
        #expect(outcomes.map(isRecorded) == [true, false, false, true, true, true, false, false, false])
        #expect(standing() == ["stands", "first", "kept"])
        #expect(
            recorder.waiting.refused.map(\.entry.text) == ["!nonsense", "!undo", "!nonsense", "!fix other", "!undo"])
        // What was typed before anybody saw that is about the refused one, too; what is typed after that is not.
        #expect(!isRecorded(recorder.enter("!undo", at: at("10:02:00"))))
        #expect(isRecorded(recorder.enter("!undo", at: at("10:03:00"))))
        #expect(standing() == ["stands", "first"])
    }

    @Test(
        arguments: [
            (["!nonsense", "!undo 2", "!undo"], [false, true, false], ["first"]),
            (["!fix !pause", "!undo"], [false, false], ["stands", "first"]),
            (
                ["d", "!nonsense", "!fix words", "!undo", "!undo"], [true, false, false, false, false],
                ["stands", "first", "d"]
            ),
            (["!nonsense", "!fix one", "!fix two"], [false, false, false], ["stands", "first"]),
        ])
    func `a bare undo or fix bears on what stood before it when it was typed, or on nothing`(
        texts: [String], areRecorded: [Bool], stand: [String]
    ) throws {
        let recorder = try recorder()
        guard case .recorded(let stands) = recorder.enter("stands", at: at("10:00:30")) else { return }
        let number = stands.ids[0].split(separator: "/").last ?? ""
        keep("first", in: recorder)
        for text in texts { keep(text.replacing("!undo 2", with: "!undo \(number)"), in: recorder) }
        #expect(recorder.storeWaiting().map(\.outcome).dropFirst().map(isRecorded) == areRecorded)
        let words = recorder.live.recent.filter { !$0.isAmendment && !$0.isRetracted }.map(\.words)
        #expect(words == stand)
    }

    @Test func `an undo that was refused is not tried by the next program`() throws {
        var first: EntryRecorder? = try recorder()
        keep("one", "!nonsense", "!undo", in: try #require(first))
        _ = first?.storeWaiting()
        try first?.waiting.take(#require(first?.waiting.refused.first))
        first = nil
        let second = try recorder()
        #expect(isRecorded(second.enter("later", at: at("10:05:00"))))
        #expect(second.storeWaiting().isEmpty)
        #expect(second.waiting.refused.map(\.entry.text) == ["!undo"])
        #expect(second.live.recent.filter(\.isRetracted).isEmpty)
    }

    @Test func `one that is in memory alone is stored although nothing can be noted of it`() throws {
        let recorder = try recorder()
        #expect(isRecorded(recorder.enter("First", at: at("10:00:30"))))
        try shop.write([], to: "home/waiting")
        keep("One", in: recorder)
        #expect(recorder.waiting.problem != nil)
        #expect(recorder.storeWaiting().map(\.outcome).allSatisfy(isRecorded))
        #expect(try texts() == ["First", "One"])
    }

    @Test func `lines that cannot be read stay as they are, and are told of`() throws {
        var first: EntryRecorder? = try recorder()
        keep("One", in: try #require(first))
        first = nil
        let name = "home/waiting/\(kept()[0])"
        let bytes = try #require(try SystemFileSystem().contents("\(shop.path)/\(name)", sizeMax: 1 << 16))
        try SystemFileSystem().remove("\(shop.path)/\(name)")
        let damaged = Array("{\"entry\":{\"text\":\"half of".utf8)
        try shop.write(damaged + [0x0A] + bytes, to: name)
        let second = try recorder()
        #expect(second.waiting.unopenedCount == 1)
        #expect(second.storeWaiting().map(\.outcome).allSatisfy(isRecorded))
        #expect(try SystemFileSystem().contents("\(shop.path)/\(name)", sizeMax: 1 << 16) == damaged + [0x0A])
    }

    @Test func `one that is refused stays until somebody takes it, and the others go on`() throws {
        var first: EntryRecorder? = try recorder()
        keep("One", "!accept nothing", "Two", in: try #require(first))
        #expect(first?.storeWaiting().count == 3)
        #expect(first?.waiting.refused.map(\.entry.text) == ["!accept nothing"])
        #expect(first?.waiting.isEmpty == true && kept().count == 1)
        first = nil
        let second = try recorder()
        #expect(second.waiting.all.map(\.text) == ["!accept nothing"])
        _ = second.storeWaiting()
        second.waiting.take(try #require(second.waiting.refused.first))
        #expect(second.waiting.refused.isEmpty && kept() == [])
        #expect(try texts() == ["One", "Two"])
    }

    @Test func `keys that cannot be opened are no fault of the entry`() throws {
        func passphrases(_ passphrase: String) -> Passphrases {
            Passphrases(cost: KeyBench.cost) { _ in passphrase }
        }
        let first = try recorder(nil, passphrases("right"))
        #expect(isRecorded(first.enter("One", at: at("10:01:00"))))
        _ = try PassphraseChange(shop.device(), passphrases("right")).change(isRemoved: false)
        let second = try recorder(nil, passphrases("wrong"))
        guard case .waits(let reason) = second.enter("Two", at: at("10:02:00")) else {
            Issue.record("It does not wait.")
            return
        }
        #expect(reason.contains("passphrase") && second.waiting.all.map(\.text) == ["Two"])
    }
}
