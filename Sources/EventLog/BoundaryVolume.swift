#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// One of the files named Boundary: only they touch unsafe memory. This one: what the operating system says of the
// volume that a folder lies on, and of who may use it.

extension LibC {
    /// - Returns: nil where the system does not tell.
    static func space(at path: String) -> (free: UInt64, isReadOnly: Bool)? {
        var found = statvfs()
        guard unsafe statvfs(path, &found) == 0 else { return nil }
        // Some file systems that have no end say that all blocks are free.
        let (bytes, isMore) = UInt64(found.f_bavail).multipliedReportingOverflow(by: UInt64(found.f_frsize))
        return (isMore ? .max : bytes, UInt64(found.f_flag) & UInt64(ST_RDONLY) != 0)
    }

    /// Who may use a file or folder, as in `0o700`, and whether it is this user's.
    static func permissions(at path: String) -> (mode: UInt32, isOwn: Bool)? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return (UInt32(status.st_mode) & 0o777, status.st_uid == geteuid())
    }

    /// A path without symbolic links.
    static func resolved(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    #if canImport(Darwin)
    /// The kind of file system, and whether it is on this machine.
    static func kind(at path: String) -> (name: String, isLocal: Bool)? {
        var found = statfs()
        guard unsafe statfs(path, &found) == 0 else { return nil }
        let name = unsafe withUnsafeBytes(of: found.f_fstypename) { bytes in
            String(decoding: unsafe bytes.prefix { byte in byte != 0 }, as: UTF8.self)
        }
        return (name, found.f_flags & UInt32(MNT_LOCAL) != 0)
    }
    #endif

    /// How large a file may become that this process writes; nil where nothing limits it.
    static var fileSizeMax: UInt64? {
        var limit = rlimit()
        #if canImport(Darwin)
        guard unsafe getrlimit(RLIMIT_FSIZE, &limit) == 0 else { return nil }
        let isUnlimited = limit.rlim_cur >= UInt64(Int64.max)
        #else
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { return nil }
        let isUnlimited = limit.rlim_cur == ~0
        #endif
        return isUnlimited ? nil : UInt64(limit.rlim_cur)
    }
}
