package import CaseModel
import Synchronization

/// A session while it goes on: entries come in as they are typed, and are durable when `enter` returns.
///
/// It keeps nothing that the log does not hold but the last entries and how often names were used; so a program that is
/// started again goes on where the last one was stopped. Any thread may use it.
package final class LiveSession: Sendable {
    private let writer: CaseWriter
    /// Opens what is private, for names and titles.
    let texts: LiveTexts
    let nextPerson: @Sendable (Int) -> Int
    let state = Mutex(SessionState())

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

    /// Goes on with a session; see `prepare(goingOnWith:observers:at:)`.
    ///
    /// - Returns: nil where nothing had to be recorded for that.
    @discardableResult
    package func goOn(with id: String, observers: [String] = [], at occurred: EDTF) throws -> Recorded? {
        let outcome = try settle(prepare(goingOnWith: id, observers: observers, at: occurred))
        guard case .recorded(let recorded) = outcome else { return nil }
        return recorded
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
        // What the last entry made known is not among the names before the case is looked at again.
        if state.withLock(\.hasUnlearntNames) { try? refresh() }
        return state.withLock { state in state.names.completions(of: text, upTo: cursor) }
    }
}
