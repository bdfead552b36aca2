import Foundation
import Testing

/// A damaged case, and what can be had of it.
@Suite struct SalvageVerbTests {
    @Test func `what can be read is saved, and what is lost is listed`() throws {
        let sandbox = try Sandbox.withElm()
        let whole = try sandbox.succeed("salvage", "elm", "--to", "whole")
        #expect(whole.contains("5 lines saved."))
        try sandbox.succeed("verify", "whole/elm")
        #expect(try sandbox.succeed("events", "elm", "--json") == sandbox.succeed("events", "whole/elm", "--json"))
        try sandbox.shell("printf 'XXXX' | dd of=\"$(ls elm.caselog/feeds/*/*.lz4)\" bs=1 seek=40 conv=notrunc")
        let answer = try sandbox.shell("caselog salvage elm --to rescued")
        #expect(answer.status == 1)
        #expect(answer.output.contains(": lost: 1"))
        let events = try sandbox.shell("caselog events rescued/elm --json")
        #expect(events.status == 1)
        #expect(!events.output.isEmpty)
    }

    @Test func `a line that was changed with its checksum is saved, and told`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.succeed("sign", "elm")
        let command = """
            file=$(ls elm.caselog/feeds/*/*.lz4)
            lz4 -dc "$file" | sed '1s/"title":"./"title":"X/' > lines
            lz4 -qf --content-size lines "$file"
            """
        #expect(try sandbox.shell(command).status == 0)
        let answer = try sandbox.shell("caselog salvage elm --to rescued")
        #expect(answer.status == 1)
        #expect(answer.output.contains("5 lines saved."))
        #expect(answer.output.contains("Lines 1 to 5 of"))
        #expect(answer.output.contains("something there was changed."))
    }

    @Test func `a case without its description is saved under the name that its keys give it`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.shell("rm elm.caselog/case.json && mv elm.caselog other.caselog")
        #expect(try sandbox.shell("caselog verify other").status == 2)
        try sandbox.succeed("salvage", "other", "--to", "rescued")
        #expect(try sandbox.succeed("verify", "rescued/elm").contains("elm is sound."))
    }

    @Test func `nothing is written over, and what is no case is said to be none`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.succeed("salvage", "elm", "--to", "rescued")
        let again = try sandbox.shell("caselog salvage elm --to rescued")
        #expect(again.status == 2)
        #expect(again.errors.contains("There is a case 'rescued/elm.caselog' already."))
        #expect(try sandbox.shell("caselog salvage nothing --to rescued").status == 2)
        #expect(try sandbox.shell("caselog salvage . --to rescued").status == 2)
        #expect(try sandbox.shell("ls -A rescued").output == "elm.caselog\n")
    }
}
