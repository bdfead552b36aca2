import Foundation
import Testing

/// The documents name what the code has, and their links lead somewhere.
@Suite struct DocumentationTests {
    /// Every Markdown file of the repository.
    static let pages: [String] = {
        let files = FileManager.default.enumerator(atPath: Repository.root.path)
        var found: [String] = []
        while let path = files?.nextObject() as? String {
            if path.split(separator: "/").last?.hasPrefix(".") == true {
                files?.skipDescendants()
            } else if path.hasSuffix(".md") {
                found.append(path)
            }
        }
        return found.filter { !$0.hasPrefix("study/") }.sorted()
    }()

    @Test(arguments: [
        ("Sources/EventLog/EventLogError.swift", "Sources/EventLog/EventLog.docc/Recovery.md"),
        ("Sources/EventLog/EventLogError.swift", "Sources/CaseStore/CaseStore.docc/Architecture.md"),
        ("Sources/EventLog/Damage.swift", "Sources/EventLog/EventLog.docc/Recovery.md"),
        ("Sources/CaseStore/CaseError.swift", "Sources/CaseStore/CaseStore.docc/Architecture.md"),
    ])
    func `every code of an error is documented`(source: String, page: String) throws {
        let codes = try Repository.text(source).matches(of: /static let (\w+) = Code\(/).map { String($0.1) }
        #expect(!codes.isEmpty)
        let text = try Repository.text(page)
        for code in codes { #expect(text.contains("`\(code)`"), "\(page) does not name the code \(code).") }
    }

    @Test(arguments: pages)
    func `every link to a file leads somewhere`(page: String) throws {
        let folder = Repository.root.appending(path: page).deletingLastPathComponent()
        for match in try Repository.text(page).matches(of: /\]\(([^)#\s]+)(#[^)]*)?\)/) {
            let target = String(match.1)
            if target.contains("://") { continue }
            let exists = FileManager.default.fileExists(atPath: folder.appending(path: target).standardized.path)
            #expect(exists, "\(page) links to \(target), which is not there.")
        }
    }

    @Test(arguments: pages.filter { $0.contains(".docc/") })
    func `every link between pages of a catalogue leads somewhere`(page: String) throws {
        let catalogue = try #require(page.range(of: #"^.*\.docc/"#, options: .regularExpression))
        let names = Set(
            Self.pages.filter { $0.hasPrefix(page[catalogue]) }
                .map { URL(filePath: $0).deletingPathExtension().lastPathComponent })
        for match in try Repository.text(page).matches(of: /<doc:(\w+)>/) {
            #expect(names.contains(String(match.1)), "\(page) links to \(match.1), which is not in its catalogue.")
        }
    }

    @Test func `the README leads to every document`() throws {
        let readme = try Repository.text("README.md")
        for page in Self.pages where page.contains(".docc/") || page.hasPrefix("events/") {
            // A catalogue's own page only lists the others.
            let isLanding = page.hasSuffix("/\(page.split(separator: "/")[1]).md")
            #expect(isLanding || readme.contains("](\(page))"), "The README does not link to \(page).")
        }
    }

    @Test func `every verb is in the README`() throws {
        let readme = try Repository.text("README.md")
        for verb in SnapshotDocumentTests.verbs { #expect(readme.contains("`\(verb)`"), "\(verb)") }
    }

    /// Crashes.md says which tests try what.
    @Test func `every test that a document names is there`() throws {
        let tests = FileManager.default.enumerator(atPath: Repository.root.appending(path: "Tests").path)
        var names: Set<String> = []
        while let path = tests?.nextObject() as? String {
            guard path.hasSuffix("Tests.swift") else { continue }
            names.formUnion(try Repository.text("Tests/\(path)").matches(of: /func `([^`]+)`/).map { String($0.1) })
        }
        let page = try Repository.text("Sources/EventLog/EventLog.docc/Crashes.md")
        let section = page.components(separatedBy: "\n## ").first { $0.hasPrefix("What is tried where\n") }
        let rows = try #require(section).split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count > 30)
        for row in rows {
            let cells = row.split(separator: "|")
            let named = try #require(cells.last).matches(of: /`([^`]+)`/).map { String($0.1) }
            // A verb, or a tool, is one word.
            let missing = named.filter { name in name.contains(" ") && !names.contains(name) }
            #expect(cells.count == 2 && named.contains(where: names.contains) && missing.isEmpty, "\(row)")
        }
    }

    @Test func `no document names a place on somebody's machine`() throws {
        for page in Self.pages {
            let places = try Repository.text(page).matches(of: /(\/home\/|\/Users\/|\/tmp\/|\/root\/)\w+/)
            #expect(places.isEmpty, "\(page)")
        }
    }
}
