import Foundation
import Testing

/// `page` as a person runs it; what its pages show in a browser, `tools/page-check` tries.
@Suite struct PageVerbTests {
    private func text(_ name: String, _ sandbox: Sandbox) throws -> String {
        try String(contentsOf: sandbox.folder.appending(path: name), encoding: .utf8)
    }

    @Test func `a case becomes one file, named for its title`() throws {
        let sandbox = try Sandbox.withElm()
        let made = try sandbox.run("page", "elm", "-o", "elm.html")
        #expect(made.status == 0 && made.output.isEmpty)
        #expect(made.errors.wholeMatch(of: /Written to 'elm.html': 5 events, \d+ kB.\n/) != nil)
        #expect(try text("elm.html", sandbox).contains("<title>Elm</title>"))
        try sandbox.succeed("page", "elm", "-o", "elm.html", "--title", "Who & what")
        #expect(try text("elm.html", sandbox).contains("<title>Who &amp; what</title>"))
    }

    @Test func `a study becomes one file, named for its folder`() throws {
        let sandbox = try Sandbox()
        for name in ["elm", "oak"] {
            try sandbox.succeed("new", "study/\(name)", "--title", name, "--by", "J W", "--privacy", "open")
        }
        let made = try sandbox.run("page", "study", "-o", "study.html")
        #expect(made.status == 0 && made.errors.contains("2 events"))
        #expect(try text("study.html", sandbox).contains("<title>study</title>"))
        let none = try sandbox.run("page", "nowhere", "-o", "nowhere.html")
        #expect(none.status == 2 && none.errors.contains("There is neither a case nor a study 'nowhere'."))
    }

    @Test func `a case of a study that cannot be opened is left out and said, also where no other is left`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("new", "study/oak", "--title", "Oak", "--by", "J W", "--privacy", "open")
        try sandbox.shell("mkdir study/ash.caselog; echo '{' > study/ash.caselog/case.json")
        let made = try sandbox.run("page", "study", "-o", "study.html")
        #expect(made.status == 1 && made.errors.contains("'ash' is left out: ") && made.errors.contains("1 event,"))
        #expect(try text("study.html", sandbox).contains("<title>study</title>"))
        try sandbox.shell("rm -r study/oak.caselog")
        let none = try sandbox.run("page", "study", "-o", "study.html")
        #expect(none.status == 1 && none.errors.contains("0 events"))
        let alone = try sandbox.run("page", "study/ash", "-o", "ash.html")
        #expect(alone.status == 2 && alone.errors.contains("does not describe a case"))
    }

    @Test func `nothing is written over that caselog did not make`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.write("elm.html", Data("A letter.".utf8))
        let refused = try sandbox.run("page", "elm", "-o", "elm.html")
        #expect(refused.status == 2 && refused.errors.contains("--force"))
        #expect(try text("elm.html", sandbox) == "A letter.")
        try sandbox.succeed("page", "elm", "-o", "elm.html", "--force")
        #expect(try text("elm.html", sandbox).contains("<title>Elm</title>"))
    }

    @Test func `a page without some events says so`() throws {
        let sandbox = try Sandbox.withElm()
        let line = try sandbox.succeed("events", "elm", "--type", "dispute.raised", "--json")
        let id = try #require(line.firstMatch(of: /"id":"([^"]+)"/)).1
        let made = try sandbox.run("page", "elm", "-o", "elm.html", "--without", "\(id)")
        #expect(made.status == 0)
        #expect(made.errors.contains("Hypothetical: without \(id).") && made.errors.contains("4 events"))
        let wrong = try sandbox.run("page", "elm", "-o", "elm.html", "--without", "elsewhere/1")
        #expect(wrong.status == 2 && wrong.errors.contains("There is no event \"elsewhere/1\" in 'elm'."))
    }

    @Test func `a withdrawal lists the pages that were made, and removes them`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("new", "elm", "--title", "Elm", "--by", "J W")
        try sandbox.succeed(
            "add", "elm", "participant.recruited", "participant=p01", "title=Nurse", "sector=acute-provider")
        try sandbox.succeed("add", "elm", "excerpt.recorded", "text=We lose.", "speaker=p01")
        try sandbox.succeed("page", "elm", "-o", "elm.html")
        let done = try sandbox.succeed("withdraw", "elm", "p01", "--yes")
        #expect(done.contains("elm.html"))
        try sandbox.succeed("withdraw", "elm", "p01", "--yes", "--remove-files")
        #expect(!FileManager.default.fileExists(atPath: sandbox.folder.appending(path: "elm.html").path))
    }
}
