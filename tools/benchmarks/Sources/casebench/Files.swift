#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

enum Files {
    static func remove(_ paths: String...) throws { try Command(["rm", "-rf"] + paths).run() }

    static func makeFolder(_ path: String) throws { try Command(["mkdir", "-p", path]).run() }

    static func copy(_ path: String, to other: String) throws { try Command(["cp", "-R", path, other]).run() }

    /// Waits until nothing is left to be written that would slow down what is measured next.
    static func settle() throws { try Command(["sync"]).run() }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The paths that a pattern of the shell matches, in order.
    static func matching(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in found.gl_pathv[index].map { String(cString: $0) } }
    }

    /// The bytes of the files that patterns match.
    static func size(_ patterns: String...) -> Int {
        var sum = 0
        for path in patterns.flatMap(matching) {
            var about = stat()
            if stat(path, &about) == 0, about.st_mode & S_IFMT == S_IFREG { sum += Int(about.st_size) }
        }
        return sum
    }

    static func text(_ path: String) throws -> String {
        var text = ""
        try LineFile(path: path).forEach { text += String(decoding: $0, as: UTF8.self) + "\n" }
        return text
    }

    static func write(_ text: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw Failure("'\(path)' cannot be written.") }
        defer { close(descriptor) }
        guard Output.put(text, descriptor) else { throw Failure("'\(path)' cannot be written.") }
    }
}
