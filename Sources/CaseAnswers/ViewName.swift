package import CaseModel

/// A view by its name.
package enum ViewName: String, CaseIterable, Sendable {
    case governance, ledger, disputes, timeline, fieldwork, issues, strategies, engagement, reignition, anomalies

    /// What it needs of the lines of a case, beyond its state.
    package var asksOfLines: LineLookup.Parts {
        switch self {
        case .fieldwork, .engagement: .evidence
        case .issues: .codes
        case .strategies: .strategies
        case .reignition: .causes
        case .governance, .ledger, .disputes, .timeline, .anomalies: []
        }
    }
}
