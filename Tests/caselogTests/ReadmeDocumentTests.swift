import Foundation
import Testing

/// The README's tour is run, and prints what the README says.
@Suite struct ReadmeDocumentTests {
    /// A block of the README: of "```console", commands behind "$ ", each with its output; of "```terminal", one
    /// command, and what is shown and typed at it.
    struct Block {
        let range: Range<String.Index>
        let isLive: Bool
        let text: String

        /// The commands, with what the block says that they print.
        var steps: [(command: String, output: String)] {
            var steps: [(command: String, output: String)] = []
            for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
                if line.hasPrefix("$ ") {
                    steps.append((String(line.dropFirst(2)), ""))
                } else if steps.last?.command.hasSuffix("\\") == true {
                    steps[steps.count - 1].command += "\n" + line
                } else if !steps.isEmpty {
                    steps[steps.count - 1].output += line + "\n"
                }
            }
            return steps
        }
    }

    @Test(.enabled(if: Repository.hasTool("lz4") && Repository.hasTool("jq"), "The tour uses lz4 and jq."))
    func `the tour prints what it says`() throws {
        var readme = try Repository.text("README.md")
        let blocks = Self.blocks(of: readme)
        #expect(blocks.count >= 3)
        let sandbox = try Sandbox()
        try FileManager.default.createSymbolicLink(
            at: sandbox.folder.appending(path: "events"), withDestinationURL: Repository.root.appending(path: "events"))
        var made: [String] = []
        for block in blocks {
            if block.isLive {
                try Self.live(through: block.text, in: sandbox)
                made.append(block.text)
                continue
            }
            var text = ""
            for step in block.steps {
                let answer = try sandbox.shell(step.command)
                let output = answer.errors + answer.output
                text += "$ \(step.command)\n\(output)"
                if Repository.isUpdating { continue }
                let isSame = Self.masked(output) == Self.masked(step.output)
                #expect(isSame, "\(step.command) printed\n\(output)\n\(Repository.advice)")
            }
            made.append(text)
        }
        guard Repository.isUpdating else { return }
        for (block, text) in zip(blocks, made).reversed() { readme.replaceSubrange(block.range, with: text) }
        try readme.write(to: Repository.root.appending(path: "README.md"), atomically: true, encoding: .utf8)
    }

    private static func blocks(of readme: String) -> [Block] {
        readme.matches(of: /```(console|terminal)\n((?s).*?)```/).map { match in
            Block(
                range: match.2.startIndex..<match.2.endIndex, isLive: match.1 == "terminal", text: String(match.2))
        }
    }

    /// A question or a prompt of `observe`, without the clock, and what is typed at it.
    private static func prompt(_ line: Substring) -> (shown: String, typed: String)? {
        if let match = line.firstMatch(of: /^(Which .*?\) )(.*)$/) { return (String(match.1), String(match.2)) }
        guard let match = line.firstMatch(of: /^\d\d:\d\d:\d\d( .*?› )(.*)$/) else { return nil }
        let shown = String(match.1).replacing(/[ ]· \d:\d\d:\d\d/, with: "")
        return (shown, String(match.2))
    }

    /// Types on a terminal what a block says was typed, and waits for everything else that it shows, in order.
    private static func live(through text: String, in sandbox: Sandbox) throws {
        let lines = text.split(separator: "\n")
        try #require(lines.first == "$ caselog observe study/ash")
        let terminal = try PseudoTerminal(sandbox, "observe", "study/ash")
        // What stands at the prompt already.
        var standing = ""
        for (index, line) in lines.enumerated().dropFirst() {
            guard let (shown, typed) = prompt(line) else {
                // The clock is not the README's.
                for piece in line.split(separator: /\d{4}-\d\d-\d\d/) { try terminal.wait(for: String(piece)) }
                if line.hasSuffix("k only words") { try terminal.type("\r") }
                continue
            }
            try terminal.wait(for: shown)
            try #require(typed.hasPrefix(standing))
            try terminal.type(String(typed.dropFirst(standing.count)))
            let next = lines[(index + 1)...].lazy.compactMap(prompt).first?.typed
            let isCompleted = next?.hasPrefix(typed) ?? false
            try terminal.type(isCompleted ? "\t" : "\r")
            standing = isCompleted ? typed : ""
        }
        #expect(terminal.end() == 0)
    }

    /// A text without what differs from run to run: names of feeds, and the clock.
    private static func masked(_ text: String) -> String {
        text.replacing(/[a-z0-9]+-[0-9a-f]{8}\b/, with: "FEED")
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "RECORDED")
    }
}
