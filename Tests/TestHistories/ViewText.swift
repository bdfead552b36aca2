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

    package static func issues(_ answer: WholeAnswer) -> [UInt8] {
        object(answer.view) { answer.issues.write(to: &$0) }
    }

    package static func strategies(_ answer: WholeAnswer) -> [UInt8] {
        object(answer.view) { answer.strategies.write(to: &$0) }
    }

    package static func reignition(_ answer: WholeAnswer, estimates: Bool = false) -> [UInt8] {
        object(answer.view) { answer.reignition.write(to: &$0, estimates: estimates) }
    }

    package static func anomalies(_ view: Viewpoint, among all: [Anomaly]) -> [UInt8] {
        object(view) { AnomaliesView(view, among: all).write(to: &$0, view.tables) }
    }

    package static func fieldwork(_ answer: WholeAnswer) -> [UInt8] {
        object(answer.view) { answer.fieldwork.write(to: &$0, answer.view.tables) }
    }

    package static func engagement(_ answer: WholeAnswer) -> [UInt8] {
        object(answer.view) { answer.engagement.write(to: &$0, answer.view.tables) }
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
