import CaseStore
import EventLog
import Testing

struct CheckupTests {
    private let shop: Workshop

    init() throws { shop = try Workshop(year: 2027) }

    private func checkup(_ folder: String, _ kind: String?, free: UInt64? = 1 << 40, isReadOnly: Bool = false)
        -> Checkup
    {
        Checkup(of: folder, device: shop.device()) { path in
            path == folder
                ? Volume(kind: kind, freeBytes: free, isReadOnly: isReadOnly)
                : Volume(kind: "ext4", freeBytes: 1 << 40, isReadOnly: false)
        }
    }

    private func bad(_ checkup: Checkup) -> [String] {
        checkup.findings.filter { finding in finding.kind == .bad }.map(\.text)
    }

    @Test func `a case on a disk of this machine is promised everything but what the drive does`() throws {
        let folder = try shop.make("elm", Input.small)
        let checkup = checkup(folder.path, "ext4")
        // Where the tests run, a disk may well be memory.
        #expect(bad(checkup).allSatisfy { text in text.contains("No disk is so fast") })
        #expect(checkup.findings.contains { $0.about == folder.path && $0.text.hasPrefix("This device writes to jw-") })
        #expect(checkup.findings.contains { $0.kind == .note && $0.text.contains("no program can tell") })
    }

    @Test(arguments: [
        ("nfs4", "It lies on nfs4"), ("fuse.sshfs", "It lies on fuse.sshfs"), ("tmpfs", "It lies in memory (tmpfs)"),
    ])
    func `what a file system cannot promise is said`(kind: String, words: String) throws {
        let folder = try shop.make("elm", Input.small)
        let checkup = checkup(folder.path, kind)
        #expect(!checkup.isSound)
        #expect(bad(checkup).contains { text in text.hasPrefix(words) })
    }

    @Test func `little space, and a folder that cannot be written to, are said`() throws {
        let folder = try shop.make("elm", Input.small)
        #expect(
            bad(checkup(folder.path, "ext4", free: 1 << 20)).contains {
                $0.hasPrefix("1 MiB are free there. Make room")
            })
        let readOnly = checkup(folder.path, "iso9660", isReadOnly: true)
        #expect(readOnly.findings.contains { $0.about == folder.path && $0.text.contains("not written to") })
        let missing = checkup("\(shop.path)/none", "ext4")
        #expect(bad(missing).contains { $0.hasPrefix("It cannot be used for writing.") })
    }

    @Test func `keys that others can read, a clock that is wrong, and damage are said`() throws {
        let folder = try shop.make("elm", Input.small)
        let keys = "\(shop.path)/home/keys"
        try shop.write([1], to: "home/keys/loose")
        let loose = try File("\(keys)/other", .create(mode: 0o644), in: SystemFileSystem())
        try loose.close()
        #expect(bad(checkup(folder.path, "ext4")).contains { $0.hasPrefix("'\(keys)/other' is open to others") })
        let early = Checkup(of: folder.path, device: Device(home: "\(shop.path)/home") { 1_000 })
        #expect(bad(early).contains { $0.hasPrefix("Its clock shows a time before 2026") })
        #expect(early.findings.contains { $0.kind == .note && $0.text.contains("later than it is now by this clock") })
        let feeds = "\(folder.path)/feeds"
        let feed = try #require(try SystemFileSystem().list(feeds).first)
        for name in try SystemFileSystem().list("\(feeds)/\(feed)") where name.hasSuffix(".lz4") {
            try SystemFileSystem().remove("\(feeds)/\(feed)/\(name)")
        }
        #expect(bad(checkup(folder.path, "ext4")).contains { $0.contains("has acknowledged") })
    }

    @Test func `a place for keys that cannot be written to is bad, for nothing can be added`() throws {
        let folder = try shop.make("elm", Input.small)
        let home = "\(shop.path)/home"
        let checkup = Checkup(of: folder.path, device: shop.device()) { path in
            Volume(kind: "ext4", freeBytes: 1 << 40, isReadOnly: path == home)
        }
        #expect(bad(checkup).contains { $0.contains("keys of feeds are kept there: nothing can be added") })
    }

    @Test func `a key of this device that is damaged, and a case that cannot be opened, are said`() throws {
        let folder = try shop.make("elm", Input.small)
        let key = try #require(try SystemFileSystem().list("\(shop.path)/home/keys").first)
        try File("\(shop.path)/home/keys/\(key)", .write, in: SystemFileSystem()).truncate(to: 3)
        #expect(bad(checkup(folder.path, "ext4")).contains { $0.contains("is not the secret key of '\(key)'") })
        let description = try File("\(folder.path)/case.json", .write, in: SystemFileSystem())
        try description.truncate(to: 3)
        #expect(bad(checkup(folder.path, "ext4")).contains { $0.hasPrefix("It cannot be opened as a case. ") })
    }
}
