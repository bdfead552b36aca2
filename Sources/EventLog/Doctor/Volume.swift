/// What the operating system says of the place that a folder lies in.
package struct Volume: Sendable, Equatable {
    /// The kind of file system, such as `ext4`; nil where the system does not tell.
    package let kind: String?
    package let freeBytes: UInt64?
    package let isReadOnly: Bool

    package init(kind: String?, freeBytes: UInt64?, isReadOnly: Bool) {
        self.kind = kind
        self.freeBytes = freeBytes
        self.isReadOnly = isReadOnly
    }

    /// A path from the root, without symbolic links; nil where there is nothing of that name.
    package static func resolved(_ path: String) -> String? { LibC.resolved(path) }

    /// Asks the system about a folder that is there.
    package init(of folder: String) {
        let space = LibC.space(at: folder)
        freeBytes = space?.free
        isReadOnly = space?.isReadOnly ?? false
        #if canImport(Darwin)
        kind = LibC.kind(at: folder).map { kind in kind.isLocal ? kind.name : "\(kind.name) over a network" }
        #else
        let mounts = (try? SystemFileSystem().contents("/proc/self/mountinfo", sizeMax: 1 << 20)) ?? []
        kind = LibC.resolved(folder).flatMap { path in
            Self.kind(of: path, mounts: String(decoding: mounts, as: UTF8.self))
        }
        #endif
    }

    /// Whether it lies on another machine, or goes through a program: then syncing and locking are what that makes of
    /// them.
    package var isRemote: Bool {
        guard let kind else { return false }
        let remote = [
            "nfs", "cifs", "smb", "9p", "afs", "ceph", "fuse", "virtiofs", "vboxsf", "glusterfs", "over a network",
        ]
        return remote.contains { name in kind.hasPrefix(name) || kind.hasSuffix(name) }
    }

    /// Whether it is memory, and gone when the power is.
    package var isMemory: Bool { ["tmpfs", "ramfs"].contains(kind) }

    /// The kind of file system that a path lies on.
    ///
    /// - Parameter mounts: as `/proc/self/mountinfo` of Linux lists them; proc_pid_mountinfo(5).
    static func kind(of path: String, mounts: String) -> String? {
        var best: (length: Int, kind: String)?
        for line in mounts.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count > 4, let dash = parts.firstIndex(of: "-"), dash + 1 < parts.count else { continue }
            // Of several on one place, the last hides the others.
            let point = unescaped(parts[4])
            let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
            if isAbove, point.utf8.count >= best?.length ?? 0 { best = (point.utf8.count, String(parts[dash + 1])) }
        }
        return best?.kind
    }

    /// A path in which a space is written `\040`.
    private static func unescaped(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Who may use a file or folder.
package struct Permissions: Sendable, Equatable {
    /// As in `0o700`.
    package let mode: UInt32
    package let isOwn: Bool

    /// - Returns: nil where there is none.
    package init?(of path: String) {
        guard let found = LibC.permissions(at: path) else { return nil }
        (mode, isOwn) = found
    }

    /// Whether somebody else than the owner may read or write it.
    package var isOpenToOthers: Bool { mode & 0o077 != 0 }
}

/// What limits this process.
package enum ProcessLimits {
    /// How large a file may become, in bytes; nil where nothing limits it.
    package static var fileSizeMax: UInt64? { LibC.fileSizeMax }
}
