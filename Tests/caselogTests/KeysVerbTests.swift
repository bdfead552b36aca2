import Foundation
import Testing

/// `keys` and `who` as a person runs them. Sealing is not theirs, so keys come from a loan or a row of the table.
@Suite struct KeysVerbTests {
    private func elm() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.succeed("new", "elm", "--title", "Elm", "--by", "J W")
        return sandbox
    }

    private func mode(_ path: String, _ sandbox: Sandbox) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: sandbox.folder.appending(path: path).path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `a case without keys has none to show`() throws {
        let sandbox = try elm()
        let answer = try sandbox.run("keys", "show", "elm")
        #expect(answer.status == 0 && answer.output.isEmpty)
        #expect(answer.errors.contains("no keys of 'elm'"))
        #expect(try sandbox.succeed("keys", "show", "elm", "--json") == #"{"case":"elm","keys":[],"erased":[]}"# + "\n")
        #expect(try sandbox.succeed("keys", "lent", "elm", "--json") == #"{"case":"elm","lent":[]}"# + "\n")
        #expect(!FileManager.default.fileExists(atPath: sandbox.home.appending(path: "private").path))
    }

    @Test func `the table of names stays on the device, and is not readable there`() throws {
        let sandbox = try elm()
        try sandbox.succeed("who", "elm", "p07", "Ada Example", "--note", "by telephone")
        try sandbox.succeed("who", "elm", "p08", "Ben Example")
        try sandbox.succeed("who", "elm", "p07", "Ada Exemplar")
        #expect(try sandbox.succeed("who", "elm") == "p07\tAda Exemplar\np08\tBen Example\n")
        #expect(try sandbox.run("who", "elm", "p09", "--remove").status == 1)
        try sandbox.succeed("who", "elm", "p08", "--remove")
        let found = try sandbox.shell(
            "grep -rl -e Exempl -e Example . ; find .home/private -type f ! -name .lock | xargs stat -c %a | sort -u")
        #expect(found.output == "600\n")
        #expect(try mode(".home/private", sandbox) == 0o700 && mode(".home/private/cases/elm", sandbox) == 0o700)
        let export = try sandbox.run("who", "elm", "--export", "names.tsv")
        #expect(export.status == 0 && export.errors.contains("not encrypted"))
        #expect(
            try String(contentsOf: sandbox.folder.appending(path: "names.tsv"), encoding: .utf8)
                == "p07\tAda Exemplar\n")
        #expect(try mode("names.tsv", sandbox) == 0o600)
        #expect(try sandbox.run("who", "elm", "--export", "names.tsv").status == 2)
        #expect(try sandbox.run("who", "elm", "--export", "elm.caselog/names.tsv").status == 2)
        #expect(try sandbox.run("who", "elm", "P 7", "Name").status == 2)
        #expect(try sandbox.run("who", "elm", "p07").status == 2)
        #expect(try sandbox.run("who", "elm", "p07", "Name", "--remove").status == 2)
        #expect(try sandbox.run("who", "elm", "--note", "x").status == 2)
        #expect(try sandbox.run("who", "elm", "p07", "Two\nlines").status == 2)
    }

    @Test func `a name comes from standard input, where no history of commands keeps it`() throws {
        let sandbox = try elm()
        try sandbox.succeed("who", "elm", "p07", "--note", "by telephone", input: "Ada Example\nand more\n")
        #expect(try sandbox.succeed("who", "elm") == "p07\tAda Example\tby telephone\n")
        let empty = try sandbox.run("who", "elm", "p07", input: "\n")
        #expect(empty.status == 2 && empty.errors.contains("No name of p07 was given."))
    }

    @Test(.enabled(if: Repository.hasTool("sha256sum")))
    func `a withdrawal that was begun goes on before anything is done with keys`() throws {
        let sandbox = try elm()
        try sandbox.succeed("who", "elm", "p07", "Ada Example")
        let begun = try sandbox.shell(
            """
            line='withdraw p07 all - 2021-06-30 -'; sum=$(printf '%s' "$line" | sha256sum | cut -c1-16)
            keys=$(ls .home/private/cases/elm/*.keys) && printf '%s %s\\n' "$line" "$sum" >"${keys%.keys}.withdrawing"
            """)
        #expect(begun.status == 0)
        let answer = try sandbox.run("who", "elm")
        #expect(answer.status == 0 && !answer.output.contains("Ada") && answer.errors.contains("was completed"))
    }

    @Test(.enabled(if: Repository.hasTool("setsid")))
    func `a passphrase comes from a file, or there is nobody to ask`() throws {
        let sandbox = try elm()
        try sandbox.write("first", Data("open sesame\nand more\n".utf8))
        try sandbox.write("second", Data("other\r\n".utf8))
        try sandbox.succeed("who", "elm", "p07", "Ada")
        let nobody = try sandbox.shell("setsid -w caselog keys passphrase")
        #expect(nobody.status == 3 && nobody.errors.contains("CASELOG_NEW_PASSPHRASE_FILE"))
        let set = try sandbox.shell("CASELOG_NEW_PASSPHRASE_FILE=first caselog keys passphrase")
        #expect(set.status == 0, "\(set.errors)")
        let locked = try sandbox.shell("setsid -w caselog who elm")
        #expect(locked.status == 3 && locked.output.isEmpty)
        #expect(try sandbox.shell("setsid -w caselog keys show elm").status == 0)
        #expect(try sandbox.shell("CASELOG_PASSPHRASE_FILE=second caselog who elm").status == 2)
        #expect(try sandbox.shell("CASELOG_PASSPHRASE_FILE=first caselog who elm").output == "p07\tAda\n")
        #expect(try sandbox.shell("CASELOG_PASSPHRASE_FILE=nowhere caselog who elm").status == 3)
        let change = "CASELOG_PASSPHRASE_FILE=first CASELOG_NEW_PASSPHRASE_FILE=second caselog keys passphrase"
        #expect(try sandbox.shell(change).status == 0)
        #expect(try sandbox.shell("CASELOG_PASSPHRASE_FILE=first caselog who elm").status == 2)
        #expect(try sandbox.shell("CASELOG_PASSPHRASE_FILE=second caselog keys passphrase --remove").status == 0)
        #expect(try sandbox.succeed("who", "elm") == "p07\tAda\n")
    }

    @Test(.enabled(if: Repository.hasTool("python3")))
    func `a passphrase is asked for on the terminal, and not shown`() throws {
        let sandbox = try elm()
        let python = """
            import os, pty, sys, time
            def run(arguments, answers):
                pid, terminal = pty.fork()
                if pid == 0: os.execvp("caselog", ["caselog"] + arguments)
                shown = b""
                for answer in answers:
                    while not shown.rstrip(b" ").endswith(b":"): shown += os.read(terminal, 1000)
                    time.sleep(0.1)
                    os.write(terminal, answer)
                    shown += b"|"
                try:
                    while piece := os.read(terminal, 1000): shown += piece
                except OSError: pass
                print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown)
            run(["keys", "passphrase"], [b"sesamx\\x7fe\\n", b"sesame\\n"])
            run(["keys", "passphrase"], [b"one\\n", b"two\\n"])
            run(["keys", "identity"], [b"sesame\\n"])
            run(["keys", "identity"], [b"\\x03"])
            run(["keys", "identity"], [b"wrong\\n"])
            """
        try sandbox.write("ask.py", Data(python.utf8))
        let lines = try sandbox.shell("python3 ask.py").output.split(separator: "\n").map(String.init)
        #expect(lines.map { String($0.prefix(1)) } == ["0", "2", "0", "2", "2"], "\(lines)")
        #expect(!lines.contains { line in line.contains("sesame") || line.contains("wrong\\r") })
    }

    @Test func `a device says whom it is, and what cannot be lent or accepted is refused`() throws {
        let (lender, reader) = (try elm(), try Sandbox())
        try lender.succeed("who", "elm", "p07", "Ada")
        let line = try reader.succeed("keys", "identity", "--by", "ab")
        #expect(line.hasPrefix("caselog-reader+ab+") && line.hasSuffix("\n"))
        #expect(try reader.succeed("keys", "identity", "--by", "ab") == line)
        let to = String(line.dropLast())
        let none = try lender.run("keys", "lend", "elm", "p07", "--to", to, "-o", "loan")
        #expect(none.status == 1 && none.errors.contains("no key of it"))
        #expect(try lender.run("keys", "lend", "elm", "--to", to, "-o", "loan").status == 2)
        #expect(try lender.run("keys", "lend", "elm", "p07", "--to", String(to.dropLast()), "-o", "loan").status == 2)
        #expect(try lender.run("keys", "lend", "elm", "p 7", "--to", to, "-o", "loan").status == 2)
        #expect(!FileManager.default.fileExists(atPath: lender.folder.appending(path: "loan").path))
        #expect(try lender.run("keys", "accept", "elm", "nowhere").status == 2)
        #expect(try lender.run("keys", "accept", "elm", ".home/private/identity").status == 2)
    }

    @Test(.enabled(if: Repository.hasTool("setsid")))
    func `an empty backup restores nothing, under its own passphrase`() throws {
        let sandbox = try elm()
        try sandbox.write("words", Data("kept apart\n".utf8))
        let asked = "CASELOG_BACKUP_PASSPHRASE_FILE=words caselog keys"
        let made = try sandbox.shell("\(asked) backup -o keys.backup")
        #expect(made.status == 0 && made.errors.contains("0 keys of 0 cases"), "\(made.errors)")
        #expect(try mode("keys.backup", sandbox) == 0o600)
        #expect(try sandbox.shell("\(asked) backup -o keys.backup").status == 2)
        #expect(try sandbox.shell("\(asked) backup -o elm.caselog/keys.backup").status == 2)
        let restored = try sandbox.shell("\(asked) restore keys.backup")
        #expect(restored.status == 0 && restored.errors.contains("0 keys restored"), "\(restored.errors)")
        #expect(try sandbox.shell("setsid -w caselog keys restore keys.backup").status == 3)
        try sandbox.write("words", Data("guessed\n".utf8))
        #expect(try sandbox.shell("\(asked) restore keys.backup").status == 2)
        #expect(try sandbox.shell("\(asked) restore elm.caselog/case.json").status == 1)
    }

    @Test func `damaged keys are told, and left as they are`() throws {
        let sandbox = try elm()
        try sandbox.succeed("who", "elm", "p07", "Ada")
        let damaged = try sandbox.shell(
            "f=$(echo .home/private/cases/elm/*.keys); sed -i 's/p07/p08/' $f; sha256sum $f; caselog who elm; caselog who elm p09 Eve; sha256sum $f"
        )
        let sums = damaged.output.split(separator: "\n")
        #expect(sums.count == 2 && sums[0] == sums[1])
        #expect(damaged.errors.contains("is damaged in line 2: its checksum is wrong"))
        #expect(try sandbox.run("who", "elm").status == 1)
    }
}
