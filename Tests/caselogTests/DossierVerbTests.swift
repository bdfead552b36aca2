import Foundation
import Sampling
import Testing

/// `audit --output`, as an auditor who trusts nobody uses what it writes.
@Suite struct DossierVerbTests {
    private static let hasPython = {
        (try? Sandbox().shell("python3 -c 'import cryptography'").status) == 0
    }()

    /// A case with a dispute that was settled, came back, and is told of with a correction and a retraction.
    private static func audited(_ dispute: String = "half-each") throws -> Sandbox {
        let sandbox = try Sandbox.withElm()
        let lines = #"""
            {"id":"@seen","type":"observation.noted","occurred":"2019-05","data":{"text":"“Half each”,\n* said <the> `CFO`.\u0007"}}
            {"id":"@raised","type":"dispute.raised","occurred":"2019-05","data":{"dispute":"DISPUTE","title":"*Half* `each`?","issues":["resources"],"parties":["ccg","council"]},"because":["@seen"]}
            {"id":"@settled","type":"dispute.settled","occurred":"2019-06-03","data":{"dispute":"DISPUTE","how":"compromise"},"evidence":["@seen"]}
            {"type":"dispute.reignited","occurred":"2020-01","data":{"dispute":"DISPUTE"},"because":["@settled"]}
            {"type":"event.corrected","occurred":"2021","data":{"event":"@settled","reason":"the minutes","data":{"terms":"Half each"}}}
            {"id":"@slip","type":"event.corrected","occurred":"2021","data":{"event":"@raised","reason":"a slip","data":{"title":"x"}}}
            {"type":"event.retracted","occurred":"2021","data":{"event":"@slip","reason":"it was right"}}
            {"type":"memo.written","occurred":"2021","data":{"text":"Of something else."}}
            """#.replacing("DISPUTE", with: dispute)
        let answer = try sandbox.run("import", "elm", "-", "--anyway", input: lines)
        #expect(answer.status == 0, "\(answer.errors)")
        return sandbox
    }

    private static func blocks(_ sandbox: Sandbox, _ folder: String = "dossier") throws -> [String] {
        let readme = try String(contentsOf: sandbox.folder.appending(path: "\(folder)/README.md"), encoding: .utf8)
        return readme.matches(of: /```sh\n((?s).*?)```/).map { String($0.1) }
    }

    private static func inside(_ sandbox: Sandbox, _ command: String) throws -> Sandbox.Answer {
        try sandbox.shell("set -eo pipefail\nexport TMPDIR=\"$PWD\"\ncd dossier\n\(command)")
    }

    private static func lines(_ sandbox: Sandbox) throws -> [String] {
        try sandbox.shell("cat dossier/events.jsonl").output.split(separator: "\n").map(String.init)
    }

    @Test func `a dossier holds the stored lines that the audit tells of, and a proof of each`() throws {
        let sandbox = try Self.audited()
        let answer = try sandbox.run("audit", "elm", "half-each", "-o", "dossier")
        #expect(answer.status == 0)
        #expect(answer.output == "7 events of 1 feed, all proven.\n" && answer.errors == "Written to 'dossier'.\n")
        let stored = try sandbox.succeed("events", "elm", "--json").split(separator: "\n").map(String.init)
        let lines = try Self.lines(sandbox)
        #expect(lines.count == 7 && lines.allSatisfy(stored.contains))
        #expect(lines.count { $0.contains("event.corrected") } == 2)
        #expect(!lines.contains { $0.contains("Of something else.") })
        for (file, command) in [
            ("audit.json", "--json"), ("audit.md", "--markdown"),
        ] {
            let printed = try sandbox.succeed("audit", "elm", "half-each", command)
            #expect(
                try String(contentsOf: sandbox.folder.appending(path: "dossier/\(file)"), encoding: .utf8) == printed)
        }
        #expect(try sandbox.shell("cat elm.caselog/feeds/*/key | cmp - dossier/keys/*.key").status == 0)
        #expect(try sandbox.shell("cmp elm.caselog/feeds/*/checkpoint dossier/checkpoints/*.checkpoint").status == 0)
    }

    @Test(arguments: ["half-each", "-o", "--", String(repeating: "x", count: 64)])
    func `every command of the README works as printed`(dispute: String) throws {
        let sandbox = try Self.audited(dispute)
        let made = try sandbox.run("audit", "-o", "dossier", "--known", "2099", "--", "elm", dispute)
        #expect(made.status == 0, "\(made.errors)")
        let blocks = try Self.blocks(sandbox)
        #expect(blocks.count == 7)
        for block in blocks {
            if block.contains("python3"), !Self.hasPython { continue }
            if block.contains("lz4"), !Repository.hasTool("lz4") { continue }
            if block.contains("sha256sum"), !Repository.hasTool("sha256sum") { continue }
            let answer = try Self.inside(sandbox, block)
            #expect(answer.status == 0, "\(block)\(answer.output)\(answer.errors)")
            #expect(!answer.output.contains("fails"))
        }
    }

    @Test(.enabled(if: Repository.hasTool("sha256sum"), "There is no sha256sum here."))
    func `the hash of a line is that which the list says`() throws {
        let sandbox = try Self.audited()
        try sandbox.succeed("audit", "elm", "half-each", "-o", "dossier")
        let block = try #require(try Self.blocks(sandbox).first { $0.contains("leaf-hashes") })
        for number in 1...7 {
            let answer = try Self.inside(sandbox, block.replacing("1p", with: "\(number)p"))
            let hashes = answer.output.split(separator: "\n").map { $0.prefix(64) }
            #expect(hashes.count == 2 && hashes[0] == hashes[1])
        }
    }

    @Test(.enabled(if: hasPython, "There is no Python with the package cryptography here."))
    func `the program in it finds whatever was changed`() throws {
        let sandbox = try Self.audited()
        try sandbox.succeed("audit", "elm", "half-each", "-o", "dossier")
        let sound = try Self.inside(sandbox, "python3 check.py")
        #expect(sound.status == 0 && sound.output.hasSuffix("7 of 7 lines are proven.\n"))
        let folder = sandbox.folder.appending(path: "dossier")
        func holds() throws -> Bool { try Self.inside(sandbox, "python3 check.py").status == 0 }
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
            let file = folder.appending(path: path)
            let isProof = path.hasPrefix("proofs/")
            guard isProof || path.contains(".key") || path.contains(".checkpoint") || path.contains("s.") else {
                continue
            }
            guard let whole = try? Data(contentsOf: file), !path.hasSuffix(".py") else { continue }
            for place in stride(
                from: 3, to: whole.count, by: max(1, whole.count / (isProof ? 1 : sampled(2, whole: 4))))
            {
                var changed = whole
                changed[place] ^= 0x04
                try changed.write(to: file)
                if try holds() { Issue.record("byte \(place) of \(path)") }
            }
            try FileManager.default.removeItem(at: file)
            if try holds() { Issue.record("without \(path)") }
            try whole.write(to: file)
        }
        #expect(try holds())
        let feed = try sandbox.shell("ls elm.caselog/feeds").output.dropLast()
        try sandbox.shell("caselog prove elm \(feed)/1 > dossier/proofs/\(feed)-1.tlog-proof")
        let more = try Self.inside(sandbox, "python3 check.py")
        #expect(more.status == 1 && more.errors.contains("proofs of lines that are not there: \(feed)-1.tlog-proof"))
    }

    @Test func `the same question has the same answer, byte for byte, wherever it is asked from`() throws {
        let sandbox = try Self.audited()
        try sandbox.succeed("audit", "elm", "half-each", "-o", "dossier")
        try sandbox.succeed("audit", "elm.caselog/", "half-each", "-o", "more/and/again/")
        #expect(try sandbox.shell("diff -r dossier more/and/again").output == "")
        #expect(
            try sandbox.shell("cd more && caselog audit ../elm half-each -o third && diff -r third and/again").status
                == 0)
        #expect(try sandbox.shell("ls -A . more more/and").output.contains("tmp") == false)
    }

    @Test func `nothing is written over, and nothing is left of a dossier that is not made`() throws {
        let sandbox = try Self.audited()
        try sandbox.shell("mkdir there; touch file")
        let before = try sandbox.stored().keys.sorted()
        for folder in ["there", "there/", "file", "elm.caselog", ".", ""] {
            let answer = try sandbox.run("audit", "elm", "half-each", "-o", folder)
            #expect(answer.status == 2, "\(folder): \(answer.errors)")
        }
        #expect(try sandbox.run("audit", "elm", "poled", "-o", "dossier").status == 2)
        #expect(try sandbox.run("audit", "elm", "half-each", "-o", "dossier", "--json").status == 2)
        #expect(try sandbox.run("audit", "elm", "half-each", "-o", "file/dossier").status == 3)
        #expect(try sandbox.stored().keys.sorted() == before)
    }

    @Test func `nothing that only this device should know is in it`() throws {
        let sandbox = try Self.audited()
        try sandbox.shell("mkdir elm.caselog/feeds/zz-00000000 && echo no > elm.caselog/feeds/zz-00000000/key")
        let place = sandbox.folder.path
        let answer = try sandbox.run("audit", "\(place)/elm", "half-each", "-o", "\(place)/dossier")
        #expect(answer.status == 1)
        #expect(try sandbox.shell("grep -rlF -e PRIVATE -e '\(place)' -e .home dossier").output == "")
        #expect(try sandbox.shell("grep -c \"'elm.caselog/feeds/zz-00000000'\" dossier/README.md").output == "1\n")
        #expect(try sandbox.shell("cat .home/keys/* | cut -d+ -f5 | grep -rlF -f - dossier").output == "")
    }

    @Test func `what no checkpoint covers is listed, and the dossier is written all the same`() throws {
        let sandbox = try Self.audited()
        try sandbox.shell("caselog sign elm > kept")
        try sandbox.succeed("add", "elm", "dispute.deadlocked", "dispute=half-each", "--occurred", "2021")
        let answer = try sandbox.shell("CASELOG_HOME=elsewhere caselog audit elm half-each -o dossier")
        #expect(answer.status == 1)
        #expect(answer.output == "8 events of 1 feed, 7 of them proven.\n")
        #expect(answer.errors.contains("Not provable yet: ") && answer.errors.contains("have 'caselog sign' run there"))
        let readme = try sandbox.shell("cat dossier/README.md").output
        #expect(readme.contains("- **Not provable yet:** "))
        if Self.hasPython {
            let check = try Self.inside(sandbox, "python3 check.py")
            #expect(check.status == 1 && check.output.hasSuffix("7 of 8 lines are proven.\n"))
            #expect(check.errors.hasPrefix("NOT PROVEN: "))
        }
        #expect(try sandbox.run("audit", "elm", "half-each", "-o", "signed").status == 0)
    }

    @Test func `of a damaged case there is a dossier of what can be read, and it says so`() throws {
        let sandbox = try Self.audited()
        try sandbox.succeed("seal", "elm")
        try sandbox.succeed("add", "elm", "dispute.deadlocked", "dispute=half-each", "--occurred", "2021")
        let sealed = try #require(try sandbox.stored().keys.first { $0.hasSuffix("001.jsonl.lz4") })
        var bytes = try #require(try sandbox.stored()[sealed])
        bytes[bytes.count / 4] ^= 0x40
        try sandbox.write(sealed, bytes)
        let answer = try sandbox.run("audit", "elm", "half-each", "-o", "dossier")
        #expect(answer.status == 1)
        #expect(answer.errors.contains("The answer is incomplete.") && answer.errors.contains("Not provable yet"))
        let readme = try sandbox.shell("cat dossier/README.md").output
        #expect(readme.contains("**The case is damaged and this audit incomplete.**"))
        #expect(try sandbox.shell("cat dossier/audit.json").output.contains(#""incomplete":true"#))
        #expect(try Self.lines(sandbox).count == 1)
        if Repository.hasTool("sha256sum") {
            #expect(try Self.inside(sandbox, "sha256sum -c --quiet SHA256SUMS").status == 0)
        }
    }

    @Test func `of what nothing was known there is a dossier without lines`() throws {
        let sandbox = try Self.audited()
        let answer = try sandbox.run("audit", "elm", "half-each", "--known", "1999", "-o", "dossier")
        #expect(answer.status == 0 && answer.output == "0 events of 0 feeds, all proven.\n")
        for block in try Self.blocks(sandbox) where !block.contains("python3") || Self.hasPython {
            #expect(try Self.inside(sandbox, block).status == 0, "\(block)")
        }
    }
}
