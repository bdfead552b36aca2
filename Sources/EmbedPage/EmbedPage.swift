import Foundation

/// Writes files as one Swift file: `EmbedPage page FOLDER OUTPUT` those of a page, put together, and `EmbedPage files
/// FOLDER OUTPUT` each as it is. The plugin `PageEmbedding` runs it at build time.
@main
enum EmbedPage {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else { throw Wrong("Usage: EmbedPage page|files FOLDER OUTPUT") }
        let folder = URL(filePath: arguments[2], directoryHint: .isDirectory)
        let source = """
            // Made of the files in \(folder.lastPathComponent)/ by EmbedPage: change those.

            \(try arguments[1] == "page" ? page(in: folder) : files(in: folder))

            """
        try Data(source.utf8).write(to: URL(filePath: arguments[3]), options: .atomic)
    }

    private static func page(in folder: URL) throws -> String {
        let scripts = try scripts(in: folder)
        return """
            enum PageSource {
            \(literal("page", try text("page.html", in: folder)))
            \(literal("style", try text("page.css", in: folder)))
            \(literal("script", try scripts.map { try text($0, in: folder) }.joined()))
            \(literal("live", try text(live, in: folder)))
            }
            """
    }

    /// Each file by its name.
    private static func files(in folder: URL) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
            .sorted()
        let literals = try names.enumerated().map { index, name in
            literal("file\(index)", try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
        let list = names.enumerated().map { index, name in "        (\"\(name)\", file\(index)),\n" }.joined()
        return """
            enum \(folder.lastPathComponent)Source {
                static let files: [(name: String, text: String)] = [
            \(list)    ]
            \(literals.joined(separator: "\n"))
            }
            """
    }

    /// What only a page has that a server keeps up to date.
    private static let live = "live.js"

    /// The scripts in the order in which they are put one behind the other: all that are there, each once. The engine's
    /// are listed apart, for they run without a page; what follows a server is none of them.
    private static func scripts(in folder: URL) throws -> [String] {
        let order = try ["engine.txt", "ORDER"].flatMap { list in
            try text(list, in: folder).split(separator: "\n").map(String.init)
        }
        let there = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix(".js") && $0 != live
        }
        guard order.sorted() == there.sorted() else {
            let odd = Set(order).symmetricDifference(there).sorted().joined(separator: ", ")
            throw Wrong("engine.txt and ORDER in '\(folder.path)' must name each script once. They differ in: \(odd).")
        }
        return order
    }

    private static func text(_ name: String, in folder: URL) throws -> String {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        // Within an element these would end it, or change how what follows is read.
        for end in name == "page.html" ? [] : ["</script", "</style", "<!--"] where text.contains(end) {
            throw Wrong("'\(name)' holds '\(end)', which would end the element that it is put into.")
        }
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    /// A constant whose value is the text, byte for byte, between as many `#` as it takes.
    private static func literal(_ name: String, _ text: String) -> String {
        var mark = "#"
        while text.contains("\"\"\"\(mark)") || text.contains("\\\(mark)") { mark += "#" }
        return "    static let \(name) = \(mark)\"\"\"\n\(text)\n\"\"\"\(mark)"
    }
}

private struct Wrong: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
