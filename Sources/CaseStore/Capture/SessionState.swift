import CaseModel

/// What a session knows between entries.
struct SessionState {
    /// More of the last entries are not kept.
    static let recentMax = 50

    /// What entries change. An entry that is not stored after all leaves it as it was before.
    struct Standing {
        var session: String?
        var keys = KeyCodes()
        /// Whether a line that tells of the keys was taken back, or put right, since they were worked out.
        var keysAreStale = false
        /// The events that stand or read otherwise since then.
        var changed: Set<String> = []
        /// How many corrections and retractions the case has with those of this session: where there are others, the
        /// keys may not be as they were.
        var amendments = 0
        /// The number that the next line of the feed has, unless another program records in it meanwhile.
        var nextSequence: UInt64 = 0
        var recent: [RecentEntry] = []
    }

    var standing = Standing()
    private(set) var names = CapturedNames()
    private(set) var run: SessionRun?
    var unsettled = UnsettledEntries()
    /// Whether something is known again that was taken back.
    var namesAreStale = false
    /// Whether an entry has made something known that is not among the names yet.
    private(set) var hasUnlearntNames = false
    private var serials = 0
    private var identity: ReplicaIdentity?
    private var texts: CaseTexts?

    var session: String? {
        get { standing.session }
        set { standing.session = newValue }
    }
    var recent: [RecentEntry] { standing.recent }
    /// The entry that is being composed.
    var current: Int { unsettled.current }

    mutating func nextSerial() -> Int {
        serials += 1
        return serials
    }

    /// Takes in what has happened in the case.
    ///
    /// - Parameter texts: others than the last time once somebody has withdrawn: then nothing stays that was read with
    ///   those.
    mutating func catchUp(with look: CaseWriter.Look, _ texts: CaseTexts) throws {
        let isWithdrawn = self.texts != nil && self.texts !== texts
        let isOther = identity !== look.identity || isWithdrawn
        if isOther || namesAreStale {
            names.forgetKnown()
            learnCodes(of: look)
            namesAreStale = false
            (identity, self.texts) = (look.identity, texts)
        }
        names.catchUp(with: look.history, texts)
        hasUnlearntNames = false
        if isOther || run?.id != session || run?.isUnchanged(in: look.history) != true {
            run = session.flatMap { SessionRun($0, in: look.history, texts) }
        }
        if run?.isEnded == true { (session, run) = (nil, nil) }
        if isWithdrawn { try readAgain(look, texts) }
    }

    /// Takes the words of the last entries from the log again, as far as they may still be shown.
    private mutating func readAgain(_ look: CaseWriter.Look, _ texts: CaseTexts) throws {
        if let run { try restore(run, look, texts) } else { standing.recent = [] }
    }

    mutating func learnCodes(of look: CaseWriter.Look) { names.learnCodes(of: look.history) }

    func composer(
        _ look: CaseWriter.Look, _ occurred: EDTF, _ answers: Answers, in place: EntrySession = .going,
        suggests: Bool = false, nextPerson: @escaping @Sendable (Int) -> Int = { $0 + 1 }
    ) -> Composer {
        let own: String? =
            switch place {
            case .going: session
            case .noSession: nil
            case .named(let id): id
            }
        let moment = EntryMoment(session: own, feed: look.feed, nextSequence: look.nextSequence, occurred: occurred)
        return Composer(look.history, names, moment, answers, suggests: suggests, nextPerson: nextPerson)
    }

    /// - Parameter meant: the entry that `!undo` and `!fix` are about, where that was said.
    mutating func compose(
        _ entry: Entry, _ composer: inout Composer, meaning meant: EntryEvents?, _ past: EntryPast
    ) throws -> Composition {
        // The keys of a session are its own.
        let isOfGoing = composer.moment.session == session
        var keys = try isOfGoing ? goingKeys(past) : past.keys(of: composer.moment.session)
        defer { if isOfGoing { standing.keys = keys } }
        guard let (control, rest) = entry.control else {
            if let pressed = composer.press(entry, &keys) { return pressed }
            // Words can be those of a state, as whoever reads the log takes them.
            let made = try composer.compose(entry)
            keys.take(made, at: composer.moment)
            return made
        }
        switch control {
        case .pause: return try composer.turn(.sessionPaused)
        case .resume: return try composer.turn(.sessionResumed)
        case .end:
            composer.endStates(&keys)
            let made = try composer.turn(.sessionEnded, minutes: EntryForm.minutes(rest))
            if isOfGoing { (session, keys) = (nil, KeyCodes()) }
            return made
        case .undo: return try undo(rest, meant, &composer, past)
        case .fix: return try fix(rest, meant, &composer, past)
        case .new: return try composer.makeKnown(rest)
        case .key: return try composer.setKey(entry, &keys)
        case .help: return Composition()
        }
    }

    /// Keeps what an entry was composed to, until it is known whether it was stored.
    mutating func note(_ made: Composition, words: String, occurred: EDTF, _ look: CaseWriter.Look) {
        unsettled.note(made)
        standing.nextSequence = look.nextSequence + UInt64(made.lines.count)
        standing.amendments += made.types.count { $0 == .eventRetracted || $0 == .eventCorrected }
        names.use(made.names)
        guard !words.isEmpty, made.lines.indices.contains(made.main) else { return }
        let ids = made.lines.indices.map { "\(look.feed)/\(look.nextSequence + UInt64($0))" }
        standing.recent.append(
            RecentEntry(
                made.lines, ids: ids, main: made.main, occurred: occurred.text, typed: words,
                names: made.names))
        if recent.count > Self.recentMax { standing.recent.removeFirst(recent.count - Self.recentMax) }
    }

    /// - Returns: what the entry did; nil where it was never composed.
    mutating func finish(_ serial: Int, isStored: Bool) -> UnsettledEntries.Done? {
        if !isStored { leaveOut(serial) }
        guard let done = unsettled.settle(serial) else { return nil }
        if isStored {
            for minted in done.minted {
                if let kind = CodeKind(rawValue: minted.kind) { names.learn(code: minted.id, kind) }
            }
            for id in done.forgotten { names.forget(id) }
            hasUnlearntNames = hasUnlearntNames || !done.minted.isEmpty || !done.begun.isEmpty
        }
        return done
    }

    // What an earlier program has left of a session.

    mutating func resume(_ entries: [RecentEntry], _ keys: KeyCodes) {
        standing.keys = keys
        standing.recent = entries.suffix(Self.recentMax)
        for entry in entries { names.use(entry.names) }
    }
}
