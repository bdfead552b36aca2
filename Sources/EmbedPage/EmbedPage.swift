import Foundation

/// Writes the files of a page as one Swift file: `EmbedPage FOLDER OUTPUT`. The plugin `PageEmbedding` runs it at build
/// time.
@main
enum EmbedPage {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { throw Wrong("Usage: EmbedPage FOLDER OUTPUT") }
        let folder = URL(filePath: arguments[1], directoryHint: .isDirectory)
        let scripts = try scripts(in: folder)
        let source = """
            // Made of the files in \(folder.lastPathComponent)/ by EmbedPage: change those.

            enum PageSource {
            \(literal("page", try text("page.html", in: folder)))
            \(literal("style", try text("page.css", in: folder)))
            \(literal("script", try scripts.map { try text($0, in: folder) }.joined()))
            }

            """
        try Data(source.utf8).write(to: URL(filePath: arguments[2]), options: .atomic)
    }

    /// The scripts in the order in which they are put one behind the other: all that are there, each once. The engine's
    /// are listed apart, for they run without a page.
    private static func scripts(in folder: URL) throws -> [String] {
        let order = try ["engine.txt", "ORDER"].flatMap { list in
            try text(list, in: folder).split(separator: "\n").map(String.init)
        }
        let there = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".js") }
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
