import Foundation
import Testing

/// `audit`, as an auditor uses it.
@Suite struct AuditVerbTests {
    private static func audited() throws -> Sandbox {
        let sandbox = try Sandbox.withElm()
        try sandbox.succeed(
            "add", "elm", "dispute.settled", "dispute=pooled-budget", "how=compromise", "terms=Half each",
            "--occurred", "2019-06-03", "--warrant", "observed")
        return sandbox
    }

    @Test func `audit tells the turns of a dispute and what is missing, as text, Markdown and JSON`() throws {
        let sandbox = try Self.audited()
        let text = try sandbox.succeed("audit", "elm", "pooled-budget")
        #expect(text.hasPrefix("elm: audit of The pooled budget (pooled-budget), with everything recorded\n====="))
        #expect(text.contains("\n2  2019-06-03  settled  ["))
        #expect(text.contains("   MISSING       Nothing on record says what led to it.\n"))
        let markdown = try sandbox.succeed("audit", "elm", "pooled-budget", "--markdown")
        #expect(markdown.hasPrefix("# elm: audit of The pooled budget (pooled-budget), with everything recorded\n"))
        let json = try sandbox.succeed("audit", "elm", "pooled-budget", "--json")
        #expect(
            json.hasPrefix(#"{"case":"elm","view":"audit","dispute":"pooled-budget","state":"settled","episodes":["#))
        #expect(json.hasSuffix("}\n"))
    }

    @Test func `audit is asked on three axes`() throws {
        let sandbox = try Self.audited()
        let before = try sandbox.succeed("audit", "elm", "pooled-budget", "--at", "2019-05", "--json")
        #expect(
            before.hasPrefix(#"{"case":"elm","view":"audit","at":"2019-05","dispute":"pooled-budget","state":"open","#))
        let unknown = try sandbox.succeed("audit", "elm", "pooled-budget", "--known", "2019")
        #expect(unknown.contains("known by 2019") && unknown.contains("Nothing about it was on record."))
        let early = try sandbox.run("audit", "elm", "pooled-budget", "--recorded", "2019")
        #expect(early.status == 2)
        #expect(early.errors == "caselog: The case knows no dispute \"pooled-budget\", as recorded by 2019.\n")
    }

    @Test func `audit names the nearest dispute where there is none of the name`() throws {
        let answer = try Self.audited().run("audit", "elm", "poled-budget")
        #expect(answer.status == 2)
        #expect(
            answer.errors == "caselog: The case knows no dispute \"poled-budget\". Did you mean \"pooled-budget\"?\n")
        #expect(answer.output.isEmpty)
    }

    @Test func `audit prints in one form`() throws {
        let answer = try Self.audited().run("audit", "elm", "pooled-budget", "--json", "--markdown")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("Choose --json or --markdown, not both."))
    }

    @Test func `audit of a damaged case says so, in JSON too, and exits with 1`() throws {
        let sandbox = try Self.audited()
        try sandbox.succeed("seal", "elm")
        try sandbox.succeed("add", "elm", "dispute.reignited", "dispute=pooled-budget", "--occurred", "2020-03-02")
        let sealed = try #require(try sandbox.stored().keys.first { $0.hasSuffix("001.jsonl.lz4") })
        var bytes = try #require(try sandbox.stored()[sealed])
        bytes[bytes.count / 4] ^= 0x40
        try sandbox.write(sealed, bytes)
        let json = try sandbox.run("audit", "elm", "pooled-budget", "--json")
        #expect(json.status == 1)
        #expect(json.output.hasPrefix(#"{"case":"elm","view":"audit","incomplete":true,"#))
        #expect(json.output.contains(#"{"kind":"damage","message":"#))
        #expect(json.errors.contains("The answer is incomplete."))
        let text = try sandbox.run("audit", "elm", "pooled-budget")
        #expect(text.status == 1)
        #expect(text.output.contains("MISSING: Nothing that counts raises the dispute."))
    }

    @Test(arguments: ["2018 2021", "--known-from 2019 --known-to 2021", "--recorded-to 2200"])
    func `diff of a damaged case says so once, on whichever side it meets the damage`(question: String) throws {
        let sandbox = try Self.audited()
        try sandbox.succeed("seal", "elm")
        let sealed = try #require(try sandbox.stored().keys.first { $0.hasSuffix("001.jsonl.lz4") })
        var bytes = try #require(try sandbox.stored()[sealed])
        bytes[bytes.count / 4] ^= 0x40
        try sandbox.write(sealed, bytes)
        let answer = try sandbox.shell("caselog diff elm \(question) --json")
        #expect(answer.status == 1)
        #expect(answer.output.contains(#""incomplete":true"#))
        let told = answer.errors.split(separator: "\n").filter { !$0.contains("The answer is incomplete.") }
        #expect(!told.isEmpty && Set(told).count == told.count)
    }
}
