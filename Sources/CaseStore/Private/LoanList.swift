package import CaseModel
import EventLog

/// To whom keys of a case were lent, and when: a file beside the keys, which holds no key.
package struct LoanList: Sendable {
    package struct Entry: Sendable, Equatable {
        package let subject: Subject
        package let reader: Reader
        /// Milliseconds since 1970.
        package let time: Int64

        fileprivate var line: String { CheckedLine.text(["lent", subject.text, reader.line, String(time)]) }

        fileprivate init(_ subject: Subject, to reader: Reader, at time: Int64) {
            self.subject = subject
            self.reader = reader
            self.time = time
        }

        fileprivate init?(_ line: ArraySlice<UInt8>) {
            guard let (words, _) = CheckedLine.words(line), words.count == 4, words[0] == "lent",
                let subject = Subject(words[1]), let reader = Reader(words[2]), let time = Int64(kept: words[3])
            else { return nil }
            self.init(subject, to: reader, at: time)
        }
    }

    private let store: KeyStore
    private let folder: String
    private let name: String

    package init(_ keyring: Keyring) {
        store = keyring.store
        folder = store.place(of: keyring.scope).folder
        name = "\(keyring.scope.feed).lent"
    }

    private var path: String { "\(folder)/\(name)" }

    /// In the order in which they were lent.
    ///
    /// - Throws: `CaseError` where a line is damaged.
    package func entries() throws -> [Entry] {
        guard let bytes = try store.folder.contents(path) else { return [] }
        let lines = CheckedLine.lines(bytes)
        return try lines.dropLast(lines.last?.isEmpty == true ? 1 : 0).enumerated().map { index, line in
            guard let entry = Entry(line) else {
                throw CaseError(
                    .damagedKeys,
                    "'\(path)' is damaged in line \(index + 1), so it is not known to whom keys were lent. It is left as it is. "
                        + "Put an undamaged copy in its place, or move it away to begin a new one.")
            }
            return entry
        }
    }

    /// Notes a loan, durably.
    func note(_ subjects: [Subject], to reader: Reader) throws {
        try store.folder.locked {
            let now = store.device.now()
            let all = try entries() + subjects.map { subject in Entry(subject, to: reader, at: now) }
            let text = all.map(\.line).joined()
            try store.device.fileSystem.replace(
                name, in: folder, with: Array(text.utf8), mode: 0o600, isSynced: true)
        }
    }
}
