import EventLog
import Simulation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What `tools/crashes` runs.
@main
enum Crashes {
    static let usage = """
        crashes --seed S --count N
        crashes --each-call --seed S

        Lives through N histories, those of the seeds S, S + 1, and so on, on all processors; or through a short one, again
        and again, until each of its calls was disturbed.
        """

    static func main() {
        if CommandLine.arguments.count == 4, CommandLine.arguments[1...2] == ["--each-call", "--seed"],
            let seed = UInt64(CommandLine.arguments[3])
        {
            let calls = EachCall(seed: seed)
            try? Workers.run(Workers.countHere) { _ in calls.work() }
            exit(calls.finish() ? 0 : 1)
        }
        guard let (seed, count) = arguments() else {
            Console.put(usage + "\n", 2)
            exit(2)
        }
        let run = Run(seed: seed, count: count)
        try? Workers.run(Workers.countHere) { _ in run.work() }
        exit(run.finish() ? 0 : 1)
    }

    private static func arguments() -> (seed: UInt64, count: UInt64)? {
        let words = CommandLine.arguments.dropFirst()
        guard words.count == 4, words[1] == "--seed", words[3] == "--count", let seed = UInt64(words[2]),
            let count = UInt64(words[4])
        else { return nil }
        return (seed, count)
    }
}
