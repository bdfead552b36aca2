import CaseModel

/// What a session knows between entries.
struct SessionState {
    /// More of the last entries are not kept.
    static let recentMax = 50

    /// What one entry was found to do, until it is known whether it was stored.
    struct Pending {
        /// The session before it.
        let session: String?
        var minted: [Minted] = []
        var hasEnded = false
    }

    var session: String?
    private(set) var names = CapturedNames()
    private(set) var run: SessionRun?
    private(set) var recent: [RecentEntry] = []
    private var pending: [Int: Pending] = [:]
    private var serials = 0
    /// The entry that is being composed.
    private var current = 0
    private var identity: ReplicaIdentity?

    mutating func nextSerial() -> Int {
        serials += 1
        return serials
    }

    /// Takes in what has happened in the case.
    mutating func catchUp(with look: CaseWriter.Look, _ texts: any PrivateTexts) {
        if identity !== look.identity {
            names.forgetKnown()
            learnCodes(of: look)
            identity = look.identity
        }
        names.catchUp(with: look.history, texts)
        run = session.flatMap { SessionRun($0, in: look.history, texts) }
        if run?.isEnded == true { (session, run) = (nil, nil) }
    }

    mutating func learnCodes(of look: CaseWriter.Look) { names.learnCodes(of: look.history) }

    func composer(
        _ look: CaseWriter.Look, _ occurred: EDTF, _ answers: Answers, session other: String? = nil
    ) -> Composer {
        let moment = EntryMoment(
            session: other ?? session, feed: look.feed, nextSequence: look.nextSequence, occurred: occurred)
        return Composer(look.history, names, moment, answers)
    }

    mutating func compose(_ entry: Entry, _ composer: inout Composer) throws -> Composition {
        guard let (control, rest) = entry.control else { return try composer.compose(entry) }
        switch control {
        case .pause: return try composer.turn(.sessionPaused)
        case .resume: return try composer.turn(.sessionResumed)
        case .end:
            let made = try composer.turn(.sessionEnded, minutes: EntryForm.minutes(rest))
            session = nil
            return made
        case .undo: return try undo(rest, &composer)
        case .new: return try composer.makeKnown(rest)
        case .help: return Composition()
        }
    }

    /// Takes back the last entry that stands, or one event.
    private mutating func undo(_ rest: String, _ composer: inout Composer) throws -> Composition {
        if !rest.isEmpty {
            let id = try composer.event(rest)
            for index in recent.indices where recent[index].id == id { recent[index].retractedBy = current }
            return composer.retract([id])
        }
        guard let index = recent.lastIndex(where: { !$0.isRetracted && !$0.isAmendment }) else {
            throw EntryProblem("There is no entry left to take back. !undo N takes back the event N.")
        }
        recent[index].retractedBy = current
        let entry = recent[index]
        // What it made known stays where another entry names it.
        let used = Set(recent.filter { !$0.isRetracted }.flatMap(\.names))
        var ids = entry.ids
        for minted in entry.minted.sorted(by: { $0.line > $1.line }) {
            if used.contains(minted.mention) { ids.remove(at: minted.line) } else { names.forget(minted.id) }
        }
        return composer.retract(ids)
    }

    // What an entry does counts at once, for others of the same commit, and is taken back where it is not stored.

    mutating func begin(_ serial: Int) {
        withdraw(serial)
        current = serial
        pending[serial] = Pending(session: session)
    }

    mutating func note(_ made: Composition, words: String, occurred: EDTF, _ look: CaseWriter.Look) {
        pending[current]?.minted = made.minted
        pending[current]?.hasEnded = made.types.contains(.sessionEnded)
        names.use(made.names)
        for minted in made.minted {
            if let kind = CodeKind(rawValue: minted.kind) { names.learn(code: minted.id, kind) }
        }
        guard !words.isEmpty, let type = made.types.last else { return }
        let ids = made.lines.indices.map { "\(look.feed)/\(look.nextSequence + UInt64($0))" }
        recent.append(
            RecentEntry(
                ids: ids, occurred: occurred.text, type: type, words: words, minted: made.minted, names: made.names,
                serial: current))
        if recent.count > Self.recentMax { recent.removeFirst(recent.count - Self.recentMax) }
    }

    /// - Returns: what the entry did; nil where it was never composed.
    mutating func finish(_ serial: Int, isStored: Bool) -> Pending? {
        let done = pending[serial]
        if !isStored { withdraw(serial) }
        pending[serial] = nil
        return done
    }

    private mutating func withdraw(_ serial: Int) {
        guard let undone = pending[serial] else { return }
        session = undone.session
        recent.removeAll { $0.serial == serial }
        for index in recent.indices where recent[index].retractedBy == serial { recent[index].retractedBy = nil }
    }
}
