#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

#if canImport(Darwin)
typealias FileActions = posix_spawn_file_actions_t?
#else
typealias FileActions = posix_spawn_file_actions_t
#endif

/// Where the output of a process goes, and how it is read.
final class Actions {
    let pointer = UnsafeMutablePointer<FileActions>.allocate(capacity: 1)
    private var pipeEnds: [CInt] = [-1, -1]
    /// An unnamed file that takes standard error.
    private let complaints: CInt
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(_ destination: Command.Destination) throws {
        var template = Array("/tmp/casebench-XXXXXX".utf8CString)
        complaints = mkstemp(&template)
        guard complaints >= 0 else { throw Failure("There is no room for a temporary file in /tmp.") }
        unlink(template)
        posix_spawn_file_actions_init(pointer)
        posix_spawn_file_actions_adddup2(pointer, complaints, 2)
        posix_spawn_file_actions_addopen(pointer, 0, "/dev/null", O_RDONLY, 0)
        switch destination {
        case .nowhere: posix_spawn_file_actions_addopen(pointer, 1, "/dev/null", O_WRONLY, 0)
        case .file(let path):
            posix_spawn_file_actions_addopen(pointer, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        case .counted:
            guard pipe(&pipeEnds) == 0 else { throw Failure("There is no room for a pipe.") }
            // Neither end is the child's but through its standard output.
            for end in pipeEnds { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            posix_spawn_file_actions_adddup2(pointer, pipeEnds[1], 1)
        }
        _ = fcntl(complaints, F_SETFD, FD_CLOEXEC)
    }

    /// Reads the pipe, if there is one, to its end.
    func drain() -> Int {
        guard pipeEnds[1] >= 0 else { return 0 }
        _ = Self.close(pipeEnds[1])
        pipeEnds[1] = -1
        var sum = 0
        while true {
            let count = read(pipeEnds[0], &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return sum }
            sum += count
        }
    }

    /// The first lines of what was said on standard error.
    func errors() -> String {
        var bytes = [UInt8](repeating: 0, count: 2000)
        let count = pread(complaints, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    deinit {
        posix_spawn_file_actions_destroy(pointer)
        pointer.deallocate()
        for end in pipeEnds + [complaints] where end >= 0 { _ = Self.close(end) }
    }

    private static func close(_ descriptor: CInt) -> CInt {
        #if canImport(Glibc)
        Glibc.close(descriptor)
        #elseif canImport(Musl)
        Musl.close(descriptor)
        #else
        Darwin.close(descriptor)
        #endif
    }
}
