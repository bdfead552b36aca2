import Testing

@testable import EventLog

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

struct DeviceFolderTests {
    private let head = Head(size: 12, root: leafHash([1]), lastLine: leafHash([2]))

    @Test func `a head is read as it was noted`() throws {
        let folder = TemporaryFolder()
        let device = DeviceFolder("\(folder.path)/home")
        let feed = try #require(FeedName("jw-3f9c21ab"))
        #expect(try device.head(of: feed) == nil)
        var note = try device.headNote(of: feed)
        #expect(try device.head(of: feed) == nil)
        for size: UInt64 in [12, 13, 99, 100] {
            let head = Head(size: size, root: leafHash([UInt8(size)]), lastLine: .empty)
            try note.write(head)
            #expect(try device.head(of: feed) == head)
        }
        try write([UInt8](repeating: 7, count: 500), to: "\(folder.path)/home/heads/\(feed)")
        note = try device.headNote(of: feed)
        try note.write(head)
        #expect(try device.head(of: feed) == head)
    }

    @Test func `a damaged head counts as none`() throws {
        let folder = TemporaryFolder()
        let device = DeviceFolder("\(folder.path)/home")
        let feed = try #require(FeedName("jw-3f9c21ab"))
        var note = try device.headNote(of: feed)
        try note.write(head)
        let file = "\(folder.path)/home/heads/\(feed)"
        let bytes = try contents(file)
        for offset in bytes.indices {
            var changed = bytes
            changed[offset] ^= 0x01
            try write(changed, to: file)
            #expect(try device.head(of: feed) == nil, "byte \(offset)")
            try write(Array(bytes.prefix(offset)), to: file)
            #expect(try device.head(of: feed) == nil, "\(offset) bytes")
        }
        try write([UInt8](repeating: 0, count: bytes.count), to: file)
        #expect(try device.head(of: feed) == nil)
    }

    @Test func `a head is noted with one write and without a sync`() throws {
        let faulty = FaultyFileSystem()
        let folder = TemporaryFolder()
        let device = DeviceFolder("\(folder.path)/home", in: faulty)
        let feed = try #require(FeedName("jw-3f9c21ab"))
        var note = try device.headNote(of: feed)
        try note.write(head)
        faulty.heal()
        try note.write(head)
        #expect(faulty.entries == [.init(call: .write, name: feed.text)])
    }

    @Test func `a signing key is readable by nobody else`() throws {
        let folder = TemporaryFolder()
        let device = DeviceFolder("\(folder.path)/home")
        let key = SigningKey()
        let feed = FeedName(initials: "jw", key: key.publicKey)
        try device.store(key, of: feed, name: "caselog/elm/\(feed)")
        var status = stat()
        #expect(stat("\(folder.path)/home/keys/\(feed)", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(stat("\(folder.path)/home/keys", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o700)
        #expect(try device.signingKey(of: feed, name: "caselog/elm/\(feed)")?.publicKey == key.publicKey)
        #expect(try device.signingKey(of: feed, name: "caselog/oak/\(feed)") == nil)
        try write(Array("rubbish".utf8), to: "\(folder.path)/home/keys/\(feed)")
        #expect(throws: EventLogError.self) { try device.signingKey(of: feed, name: "caselog/elm/\(feed)") }
    }

    @Test func `a key of somebody else on the device counts, unless it is the one that cannot be read`() throws {
        let folder = TemporaryFolder()
        let (home, observers) = ("\(folder.path)/home", "\(folder.path)/home/observers")
        let key = SigningKey()
        let feed = FeedName(initials: "jw", key: key.publicKey)
        let name = "caselog/elm/\(feed)"
        try DeviceFolder("\(observers)/ada").store(key, of: feed, name: name)
        for device in [
            DeviceFolder(home, andIn: observers), DeviceFolder("\(observers)/bo", beside: home, andIn: observers),
        ] {
            #expect(try device.isWritten(feed, name: name))
            #expect(try !device.isWritten(feed, name: "caselog/oak/\(feed)"))
        }
        // A damaged one is in nobody's way where another one has the key, and where none has, nobody can tell.
        try DeviceFolder(home).store(key, of: feed, name: name)
        try write(Array("rubbish".utf8), to: "\(home)/keys/\(feed)")
        #expect(try DeviceFolder(home, andIn: observers).isWritten(feed, name: name))
        try write(Array("rubbish".utf8), to: "\(observers)/ada/keys/\(feed)")
        #expect(throws: EventLogError.self) { try DeviceFolder(home, andIn: observers).isWritten(feed, name: name) }
    }
}
