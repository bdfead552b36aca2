/// Everything odd that had taken effect by a date, in case order.
package struct AnomaliesView: Sendable {
    package let anomalies: [Anomaly]

    /// - Parameter all: everything odd in the case, in case order: see `CaseHistory.anomalies`.
    package init(_ view: Viewpoint, among all: [Anomaly]) {
        // Corrections and retractions have no place on the `at` axis.
        anomalies = all.filter { $0.isAmendment || $0.place <= view.place }
    }
}
