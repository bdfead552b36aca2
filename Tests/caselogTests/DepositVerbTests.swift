import Foundation
import Sampling
import Testing

/// `deposit`, as a person runs it, and as an archive checks what it writes.
@Suite struct DepositVerbTests {
    private static let hasPython = {
        (try? Sandbox().shell("python3 -c 'import cryptography'").status) == 0
    }()

    /// A case with two participants, of whom one lets an archive have their words.
    private static func elm() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.succeed("new", "elm", "--title", "Elm", "--by", "J W")
        let said = String(repeating: "We lose, we lose. ", count: 20)
        let lines = #"""
            {"type":"organisation.registered","occurred":"2019","data":{"organisation":"ccg","name":"CCG","sector":"commissioner"}}
            {"type":"participant.recruited","occurred":"2019-01-02","data":{"participant":"p01","title":"Xylophonist","sector":"other"}}
            {"type":"participant.recruited","occurred":"2019-01-02","data":{"participant":"p02","title":"Yodeller","sector":"other"}}
            {"type":"consent.given","occurred":"2019-01-03","data":{"participant":"p01","scope":["record","quote","archive"],"how":"on okapi paper"}}
            {"type":"consent.given","occurred":"2019-01-03","data":{"participant":"p02","scope":["record","quote"]}}
            {"type":"session.started","occurred":"2019-02-04T10:30","data":{"session":"talk","kind":"meeting","participants":["p01","p02"]}}
            {"type":"excerpt.recorded","occurred":"2019-02-04T10:31:07","sources":["talk"],"note":"Zoë: 🙂","data":{"text":"SAID","speaker":"p01","codes":["resources"]}}
            {"type":"excerpt.recorded","occurred":"2019-02-04T10:33:11","sources":["talk"],"data":{"text":"They win, said the ocelot.","speaker":"p02"}}
            {"id":"@memo","type":"memo.written","occurred":"2019-03","data":{"text":"Why a wombat?"}}
            {"type":"event.corrected","occurred":"2019-04","data":{"event":"@memo","reason":"a slip","data":{"text":"Why?"}}}
            """#.replacing("SAID", with: said)
        let answer = try sandbox.run("import", "elm", "-", "--anyway", input: lines)
        #expect(answer.status == 0, "\(answer.errors)")
        return sandbox
    }

    private static func check(_ sandbox: Sandbox, _ folder: String = "bag") throws -> Sandbox.Answer {
        try sandbox.shell("python3 -B \(folder)/data/check.py")
    }

    @Test func `what is deposited is told, and what is withheld with the reason`() throws {
        let sandbox = try Self.elm()
        let answer = try sandbox.run("deposit", "elm", "-o", "bag")
        #expect(answer.status == 0 && answer.errors == "Written to 'bag'.\n", "\(answer.errors)")
        let told = """
            7 events deposited, 4 withheld.
              3 withheld: names a participant who has no consent in force that covers archiving
              1 withheld: is a correction or a retraction, which has acted on the events here

