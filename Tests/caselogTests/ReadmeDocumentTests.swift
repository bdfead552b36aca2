import Foundation
import Testing

/// The README's tour is run, and prints what the README says.
@Suite struct ReadmeDocumentTests {
    /// A block of the README between "```console" and "```": commands behind "$ ", each with its output.
    struct Block {
        let range: Range<String.Index>
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
        readme.matches(of: /```console\n((?s).*?)```/).map { match in
            Block(range: match.1.startIndex..<match.1.endIndex, text: String(match.1))
        }
    }

    /// A text without what differs from run to run: names of feeds, and the clock.
    private static func masked(_ text: String) -> String {
        text.replacing(/[a-z0-9]+-[0-9a-f]{8}\b/, with: "FEED")
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "RECORDED")
    }
}
