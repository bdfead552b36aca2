package import CaseModel
import CasePages

/// Views as JSON, as `show --json` prints them.
package enum ViewText {
    package static func governance(_ view: Viewpoint) -> [UInt8] {
        object(view) { GovernanceView(view).write(to: &$0, view.tables) }
    }

    package static func disputes(_ view: Viewpoint) -> [UInt8] {
        object(view) { DisputesView(view).write(to: &$0, view.tables) }
    }

    package static func ledger(_ view: Viewpoint) -> [UInt8] {
        object(view) { LedgerView(view).write(to: &$0, view.tables) }
    }

    package static func issues(_ history: CaseHistory, _ feeds: [TestFeed], at: Instant = .max) -> [UInt8] {
        let found = LookedUp.issues(history, feeds, at: at)
        return object(found.view) { IssuesView(found.view, found.codes, found.tally).write(to: &$0) }
    }

    package static func strategies(_ history: CaseHistory, _ feeds: [TestFeed], at: Instant = .max) -> [UInt8] {
        let found = LookedUp.strategies(history, feeds, at: at)
        return object(found.view) { StrategiesView(found.view, found.codes, found.events).write(to: &$0) }
    }

    package static func reignition(
        _ history: CaseHistory, _ feeds: [TestFeed], at: Instant = .max, estimates: Bool = false
    ) -> [UInt8] {
        let found = LookedUp.reignition(history, feeds, at: at)
        return object(found.view) { found.reignition.write(to: &$0, estimates: estimates) }
    }

    package static func anomalies(_ view: Viewpoint, among all: [Anomaly]) -> [UInt8] {
        object(view) { AnomaliesView(view, among: all).write(to: &$0, view.tables) }
    }

    /// - Precondition: the history keeps evidence.
    package static func fieldwork(_ view: Viewpoint) -> [UInt8] {
        object(view) { FieldworkView(view).write(to: &$0, view.tables) }
    }

    /// - Precondition: the history keeps evidence.
    package static func engagement(_ view: Viewpoint) -> [UInt8] {
        object(view) { EngagementView(view).write(to: &$0, view.tables) }
    }

    /// Three views that need no evidence and have a plain counterpart, as one text.
    package static func all(_ view: Viewpoint) -> String {
        String(decoding: governance(view) + [0x0A] + disputes(view) + [0x0A] + ledger(view), as: UTF8.self)
    }

    private static func object(_ view: Viewpoint, _ body: (inout JSONBuilder) -> Void) -> [UInt8] {
        var json = JSONBuilder(view.tables)
        json.object(body)
        return json.bytes
    }
}
