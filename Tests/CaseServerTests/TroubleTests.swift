import CaseModel
import CaseStore
import EventLog
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import Testing

@testable import CaseServer

/// Disks that are full, feeds that are closed, programs beside this one: conditions of the server, never of what is
/// sent.
struct TroubleTests {
    private func events(_ served: Served) async throws -> JSONValue? {
        try await served.ask(.get, "/api/cases/elm").json["events"]
    }

    @Test func `a disk that is full stores nothing, and goes on once there is room, each key once`() async throws {
        let disk = TroubledFileSystem()
        let served = try Served(fileSystem: disk)
        let first = try await served.append(Served.note("one"), [.idempotencyKey: "k1"])
        disk.fill(true)
        for observer in ["anna", "anna", "bert"] {
            let full = try await served.append(Served.note("two"), [.idempotencyKey: "k2", .observer: observer])
            #expect(full.status == 503 && full.problem == "not-stored" && full.headers[.retryAfter] != nil)
        }
        #expect(try await events(served) == .integer(2))
        disk.fill(false)
        #expect(try await served.append(Served.note("one"), [.idempotencyKey: "k1"]).ids == first.ids)
        let second = try await served.append(Served.note("two"), [.idempotencyKey: "k2"])
        let again = try await served.append(Served.note("two"), [.idempotencyKey: "k2"])
        #expect(second.status == 201 && again.status == 200 && again.ids == second.ids)
        #expect(try await events(served) == .integer(3))
        await served.server.finish()
        // Another program finds the same.
        let other = try Served(in: served.folder)
        #expect(try await other.append(Served.note("two"), [.idempotencyKey: "k2"]).ids == second.ids)
        #expect(try await events(other) == .integer(3))
        await other.server.finish()
    }

