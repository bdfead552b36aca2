package import CaseModel
import Synchronization

/// A session while it goes on: entries come in as they are typed, and are durable when `enter` returns.
///
/// It keeps nothing that the log does not hold but the last entries and how often names were used; so a program that is
/// started again goes on where the last one was stopped. Any thread may use it.
package final class LiveSession: Sendable {
    private let writer: CaseWriter
    /// Opens what is private, for names and titles.
    private let texts: LiveTexts
    private let nextPerson: @Sendable (Int) -> Int
    private let state = Mutex(SessionState())

    /// - Parameter nextPerson: numbers people that are made known, of the highest number that the case has; for those
    ///   who record in one case at once, and must not give the same number.
    package init(
        _ writer: CaseWriter, _ folder: CaseFolder, device: Device,
        nextPerson: @escaping @Sendable (Int) -> Int = { $0 + 1 }
    ) {
        self.writer = writer
        self.nextPerson = nextPerson
        texts = LiveTexts(folder, device)
    }

    /// The sessions of the case that have begun and not ended, the newest first; also those of other devices.
    package func running() throws -> [SessionRun] {
        try writer.look { [texts] look in SessionRun.going(in: look.history, texts.opening(look)) }
    }

    /// Begins a session.
    package func start(_ new: NewSession, at occurred: EDTF) throws -> Recorded {
        guard case .recorded(let recorded) = try settle(prepare(starting: new, at: occurred)) else {
            preconditionFailure("A session that begins is recorded.")
        }
        return recorded
    }

    /// A session to be begun together with others' appends.
    package func prepare(starting new: NewSession, at occurred: EDTF) -> PreparedEntry {
        prepare(words: "", at: occurred) { state, composer, _ in
            let (id, made) = composer.start(new)
            (state.session, state.standing.keys) = (id, KeyCodes())
            return made
        }
    }

    /// Goes on with a session; see `prepare(goingOnWith:observers:at:)`.
    ///
    /// - Returns: nil where nothing had to be recorded for that.
    @discardableResult
    package func goOn(with id: String, observers: [String] = [], at occurred: EDTF) throws -> Recorded? {
        let outcome = try settle(prepare(goingOnWith: id, observers: observers, at: occurred))
        guard case .recorded(let recorded) = outcome else { return nil }
        return recorded
    }

    /// Goes on with a session that has not ended: after the program was stopped, or one that another device has begun,
    /// whose start is then recorded in this feed, too. Its outcome is `.told` where nothing had to be recorded.
    ///
    /// - Parameter observers: who observes it here.
    package func prepare(
        goingOnWith id: String, observers: [String] = [], at occurred: EDTF
    ) -> PreparedEntry {
        prepare(words: "", at: occurred) { state, composer, past in
            guard let run = SessionRun(id, in: composer.history, past.texts), !run.isEnded else {
                throw CaseError(.input, "No session \"\(id)\" is going on in the case.")
            }
            state.session = id
            try state.restore(run, past.look, past.texts)
            return run.starts[composer.moment.feed] != nil ? Composition() : composer.join(run, observers: observers)
        }
    }

    /// Events as they were recorded, whatever became of them since, and as they are shown.
    ///
    /// - Throws: `CaseError.missing` where one cannot be read.
    package func recorded(_ ids: [String]) throws -> [JSONValue] {
        try writer.look { [self] look in
            let texts = texts.opening(look)
            return try ids.map { id in
                guard let event = look.history.tables.event(named: id, from: .first), let line = try look.line(event)
                else { throw CaseError(.missing, "The event \(id) cannot be read. Run `caselog verify`.") }
                return try JSONParser.parse(ShownLine.make(line.span.bytes, texts) ?? line)
            }
        }
    }

    /// What the case does not know of what an entry names: to be answered before it is entered, if somebody can.
    package func questions(_ entry: Entry) throws -> [UnknownName] {
        try writer.look { [self] look in
            try state.withLock { state in
                try state.catchUp(with: look, texts.opening(look))
                state.learnCodes(of: look)
                var composer = state.composer(look, EDTF(DatePoint()), [:], suggests: true)
                return try composer.compose(entry).questions
            }
        }
    }

    /// Records an entry. It is durable when this returns.
    ///
    /// - Parameter asks: whether somebody can be asked about names that the case does not know.
    /// - Throws: `EntryProblem` where it cannot be recorded as it is; `CaseWriter.Refused` where the case contradicts
    ///   it; `EventLogError`; `UnansweredNames`. Nothing of it is stored then.
    package func enter(
        _ entry: Entry, at occurred: EDTF, answers: Answers = [:], asks: Bool = false
    ) throws -> EntryOutcome {
        try settle(prepare(entry, at: occurred, answers: answers, asks: asks))
    }

    /// An entry names something that the case does not know, and somebody can be asked: see `questions`.
    package struct UnansweredNames: Error {}

    /// An entry to be appended together with others.
    ///
    /// - Parameters:
    ///   - place: the session that it belongs to.
    ///   - meant: the entry that `!undo` or `!fix` is about, if not the last one that stands.
    package func prepare(
        _ entry: Entry, at occurred: EDTF, answers: Answers = [:], in place: EntrySession = .going,
        meaning meant: EntryEvents? = nil, asks: Bool = false
    ) -> PreparedEntry {
        if let told = entry.told {
            return PreparedEntry(CaseWriter.Append { _ in [] }) { result in
                _ = try result.get()
                return .told(told)
            }
        }
        return prepare(words: entry.text, at: occurred, answers: answers, in: place) { state, composer, past in
            let made = try state.compose(entry, &composer, meaning: meant, past)
            if asks, !made.questions.isEmpty { throw UnansweredNames() }
            return made
        }
    }

    private func prepare(
        words: String, at occurred: EDTF, answers: Answers = [:], in place: EntrySession = .going,
        _ compose: @escaping @Sendable (inout SessionState, inout Composer, EntryPast) throws -> Composition
    ) -> PreparedEntry {
        let serial = state.withLock { state in state.nextSerial() }
        let append = CaseWriter.Append { [self] look in
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

    private func settle(_ prepared: PreparedEntry) throws -> EntryOutcome {
        try prepared.outcome(Result { try writer.append(prepared.append) })
    }

    /// Takes in what others have recorded meanwhile, and how the session stands by it.
    package func refresh() throws {
        try writer.look { [self] look in
            try state.withLock { state in
                try state.catchUp(with: look, texts.opening(look))
                state.learnCodes(of: look)
            }
        }
    }

    /// How the session stands, as of the last entry or `refresh`; nil where none is going on.
    package var run: SessionRun? { state.withLock { state in state.run } }

    /// The last entries, the newest last.
    package var recent: [RecentEntry] { state.withLock { state in state.recent } }

    /// What may be meant by the piece of an entry that ends at a place, the likeliest first. Nobody is offered by a
    /// name who has withdrawn on this device since the last entry.
    ///
    /// - Parameter cursor: in UTF-8 bytes.
    package func completions(of text: String, upTo cursor: Int) -> [Completion] {
        if texts.isStale, (try? refresh()) == nil { return [] }
        return state.withLock { state in state.names.completions(of: text, upTo: cursor) }
    }
}
