import ArgumentParser
import CaseModel
import CaseStore
import EventLog

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What the exit status says; DESIGN §7.
enum Exit {
    static let no: Int32 = 1
    static let wrongInput: Int32 = 2
    static let systemFailed: Int32 = 3

    /// Ends the program with the answer "no" once everything was printed.
    struct Incomplete: Error {}

    /// Ends the program because a signal has asked for it, with the status that shells give that.
    struct Stopped: Error {
        let signal: Int32
    }

    /// Ends the program once everything was printed, while what it holds of a large case is still held: giving that
    /// back piece by piece only makes people wait.
    ///
    /// - Parameter tidy: what is done when nobody waits for output any more.
    static func done(_ tidy: () -> Void) throws {
        try Output.finish()
        close(STDOUT_FILENO)
        tidy()
        exit(0)
    }

    /// Tells what went wrong and ends the program.
    static func leave(with error: any Error) -> Never {
        switch error {
        case is Incomplete:
            try? Output.finish()
            exit(no)
        case let stopped as Stopped:
            try? Output.finish()
            exit(128 + stopped.signal)
        case let refused as CaseWriter.Refused: leave(refused)
        case let error as CaseError: leave(error.message, status(of: error))
        case let error as EventLogError: leave(error.message, status(of: error))
        case let waiting as WaitingStill:
            try? Output.finish()
            leave(waiting.message, systemFailed)
        case let error as Output.Failure:
            // Whoever read from us has had enough.
            if error.errno == EPIPE { exit(0) }
            leave(error.message, systemFailed)
        default: leaveParsing(error)
        }
    }

    private static func leave(_ message: String, _ status: Int32) -> Never {
        Output.tell("caselog: \(message)")
        exit(status)
    }

    private static func status(of error: CaseError) -> Int32 {
        switch error.code {
        case .refused, .damagedKeys: no
        case .noPassphrase: systemFailed
        default: wrongInput
        }
    }

    private static func status(of error: EventLogError) -> Int32 {
        switch error.code {
        case .damaged, .notSigned, .rolledBack: no
        case .lineRefused, .lineTooLong, .nameRefused: wrongInput
        default: systemFailed
        }
    }

    /// Refusals by the state alone are a "no"; anything wrong with the input itself wins.
    private static func leave(_ refused: CaseWriter.Refused) -> Never {
        let isInput = refused.lines.contains { !$0.refusal.problems.isEmpty }
        for line in refused.lines {
            for sentence in line.refusal.sentences {
                Output.tell(refused.isSingle ? "caselog: \(sentence)" : "line \(line.number): \(sentence)")
            }
        }
        if !refused.isSingle {
            let count = refused.lines.count
            Output.tell("caselog: \(count) line\(count == 1 ? " was" : "s were") refused; nothing was stored.")
        } else {
            Output.tell("Nothing was stored.\(isInput ? "" : " `--anyway` records it all the same.")")
        }
        exit(isInput ? wrongInput : no)
    }

    private static func leaveParsing(_ error: any Error) -> Never {
        let message = Caselog.fullMessage(for: error)
        if Caselog.exitCode(for: error) == .success {
            try? Output.write(message + "\n")
            try? Output.finish()
            exit(0)
        }
        Output.tell(message)
        exit(wrongInput)
    }
}
