import CaseModel
import CaseStore
import EventLog
import Synchronization
import TestHistories
import Testing

/// A case is made, and appended to, whole or not at all.
struct CaseWriterTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    private func refused(_ body: () throws -> Void) -> CaseWriter.Refused? {
        do {
            try body()
            return nil
        } catch {
            return error as? CaseWriter.Refused
        }
    }

    @Test func `a case is made of its first lines, with one feed`() throws {
        let folder = try shop.make("elm", Input.small)
        let opened = try shop.open(folder)
        #expect(opened.lineCount == 4)
        #expect(opened.feedNames.count == 1)
        #expect(opened.damage.isEmpty)
        #expect(try opened.lines().map { $0.contains("\"id\":\"\(opened.feedNames[0])/") } == [true, true, true, true])
        #expect(try opened.views().hasSuffix("{\"anomalies\":[]}"))
    }

    @Test func `a refused case leaves nothing behind in the study`() throws {
        let error = refused {
            _ = try shop.make(
                "elm",
                [Input.opened, Input.group("a"), Input.settled("d", "2019", "magic"), "{", Input.dispute("d", "\"b\"")])
        }
        #expect(error?.lines.map(\.number) == [3, 4, 5])
        #expect(shop.paths().filter { !$0.hasPrefix("home") }.isEmpty)
        let folder = try shop.make("elm", Input.small)
        #expect(try shop.open(folder).lineCount == 4)
    }

    @Test func `every bad line is reported with its number, and none of the file is stored`() throws {
        let folder = try shop.make("elm", Input.small)
        let before = shop.paths("elm.caselog")
        let writer = try shop.writer(folder)
        let error = refused {
            _ = try writer.append(
                Workshop.input([Input.note("fine"), "", "nonsense", Input.note("x", "\"because\":[\"z-1/1\"],"), "[]"]),
                CaseWriter.Manner(takesLabels: true))
        }
        #expect(error?.lines.map(\.number) == [3, 4, 5])
        #expect(
            error?.lines.map { $0.refusal.sentences } == [
                ["It is not JSON that a line may hold: a value is expected, at byte 2."],
                ["because: There is no event z-1/1 in the case."],
                ["A line must be one JSON object, and this is a list."],
            ])
        #expect(shop.paths("elm.caselog") == before)
        #expect(try shop.open(folder).lineCount == 4)
        let appended = try writer.append(Workshop.input([Input.note("fine")]), CaseWriter.Manner(takesLabels: true))
        #expect(appended.firstSequence == 5)
    }

    @Test func `what is checked beforehand leaves no feed behind`() throws {
        let folder = try shop.make("elm", Input.small)
        let other = shop.device("other")
        let error = refused {
            try CaseWriter.check(
                Workshop.input([Input.dispute("d")]), CaseWriter.Manner(), in: folder, device: other, initials: "ab")
        }
        #expect(error?.lines.count == 1)
        #expect(try !folder.hasFeed(of: other))
        #expect(try SystemFileSystem().list("\(folder.path)/feeds").count == 1)
    }

    @Test func `recorded in a line is ignored, and the clock never runs backwards in a feed`() throws {
        let line =
            #"{"type":"observation.noted","occurred":"2019","recorded":"1999-01-01T00:00:00.000Z","data":{"text":"x"}}"#
        let folder = try shop.make("elm", Input.small + [line])
        let stored = try shop.open(folder).lines().first { $0.contains("observation.noted") }
        #expect(stored?.contains("\"recorded\":\"2022-01-01T") == true)
        let slow = Device(home: "\(shop.path)/home") { Calendar.instant(year: 2021, month: 12, day: 31, hour: 23) }
        _ = try shop.writer(folder, slow).append(Workshop.input([Input.note("later")]))
        let times = try shop.open(folder).lines { $0.types = ["observation.noted"] }.map { line in
            try JSONParser.parse(Array(line.utf8))["recorded"]?.string
        }
        #expect(times[0] == times[1])
    }

    @Test func `what a crash left of a case in the making goes, unless somebody is still at it`() throws {
        let files = SystemFileSystem()
        let (left, busy) = (".tmp-elm-1600000000000", ".tmp-elm-1600000000001")
        for name in [left, busy, ".tmp-elm-x", ".tmp-oak-1600000000000"] {
            try files.makeFolders("\(shop.path)/\(name)/feeds", mode: 0o755)
        }
        let folder = try File("\(shop.path)/\(busy)", .folder, in: files)
        #expect(try folder.tryLock())
        _ = try shop.make("elm", Input.small)
        let names = try Set(files.list(shop.path))
        #expect(!names.contains(left))
        #expect(names.isSuperset(of: [busy, ".tmp-elm-x", ".tmp-oak-1600000000000", "elm.caselog"]))
        try folder.close()
    }

    @Test func `a device that has no feed yet can have words made private`() throws {
        let folder = try shop.make("elm", Input.small)
        let line = #"{"type":"memo.written","occurred":"2019","data":{"text":{"private":"A gannet."}}}"#
        let other = shop.device("other")
        try CaseWriter.check(
            Workshop.input([line]), CaseWriter.Manner(), in: folder, device: other, initials: "ab")
        #expect(try !folder.hasFeed(of: other))
        #expect(!Keyring.existsAny(other, case: "elm"))
        _ = try shop.writer(folder, other).append(Workshop.input([line]))
        #expect(
            try shop.open(folder, other).lines { $0.types = ["memo.written"] }[0].contains(#""private":{"subject""#))
    }

    @Test func `a line over the limit is refused, and one at the limit is not`() throws {
        let folder = try shop.make("elm", Input.small)
        let writer = try shop.writer(folder)
        _ = try writer.append(Workshop.input([Input.note("-")]))
        let empty = try shop.open(folder).lines { $0.types = ["observation.noted"] }[0].utf8.count
        let fitting = String(repeating: "x", count: CaseHistory.lineSizeMax - empty + 1)
        _ = try writer.append(Workshop.input([Input.note(fitting)]))
        let error = refused { _ = try writer.append(Workshop.input([Input.note(fitting + "x")])) }
        #expect(error?.lines[0].refusal.sentences == ["The line has 65536 bytes; at most 65535 are stored."])
        #expect(try shop.open(folder).lineCount == 6)
    }

    @Test func `appends from many threads are all stored, each once`() throws {
        let folder = try shop.make("elm", Input.small)
        let writer = try shop.writer(folder)
        let second = try shop.writer(folder)
        let threads = (0..<4).map { thread in
            Worker {
                for number in 0..<8 {
                    _ = try? (thread % 2 == 0 ? writer : second)
                        .append(Workshop.input([Input.group("g-\(thread)-\(number)")]))
                    // The very same identifier from every thread: one of them gets it.
                    _ = try? writer.append(Workshop.input([Input.group("shared-\(number)")]))
                }
            }
        }
        for thread in threads { thread.join() }
        let opened = try shop.open(folder)
        let groups = try opened.lines { $0.types = ["group.identified"] }
        #expect(groups.count == 2 + 32 + 8)
        #expect(try opened.views().hasSuffix("{\"anomalies\":[]}"))
    }

    @Test func `each commit can amend what was appended before it, by this program or another`() throws {
        let folder = try shop.make("elm", Input.small)
        let (one, two) = (try shop.writer(folder), try shop.writer(folder))
        for (round, other) in [one, one, two, one, two].enumerated() {
            let noted = try other.append(Workshop.input([Input.note("seen \(round)")]))
            let id = "\(noted.feed)/\(noted.firstSequence)"
            for note in ["first", "second"] {
                _ = try one.append(
                    Workshop.input([
                        "{\"type\":\"event.corrected\",\"occurred\":\"2020\",\"data\":{\"event\":\"\(id)\","
                            + "\"reason\":\"slip\",\"note\":\"\(note)\"}}"
                    ]))
            }
        }
        let refusal = refused {
            _ = try one.append(
                Workshop.input([
                    "{\"type\":\"event.corrected\",\"occurred\":\"2020\",\"data\":{\"event\":\"\(one.feed)/99\",\"reason\":\"x\",\"note\":\"n\"}}"
                ]))
        }
        #expect(refusal?.lines.first?.refusal.sentences.first?.contains("There is no event \(one.feed)/99") == true)
        let opened = try shop.open(folder)
        #expect(opened.lineCount == 4 + 5 * 3)
        #expect(try opened.views().hasSuffix("{\"anomalies\":[]}"))
    }

    @Test func `feeds of others that changed just before are not looked through again at each event`() throws {
        let now = Mutex(Device.clock())
        let files = FailingFileSystem()
        let mine = Device(home: "\(shop.path)/mine", fileSystem: files) { now.withLock { $0 } }
        let theirs = Device(home: "\(shop.path)/theirs") { now.withLock { $0 } }
        let folder = try shop.make("elm", Input.small, device: theirs)
        let writer = try shop.writer(folder, mine)
        _ = try writer.append(Workshop.input([Input.note("just after")]))
        let before = files.listCount
        _ = try writer.append(Workshop.input([Input.note("just after, again")]))
        #expect(files.listCount > before, "Times cannot tell yet whether somebody has written to the other feed.")
        now.withLock { $0 += 10_000 }
        _ = try writer.append(Workshop.input([Input.note("some seconds later")]))
        let settled = files.listCount
        for number in 0..<5 { _ = try writer.append(Workshop.input([Input.note("once more \(number)")])) }
        #expect(files.listCount == settled)
        let other = try shop.writer(folder, theirs)
        _ = try other.append(Workshop.input([Input.group("newcomer")]))
        _ = try writer.append(Workshop.input([Input.dispute("e", "\"newcomer\"")]))
    }

    @Test func `what a failed write had decided is forgotten`() throws {
        let folder = try shop.make("elm", Input.small)
        let files = FailingFileSystem()
        let writer = try shop.writer(folder, shop.device(fileSystem: files))
        _ = try writer.append(Workshop.input([Input.note("before")]))
        files.failNextSync()
        #expect(throws: EventLogError.self) { _ = try writer.append(Workshop.input([Input.dispute("e")])) }
        let error = refused { _ = try writer.append(Workshop.input([Input.settled("e", "2020", "consensus")])) }
        #expect(error?.lines[0].refusal.sentences == ["dispute: The case knows no dispute \"e\". Did you mean \"d\"?"])
        _ = try writer.append(Workshop.input([Input.dispute("e")]))
        #expect(try shop.open(folder).lines { $0.about = ["e"] }.count == 1)
    }
}