            """
        #expect(answer.output == told)
        let events = try sandbox.shell("cat bag/data/events.jsonl").output
        #expect(events.contains("Xylophonist") && events.contains("We lose") && events.contains(#""text":"Why?""#))
        #expect(try sandbox.shell("grep -rliE 'yodel|ocelot|okapi|wombat|10:33' bag").output == "")
        #expect(try sandbox.shell("ls -A").output.contains("tmp") == false)
    }

    @Test(.enabled(if: Repository.hasTool("sha256sum"), "There is no sha256sum here."))
    func `the sums of the bag are those of its files`() throws {
        let sandbox = try Self.elm()
        try sandbox.succeed("deposit", "elm", "-o", "bag")
        let check = "cd bag && sha256sum -c --quiet manifest-sha256.txt && sha256sum -c --quiet tagmanifest-sha256.txt"
        #expect(try sandbox.shell(check).status == 0)
        #expect(
            try sandbox.shell("cd bag && find data -type f | sort").output
                == sandbox.shell("cd bag && cut -c67- manifest-sha256.txt | sort").output)
        let oxum = "echo $(cat $(find bag/data -type f) | wc -c).$(find bag/data -type f | wc -l)"
        #expect(try sandbox.shell(oxum).output == sandbox.shell("sed -n 's/Payload-Oxum: //p' bag/bag-info.txt").output)
    }

    @Test(.enabled(if: hasPython, "There is no Python with the package cryptography here."))
    func `the program in it finds whatever was changed`() throws {
        let sandbox = try Self.elm()
        try sandbox.succeed("deposit", "elm", "-o", "bag")
        let sound = try Self.check(sandbox)
        #expect(sound.status == 0, "\(sound.errors)")
        #expect(sound.output.contains("7 of the 11 lines of the case are deposited, 5 of them as they are stored.\n"))
        try sandbox.shell("cp -r bag/data alone")
        let folder = sandbox.folder.appending(path: "alone")
        func holds() throws -> Bool { try sandbox.shell("python3 -B alone/check.py").status == 0 }
        #expect(try holds())
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        where path.hasPrefix("proofs/") {
            let file = folder.appending(path: path)
            let whole = try Data(contentsOf: file)
            for place in stride(from: 3, to: whole.count, by: max(1, whole.count / sampled(1, whole: 3))) {
                var changed = whole
                changed[place] ^= 0x04
                try changed.write(to: file)
                if try holds() { Issue.record("byte \(place) of \(path)") }
            }
            try whole.write(to: file)
        }
        // Of what is there as it is stored no word can be another one.
        let events = folder.appending(path: "events.jsonl")
        let text = try String(contentsOf: events, encoding: .utf8)
        for (old, new) in [("Xylophonist", "Xylophonjst"), ("We lose", "We win"), (#""CCG""#, #""CCC""#), ("🙂", "🙃")] {
            try text.replacing(old, with: new, maxReplacements: 1).write(to: events, atomically: true, encoding: .utf8)
            if try holds() { Issue.record("\(new)") }
        }
        try text.write(to: events, atomically: true, encoding: .utf8)
        #expect(try holds())
        // In its bag, nothing at all.
        try sandbox.shell("echo more >> bag/data/README.md")
        #expect(try Self.check(sandbox).errors == "FAILS: data/README.md has changed\n")
    }

    @Test(.enabled(if: hasPython, "There is no Python with the package cryptography here."))
    func `the program in it opens boxes of every length`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("new", "elm", "--title", "Elm")
        // Letters that hardly repeat before a row of one letter: literals and matches of all lengths that are told
        // apart.
        let letters = (0..<600).map { (number: Int) -> Character in
            let letter = 97 + number * number * 31 % 23
            return Character(UnicodeScalar(UInt8(letter)))
        }
        var texts = ["ä", "🙂🙂🙂🙂"]
        for count in Array(1...40) + Array(250...300) {
            texts.append(String(letters.prefix(count)) + String(repeating: "z", count: count + 10))
        }
        let lines = texts.map { text in
            #"{"type":"memo.written","occurred":"2019","data":{"text":"\#(text)"}}"#
        }
        let imported = try sandbox.run("import", "elm", "-", input: lines.joined(separator: "\n"))
        #expect(imported.status == 0, "\(imported.errors)")
        try sandbox.succeed("deposit", "elm", "-o", "bag", "--anyway")
        let answer = try Self.check(sandbox)
        #expect(answer.status == 0 && answer.output.contains("\(lines.count + 1) of them as"), "\(answer.errors)")
    }

    @Test func `where dates are coarsened no exact one is there, nor a line or key that would tell it`() throws {
        let sandbox = try Self.elm()
        try sandbox.succeed("deposit", "elm", "-o", "bag", "--dates", "month")
        #expect(try sandbox.shell("grep -rE '2019-0[0-9]-[0-9]' bag/data | grep -v README").output == "")
        #expect(
            try sandbox.shell("grep -cE '\"recorded\":\"[0-9]{4}-[0-9]{2}\"' bag/data/events.jsonl").output == "7\n")
        #expect(try sandbox.shell("cat bag/data/proofs/stored.jsonl").output == "")
        #expect(try sandbox.shell("grep -c 'finer than a \\*\\*month' bag/data/README.md").output == "1\n")
        if Self.hasPython {
            let answer = try Self.check(sandbox)
            #expect(answer.status == 0 && answer.output.contains("0 of them as they are stored."), "\(answer.errors)")
        }
        let wrong = try sandbox.run("deposit", "elm", "-o", "other", "--dates", "week")
        #expect(wrong.status == 2 && wrong.errors.contains("day, month, year"))
    }

    @Test func `who withdraws is told of the deposit, and is not in the next one`() throws {
        let sandbox = try Self.elm()
        try sandbox.succeed("deposit", "elm", "-o", "bag")
        let shown = try sandbox.run("withdraw", "elm", "p01")
        #expect((shown.output + shown.errors).contains("/bag"), "\(shown.output)\(shown.errors)")
        try sandbox.succeed("withdraw", "elm", "p01", "--yes")
        let next = try sandbox.run("deposit", "elm", "-o", "next")
        #expect(next.status == 0 && next.output.hasPrefix("6 events deposited, 6 withheld.\n"), "\(next.output)")
        #expect(try sandbox.shell("grep -rlE 'Xylophon|We lose' next").output == "")
        if Self.hasPython { #expect(try Self.check(sandbox, "next").status == 0) }
    }

    @Test func `what may tell who somebody is makes the answer no, unless it was looked at`() throws {
        let sandbox = try Self.elm()
        try sandbox.succeed("who", "elm", "p01", "Zebedee Jones")
        try sandbox.succeed(
            "add", "elm", "person.identified", "person=jane-smith", "title=Chair", "sector=other", "--occurred", "2019")
        try sandbox.succeed("add", "elm", "memo.written", "text=Ask Zebedee on 020 7946 0999.", "--occurred", "2019")
        let answer = try sandbox.run("deposit", "elm", "-o", "bag")
        #expect(answer.status == 1)
        #expect(answer.errors.contains("do not look minted, as p01 does: jane-smith."))
        #expect(answer.errors.contains("in 2 places:\n") && answer.errors.contains("name “Zebedee” in data.text of "))
        #expect(try sandbox.run("deposit", "elm", "-o", "other", "--anyway").status == 0)
        #expect(try sandbox.shell("diff -r bag/data other/data").output == "")
    }

    @Test func `without the keys the words are withheld, and that is told`() throws {
        let sandbox = try Self.elm()
        try sandbox.succeed("sign", "elm")
        let answer = try sandbox.shell("CASELOG_HOME=elsewhere caselog deposit elm -o bag")
        #expect(
            answer.status == 1
                && answer.output.contains("3 withheld: holds private words for which the depositor had no key"))
        #expect(answer.errors.contains("3 events withheld for want of keys."))
        if Self.hasPython { #expect(try Self.check(sandbox).status == 0) }
    }

    @Test func `a feed that nobody has signed for is told, and check says so`() throws {
        let sandbox = try Self.elm()
        let answer = try sandbox.shell("CASELOG_HOME=elsewhere caselog deposit elm -o bag")
        #expect(answer.status == 1 && answer.errors.contains("(0 of 11 lines). Have 'caselog sign' run"))
        if Self.hasPython {
            let check = try Self.check(sandbox)
            #expect(check.status == 1 && check.errors.hasPrefix("NOT PROVEN: nobody has signed for 4 of the events."))
        }
    }

    @Test func `a case without private text, and one with nothing in it, can be deposited`() throws {
        let sandbox = try Sandbox.withElm()
        #expect(try sandbox.succeed("deposit", "elm", "-o", "bag") == "5 events deposited, 0 withheld.\n")
        #expect(try sandbox.shell("cmp bag/data/events.jsonl bag/data/proofs/stored.jsonl").status == 0)
        try sandbox.succeed("new", "oak", "--title", "Oak")
        let first = try sandbox.succeed("events", "oak", "--json").matches(of: /"id":"([^"]+)"/).first.map {
            String($0.1)
        }
        try sandbox.succeed("add", "oak", "event.retracted", "event=\(first ?? "")", "reason=x", "--anyway")
        #expect(try sandbox.succeed("deposit", "oak", "-o", "empty").hasPrefix("0 events deposited, 2 withheld.\n"))
        if Self.hasPython {
            for folder in ["bag", "empty"] {
                let answer = try Self.check(sandbox, folder)
                #expect(answer.status == 0, "\(answer.output)\(answer.errors)")
            }
        }
    }

    @Test func `nothing is written over, and nothing is left of a deposit that is not made`() throws {
        let sandbox = try Self.elm()
        try sandbox.shell("mkdir there; touch file")
        for folder in ["there", "there/", "file", "elm.caselog", ".", ""] {
            #expect(try sandbox.run("deposit", "elm", "-o", folder).status == 2, "\(folder)")
        }
        #expect(try sandbox.run("deposit", "elm").status == 2)
        #expect(try sandbox.run("deposit", "elm", "-o", "file/bag").status == 3)
        try sandbox.succeed("seal", "elm")
        try sandbox.succeed("add", "elm", "memo.written", "text=x")
        let sealed = try #require(try sandbox.stored().keys.first { $0.hasSuffix("001.jsonl.lz4") })
        var bytes = try #require(try sandbox.stored()[sealed])
        bytes[bytes.count / 4] ^= 0x40
        try sandbox.write(sealed, bytes)
        #expect(try sandbox.run("deposit", "elm", "-o", "bag").status == 1)
        #expect(try sandbox.shell("ls -A").output.split(separator: "\n") == [".home", "elm.caselog", "file", "there"])
    }
}
