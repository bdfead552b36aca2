import CaseModel
import CasePages
import LineEditor

/// What Tab does to the piece of an entry before the cursor.
enum PieceCompletion {
    /// What may be meant.
    struct Candidate {
        /// What takes the place of the piece.
        let insert: String
        /// What people call it, and what it is; nothing where the insert says all.
        let note: String
    }

    /// Candidates of completions, as they are or without their signs.
    static func candidates(_ found: [Completion], areBare: Bool = false) -> [Candidate] {
        found.map { completion in
            let bare = String(completion.insert.drop { $0 == "@" || $0 == "#" })
            var notes: [String] = []
            if !completion.name.isEmpty, completion.name != bare { notes.append(completion.name) }
            if completion.kind != "form", completion.kind != "word" { notes.append(completion.kind) }
            return Candidate(insert: areBare ? bare : completion.insert, note: notes.joined(separator: ", "))
        }
    }

    /// - Parameters:
    ///   - text: what stands before the cursor.
    ///   - found: what may be meant, the likeliest first.
    static func change(_ text: String, _ found: [Candidate], width: Int) -> LineEditor.Change {
        let piece = text.reversed().prefix { $0 != " " && $0 != "\t" }
        guard let first = found.first else { return LineEditor.Change() }
        let count = String(piece.reversed()).unicodeScalars.count
        if found.count == 1 { return LineEditor.Change(deleting: count, inserting: first.insert + " ") }
        let shared = found.dropFirst().reduce(first.insert) { sharedBeginning($0, $1.insert) }
        let typed = String(piece.reversed())
        // What was typed may be a name, of which the identifiers share less.
        if shared.unicodeScalars.count > count, shared.hasPrefix(typed) {
            return LineEditor.Change(deleting: count, inserting: shared, listing: [])
        }
        return LineEditor.Change(listing: lines(found, width: width))
    }

    private static func sharedBeginning(_ a: String, _ b: String) -> String {
        String(zip(a, b).prefix { $0 == $1 }.map(\.0))
    }

    private static func lines(_ found: [Candidate], width: Int) -> [String] {
        let longest = min(found.map { Columns.of($0.insert) }.max() ?? 0, 28)
        return found.map { candidate in
            let gap = String(repeating: " ", count: max(1, longest - Columns.of(candidate.insert) + 2))
            let line = "  " + candidate.insert + (candidate.note.isEmpty ? "" : gap + candidate.note)
            return Columns.cut(HarmlessText.of(line), to: width - 1)
        }
    }
}
