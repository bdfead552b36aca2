import Foundation
import Testing

/// What is written over, what is not, and what a name says of it.
@Suite struct MadeFileVerbTests {
    private static func withStudy() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.shell("mkdir study empty")
        for name in ["elm", "oak"] {
            let opened =
                #"{"type":"case.opened","occurred":"2017","data":{"case":"\#(name)","title":"T","privacy":"open"}}"#
            try sandbox.succeed("import", "study/\(name)", "-", input: opened)
        }
        return sandbox
    }

    @Test(arguments: ["out.md", "out.html"])
    func `a report that was edited by hand, or of another case, is kept`(file: String) throws {
        let sandbox = try Self.withStudy()
        try sandbox.succeed("report", "study/elm", "-o", file)
        try sandbox.succeed("report", "study/elm", "-o", file, "--at", "2018")
        let other = try sandbox.run("report", "study/oak", "-o", file)
        #expect(other.status == 2 && other.errors.contains("it is a report of 'elm'. Choose another name"))
        let edited = "printf 'And I say.\\n' >> \(file); sha256sum \(file) > sum; caselog report study/elm -o \(file)"
        let refused = try sandbox.shell(edited)
        #expect(refused.status == 2 && refused.errors.contains("it was changed since caselog wrote it"))
        #expect(try sandbox.shell("sha256sum -c sum").status == 0)
        let comparison = try sandbox.run("compare", "study", "-o", file)
        #expect(comparison.status == 2 && comparison.errors.contains("it is no comparison of caselog's"))
        try sandbox.succeed("report", "study/oak", "-o", file, "--force")
    }

    @Test func `what a shell wrote does not tell whether it was changed, and is kept`() throws {
        let sandbox = try Self.withStudy()
        let refused = try sandbox.shell("caselog report study/elm > out.md; caselog report study/elm -o out.md")
        #expect(refused.status == 2 && refused.errors.contains("it does not say whether anybody has changed it"))
    }

    @Test func `a name says where to write`() throws {
        let sandbox = try Self.withStudy()
        #expect(try sandbox.succeed("report", "study/elm", "-o", "-") == sandbox.succeed("report", "study/elm"))
        #expect(
            try sandbox.succeed("compare", "study", "-o", "-") == sandbox.succeed("compare", "study", "--markdown"))
        #expect(try sandbox.shell("ls -- -").status != 0)
        let nameless = try sandbox.run("report", "study/elm", "-o", "")
        #expect(nameless.status == 2 && nameless.errors.contains("An empty name names no file."))
        let inside = try sandbox.run("report", "study/elm", "-o", "study/elm.caselog/feeds/report.md", "--force")
        #expect(inside.status == 2 && inside.errors.contains("would lie in the case"))
    }

    @Test(arguments: ["compare", "page -o page.html"])
    func `where there is no study, that is said in the words of studies`(verb: String) throws {
        let sandbox = try Self.withStudy()
        let missing = try sandbox.shell("caselog \(verb) nowhere")
        #expect(missing.status == 2 && missing.errors.contains("There is neither a case nor a study 'nowhere'."))
        let empty = try sandbox.shell("caselog \(verb) empty")
        #expect(empty.status == 2 && empty.errors.contains("'empty' is neither a case nor a study: no case is in it."))
    }

    @Test func `where nothing is marked, no mark is explained`() throws {
        let sandbox = try Self.withStudy()
        #expect(try !sandbox.succeed("replay", "study/elm").contains("imprecise"))
    }
}
