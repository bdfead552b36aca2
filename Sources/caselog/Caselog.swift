import ArgumentParser
import CaseStore
import EventLog

/// The command line: arguments in, one call, print, exit.
@main
struct Caselog: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "caselog",
        abstract: "An event-sourced log for case studies of how organisations change.",
        discussion: """
            A case is a folder NAME.caselog, given with or without its ending. Dates are EDTF: 2019, 2019-06, \
            2019-06-03, 2019-06-03T14:05. A date in a question includes everything up to its own end.

            EXAMPLES
              caselog new elm --title "Elm" --by "J W"
              caselog add elm body.established body=board name="Partnership board" kind=board
              caselog show elm governance --at 2019-06
              caselog events elm --text rehabilitation

            EXIT STATUS
              0  done
              1  the answer is no: damage, something unreadable, an event that the case's state refuses
              2  the command or its input is wrong
              3  the system failed: disk, permission, lock
            """,
        version: "0.1.0",
        subcommands: [
            New.self, Add.self, Import.self, Observe.self, Events.self, Show.self, Replay.self, Diff.self,
            Journal.self, AuditCommand.self, Seal.self, Sign.self, Verify.self, Prove.self, CheckProof.self,
            Salvage.self, Doctor.self, Keys.self, Who.self, Withdraw.self, Lint.self, Deposit.self, Page.self,
            ReportCommand.self, Compare.self, Serve.self,
        ])

    static func main() async {
        Output.ignoreBrokenPipes()
        do {
            try Arguments.check()
            var command = try parseAsRoot()
            if var serving = command as? any AsyncParsableCommand {
                try await serving.run()
            } else {
                try command.run()
            }
            try Output.finish()
        } catch {
            Exit.leave(with: error)
        }
    }
}
