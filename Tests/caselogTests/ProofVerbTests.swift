import Foundation
import Testing

/// Signing, proving and checking, as people do it.
@Suite struct ProofVerbTests {
    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox.withElm()
        try sandbox.succeed("seal", "elm")
    }

    /// The id of the first event.
    private func first() throws -> String {
        let line = try sandbox.succeed("events", "elm", "--type", "case.opened", "--json")
        return String(try #require(line.firstMatch(of: /"id":"([^"]+)"/)).1)
    }

    private func write(_ text: String, to name: String) throws {
        try text.write(to: sandbox.folder.appending(path: name), atomically: true, encoding: .utf8)
    }

    @Test func `what sign prints is what verify and prove take`() throws {
        let signed = try sandbox.shell("caselog sign elm > kept && cat kept")
        #expect(signed.status == 0)
        #expect(signed.output.hasPrefix("caselog/elm/"))
        try sandbox.succeed("add", "elm", "memo.written", "text=More")
        let verified = try sandbox.succeed("verify", "elm", "--against", "kept")
        #expect(verified.contains("still holds the 5 lines remembered, unchanged."))
        try sandbox.succeed("prove", "elm", "--since", "kept")
        #expect(try sandbox.shell("caselog prove elm --since kept | caselog check-proof -").status == 0)
    }

    @Test(arguments: ["sign", "seal"])
    func `a feed that cannot be read is told of, not passed over`(verb: String) throws {
        try sandbox.shell("for key in elm.caselog/feeds/*/key; do echo none >$key; done")
        let answer = try sandbox.run(verb, "elm")
        #expect(answer.status == 1 && answer.output.isEmpty)
        #expect(answer.errors.contains("is not the key that this feed is named for"))
        #expect(!answer.errors.contains("no feed"))
    }

    @Test func `a proof is checked without the case, and with a key that is trusted`() throws {
        let event = try first()
        try write(sandbox.succeed("prove", "elm", event), to: "proof")
        try sandbox.shell("cp elm.caselog/feeds/*/key . && mv elm.caselog elsewhere")
        let bare = try sandbox.shell("caselog check-proof proof")
        #expect(bare.status == 0)
        #expect(bare.output.contains(#""type":"case.opened""#))
        #expect(bare.errors.contains("give --key"))
        let trusted = try sandbox.shell("caselog check-proof proof --key key")
        #expect(trusted.status == 0 && trusted.errors.isEmpty)
        #expect(try sandbox.shell("caselog check-proof proof --key \"$(cat key)\"").status == 0)
    }

    @Test func `a proof that was changed fails`() throws {
        let text = try sandbox.succeed("prove", "elm", try first())
        try write(text.replacing("index 0", with: "index 1"), to: "other")
        let other = try sandbox.shell("caselog check-proof other")
        #expect(other.status == 1)
        #expect(other.errors.contains("The proof fails. The line in it is not the one of that number in that feed."))
        try write(text + "\n", to: "longer")
        #expect(try sandbox.shell("caselog check-proof longer").status == 1)
        try write("nothing\n", to: "none")
        #expect(try sandbox.shell("caselog check-proof none").status == 1)
    }

    @Test func `what is wrong with the command is said before anything is done`() throws {
        for (command, words) in [
            ("prove elm", "Give either an event, or --since"), ("prove elm jw-1/x", "is not the id of an event"),
            ("prove elm zz-00000000/1", "The case has no feed 'zz-00000000'"),
            ("check-proof missing", "There is no file 'missing'"),
            ("verify elm --against missing", "There is no file 'missing'"),
            ("verify elm --against elm.caselog/case.json", "is no checkpoint"),
        ] {
            let answer = try sandbox.shell("caselog \(command)")
            #expect(answer.status == 2, "\(command)")
            #expect(answer.errors.contains(words), "\(command): \(answer.errors)")
        }
        let event = try first().replacing(/\/1$/, with: "/99")
        let beyond = try sandbox.shell("caselog prove elm \(event)")
        #expect(beyond.status == 1)
        #expect(beyond.errors.contains("There is no event"))
        try sandbox.succeed("new", "oak", "--title", "Oak")
        try sandbox.shell("caselog sign oak > oak.kept")
        #expect(try sandbox.shell("caselog verify elm --against oak.kept").status == 2)
    }

    @Test(.enabled(if: Repository.hasTool("lz4"), "It takes a segment apart with lz4."))
    func `an auditor is told what is gone and what was changed`() throws {
        try sandbox.shell("caselog sign elm > kept")
        try sandbox.shell("rm elm.caselog/feeds/*/checkpoint ; rm -r .home")
        try sandbox.shell(
            """
            cd elm.caselog/feeds/* && lz4 -dcq 00000000000000000001.jsonl.lz4 | sed 's/Elm/Oak/' > lines && \
            lz4 -zqf --content-size -BI lines 00000000000000000001.jsonl.lz4 && rm lines
            """)
        let changed = try sandbox.shell("caselog verify elm --against kept")
        #expect(changed.status == 1)
        #expect(changed.errors.contains("Lines 1 to 5 of"))
        #expect(changed.errors.contains("the remembered checkpoint of 5 lines vouches for"))
        try sandbox.shell("rm -r elm.caselog/feeds/*")
        let gone = try sandbox.shell("caselog verify elm --against kept")
        #expect(gone.status == 1)
        #expect(gone.errors.contains("a remembered checkpoint is signed for 5 lines of it"))
    }
}
