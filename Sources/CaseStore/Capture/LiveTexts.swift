import CaseModel
import Synchronization

/// Opens what is private in a case while that goes on: anew once somebody has withdrawn, on this device or another.
final class LiveTexts: Sendable {
    private struct State {
        var texts: CaseTexts?
        var identity: ReplicaIdentity?
        var withdrawals = WithdrawalsSeen()
        var tellsOfWithdrawals = false
        var files: WithdrawalFiles?
        var stamps = WithdrawalFiles.Stamps()
    }

    private let folder: CaseFolder
    private let device: Device
    private let state = Mutex(State())

    init(_ folder: CaseFolder, _ device: Device) {
        self.folder = folder
        self.device = device
    }

    /// Whether somebody has begun or done a withdrawal on this device since the case was last looked at.
    var isStale: Bool { state.withLock { state in state.files.map { $0.stamps != state.stamps } ?? false } }

    /// Whether the case, as it was last looked at, tells of any withdrawal: looking for them takes the longer, the more
    /// there is in it.
    var tellsOfWithdrawals: Bool { state.withLock { state in state.tellsOfWithdrawals } }

    /// - Returns: the same as before, unless something of it may not be shown any more.
    func opening(_ look: CaseWriter.Look) -> CaseTexts {
        state.withLock { state in
            if state.identity !== look.identity {
                (state.identity, state.withdrawals) = (look.identity, WithdrawalsSeen())
                state.tellsOfWithdrawals = false
                state.files = WithdrawalFiles(folder, openedIn: look.history.openingFeed, on: device)
            }
            // Looked at before the keys are: what comes in between is found the next time.
            let stamps = state.files?.stamps ?? WithdrawalFiles.Stamps()
            let isNew = state.withdrawals.seeNew(in: look.history)
            if isNew { state.tellsOfWithdrawals = true }
            if let texts = state.texts, !isNew, stamps == state.stamps { return texts }
            let texts = CaseTexts(of: folder, on: device)
            texts.know(CaseTexts.Whole(look.history))
            (state.texts, state.stamps) = (texts, stamps)
            return texts
        }
    }
}
