package import CaseModel
package import CasePages
package import CaseStore

/// The three questions of time.
package struct AskedTime: Sendable {
    /// What had happened by this date.
    package var at: QueryTime?
    /// What could be known by this date.
    package var known: QueryTime?
    /// What the log held by this date.
    package var recorded: QueryTime?

    package init(at: QueryTime? = nil, known: QueryTime? = nil, recorded: QueryTime? = nil) {
        self.at = at
        self.known = known
        self.recorded = recorded
    }

    package func question(
        _ opened: Case, view: String, _ hypothesis: Hypothesis? = nil, isIncomplete: Bool
    ) -> Question {
        Question(
            caseName: opened.folder.name, view: view, at: at?.text, known: known?.text, recorded: recorded?.text,
            hypothesis: hypothesis, isIncomplete: isIncomplete)
    }

    /// Whether no date is given: all that is recorded counts.
    package var isNow: Bool { at == nil && known == nil && recorded == nil }

    /// The dates in words, for headings.
    package var words: String {
        var parts: [String] = []
        if let at { parts.append("at \(at.text)") }
        if let known { parts.append("as known by \(known.text)") }
        if let recorded { parts.append("as recorded by \(recorded.text)") }
        return parts.isEmpty ? "with everything recorded" : parts.joined(separator: ", ")
    }
}

extension Hypothesis {
    /// What is thought away, for headings.
    package func words(_ tables: Tables) -> String {
        "hypothetical: without \(without.map { tables.text($0) }.joined(separator: ", "))"
    }
}
