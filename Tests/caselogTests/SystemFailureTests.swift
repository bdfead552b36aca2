import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What fails in the system gets exit status 3, and nothing is stored.
@Suite struct SystemFailureTests {
    private static let isRoot = geteuid() == 0

    /// Who is not told so would import the events again.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `an import says that events are stored whose ids it cannot print`() throws {
        let sandbox = try Sandbox.withElm()
        let line = #"{"type":"observation.noted","occurred":"2000","data":{"text":"slow"}}"#
        let answer = try sandbox.shell("printf '%s\\n' '\(line)' | caselog import elm - >/dev/full")
        #expect(answer.status == 3)
        #expect(answer.errors.contains("The events are stored as "))
        #expect(try sandbox.run("events", "elm", "--json").output.contains("slow"))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func `a full standard output is told`() throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.shell("caselog events elm --json >/dev/full")
        #expect(answer.status == 3)
        #expect(answer.errors.contains("standard output"))
    }

    @Test func `a reader that has had enough is no failure`() throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.shell("caselog events elm --json | true; echo ${PIPESTATUS[0]}")
        #expect(answer.output == "0\n")
        #expect(answer.errors.isEmpty)
    }

    @Test(.disabled(if: isRoot, "Root may write everywhere."))
    func `a folder without permission is told`() throws {
        let sandbox = try Sandbox()
        let answer = try sandbox.shell("mkdir shut && chmod 555 shut && caselog new shut/elm --title Elm")
        #expect(answer.status == 3)
        #expect(answer.errors.contains("shut"))
        #expect(try sandbox.stored().isEmpty)
    }

    @Test(.enabled(if: isRoot && Repository.hasTool("setpriv"), "Only root can become somebody else."))
    func `a folder of somebody else is told`() throws {
        let sandbox = try Sandbox.withElm()
        let other = "CASELOG_HOME=/nonexistent setpriv --reuid=65534 --regid=65534 --clear-groups caselog"
        guard try sandbox.shell("chmod 755 . && \(other) --version").status == 0 else { return }
        let before = try sandbox.stored()
        for command in ["new mine --title Mine", "add elm memo.written text=x"] {
            let answer = try sandbox.shell("\(other) \(command)")
            #expect(answer.status == 3, "\(command): \(answer.errors)")
            #expect(answer.errors.contains("Permission denied"))
        }
        #expect(try sandbox.stored() == before)
        #expect(try sandbox.shell("\(other) show elm disputes").output.contains("The pooled budget"))
    }

    @Test func `a file that may not grow is told, and the case is as it was`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.write("big.jsonl", Self.memo(ofBytes: 40_000))
        let before = try sandbox.stored()
        let answer = try sandbox.shell("trap '' XFSZ; ulimit -f 1; caselog import elm big.jsonl")
        #expect(answer.status == 3, "\(answer.errors)")
        #expect(answer.errors.contains("Nothing was stored"))
        #expect(try sandbox.stored() == before)
        try sandbox.succeed("add", "elm", "memo.written", "text=Room again")
        try sandbox.succeed("verify", "elm")
    }

    @Test(.enabled(if: isRoot && Repository.hasTool("mount"), "Only root can make a small disk."))
    func `a full disk is told, and the case is as it was`() throws {
        let sandbox = try Sandbox()
        guard try sandbox.shell("mkdir disk && mount -t tmpfs -o size=64k tmpfs disk").status == 0 else { return }
        defer { _ = try? sandbox.shell("umount disk") }
        try sandbox.succeed("new", "disk/elm", "--title", "Elm", "--privacy", "open")
        try sandbox.write("big.jsonl", (1...4).reduce(into: Data()) { bytes, _ in bytes += Self.memo(ofBytes: 50_000) })
        let before = try sandbox.stored()
        let answer = try sandbox.run("import", "disk/elm", "big.jsonl")
        #expect(answer.status == 3, "\(answer.errors)")
        #expect(answer.errors.contains("is the disk full?"))
        #expect(try sandbox.stored() == before)
        try sandbox.succeed("new", "disk/oak", "--title", "Oak")
        try sandbox.succeed("verify", "disk/elm")
    }

    /// A line to import whose words no compression makes much smaller.
    private static func memo(ofBytes count: Int) -> Data {
        let words = Data((0..<count * 3 / 4).map { _ in UInt8.random(in: .min ... .max) }).base64EncodedString()
        return Data(#"{"type":"memo.written","occurred":"2019","data":{"text":"\#(words)"}}"#.utf8) + [0x0A]
    }

    @Test func `a lock that does not come free within five seconds is told`() throws {
        let sandbox = try Sandbox.withElm()
        let before = try sandbox.stored()
        let lock = try FeedLock(sandbox)
        defer { lock.giveBack() }
        let answer = try sandbox.run("add", "elm", "memo.written", "text=x")
        #expect(answer.status == 3)
        #expect(answer.errors.contains(".lock"))
        #expect(try sandbox.stored() == before)
        #expect(try sandbox.run("show", "elm", "disputes").status == 0)
    }
}
