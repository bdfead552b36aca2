package import CaseModel
import Synchronization

// What is appended together with others, as a server does for all who wait.
extension LiveSession {
    /// A session to be begun together with others' appends.
    ///
    /// - Parameter position: where the case has to be for that; nil for anywhere.
    package func prepare(
        starting new: NewSession, at occurred: EDTF, expecting position: CasePosition? = nil
    ) -> PreparedEntry {
        prepare(words: "", at: occurred, expecting: position) { state, composer, _ in
            let (id, made) = composer.start(new)
            (state.session, state.standing.keys) = (id, KeyCodes())
            return made
        }
    }

    /// Goes on with a session that has not ended: after the program was stopped, or one that another device has begun,
    /// whose start is then recorded in this feed, too. Its outcome is `.told` where nothing had to be recorded.
    ///
    /// - Parameters:
    ///   - observers: who observes it here.
    ///   - position: where the case has to be for that; nil for anywhere.
    package func prepare(
        goingOnWith id: String, observers: [String] = [], at occurred: EDTF, expecting position: CasePosition? = nil
    ) -> PreparedEntry {
        prepare(words: "", at: occurred, expecting: position) { state, composer, past in
            guard let run = SessionRun(id, in: composer.history, past.texts), !run.isEnded else {
                throw CaseError(.input, "No session \"\(id)\" is going on in the case.")
            }
            state.session = id
            try state.restore(run, past.look, past.texts)
            return run.starts[composer.moment.feed] != nil ? Composition() : composer.join(run, observers: observers)
        }
    }

    /// An entry to be appended together with others.
    ///
    /// - Parameters:
    ///   - place: the session that it belongs to.
    ///   - meant: the entry that `!undo` or `!fix` is about, if not the last one that stands.
    ///   - position: where the case has to be for that; nil for anywhere.
    package func prepare(
        _ entry: Entry, at occurred: EDTF, answers: Answers = [:], in place: EntrySession = .going,
        meaning meant: EntryEvents? = nil, asks: Bool = false, expecting position: CasePosition? = nil
    ) -> PreparedEntry {
        if let told = entry.told {
            return PreparedEntry(CaseWriter.Append(expecting: position) { _ in [] }) { result in
                _ = try result.get()
                return .told(told)
            }
        }
        return prepare(
            words: entry.text, at: occurred, answers: answers, in: place, expecting: position
        ) { [texts] state, composer, past in
            try composer.checkAnswers()
            let made = try state.compose(entry, &composer, meaning: meant, past)
            if asks, !made.questions.isEmpty { throw UnansweredNames() }
            if texts.tellsOfWithdrawals { try past.checkNobodyIsMadeAnew(made, at: occurred) }
            return made
        }
    }

    private func prepare(
        words: String, at occurred: EDTF, answers: Answers = [:], in place: EntrySession = .going,
        expecting position: CasePosition?,
        _ compose: @escaping @Sendable (inout SessionState, inout Composer, EntryPast) throws -> Composition
    ) -> PreparedEntry {
        let serial = state.withLock { state in state.nextSerial() }
        let append = CaseWriter.Append(expecting: position) { [self] look in
            try state.withLock { state in
                let opening = texts.opening(look)
                try state.begin(serial, with: look, opening)
                let past = EntryPast(look: look, texts: opening)
                var composer = state.composer(look, occurred, answers, in: place, nextPerson: nextPerson)
                let made = try compose(&state, &composer, past)
                state.note(made, words: words, occurred: occurred, look)
                return made.bytes
            }
        } leftOut: { [self] in
            state.withLock { state in state.leaveOut(serial) }
        }
        let main = { @Sendable [self] in state.withLock { state in state.unsettled.main(of: serial) } }
        return PreparedEntry(append, main: main) { [self] result in
            let done = state.withLock { state in state.finish(serial, isStored: (try? result.get()) != nil) }
            let appended = try result.get()
            guard let done else { return .told([]) }
            // The entry is safe, whether or not the case can be looked at again.
            if done.turnsSession || appended.count == 0 { try? refresh() }
            guard appended.count > 0 else { return .told([]) }
            let ids = (0..<UInt64(appended.count)).map { "\(appended.feed)/\(appended.firstSequence + $0)" }
            return .recorded(
                Recorded(
                    ids: ids, main: min(done.main, ids.count - 1), minted: done.minted, begun: done.begun,
                    position: appended.position, hasEnded: done.types.contains(.sessionEnded)))
        }
    }
}
