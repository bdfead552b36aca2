import Foundation
import Testing

/// What the command line says about itself: compared with `Snapshots/`.
@Suite struct SnapshotDocumentTests {
    static let verbs = [
        "new", "add", "import", "observe", "events", "show", "replay", "diff", "journal", "audit", "seal", "sign",
        "verify", "prove", "check-proof", "salvage", "doctor", "keys", "who", "withdraw", "lint", "deposit",
        "page", "report", "compare", "serve",
    ]
    static let keyVerbs = ["show", "passphrase", "backup", "restore", "identity", "lend", "accept", "lent"]
        .map { verb in "keys \(verb)" }

    @Test(arguments: [""] + verbs + keyVerbs)
    func `the help is as documented`(verb: String) throws {
        let help = try Sandbox().shell("caselog \(verb) --help")
        #expect(help.status == 0)
        #expect(help.errors.isEmpty)
        let name = verb.isEmpty ? "caselog" : verb.replacing(" ", with: "-")
        let file = Repository.root.appending(path: "Tests/caselogTests/Snapshots/\(name).txt")
        if Repository.isUpdating { try help.output.write(to: file, atomically: true, encoding: .utf8) }
        let isSame = try String(contentsOf: file, encoding: .utf8) == help.output
        #expect(isSame, "The help of '\(verb)' has changed. \(Repository.advice)")
    }

    @Test func `every verb has a snapshot`() throws {
        let help = try Sandbox().succeed("--help")
        let subcommands = try #require(help.components(separatedBy: "SUBCOMMANDS:\n").last)
        let named = subcommands.split(separator: "\n").compactMap { line -> String? in
            guard line.hasPrefix("  "), !line.hasPrefix("   ") else { return nil }
            return line.split(separator: " ").first.map(String.init)
        }
        #expect(named.filter { $0 != "See" } == Self.verbs)
    }

    @Test(arguments: verbs)
    func `the help of a verb has examples that fit a terminal`(verb: String) throws {
        let help = try Sandbox().succeed(verb, "--help")
        #expect(help.contains("EXAMPLES"))
        let examples = help.split(separator: "\n").filter { $0.contains("  caselog \(verb) ") }
        #expect(!examples.isEmpty)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `there is a completion script`(shell: String) throws {
        let script = try Sandbox().succeed("--generate-completion-script", shell)
        for verb in Self.verbs { #expect(script.contains(verb)) }
    }

    @Test(.enabled(if: Repository.hasTool("bash"))) func `bash accepts its completion script`() throws {
        let answer = try Sandbox().shell("source <(caselog --generate-completion-script bash)")
        #expect(answer.status == 0 && answer.errors.isEmpty)
    }
}
