import ArgumentParser
import CasePages
import CaseStore
import EventLog

/// Where what is made for others to read goes: standard output, or a file, which a withdrawal has to find.
struct MadeFileOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write this file; HTML where its name ends in .html; - is standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @Flag(help: "HTML in one file, which needs nothing else, in the place of Markdown.")
    var html = false

    @Flag(help: "Write over a file that caselog did not make, made of something else, or that was changed since.")
    var force = false

    func validate() throws {
        if force, output == nil { throw ValidationError("--force is for --output: it lets a file be written over.") }
    }

    var isHTML: Bool { html || (output?.lowercased().hasSuffix(".html") ?? false) }

    /// The file; nil for standard output. Whether it can be written is said before any work.
    func target(orSealed mark: MadeMark, _ what: String) throws -> MadeFile? {
        let target = try target()
        if !force { try target?.requireFree(orSealed: mark, what) }
        return target
    }

    /// As the other, for what has no comment to seal.
    func target(orMarked mark: [UInt8], _ what: String) throws -> MadeFile? {
        let target = try target()
        if !force { try target?.requireFree(orMarked: mark, what) }
        return target
    }

    private func target() throws -> MadeFile? {
        try output.flatMap { output in output == "-" ? nil : try MadeFile(output, on: Device.here) }
    }

    /// - Parameters:
    ///   - text: for people; see `HarmlessText`.
    ///   - mark: the text's, which is sealed in a file.
    ///   - what: what it is, in a word.
    ///   - cases: those whose words are in it.
    func write(_ text: String, to target: MadeFile?, _ mark: MadeMark, _ what: String, of cases: [Case]) throws {
        let shown = HarmlessText.of(Array(text.utf8))
        try write(data: target == nil ? shown : mark.sealed(shown), to: target, what, of: cases)
    }

    /// As `write`, for programs: nothing in it is changed.
    func write(data: [UInt8], to target: MadeFile?, _ what: String, of cases: [Case]) throws {
        guard let target, let output else { return try Output.write(data) }
        // Noted first: so it is known before it holds any words, whatever happens meanwhile.
        for one in cases { for path in target.paths { try one.noteMade(what, at: path) } }
        try target.write(data)
        Output.tell("Written to '\(output)'.")
    }
}
