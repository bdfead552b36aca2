import CaseStore
import EventLog
import Testing

/// Bags: their manifests, and that they are there as a whole or not at all.
struct BagTests {
    private let shop: Workshop

    init() throws { shop = try Workshop(year: 2026) }

    private func text(_ name: String) throws -> String {
        String(decoding: try SystemFileSystem().contents("\(shop.path)/\(name)", sizeMax: 1 << 26) ?? [], as: UTF8.self)
    }

    @Test func `the manifests list the hash of every file`() throws {
        try Bag.make("\(shop.path)/made", identifier: "elm", on: shop.device()) { bag in
            try bag.add("b", Array("b".utf8))
            try bag.add("a/c", [])
        }
        #expect(
            shop.paths("made") == [
                "made/bag-info.txt", "made/bagit.txt", "made/data", "made/data/a", "made/data/a/c", "made/data/b",
                "made/manifest-sha256.txt", "made/tagmanifest-sha256.txt",
            ])
        #expect(try text("made/bagit.txt") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        let manifest = """
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/a/c
            3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  data/b

            """
        #expect(try text("made/manifest-sha256.txt") == manifest)
        let info = """
            Bag-Software-Agent: caselog
            Bagging-Date: 2026-01-01
            External-Identifier: elm
            Payload-Oxum: 1.2

            """
        #expect(try text("made/bag-info.txt") == info)
        let tags = try ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"].map { name in
            "\(TextCoding.hex(Array(try text("made/\(name)").utf8).rawSpan.sha256))  \(name)\n"
        }
        #expect(try text("made/tagmanifest-sha256.txt") == tags.joined())
    }

    @Test func `what a crash left of another one is told and removed, unless somebody is still at it`() throws {
        let files = SystemFileSystem()
        for name in [".tmp-deposit-1", ".tmp-deposit-2", ".tmp-deposit-x"] {
            try files.makeFolders("\(shop.path)/\(name)/data", mode: 0o755)
        }
        let busy = try File("\(shop.path)/.tmp-deposit-2", .folder, in: files)
        #expect(try busy.tryLock())
        var told: [String] = []
        try Bag.make("\(shop.path)/made", identifier: "elm", on: shop.device(), tell: { told.append($0) }) { bag in
            try bag.add("b", [1])
            // Nobody takes this one for one that was left.
            try Bag.make("\(shop.path)/inner", identifier: "elm", on: shop.device(), tell: { told.append($0) }) { _ in }
        }
        #expect(
            told == [
                "'\(shop.path)/.tmp-deposit-1' is what was left of a deposit that was not finished. It was removed."
            ])
        #expect(
            try files.list(shop.path).sorted() == [".tmp-deposit-2", ".tmp-deposit-x", "inner", "made"])
        try busy.close()
    }

    @Test func `a file that is written in pieces is hashed as a whole`() throws {
        let piece = [UInt8](repeating: 7, count: 700_001)
        try Bag.make("\(shop.path)/made", identifier: "elm", on: shop.device()) { bag in
            let file = try bag.file("large")
            for _ in 0..<5 { try file.write(piece) }
            try bag.close(file)
        }
        let whole = Array(repeating: piece, count: 5).flatMap(\.self)
        #expect(try SystemFileSystem().contents("\(shop.path)/made/data/large", sizeMax: 1 << 26) == whole)
        #expect(try text("made/manifest-sha256.txt") == "\(TextCoding.hex(whole.rawSpan.sha256))  data/large\n")
    }

    @Test func `what fails leaves nothing behind`() throws {
        let failing = FailingFileSystem()
        #expect(throws: EventLogError.self) {
            try Bag.make("\(shop.path)/made", identifier: "elm", on: shop.device(fileSystem: failing)) { bag in
                try bag.add("a/b", [1])
                failing.failNextSync()
                try bag.add("c", [1])
            }
        }
        #expect(shop.paths().isEmpty)
    }
}