/// What is made once cannot be made again, and what is no case is said to be none.
struct CaseFolderTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    private func error(_ body: () throws -> Void) -> CaseError? {
        do {
            try body()
            return nil
        } catch {
            return error as? CaseError
        }
    }

    @Test func `a case is found with or without its ending, and keeps its name when renamed`() throws {
        let folder = try shop.make("elm", Input.small)
        for given in ["elm", "elm.caselog", "elm/", "elm.caselog//"] {
            #expect(try CaseFolder(finding: "\(shop.path)/\(given)").path == folder.path)
        }
        try SystemFileSystem().rename(folder.path, to: "\(shop.path)/other.caselog")
        let renamed = try CaseFolder(finding: "\(shop.path)/other")
        #expect(renamed.name == "elm")
        #expect(try shop.open(renamed).lineCount == 4)
    }

    @Test func `a case that exists is not made again`() throws {
        _ = try shop.make("elm", Input.small)
        #expect(error { _ = try CaseFolder.place(for: "\(shop.path)/elm") }?.code == .exists)
        #expect(error { _ = try shop.make("elm", Input.small) }?.code == .exists)
        #expect(shop.paths().filter { $0.hasPrefix(".tmp") }.isEmpty)
    }

    @Test(arguments: ["Elm", "a b", "ümlaut", "x_y", ".hidden"])
    func `a name that is no identifier makes no case`(name: String) {
        let error = error { _ = try CaseFolder.place(for: "\(shop.path)/\(name)") }
        #expect(error?.code == .badName)
        #expect(error?.message.contains("cannot name a case. Names are made of a-z, 0-9 and -") == true)
    }

    @Test func `a case that is missing is said to be missing, and a folder without case.json to be none`() throws {
        let missing = error { _ = try CaseFolder(finding: "\(shop.path)/oak") }
        #expect(missing?.code == .missing)
        #expect(missing?.message.hasPrefix("There is no case '\(shop.path)/oak.caselog'.") == true)
        try SystemFileSystem().makeFolder("\(shop.path)/plain", mode: 0o700)
        #expect(error { _ = try CaseFolder(finding: "\(shop.path)/plain") }?.code == .notACase)
        try shop.write(Array("x".utf8), to: "file.jsonl")
        #expect(error { _ = try CaseFolder(finding: "\(shop.path)/file.jsonl") }?.code == .notACase)
    }

    @Test(arguments: [
        ("{\"caselog\":2,\"case\":\"elm\"}", CaseError.Code.newer), ("{\"caselog\":1}", .notACase),
        ("{\"case\":\"elm\"}", .notACase),
        ("nonsense", .notACase), ("", .notACase), ("{\"caselog\":\"1\",\"case\":\"elm\"}", .notACase),
        ("{\"caselog\":1,\"case\":\"../elm\"}", .notACase), ("{\"caselog\":0,\"case\":\"elm\"}", .notACase),
    ])
    func `a case.json of a later version or another form is told apart`(text: String, code: CaseError.Code) throws {
        try SystemFileSystem().makeFolder("\(shop.path)/elm.caselog", mode: 0o700)
        try shop.write(Array(text.utf8), to: "elm.caselog/case.json")
        #expect(error { _ = try CaseFolder(finding: "\(shop.path)/elm") }?.code == code)
    }

    @Test(arguments: [
        ("Jane Wu", "janewu"), ("J.-P. O'Neil 3rd", "jponeil3rd"), ("Ümit", "mit"), ("协", nil), ("", nil),
    ])
    func `initials are what is left of a name`(name: String, initials: String?) {
        #expect(Device.initials(from: name) == initials)
    }
}