    @Test func `feeds that are closed for others are opened again, and everything is recorded once`() async throws {
        let served = try Served { $0.openFeedsMax = 2 }
        let answers = try await withThrowingTaskGroup(of: Served.Answer.self) { group in
            for number in 0..<60 {
                group.addTask {
                    try await served.append(
                        Served.note("n\(number / 2)"),
                        [.idempotencyKey: "k\(number / 2)", .observer: "o\(number / 2 % 6)"])
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.status == 201 } == 30 && answers.count { $0.status == 200 } == 30)
        // A second feed of an observer would mean that two were open at once.
        let feeds = Set(answers.flatMap(\.ids).map { $0.split(separator: "/")[0] })
        #expect(feeds.count == 6, "\(feeds)")
        #expect(try await events(served) == .integer(31))
        await served.server.finish()
    }

    @Test func `one case is not recorded in by two programs that serve it by way of two folders`() async throws {
        let served = try Served()
        let other = try Served(in: served.folder) { $0.study += "/elm.caselog" }
        #expect(try await served.append(Served.note("one"), [.idempotencyKey: "k"]).status == 201)
        let held = try await other.append(Served.note("one"), [.idempotencyKey: "k"])
        #expect(held.status == 503 && held.problem == "not-stored")
        await served.server.finish()
        #expect(try await other.append(Served.note("one"), [.idempotencyKey: "k"]).status == 200)
        await other.server.finish()
    }

    @Test func `keys that cannot be looked at are not forgotten`() async throws {
        let disk = TroubledFileSystem()
        let served = try Served(fileSystem: disk)
        let first = try await served.append(Served.note("one"), [.idempotencyKey: "k"])
        await served.server.finish()
        let other = try Served(in: served.folder, fileSystem: disk)
        disk.obscure(".keys")
        #expect(try await other.append(Served.note("one"), [.idempotencyKey: "k"]).status == 503)
        disk.obscure(nil)
        let again = try await other.append(Served.note("one"), [.idempotencyKey: "k"])
        #expect(again.status == 200 && again.ids == first.ids)
        await other.server.finish()
    }

    @Test(arguments: [(nil, 503), ("another", 503), ("sesame", 201)] as [(String?, Int)])
    func `keys under a passphrase that is not known are no fault of what is sent`(
        passphrase: String?, status: Int
    ) async throws {
        let served = try Served(lines: [Served.opened.replacing("\"open\"", with: "\"all\"")])
        #expect(try await served.append(Served.note("one")).status == 201)
        await served.server.finish()
        _ = try PassphraseChange(served.device, Passphrases { _ in "sesame" }).change(isRemoved: false)
        let other = try Served(in: served.folder, passphrase: passphrase)
        let answer = try await other.append(Served.note("two"))
        #expect(answer.status == status, "\(answer.body)")
        if status == 503 { #expect(answer.problem == "unavailable" && answer.headers[.retryAfter] != nil) }
        #expect(try await events(other) == .integer(status == 201 ? 3 : 2))
        await other.server.finish()
    }

    @Test func `where an observer's feed is damaged, another one goes on, and keys hold in both`() async throws {
        let served = try Served()
        let first = try await served.append(Served.note("one"), [.idempotencyKey: "k1", .observer: "anna"])
        await served.server.finish()
        try damage(first.ids[0].split(separator: "/")[0], of: served)
        var ids: [String] = []
        for status in [201, 200] {
            let other = try Served(in: served.folder)
            let second = try await other.append(Served.note("two"), [.idempotencyKey: "k2", .observer: "anna"])
            #expect(second.status == status && (ids.isEmpty || second.ids == ids), "\(second.body)")
            ids = second.ids
            #expect(ids != first.ids)
            let again = try await other.append(Served.note("one"), [.idempotencyKey: "k1", .observer: "anna"])
            #expect(again.status == 200 && again.ids == first.ids, "\(again.body)")
            await other.server.finish()
        }
    }

    /// Turns one bit of the first segment of a feed, in its file or in one that takes its place; what is open has room
    /// for more behind its frames.
    private func damage(_ feed: Substring, of served: Served, at offset: Int? = nil, isNewFile: Bool = true) throws {
        let folder = try served.caseFolder().feedsPath + "/\(feed)"
        let name = try #require(try SystemFileSystem().list(folder).sorted().first { $0.hasSuffix(".jsonl.lz4") })
        var bytes = try #require(try SystemFileSystem().contents("\(folder)/\(name)", sizeMax: 1 << 20))
        bytes[offset ?? bytes.count / 4] ^= 0x40
        try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"), options: isNewFile ? .atomic : [])
    }

    @Test(arguments: [false, true])
    func `what is damaged while the server runs is told, and capture goes on in a new feed, in the same session`(
        isNewFile: Bool
    ) async throws {
        let anna = Capturing(try Served())
        let session = try #require(try await anna.start().json["ids"]?.array?.first?.string)
        let feed = try #require(session.split(separator: "/").first)
        for number in 0..<4 { #expect(try await anna.enter("n\(number)", "k\(number)").status == 201) }
        #expect(try await anna.served.ask(.get, "/api/cases/elm/events").json["incomplete"] == nil)
        try damage(feed, of: anna.served, at: 700, isNewFile: isNewFile)
        for path in [
            "/api/cases/elm/events", "/api/cases/elm", "/api/cases/elm/capture", "/api/cases/elm/views/timeline",
        ] {
            #expect(try await anna.served.ask(.get, path).json["incomplete"] == .bool(true), "\(path)")
        }
        let cases = try await anna.served.ask(.get, "/api/cases").json["cases"]?.array
        #expect(cases?.first?["incomplete"] == .bool(true))
        let known = try anna.served.server.study.find("elm")
        var stream = CaseStream(known, anna.served.server, at: try known.now().opened.position, withdrawals: 0)
        let gathered = Gathered()
        var writer: any ResponseBodyWriter = gathered
        for _ in 0..<2 { try await stream.send(to: &writer) }
        #expect(gathered.text == "event: note\ndata: {\"kind\":\"incomplete\"}\n\n")
        let next = try await anna.enter("goes on", "k9")
        #expect(next.status == 201 && next.main.hasPrefix("anna-") && !next.main.hasPrefix(String(feed)))
        #expect(try await anna.event(next.main)?["sources"] == .array([.string("meeting-2019-06-03")]))
        // What was recorded before is known by its key all the same, and the new feed is not left again.
        #expect(try await anna.enter("n3", "k3").status == 200)
        let last = try await anna.enter("and on", "k10")
        #expect(last.main.split(separator: "/")[0] == next.main.split(separator: "/")[0])
        await anna.served.server.finish()
    }

    @Test func `a server that ends takes nothing more`() async throws {
        let served = try Served()
        await served.server.finish()
        let answer = try await served.append(Served.note("one"))
        #expect(answer.status == 503 && answer.problem == "not-stored")
    }

    @Test func `a case that cannot be opened keeps nobody from the others, and is listed with why`() async throws {
        let disk = TroubledFileSystem()
        let served = try Served(fileSystem: disk)
        let path = served.folder.appending(path: "study/oak.caselog").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let cases = try await served.ask(.get, "/api/cases").json["cases"]?.array ?? []
        #expect(cases.map { $0["case"] } == [.string("elm"), .string("oak")])
        #expect(cases.map { $0["problem"] != nil } == [false, true])
        let page = try await served.ask(.get, "/")
        #expect(page.status == 200 && page.body.contains("/cases/elm") && !page.body.contains("/cases/oak"))
        let oak = try await served.ask(.get, "/api/cases/oak")
        #expect(oak.status == 503 && oak.problem == "unavailable")
        #expect(try await served.ask(.get, "/metrics").status == 200)
        // Whoever looks after the log reads of it once, not at each look.
        func told() -> Int { served.logged.text.components(separatedBy: "a case cannot be opened").count - 1 }
        #expect(told() == 1)
        try FileManager.default.removeItem(atPath: path)
        #expect(try await served.ask(.get, "/api/cases").json["cases"]?.array?.count == 1)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        for _ in 0..<2 { _ = try await served.ask(.get, "/api/cases") }
        #expect(told() == 2)
    }

    @Test func `those who follow a case that cannot be read for a moment are woken by what comes after it`()
        async throws
    {
        let disk = TroubledFileSystem()
        let served = try Served(fileSystem: disk)
        let known = try served.server.study.find("elm")
        _ = try known.now()
        let subscription = known.subscribers.subscribe()
        disk.obscure("/feeds")
        #expect(throws: (any Error).self) { try known.look() }
        disk.obscure(nil)
        #expect(!known.isOpen && served.server.study.opened.contains { $0 === known })
        try known.look()
        // Were nobody woken, this would wait for ever.
        for await _ in subscription.signals { break }
    }

    @Test func `those who follow a case go on while its folder cannot be looked at, and end when it goes`() async throws
    {
        let disk = TroubledFileSystem()
        let served = try Served(fileSystem: disk)
        let known = try served.server.study.find("elm")
        let subscription = known.subscribers.subscribe()
        disk.obscure("elm.caselog")
        _ = try? served.server.study.list()
        disk.obscure(nil)
        #expect(try served.server.study.find("elm") === known)
        try FileManager.default.removeItem(at: served.folder.appending(path: "study/elm.caselog"))
        _ = try served.server.study.list()
        // The signals end; were they to go on, this would wait for ever.
        for await _ in subscription.signals {}
        for await _ in known.subscribers.subscribe().signals {}
    }
}
