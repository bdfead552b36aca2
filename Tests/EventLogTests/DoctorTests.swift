import Testing

@testable import EventLog

struct DoctorTests {
    private static let mounts = """
        24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
        30 24 0:25 / /dev/shm rw,nosuid,nodev shared:4 - tmpfs tmpfs rw
        41 24 0:40 / /home/jo/field\\040notes rw shared:9 master:1 - nfs4 server:/notes rw
        42 24 0:41 / /mnt/disk rw - btrfs /dev/vdb rw
        43 42 0:42 / /mnt/disk rw - fuse.sshfs jo@host:/ rw

        """

    @Test(arguments: [
        ("/", "ext4"), ("/home/jo", "ext4"), ("/dev/shm", "tmpfs"), ("/dev/shm/x", "tmpfs"), ("/dev/shmall", "ext4"),
        ("/home/jo/field notes/elm.caselog", "nfs4"), ("/mnt/disk/elm.caselog", "fuse.sshfs"),
    ])
    func `the kind of file system is that of the nearest mount above, the last of several`(path: String, kind: String) {
        #expect(Volume.kind(of: path, mounts: Self.mounts) == kind)
    }

    @Test func `what the system does not say is not known`() {
        #expect(Volume.kind(of: "/x", mounts: "") == nil)
        #expect(Volume.kind(of: "/x", mounts: "24 1 254:0 / /\n") == nil)
    }

    @Test(arguments: [
        ("ext4", false), ("nfs4", true), ("cifs", true), ("fuse.sshfs", true), ("fuseblk", true), ("btrfs", false),
        ("smbfs over a network", true), ("apfs", false),
    ])
    func `what lies elsewhere is told apart`(kind: String, isRemote: Bool) {
        #expect(Volume(kind: kind, freeBytes: nil, isReadOnly: false).isRemote == isRemote)
    }

    @Test func `the trial tries everything and leaves nothing`() throws {
        let folder = TemporaryFolder()
        let faulty = FaultyFileSystem()
        let trial = Trial(in: folder.path, time: 1, faulty)
        #expect(trial.failure == nil && trial.locks && trial.tellsCase)
        #expect(try #require(trial.syncTime) > .zero)
        #expect(try SystemFileSystem().list(folder.path).isEmpty)
        let calls = Set(faulty.entries.map { entry in entry.call })
        #expect(calls.isSuperset(of: [.makeFolder, .open, .write, .sync, .lock, .rename, .remove, .removeFolder]))
    }

    @Test(arguments: [FaultyFileSystem.Call.list, .makeFolder, .open, .write, .sync, .lock, .rename])
    func `whatever does not work is said, and nothing stays`(call: FaultyFileSystem.Call) throws {
        let folder = TemporaryFolder()
        let faulty = FaultyFileSystem()
        faulty.fail { _, entry in entry.call == call ? Errno(5) : nil }
        let trial = Trial(in: folder.path, time: 1, faulty)
        #expect(trial.failure?.code == .io)
        #expect(try SystemFileSystem().list(folder.path).isEmpty)
    }

    @Test func `permissions are those of the file`() throws {
        let folder = TemporaryFolder()
        try DeviceFolder("\(folder.path)/home").store(
            SigningKey(), of: #require(FeedName("jw-3f9c21ab")), name: "caselog/elm/jw-3f9c21ab")
        let key = try #require(Permissions(of: "\(folder.path)/home/keys/jw-3f9c21ab"))
        #expect(key.mode == 0o600 && key.isOwn && !key.isOpenToOthers)
        try write([], to: "\(folder.path)/open")
        #expect(Permissions(of: "\(folder.path)/open")?.isOpenToOthers == true)
        #expect(Permissions(of: "\(folder.path)/none") == nil)
    }
}
