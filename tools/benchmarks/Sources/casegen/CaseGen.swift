#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Makes the lines of a large case, the same for the same seed on every platform.
@main
enum CaseGen {
    static let usage = """
        casegen --events N --out FOLDER [--seed S] [--feeds 1|3]
        casegen --version

        Writes files of JSON lines to FOLDER, to be imported into one case in the order of their numbers. A file is named
        for the feed that it belongs to (`07-b.jsonl`); one that ends in `-odd.jsonl` needs `import --anyway`. Lines refer
        to events as `@b/12`: put the name of feed b in for `@b`, which is known once its first file, of a line or a few,
        is imported. `tools/bench --only make` does all this.
        """

    static func main() {
        var arguments = CommandLine.arguments.dropFirst()
        var options: [String: String] = [:]
        if arguments == ["--version"] { return print(Story.version) }
        while let name = arguments.popFirst() {
            guard ["--events", "--out", "--seed", "--feeds"].contains(name), let value = arguments.popFirst() else {
                fail(usage)
            }
            options[name] = value
        }
        let feeds = Int(options["--feeds"] ?? "3") ?? 0
        guard let events = Int(options["--events"] ?? ""), events >= 1000, let folder = options["--out"],
            let seed = UInt64(options["--seed"] ?? "1"), feeds == 1 || feeds == 3
        else { fail(usage) }
        do {
            var story = Story(folder: folder, seed: seed, events: events, feeds: feeds)
            try story.tell()
        } catch {
            fail("casegen: \(error)")
        }
    }

    private static func fail(_ message: String) -> Never {
        _ = Array((message + "\n").utf8).withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        exit(2)
    }
}
