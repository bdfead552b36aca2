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

        Lives through N histories, those of the seeds S, S + 1, and so on, on all processors.
        """

    static func main() {
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
