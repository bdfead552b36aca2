package import CaseModel

/// Changes as a list for people, grouped by what happened.
package struct ChangesPage {
    private let width: Int

    package init(width: Int) { self.width = max(40, width) }

    /// The changes, each on lines of its own; a sentence where there is none.
    package func list(_ changes: [Change]) -> String {
        guard !changes.isEmpty else { return "  nothing changed\n" }
        return changes.map { change in
            let source = change.event.map { "  [\($0)]" } ?? ""
            let lines = TerminalPage.wrap(change.words + source, width: width - 4)
            return lines.enumerated().map { ($0 == 0 ? "  \(Self.sign(change.kind)) " : "    ") + $1 + "\n" }.joined()
        }.joined()
    }

    private static func sign(_ kind: Change.Kind) -> String {
        switch kind {
        case .began, .raised: "+"
        case .ended: "-"
        case .merged: ">"
        case .split: "<"
        case .renamed, .recoded, .changed: "~"
        case .reignited: "!"
        }
    }
}

extension Difference {
    /// Writes `"changes":[…]`.
    package func write(to json: inout JSONBuilder) {
        json.list("changes", changes) { json, change in
            json.text("change", change.kind.rawValue)
            json.text("what", change.what)
            for subject in change.subject {
                switch subject.value {
                case .one(let id): json.member(subject.key, id)
                case .many(let ids): json.member(subject.key, ids)
                }
            }
            json.text("event", change.event)
            json.text("words", change.words)
        }
    }
}
