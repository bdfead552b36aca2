import CasePages
import Foundation
import Testing

/// The page in one file.
struct PageFileTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/CasePages/Page").standardized

    private static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test func `the script is every script file in the order stated, byte for byte`() throws {
        let names = try (Self.text("engine.txt") + Self.text("ORDER")).split(separator: "\n").map(String.init)
        let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(names.sorted() == there.filter { $0.hasSuffix(".js") && $0 != "live.js" }.sorted())
        let script = String(decoding: PageFile.script, as: UTF8.self)
        let expected = "\n" + (try names.map { try Self.text($0) }.joined())
        #expect(script.trimmingCharacters(in: .newlines) == expected.trimmingCharacters(in: .newlines))
    }

    @Test func `each part stands in its place, and a title is no markup`() throws {
        let page = String(
            decoding: PageFile.make(title: "A <\u{338}b> & {{data}}", scriptHash: "HASH=", data: "DATA="), as: UTF8.self
        )
        #expect(page.contains("<title>A &lt;\u{338}b&gt; &amp; {{data}}</title>"))
        #expect(page.contains("script-src 'sha256-HASH='"))
        #expect(page.contains(#"id="data">DATA=</script>"#))
        #expect(page.contains("<script>\(String(decoding: PageFile.script, as: UTF8.self))</script>"))
        #expect(page.contains(try Self.text("page.css").trimmingCharacters(in: .newlines)))
        #expect(Array(page.utf8.prefix(4_096)).contains(PageFile.mark))
    }

    @Test func `the page reaches for nothing outside itself`() throws {
        let page = String(decoding: PageFile.make(title: "", scriptHash: "", data: ""), as: UTF8.self)
        #expect(page.contains("default-src 'none'"))
        #expect(try #/(src|href)="(?!#|data:)/#.firstMatch(in: page) == nil)
        #expect(!page.contains("@import") && !page.contains("innerHTML"))
    }

    @Test(arguments: [0, 1, 70_000])
    func `bytes are packed as browsers unpack them`(count: Int) {
        let packed = Zlib.packed((0..<count).map { UInt8(truncatingIfNeeded: $0 / 100) })
        #expect(packed[0] == 0x78)
        #expect((Int(packed[0]) << 8 | Int(packed[1])).isMultiple(of: 31))
        #expect(packed.count < max(16, count / 20))
    }

    @Test func `a live page has the same parts, and what follows the server`() {
        let page = String(
            decoding: PageFile.makeLive(title: "Elm", data: "DATA=", position: "jw-3f9c21ab.12"), as: UTF8.self)
        let script = String(decoding: PageFile.liveScript, as: UTF8.self)
        #expect(script.hasPrefix(String(decoding: PageFile.script, as: UTF8.self)))
        #expect(page.contains("<script>\(script)</script>"))
        #expect(page.contains("<style>\(String(decoding: PageFile.style, as: UTF8.self))</style>"))
        #expect(page.contains("<meta name=\"caselog-position\"\n  content=\"jw-3f9c21ab.12\">"))
        #expect(!page.contains("Content-Security-Policy") && !page.contains("{{"))
        #expect(!String(decoding: PageFile.script, as: UTF8.self).contains("EventSource"))
    }
}
