import Foundation
import Testing

/// Views.md names every key that a view writes.
@Suite struct ViewsDocumentTests {
    private static let page = "Sources/CaseModel/CaseModel.docc/Views.md"

    /// The keys that the code of each view writes, by the view's name; under "" those that all views share.
    private static func written() throws -> [String: Set<String>] {
        let folder = "Sources/CasePages/JSON"
        let files = try FileManager.default.contentsOfDirectory(atPath: Repository.root.appending(path: folder).path)
        var keys: [String: Set<String>] = [:]
        for file in files.sorted() {
            for part in try Repository.text("\(folder)/\(file)").components(separatedBy: "\nextension ") {
                let view = part.firstMatch(of: /^(\w+)View[ .]/).map { String($0.1).lowercased() }
                let calls = part.matches(of: /json\.\w+\(\s*"(\w+)"/).map { String($0.1) }
                keys[view ?? "", default: []].formUnion(calls)
            }
        }
        // The timeline is written from lines, key by key.
        let timeline = try Repository.text("\(folder)/TimelineJSON.swift")
        keys["timeline"] = Set(timeline.matches(of: /\\"(\w+)\\":/).map { String($0.1) })
        keys["", default: []].formUnion(["imprecise", "reconstructed"])
        return keys
    }

    @Test func `every key that a view writes stands in the view's section`() throws {
        let written = try Self.written()
        let sections = try Repository.text(Self.page).components(separatedBy: "\n## ")
        let overview = try #require(sections.first { $0.hasPrefix("Overview\n") })
        for view in written.keys where !view.isEmpty {
            let section = try #require(sections.first { $0.hasPrefix("\(view)\n") }, "Views.md has no section \(view).")
            for key in try #require(written[view]).sorted() {
                let isNamed = section.contains("`\(key)`") || overview.contains("`\(key)`")
                #expect(isNamed, "Views.md does not name the key \(key) of \(view).")
            }
        }
        for key in try #require(written[""]) { #expect(overview.contains("`\(key)`"), "\(key)") }
    }

    @Test func `every view that can be shown has a section`() throws {
        let names = try Repository.text("Sources/CaseAnswers/ViewName.swift").firstMatch(
            of: /case (governance, [\w, ]+)\n/)
        let page = try Repository.text(Self.page)
        for name in try #require(names).1.split(separator: ", ") { #expect(page.contains("\n## \(name)\n"), "\(name)") }
    }
}
