#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A process to be measured as a whole.
struct Command {
    enum Destination {
        /// A pipe that is drained and whose bytes are counted.
        case counted
        case nowhere
        case file(String)

        var isRead: Bool { if case .counted = self { true } else { false } }
    }

    /// What a run took.
    struct Outcome {
        /// From before the process is made until it has ended.
        let seconds: Double
        /// From before the process is made until its output has ended, where that is read: then people have their
        /// answer.
        let answered: Double
        /// What was read from its output.
        let bytes: Int
        /// The largest resident size, in bytes, of the process or of one that it waited for.
        let peak: Int
        let status: Int32
        /// What it said on standard error, where it failed.
        let errors: String
    }

    let arguments: [String]
    var environment: [String: String] = [:]
    var destination = Destination.counted
    /// The exit status that is right: a verb may answer "no".
    var expected: Int32 = 0

    init(_ arguments: [String], environment: [String: String] = [:], to destination: Destination = .counted) {
        self.arguments = arguments
        self.environment = environment
        self.destination = destination
    }

    /// Through a shell, for pipelines.
    init(shell: String, to destination: Destination = .counted) {
        self.init(["sh", "-c", shell], to: destination)
    }

    /// Runs it, and throws unless it ends well.
    @discardableResult
    func run() throws -> Outcome {
        let outcome = try measure()
        guard outcome.status == expected else {
            throw Failure("`\(words)` ended with status \(outcome.status). \(outcome.errors.prefix(500))")
        }
        return outcome
    }

    /// As one would type it, as far as it can be read at a glance.
    private var words: String {
        let all = arguments.joined(separator: " ")
        return all.count > 300 ? "\(all.prefix(300)) …" : all
    }

    func measure() throws -> Outcome {
        let actions = try Actions(destination)
        let names = arguments.map { strdup($0) } + [nil]
        let settings = Self.environment(environment).map { strdup($0) } + [nil]
        defer { (names + settings).forEach { free($0) } }

        let start = Clock.now()
        var process = pid_t()
        let failure = posix_spawnp(&process, arguments[0], actions.pointer, nil, names, settings)
        guard failure == 0 else {
            throw Failure("'\(arguments[0])' cannot be run: \(String(cString: strerror(failure))).")
        }
        let bytes = actions.drain()
        let answered = Clock.now() - start
        var (status, usage) = (CInt(0), rusage())
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        let seconds = Clock.now() - start

        let isSignalled = status & 0x7F != 0
        let code = isSignalled ? 128 + (status & 0x7F) : (status >> 8) & 0xFF
        return Outcome(
            seconds: seconds, answered: destination.isRead ? answered : seconds, bytes: bytes, peak: Self.peak(usage),
            status: code,
            errors: code == expected ? "" : actions.errors())
    }

    /// Linux counts kibibytes, macOS bytes.
    private static func peak(_ usage: rusage) -> Int {
        #if canImport(Darwin)
        Int(usage.ru_maxrss)
        #else
        Int(usage.ru_maxrss) * 1024
        #endif
    }

    /// No more than a process needs, so that whoever runs this gives it the same.
    private static func environment(_ given: [String: String]) -> [String] {
        let kept = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH"].filter { given[$0] == nil }
        let inherited = kept.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
        return inherited + given.map { "\($0)=\($1)" }
    }
}
