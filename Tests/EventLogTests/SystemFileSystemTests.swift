import Testing

@testable import EventLog

struct SystemFileSystemTests {
    private let folder = TemporaryFolder()
    private let system = SystemFileSystem()

    @Test func `what is written at an offset is read there`() throws {
        let file = try File("\(folder.path)/a", .create(mode: 0o600), in: system)
        try file.write(Array("hello".utf8).rawSpan, at: 3)
        var buffer = [UInt8](repeating: 1, count: 10)
        #expect(try file.read(10, at: 0, into: &buffer) == 8)
        #expect(buffer == [0, 0, 0] + Array("hello".utf8) + [1, 1])
        #expect(try file.status().size == 8)
        try file.truncate(to: 2)
        try file.sync()
        try file.syncBytes()
        #expect(try file.status().size == 2)
        try file.close()
    }

    @Test func `refusals have the system's number`() throws {
        let missing = #expect(throws: EventLogError.self) { try contents("\(folder.path)/none") }
        #expect(missing?.errno == Errno.missing.code && missing?.code == .io)
        #expect(missing?.message == "Could not open '\(folder.path)/none': No such file or directory.")
        try write([1], to: "\(folder.path)/a")
        #expect(throws: Errno.exists) { try system.open("\(folder.path)/a", .create(mode: 0o600)) }
        #expect(throws: Errno.exists) { try system.makeFolder(folder.path, mode: 0o700) }
        #expect(throws: Errno.self) { try system.list("\(folder.path)/none") }
        #expect(throws: Errno.self) { try system.rename("\(folder.path)/none", to: "\(folder.path)/b") }
        #expect(throws: Errno.missing) { try system.remove("\(folder.path)/none") }
        #expect(throws: Errno.self) { try system.removeFolder("\(folder.path)/a") }
    }

    @Test func `a folder lists its names, however many and odd`() throws {
        let names = (0..<300).map { number in "name \(number) é" } + [".dot"]
        for name in names { try write([], to: "\(folder.path)/\(name)") }
        #expect(try system.list(folder.path).sorted() == names.sorted())
    }

    @Test func `a lock is held until it is let go or its file is closed`() throws {
        let one = try system.open("\(folder.path)/lock", .lock)
        let two = try system.open("\(folder.path)/lock", .lock)
        #expect(try system.tryLock(one))
        #expect(try !system.tryLock(two))
        try system.unlock(one)
        #expect(try system.tryLock(two))
        try system.unlock(two)
        #expect(try system.tryLock(one))
        try system.close(one)
        #expect(throws: Never.self) { while try !system.tryLock(two) { system.pause(milliseconds: 1) } }
        try system.close(two)
    }
}

struct FolderCallsTests {
    private let folder = TemporaryFolder()
    private let system = SystemFileSystem()

    @Test func `folders are made with the ones above them, and synced into them`() throws {
        let faulty = FaultyFileSystem()
        try faulty.makeFolders("\(folder.path)/a/b/c", mode: 0o700)
        #expect(try system.list("\(folder.path)/a/b") == ["c"])
        #expect(
            faulty.entries.filter { entry in entry.call == .sync }.map { entry in entry.name }.suffix(2) == ["a", "b"])
        try faulty.makeFolders("\(folder.path)/a/b/c", mode: 0o700)
    }

    @Test func `a file is replaced at one rename, or stays`() throws {
        let faulty = FaultyFileSystem()
        try faulty.replace("a", in: folder.path, with: Array("one".utf8), mode: 0o600, isSynced: true)
        for call in [FaultyFileSystem.Call.open, .write, .sync, .rename] {
            faulty.fail { _, entry in entry.call == call ? Errno(5) : nil }
            #expect(throws: EventLogError.self) {
                try faulty.replace("a", in: folder.path, with: Array("two".utf8), mode: 0o600, isSynced: true)
            }
            #expect(try contents("\(folder.path)/a") == Array("one".utf8))
            #expect(try system.list(folder.path) == ["a"])
        }
    }

    @Test func `a small file is read whole, a large one not at all`() throws {
        #expect(try system.contents("\(folder.path)/a") == nil)
        try write([UInt8](repeating: 7, count: 100), to: "\(folder.path)/a")
        #expect(try system.contents("\(folder.path)/a", sizeMax: 100)?.count == 100)
        #expect(try system.contents("\(folder.path)/a", sizeMax: 99) == nil)
    }
}
