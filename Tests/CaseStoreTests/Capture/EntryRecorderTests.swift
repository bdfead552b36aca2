import CaseModel
import CaseStore
import EventLog
import Testing

/// Entries that cannot be stored are not lost.
struct EntryRecorderTests {
    private let shop: Workshop
    private let files = FailingFileSystem()
    private let folder: CaseFolder

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", [Self.opened("elm", "people")])
    }

    private static func opened(_ name: String, _ privacy: String) -> String {
        #"{"type":"case.opened","occurred":"2018","data":{"case":"\#(name)","title":"X","privacy":"\#(privacy)"}}"#
    }

    private func recorder(_ folder: CaseFolder? = nil) throws -> EntryRecorder {
        try shop.recorder(folder ?? self.folder, files)
    }

    private func at(_ time: String) -> EDTF { EDTF("2022-03-05T\(time)+00:00") ?? EDTF(DatePoint()) }

    private func notes(_ folder: CaseFolder? = nil) throws -> [String] {
        try shop.open(folder ?? self.folder).lines { $0.types = ["observation.noted"] }
    }

    private func kept() throws -> String? {
        guard let path = try keptPath() else { return nil }
        return try SystemFileSystem().contents(path, sizeMax: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
    }

    private func keptPath() throws -> String? {
        let place = "\(shop.path)/home/waiting"
        let names = (try? SystemFileSystem().list(place)) ?? []
        return names.first { $0.hasSuffix(".jsonl") }.map { "\(place)/\($0)" }
    }

    private func isRecorded(_ outcome: EntryRecorder.Outcome) -> Bool {
        if case .recorded = outcome { true } else { false }
    }

    private func waits(_ outcome: EntryRecorder.Outcome) -> Bool { if case .waits = outcome { true } else { false } }

    @Test func `what cannot be stored waits on disk, sealed, and is stored with its own time`() throws {
        let recorder = try recorder()
        #expect(isRecorded(recorder.enter("The chair is late", at: at("10:01:00"))))
        files.failNextSync()
        #expect(waits(recorder.enter("Nobody objects", at: at("10:02:00"))))
        #expect(waits(recorder.enter("The vote is put off", at: at("10:03:00"))))
        #expect(recorder.waiting.all.map(\.text) == ["Nobody objects", "The vote is put off"])
        #expect(recorder.waiting.problem == nil)
        let file = try #require(try kept())
        #expect(!file.contains("Nobody") && file.contains(#""subject":"meeting-2022-03-05""#))
        #expect(recorder.storeWaiting().map(\.outcome).allSatisfy(isRecorded))
        #expect(try kept() == nil)
        let notes = try notes()
        #expect(notes.count == 3)
        #expect(notes[1].contains(#""occurred":"2022-03-05T10:02:00+00:00""#))
        #expect(notes[1].contains(#""sources":["meeting-2022-03-05"]"#))
    }

    @Test func `another program finds what waits, with what was answered`() throws {
        var first: EntryRecorder? = try recorder()
        files.failNextSync()
        #expect(
            first.map { waits($0.enter("@mary comes", at: at("10:01:00"), answers: ["mary": .new(.group)])) } == true)
        let all = first?.waiting.all
        first = nil
        let second = try recorder()
        #expect(second.waiting.all == all)
        guard case .recorded(let recorded)? = second.storeWaiting().first?.outcome else {
            Issue.record("It is not stored.")
            return
        }
        #expect(recorded.minted.map(\.kind) == ["group"])
        #expect(try recorder().waiting.all.isEmpty)
    }

    @Test func `where somebody can be asked nothing is stored before the answer, also while others wait`() throws {
        let recorder = try recorder()
        for isWaiting in [false, true] {
            if isWaiting {
                files.failNextSync()
                #expect(waits(recorder.enter("Nobody objects", at: at("10:02:00"))))
            }
            guard case .asks(let unknown) = recorder.enter("@marry comes", at: at("10:03:00"), answers: nil) else {
                Issue.record("Nobody is asked.")
                return
            }
            #expect(unknown.map(\.text) == ["marry"])
            #expect(recorder.waiting.all.count == (isWaiting ? 1 : 0))
        }
        #expect(waits(recorder.enter("@marry comes", at: at("10:03:00"), answers: ["marry": .plain])))
        #expect(recorder.storeWaiting().map(\.outcome).allSatisfy(isRecorded))
        #expect(try notes().count == 2)
    }

    @Test func `what was stored just before the program was stopped is not stored again`() throws {
        var first: EntryRecorder? = try recorder()
        files.failNextSync()
        #expect(first.map { waits($0.enter("Nobody objects", at: at("10:01:00"))) } == true)
        // The file as it was when the entry was stored stays where it is.
        files.keep(try keptPath())
        #expect(first?.storeWaiting().map(\.outcome).allSatisfy(isRecorded) == true)
        files.keep(nil)
        first = nil
        #expect(try kept()?.contains("\"trying\":") == true)
        let second = try recorder()
        #expect(second.waiting.all.count == 1)
        #expect(second.storeWaiting().count == 1)
        #expect(second.waiting.all.isEmpty)
        #expect(try notes().count == 1)
        #expect(try kept() == nil)
    }

    @Test func `whoever types behind an entry that waits is told what that waits for, also in a later program`() throws
    {
        func reason(_ outcome: EntryRecorder.Outcome?) -> String? {
            if case .waits(let reason)? = outcome { reason } else { nil }
        }
        var first: EntryRecorder? = try recorder()
        #expect(first?.waitsFor == "")
        files.failNextSync()
        let why = try #require(reason(first?.enter("Nobody objects", at: at("10:01:00"))))
        #expect(!why.isEmpty && first?.waitsFor == why)
        #expect(reason(first?.enter("The vote is put off", at: at("10:02:00"))) == "An entry before it waits. \(why)")
        first = nil
        let second = try recorder()
        #expect(reason(second.enter("They go home", at: at("10:03:00"))) == "An entry before it waits.")
        files.failNextSync()
        let again = try #require(reason(second.storeWaiting().last?.outcome))
        #expect(!again.isEmpty && second.waitsFor == again)
        #expect(second.storeWaiting().map(\.outcome).allSatisfy(isRecorded))
        #expect(second.waitsFor == "")
        #expect(try notes().count == 3)
    }

    @Test func `what is still not to be stored stays first`() throws {
        let recorder = try recorder()
        files.failNextSync()
        #expect(waits(recorder.enter("One", at: at("10:01:00"))))
        #expect(waits(recorder.enter("Two", at: at("10:02:00"))))
        files.failNextSync()
        let done = recorder.storeWaiting()
        #expect(done.count == 1 && waits(done[0].outcome))
        #expect(recorder.waiting.all.map(\.text) == ["One", "Two"])
        #expect(recorder.storeWaiting().count == 2)
        #expect(try notes().map { $0.contains("10:01:00") } == [true, false])
    }

    @Test func `what cannot be recorded as it is waits for nothing`() throws {
        let recorder = try recorder()
        guard case .refused(let sentences) = recorder.enter("!oppose", at: at("10:01:00")) else {
            Issue.record("It is not refused.")
            return
        }
        #expect(!sentences.isEmpty && recorder.waiting.all.isEmpty)
        files.failNextSync()
        #expect(waits(recorder.enter("Nobody objects", at: at("10:02:00"))))
        #expect(waits(recorder.enter("!accept nothing", at: at("10:03:00"))))
        let done = recorder.storeWaiting()
        #expect(done.count == 2 && recorder.waiting.isEmpty)
        #expect(recorder.waiting.refused.map(\.entry.text) == ["!accept nothing"])
        #expect(isRecorded(done[0].outcome) && !waits(done[1].outcome))
    }

    @Test func `an open case has its waiting entries in plain words, for nobody else to read`() throws {
        let open = try shop.make(
            "oak", [Self.opened("oak", "open")])
        let recorder = try recorder(open)
        files.failNextSync()
        #expect(waits(recorder.enter("Nobody objects", at: at("10:01:00"))))
        #expect(try kept()?.contains(#""text":"Nobody objects""#) == true)
        #expect(try keptPath()?.split(separator: "/").last?.hasPrefix("oak-jw-") == true)
    }

    @Test func `without a file to wait in entries stay in memory, and that is told`() throws {
        let recorder = try recorder()
        try shop.write([], to: "home/waiting")
        files.failNextSync()
        #expect(waits(recorder.enter("Nobody objects", at: at("10:01:00"))))
        #expect(recorder.waiting.problem != nil)
        try SystemFileSystem().remove("\(shop.path)/home/waiting")
        #expect(recorder.storeWaiting().map(\.outcome).allSatisfy(isRecorded))
        #expect(try notes().count == 1)
    }
}
