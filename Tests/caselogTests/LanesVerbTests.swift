import Foundation
import Testing

/// Disputes drawn as lanes, where somebody sees them.
@Suite struct LanesVerbTests {
    private static let deadlocked = #"""
        {"type":"dispute.deadlocked","occurred":"2019-06-01","data":{"dispute":"pooled-budget"}}
        {"type":"dispute.settled","occurred":"2019-09-01","data":{"dispute":"pooled-budget","how":"authority"}}

        """#

    private static func sandbox() throws -> Sandbox {
        let sandbox = try Sandbox.withElm()
        try sandbox.succeed("import", "elm", "-", input: deadlocked)
        return sandbox
    }

    /// What a command prints to a terminal of a width.
    private static func onTerminal(_ sandbox: Sandbox, _ command: String, columns: Int = 70) throws -> [String] {
        let shell = "stty cols \(columns); exec \(command)"
        let python = "import os, pty; exit(os.waitstatus_to_exitcode(pty.spawn([\"sh\", \"-c\", \"\(shell)\"])))"
        let answer = try sandbox.shell("python3 -c '\(python)' </dev/null")
        #expect(answer.status == 0, "\(answer.errors)")
        return answer.output.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    @Test func `lanes are drawn into a pipe only when asked for`() throws {
        let sandbox = try Self.sandbox()
        let command = "caselog show elm disputes"
        #expect(try !sandbox.shell(command).output.contains("█"))
        let drawn = try sandbox.shell("\(command) --lanes").output.split(separator: "\n").map(String.init)
        #expect(drawn[2].hasPrefix("  pooled-budget Re ~███"))
        #expect(drawn[2].contains("▒▒▒") && drawn[2].hasSuffix("─"))
        #expect(drawn.allSatisfy { $0.count <= 100 && !$0.contains("\u{1B}") })
        let plain = try sandbox.shell("LC_ALL=C \(command) --lanes").output
        #expect(plain.contains("  pooled-budget Re ~###") && plain.contains("xxx"))
        #expect(try sandbox.shell("\(command) --no-lanes").output == sandbox.shell(command).output)
    }

    @Test func `lanes end at the date asked for`() throws {
        let drawn = try Self.sandbox().shell("caselog show elm disputes --lanes --at 2019-07").output
        #expect(drawn.contains("▒") && !drawn.contains("─ settled"))
        #expect(try Self.sandbox().shell("caselog show elm disputes --lanes --at 2018").status == 0)
    }

    @Test func `a timeline has lanes and the events of each month above its events`() throws {
        let sandbox = try Self.sandbox()
        let plain = try sandbox.succeed("show", "elm", "timeline", "--at", "2019-12")
        let drawn = try sandbox.succeed("show", "elm", "timeline", "--at", "2019-12", "--lanes")
        let lines = drawn.split(separator: "\n").map(String.init)
        #expect(lines[2].hasPrefix("  pooled-budget Re ") && lines[2].contains("~███"))
        #expect(lines[3].hasPrefix("  events           █") && lines[3].contains("▃"))
        #expect(drawn.contains("█ 3 events in a month"))
        let rule = try #require(plain.range(of: "===\n"))
        #expect(drawn.hasPrefix(plain[..<rule.upperBound]) && drawn.hasSuffix("\n\n" + plain[rule.upperBound...]))
        #expect(try !sandbox.succeed("show", "elm", "timeline", "--lanes", "--at", "2019-02").contains("pooled"))
    }

    @Test func `lanes are for disputes in words`() throws {
        let sandbox = try Self.sandbox()
        for command in ["show elm ledger --lanes", "show elm disputes --lanes --json"] {
            let refused = try sandbox.shell("caselog \(command)")
            #expect(refused.status == 2)
            #expect(refused.errors.contains("--lanes is for"))
        }
        #expect(try sandbox.shell("caselog show elm ledger --no-lanes").status == 0)
    }

    @Test func `steps go through all of the case where no dates are given`() throws {
        let sandbox = try Self.sandbox()
        let all = try sandbox.succeed("replay", "elm", "--every", "month")
        #expect(
            all == (try sandbox.succeed("replay", "elm", "--from", "2019-01", "--to", "2019-09", "--every", "month")))
        #expect(all.hasPrefix("2019-01\n  + CCG (ccg) began"))
        #expect(all.contains("2019-02\n  nothing changed\n2019-03\n") && !all.contains("█"))
        for wrong in ["--at 2019 --every month", "--lanes", "--every month --lanes --json"] {
            #expect(try sandbox.shell("caselog replay elm \(wrong)").status == 2)
        }
        let empty = try Sandbox()
        try empty.succeed("new", "ash", "--title", "Ash", "--by", "J W")
        #expect(try empty.succeed("replay", "ash", "--every", "month", "--lanes").isEmpty)
    }

    @Test func `each step shows the lanes up to then, and steps without a change are told together`() throws {
        let steps = try Self.sandbox().succeed("replay", "elm", "--every", "month", "--lanes")
            .split(separator: "\n").map(String.init)
        #expect(steps.contains("2019-04 to 2019-05") && steps.contains("2019-07 to 2019-08"))
        let lanes = steps.filter { $0.hasPrefix("  pooled-budget Re ") }
        #expect(lanes.count == 3)
        #expect(lanes[0].last == "█" && lanes[1].last == "▒" && lanes[2].last == "─")
        #expect(lanes[1].hasPrefix(lanes[0]) && lanes[2].hasPrefix(lanes[1].dropLast()))
        #expect(steps.count { $0.contains("1 character: ") } == 1)
    }

    @Test(.enabled(if: Repository.hasTool("python3"), "A terminal is made by Python."))
    func `a terminal gets lanes in its width and its colours, unless it is told otherwise`() throws {
        let sandbox = try Self.sandbox()
        let lines = try Self.onTerminal(sandbox, "env TERM=xterm caselog show elm disputes")
        try #require(lines.count > 4)
        #expect(lines[3].contains("\u{1B}[32m~███") && lines[3].hasSuffix("\u{1B}[0m"))
        let colours = /\u{1B}\[\d+m/
        #expect(lines.allSatisfy { $0.replacing(colours, with: "").count <= 70 })
        for variables in ["TERM=xterm NO_COLOR=1", "TERM=dumb"] {
            let plain = try Self.onTerminal(sandbox, "env \(variables) caselog show elm disputes")
            try #require(plain.count > 4)
            #expect(plain[3].hasPrefix("  pooled-budget Re ~"))
            #expect(plain.allSatisfy { !$0.contains("\u{1B}") })
        }
        let steps = try Self.onTerminal(sandbox, "env TERM=xterm caselog replay elm --every month")
        #expect(steps.count { $0.contains("pooled-budget \u{1B}[32mRe") } == 3)
        #expect(steps.allSatisfy { $0.replacing(colours, with: "").count <= 70 })
        let without = try Self.onTerminal(sandbox, "caselog show elm disputes --no-lanes")
        #expect(!without.joined().contains("█"))
    }
}
