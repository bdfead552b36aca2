import CaseModel
import EventLog

/// Whose keys were destroyed on this device, for ever: one copy in its folder, one beside it, so that bringing back an
/// older copy of the folder does not bring back an older list alone.
struct ErasureList: Sendable {
    struct Entry: Sendable, Hashable {
        let scope: KeyScope
        let subject: Subject
        /// Milliseconds since 1970.
        let time: Int64

        var line: String {
            CheckedLine.text(["erased"] + scope.words + [subject.text, String(time)])
        }

        init(_ scope: KeyScope, _ subject: Subject, at time: Int64) {
            self.scope = scope
            self.subject = subject
            self.time = time
        }

        init?(_ line: ArraySlice<UInt8>) {
            guard let (words, _) = CheckedLine.words(line), words.count == 5, words[0] == "erased",
                let scope = try? KeyScope(words[1], feed: words[2]), let subject = Subject(words[3]),
                let time = Int64(kept: words[4])
            else { return nil }
            self.init(scope, subject, at: time)
        }
    }

    /// One of the two files, as it was found.
    private struct Copy {
        let path: String
        var entries: [Entry] = []
        var lineCount = 0

        var isWhole: Bool { entries.count == lineCount }

        init(_ path: String, _ bytes: [UInt8]?) {
            self.path = path
            guard let bytes else { return }
            let lines = CheckedLine.lines(bytes)
            // Behind the last LF is nothing, or a line that was cut short.
            entries = lines.dropLast().compactMap { line in Entry(line) }
            lineCount = lines.count - (lines.last?.isEmpty == true ? 1 : 0)
        }
    }

    private let folder: PrivateFolder

    init(_ folder: PrivateFolder) { self.folder = folder }

    /// The copy in the device's folder; the other one lies beside the folder, and is written first.
    var path: String { "\(folder.path)/\(Self.name)" }
    private var pathBeside: String { CaseFolder.trimmed(folder.device.home) + ".\(Self.name)" }

    /// What either copy lists.
    ///
    /// - Throws: `CaseError` where both are damaged, so that something might be missing.
    func entries() throws -> [Entry] { try read().entries }

    /// Adds entries to both copies, durably, and mends either from the other. Under the lock of the folder.
    func add(_ new: [Entry]) throws {
        let found = try read()
        let missing = new.filter { entry in
            !found.entries.contains { old in old.scope == entry.scope && old.subject == entry.subject }
        }
        let all = found.entries + missing
        for copy in found.copies where copy.entries != all || !copy.isWhole { try write(all, to: copy.path) }
    }

    /// Whether one copy lacks something that the other has.
    func needsMending() throws -> Bool {
        let found = try read()
        return found.copies.contains { copy in !copy.isWhole || copy.entries.count != found.entries.count }
    }

    private func read() throws -> (entries: [Entry], copies: [Copy]) {
        let copies = try [pathBeside, path].map { path in Copy(path, try folder.contents(path)) }
        for (copy, other) in zip(copies, copies.reversed()) where !copy.isWhole {
            // Both are added to alike, so one that is whole and as long has every line that is damaged in this one.
            guard other.isWhole, other.entries.count >= copy.lineCount else {
                throw CaseError(
                    .damagedKeys,
                    "'\(copy.path)' is damaged, and '\(other.path)' does not have all of its lines. They list whose keys were "
                        + "destroyed, so nothing private is opened or sealed until one of them is brought back from a copy."
                )
            }
        }
        var entries = copies[0].entries
        var known = Set(entries)
        for entry in copies[1].entries where known.insert(entry).inserted { entries.append(entry) }
        return (entries, copies)
    }

    private func write(_ entries: [Entry], to path: String) throws {
        let name = String(path.split(separator: "/").last ?? "")
        let text = entries.map(\.line).joined()
        let parent = CaseMaker.parent(of: path)
        try folder.device.fileSystem.replace(name, in: parent, with: Array(text.utf8), mode: 0o600, isSynced: true)
    }

    private static let name = "erased"
}
