import Foundation
import Testing

/// Keys on their way: to a colleague's device, into a backup and back, under a passphrase; each device in a home of its
/// own.
@Suite struct KeysBetweenDevicesTests {
    private static let lines = #"""
        {"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm"}}
        {"type":"participant.recruited","occurred":"2017","data":{"participant":"p07","title":"Warden","sector":"other"}}
        {"type":"participant.recruited","occurred":"2017","data":{"participant":"p08","title":"Keeper","sector":"other"}}
        {"type":"session.started","occurred":"2018-03","data":{"session":"talk","kind":"interview","participants":["p07","p08"]}}
        {"type":"excerpt.recorded","occurred":"2018-03","sources":["talk"],"data":{"text":"A quagga loses.","speaker":"p07"}}
        {"type":"excerpt.recorded","occurred":"2018-03","sources":["talk"],"data":{"text":"An okapi loses.","speaker":"p08"}}
        """#

    private let sandbox: Sandbox

    init() throws {
        sandbox = try Sandbox()
        try sandbox.succeed("import", "elm", "-", input: Self.lines)
    }

    /// Runs a line of bash on somebody's device, which has a copy of the case.
    @discardableResult
    private func on(_ device: String, _ line: String, status: Int32 = 0) throws -> Sandbox.Answer {
        let answer = try sandbox.shell(
            "mkdir -p \(device) && cd \(device) && export CASELOG_HOME=$PWD/.home LOGNAME=\(device)\n\(line)")
        #expect(answer.status == status, "\(device): \(line)\n\(answer.errors)")
        return answer
    }

    private func bring(to device: String) throws { try on(device, "cp -r ../elm.caselog .") }

    private func text(on device: String) throws -> String { try on(device, "caselog events elm").output }

    /// Lends to a device that has a copy of the case; the file is `DEVICE.loan`.
    @discardableResult
    private func lend(_ subjects: String, to device: String) throws -> String {
        try on(device, "caselog keys identity --by \(device) > ../\(device).txt")
        let lent = try sandbox.shell("caselog keys lend elm \(subjects) --to \(device).txt --by jw -o \(device).loan")
        #expect(lent.status == 0, "\(lent.errors)")
        return lent.errors
    }

    @Test func `a colleague reads with keys that are lent, and nobody else does`() throws {
        try bring(to: "ab")
        #expect(try !text(on: "ab").contains("loses") && text(on: "ab").contains("“[private]”"))
        #expect(try lend("p07/talk", to: "ab").contains("Lent to ab, in 'ab.loan': p07/talk."))
        let accepted = try on("ab", "caselog keys accept elm ../ab.loan")
        #expect(
            accepted.errors.contains("elm: p07/talk: taken in.") && accepted.errors.contains("says that jw has lent"))
        let read = try text(on: "ab")
        #expect(read.contains("[private] (p07): “A quagga loses.”") && !read.contains("okapi"))
        #expect(try on("ab", "caselog keys show elm").output.contains(", lent by jw\n"))
        #expect(try on("ab", "caselog keys accept elm ../ab.loan").errors.contains("this device has this key already"))
        // Made for one device, and as it was made.
        try bring(to: "eve")
        #expect(
            try on("eve", "caselog keys accept elm ../ab.loan", status: 1).errors.contains(
                "was not sealed for this device"))
        try on("ab", "sed s/jw/jx/ ../ab.loan > changed; caselog keys accept elm changed", status: 1)
        #expect(try !text(on: "eve").contains("loses"))
    }

    @Test func `who was lent what is listed, also when the keys are gone`() throws {
        try bring(to: "ab")
        try lend("p07/talk p08/talk", to: "ab")
        try lend("p07/talk", to: "cd")
        let list = try sandbox.succeed("keys", "lent", "elm").split(separator: "\n").map { $0.split(separator: " ") }
        #expect(list.map { "\($0[0]) \($0[2])" } == ["p07/talk ab", "p08/talk ab", "p07/talk cd"])
        #expect(try sandbox.succeed("keys", "show", "elm").contains("p07/talk  since"))
        #expect(try sandbox.succeed("keys", "show", "elm").contains(", made here, lent to 2\n"))
        let receipt = try sandbox.succeed("withdraw", "elm", "p07", "--yes")
        #expect(receipt.contains("ab  was lent p07/talk") && receipt.contains("cd  was lent p07/talk"))
        #expect(!receipt.contains("was lent p08/talk"))
        #expect(try sandbox.succeed("keys", "lent", "elm").contains("p07/talk  to ab"))
        try sandbox.shell("caselog keys identity --by ef > ef.txt")
        let late = try sandbox.run("keys", "lend", "elm", "p07/talk", "--to", "ef.txt", "-o", "late")
        #expect(late.status == 1 && late.errors.contains("its keys were destroyed"))
    }

    @Test func `a loan that is accepted after a withdrawal brings no key of who has withdrawn`() throws {
        try lend("p07/talk p08/talk", to: "ab")
        try sandbox.succeed("withdraw", "elm", "p07", "--yes")
        try bring(to: "ab")
        let accepted = try on("ab", "caselog keys accept elm ../ab.loan")
        #expect(accepted.errors.contains("elm: p07/talk: left out, because its keys were destroyed."))
        #expect(accepted.errors.contains("elm: p08/talk: taken in."))
        let read = try text(on: "ab")
        #expect(read.contains("An okapi loses.") && read.contains("[withdrawn]") && !read.contains("quagga"))
        #expect(try on("ab", "grep -r p07 .home/private --include='*.keys'", status: 1).output.isEmpty)
    }

    @Test func `a device lends no key of somebody whose withdrawal it has not acted on yet`() throws {
        try bring(to: "ab")
        try lend("p07/talk p08/talk", to: "ab")
        try on("ab", "caselog keys accept elm ../ab.loan")
        try sandbox.succeed("withdraw", "elm", "p07", "--yes")
        try bring(to: "ab")
        try on("cd", "caselog keys identity --by cd > ../cd.txt")
        let late = try on("ab", "caselog keys lend elm p07/talk --to ../cd.txt -o ../cd.loan", status: 1)
        #expect(late.errors.contains("its keys were destroyed"))
    }

    @Test func `a device that accepted a loan before a withdrawal destroys the key when it sees the event`() throws {
        try bring(to: "ab")
        try lend("p07/talk p08/talk", to: "ab")
        try on("ab", "caselog keys accept elm ../ab.loan")
        #expect(try text(on: "ab").contains("A quagga loses."))
        try sandbox.succeed("withdraw", "elm", "p07", "--yes")
        try bring(to: "ab")
        let read = try text(on: "ab")
        #expect(read.contains("An okapi loses.") && read.contains("[withdrawn]") && !read.contains("quagga"))
        #expect(try on("ab", "caselog keys show elm").output.contains("p07  destroyed on"))
        #expect(try on("ab", "grep -r 'key p07' .home/private", status: 1).output.isEmpty)
    }

    @Test func `a backup brings everything back but who has withdrawn`() throws {
        try sandbox.write("words", Data("kept apart\n".utf8))
        let asked = "CASELOG_BACKUP_PASSPHRASE_FILE=words caselog keys"
        let made = try sandbox.shell("\(asked) backup -o keys.backup; mv .home .lost")
        #expect(made.errors.contains("4 keys of 1 case in 'keys.backup'."), "\(made.errors)")
        #expect(try sandbox.succeed("events", "elm").contains("“[private]”"))
        #expect(try sandbox.shell("\(asked) restore keys.backup").errors.contains("4 keys restored, 0 here already"))
        #expect(try sandbox.succeed("events", "elm").contains("Warden (p07): “A quagga loses.”"))
        #expect(try sandbox.succeed("keys", "show", "elm").contains("p07/talk  since"))
        try sandbox.succeed("withdraw", "elm", "p07", "--yes")
        let again = try sandbox.shell("\(asked) restore keys.backup")
        #expect(again.status == 0 && again.errors.contains("elm: p07/talk: left out, because its keys were destroyed."))
        // A device that has no list of its own learns it from the case.
        let new = try sandbox.shell(
            "mv .home .gone; rm -f .home.erased; \(asked) restore keys.backup; caselog events elm")
        #expect(new.output.contains("Keeper (p08): “An okapi loses.”") && !new.output.contains("quagga"))
        #expect(try sandbox.shell("grep -r 'key p07' .home/private").output.isEmpty)
    }

    @Test(.enabled(if: Repository.hasTool("setsid")))
    func `words are read under the passphrase that is set, and under no other`() throws {
        try sandbox.write("first", Data("open sesame\n".utf8))
        try sandbox.write("second", Data("other\n".utf8))
        try sandbox.write("third", Data("one more\n".utf8))
        func read(_ passphrase: String?) throws -> Sandbox.Answer {
            try sandbox.shell(
                "\(passphrase.map { "CASELOG_PASSPHRASE_FILE=\($0) " } ?? "")setsid -w caselog events elm")
        }
        func change(_ old: String?, _ new: String?) throws -> Int32 {
            let files = [old.map { "CASELOG_PASSPHRASE_FILE=\($0)" }, new.map { "CASELOG_NEW_PASSPHRASE_FILE=\($0)" }]
            let environment = files.compactMap(\.self).joined(separator: " ")
            return try sandbox.shell("\(environment) setsid -w caselog keys passphrase \(new == nil ? "--remove" : "")")
                .status
        }
        let words = "A quagga loses."
        #expect(try change(nil, "first") == 0)
        #expect(try read("first").output.contains(words))
        for wrong in ["second", nil] {
            let answer = try read(wrong)
            #expect(answer.status == 1 && answer.output.contains("“[private]”") && !answer.output.contains(words))
            #expect(answer.errors.contains("Private texts are shown as such, because the keys could not be looked at."))
        }
        #expect(try change("second", "third") == 2)
        #expect(try change("first", "second") == 0)
        #expect(try read("second").output.contains(words) && !read("first").output.contains(words))
        #expect(try change("first", nil) == 2)
        #expect(try change("second", nil) == 0)
        #expect(try read(nil).status == 0 && read(nil).output.contains(words))
    }
}
