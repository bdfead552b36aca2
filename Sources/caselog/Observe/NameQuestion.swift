import CaseModel
import CasePages

/// An unknown name, as it is asked about: one key answers.
struct NameQuestion {
    private let unknown: UnknownName
    private let kinds: [(key: Character, kind: NewKind)]

    init(_ unknown: UnknownName) {
        self.unknown = unknown
        kinds = unknown.choices.compactMap { kind in kind.rawValue.first.map { ($0, kind) } }
    }

    /// What Enter answers: what it most likely is.
    private var standard: Answer {
        if let kind = kinds.first?.kind { return .new(kind) }
        return unknown.nearest.first.map { .known($0.id) } ?? .plain
    }

    /// What is shown, in lines of at most so many columns.
    func lines(width: Int) -> [String] {
        var pieces: [String] = []
        for (index, choice) in kinds.enumerated() {
            let new = isDispute ? "raise it now, as a new dispute" : "new \(choice.kind.rawValue)"
            pieces.append(index == 0 ? "Enter \(new)" : "\(choice.key) \(choice.kind.rawValue)")
        }
        for (index, near) in unknown.nearest.enumerated() {
            let key = kinds.isEmpty && index == 0 ? "Enter" : "\(index + 1)"
            pieces.append("\(key) \(near.name == near.id ? near.id : "\(near.name) (\(near.id))")")
        }
        pieces.append(mayBeWords ? "k only words" : "Escape change the line")
        var lines = [opening]
        for piece in pieces {
            let added = lines[lines.count - 1] + (lines[lines.count - 1].isEmpty ? "" : "  ") + piece
            if Columns.of(added) <= width - 3 { lines[lines.count - 1] = added } else { lines.append("  " + piece) }
        }
        return lines
    }

    private var opening: String {
        if isCode { return "#\(unknown.text) is new." }
        return isDispute ? "No dispute \(unknown.text) was ever raised." : "\(sign)\(unknown.text) is not known."
    }

    /// Whether the entry can do without it: what a form is about has to be something.
    private var mayBeWords: Bool { isCode || isMention }
    private var isMention: Bool { unknown.role == .actor || unknown.role == .mentioned }
    private var isDispute: Bool { unknown.role == .dispute }
    private var isCode: Bool { if case .code = unknown.role { true } else { false } }
    private var sign: String { isMention ? "@" : "" }

    /// What a key answers; nil where it is none of the keys.
    func answer(_ key: Unicode.Scalar) -> Answer? {
        if key == "\r" || key == "\n" { return standard }
        let key = Character(key)
        if key == "k", mayBeWords { return .plain }
        if let number = key.wholeNumberValue, unknown.nearest.indices.contains(number - 1) {
            return .known(unknown.nearest[number - 1].id)
        }
        return kinds.first { $0.key == key }.map { .new($0.kind) }
    }

    /// An answer in words, as it is shown behind the question.
    static func words(_ answer: Answer) -> String {
        switch answer {
        case .known(let id): id
        case .new(let kind, _, _, _): "new \(kind.rawValue)"
        case .plain: "only words"
        }
    }
}
