import CaseModel
import CaseStore
import EventLog
import TestHistories
import Testing

/// What a dossier is made of, and that it is there as a whole or not at all.
struct DossierFolderTests {
    private let shop: Workshop

    init() throws { shop = try Workshop(year: 2026) }

    private func evidence(_ opened: Case, _ dispute: String) throws -> AuditEvidence {
        let (history, damage) = try opened.history(isFresh: true)
        let answer = try opened.audit(dispute, history, at: .max, besides: damage)
        return try opened.evidence(for: #require(answer.audit)) { _ in }
    }

    /// The words of a file.
    private func text(_ name: String) throws -> String? {
        try SystemFileSystem().contents("\(shop.path)/\(name)", sizeMax: 1 << 20).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test func `what an audit stands on are the stored lines, corrections and what undid them too`() throws {
        let folder = try shop.make("elm", Input.small.dropLast() + [Input.note("They shouted.")])
        let cause = try #require(try shop.open(folder).lines { $0.words = ["shouted"] }.first)
        func id(_ line: String) throws -> String { try #require(try JSONParser.parse(Array(line.utf8))["id"]?.string) }
        let raised = try Input.dispute("d").replacing(#""data":"#, with: #""because":["\#(id(cause))"],"data":"#)
        _ = try shop.writer(folder).append(Workshop.input([raised]))
        func amend(_ type: String, _ event: String) throws {
            let line =
                #"{"type":"event.\#(type)","occurred":"2021","data":{"event":"\#(event)","reason":"x"\#(type == "corrected" ? #","occurred":"2018-07""# : "")}}"#
            _ = try shop.writer(folder).append(Workshop.input([line]))
        }
        try amend("corrected", id(cause))
        try amend("retracted", id(#require(try shop.open(folder).lines { $0.types = ["event.corrected"] }.first)))
        let opened = try shop.open(folder)
        let found = try evidence(opened, "d")
        let lines = found.lines.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(lines.count == 4)
        #expect(try lines == opened.lines().filter(lines.contains).sorted { try id($0) < id($1) })
        #expect(found.feeds.map(\.proofs.count) == [4] && found.feeds[0].checkpoint != nil)
        #expect(found.lines.map(\.leafHash).allSatisfy { $0.count == 64 })
    }

    @Test func `the lines of all feeds are proven, each feed against its own checkpoint`() throws {
        let folder = try shop.make("elm", Input.small)
        let other = shop.device("other")
        _ = try shop.writer(folder, other).append(Workshop.input([Input.settled("d", "2019-02-01", "consensus")]))
        let opened = try shop.open(folder)
        let partly = try evidence(opened, "d")
        #expect(partly.feeds.count == 2)
        #expect(partly.feeds.map { $0.proofs.count + $0.unproven.count } == [1, 1])
        #expect(partly.feeds.compactMap { $0.reason?.code } == [.notSigned])
        _ = try shop.open(folder, other).sign { _ in }
        let whole = try evidence(opened, "d")
        #expect(whole.feeds.allSatisfy { $0.unproven.isEmpty && $0.reason == nil })
        #expect(whole.feeds.map(\.feed) == whole.feeds.map(\.feed).sorted())
    }

    @Test func `a dossier lists the hash of each of its files, in order`() throws {
        try DossierFolder.make("\(shop.path)/made", on: shop.device()) { folder in
            try folder.add("b", Array("b".utf8))
            try folder.add("a/c", [])
        }
        #expect(shop.paths("made") == ["made/SHA256SUMS", "made/a", "made/a/c", "made/b"])
        let sums = """
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/c
            3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b

            """
        #expect(try text("made/SHA256SUMS") == sums)
    }

    @Test func `what fails leaves nothing behind, and what was there stays`() throws {
        let failing = FailingFileSystem()
        let device = shop.device(fileSystem: failing)
        #expect(throws: EventLogError.self) {
            try DossierFolder.make("\(shop.path)/made", on: device) { folder in
                try folder.add("a", [1])
                failing.failNextSync()
                try folder.add("b/c", [1])
            }
        }
        #expect(shop.paths().isEmpty)
        // Somebody else makes it meanwhile.
        let error = #expect(throws: CaseError.self) {
            try DossierFolder.make("\(shop.path)/made", on: device) { _ in
                try SystemFileSystem().makeFolder("\(shop.path)/made", mode: 0o700)
            }
        }
        #expect(error?.code == .exists)
        #expect(shop.paths() == ["made"])
    }

    @Test func `places on this machine are not told`() throws {
        let opened = try shop.open(shop.make("elm", Input.small))
        let message = "Could not open '\(shop.path)/home/keys/x' and '\(shop.path)/elm.caselog/feeds/x': no."
        #expect(opened.withoutPlaces(message) == "Could not open '$CASELOG_HOME/keys/x' and 'elm.caselog/feeds/x': no.")
    }
}
