/// The built-in codebook: the issues, drivers, fault-lines, strategies and skills that the published study of three
/// Sustainability and Transformation Partnerships found (DOI 10.1177/13558196221142237). `code.defined` adds to it.
package enum Codebook {
    package struct Entry: Sendable {
        package let code: String
        package let kind: CodeKind
        /// The issue of a driver, the fault-line of a strategy.
        package let parent: String?
    }

    package static let issues: [(issue: String, drivers: [String])] = [
        ("purpose", ["philosophies-of-care", "meanings-of-integration", "meanings-of-system"]),
        ("governance", ["legitimacy-of-leaders", "directive-or-facilitative", "whose-interests"]),
        ("inclusion", ["meanings-of-inclusion", "ways-of-engaging", "dominance-and-periphery"]),
        (
            "architecture",
            [
                "threat-to-status-quo", "fairness-in-architecture", "new-models-of-care",
                "decision-and-representation",
            ]
        ),
        ("resources", ["threat-to-resources", "control-of-resources", "fairness-in-resources"]),
        ("prioritisation", ["interpretations-of-need", "evidence-and-data", "expectations-of-deciding"]),
    ]

    package static let faultlines: [(faultline: String, strategies: [String])] = [
        (
            "meaning",
            [
                "listening", "facilitating-dialogue", "staging-shared-concerns", "big-picture-framing",
                "challenging-partial-views",
            ]
        ),
        (
            "stakes",
            [
                "appraising-impact", "cultivating-champions", "persuading-with-evidence", "promoting-system-value",
                "deal-making", "compensating-with-roles",
            ]
        ),
        (
            "power",
            [
                "neutral-facilitation", "reading-the-landscape", "courting-influential-leaders",
                "allying-the-marginal", "confronting-opponents",
            ]
        ),
    ]

    package static let skills = [
        "personal-qualities", "strategic-thinking", "communication", "networking", "relational-tactics",
    ]

    /// The built-in codes of a kind, in order.
    package static func codes(of kind: CodeKind) -> [String] { entries.filter { $0.kind == kind }.map { "\($0.code)" } }

    /// Every built-in code, issues first.
    package static let entries: [Entry] = {
        var entries: [Entry] = []
        for (issue, drivers) in issues {
            entries.append(Entry(code: issue, kind: .issue, parent: nil))
            entries += drivers.map { Entry(code: $0, kind: .driver, parent: issue) }
        }
        for (faultline, strategies) in faultlines {
            entries.append(Entry(code: faultline, kind: .faultline, parent: nil))
            entries += strategies.map { Entry(code: $0, kind: .strategy, parent: faultline) }
        }
        return entries + skills.map { Entry(code: $0, kind: .skill, parent: nil) }
    }()
}
