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
