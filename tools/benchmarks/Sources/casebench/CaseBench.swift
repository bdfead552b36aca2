import EventLog

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What `tools/bench` runs, once the data are there.
@main
enum CaseBench {
    static let usage = """
        casebench load DATABASE LINES              insert JSON lines into an SQLite database
        casebench append COUNT FOLDER…             append events one by one to cases and to databases, in turn
        casebench answer VIEW                      what `show … disputes --json` says, as the others are asked to say it
        casebench compare CASELOG SEED COUNT CASE  compare answers about a case, asked at random, with a plain fold's
        casebench run --folder FOLDER …            measure; see tools/bench
        """

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch (arguments.first, arguments.count) {
            case ("load", 3): try Loading.load(database: arguments[1], lines: arguments[2])
            case ("append", 3...): try Appending.run(count: arguments[1], folders: Array(arguments[2...]))
            case ("answer", 2): try Answer.print(view: arguments[1])
            case ("compare", 5):
                try Comparing.run(
                    caselog: arguments[1], case: arguments[4], seed: arguments[2], questions: arguments[3])
            case ("run", 2...): try Session(Settings(Array(arguments.dropFirst()))).run()
            default: throw Failure(usage)
            }
        } catch let error as EventLogError {
            stop(error.message)
        } catch {
            stop("\(error)")
        }
    }

    private static func stop(_ message: String) -> Never {
        Output.tell("casebench: \(message)")
        exit(1)
    }
}

/// Why something could not be measured.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Standard output and standard error, without a buffer: what is measured is printed as it comes.
enum Output {
    static func print(_ text: String) { put(text + "\n", 1) }
    static func tell(_ text: String) { put(text + "\n", 2) }

    /// Writes all of it, and says whether that went well.
    @discardableResult
    static func put(_ text: String, _ descriptor: CInt) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }
}
