import CaseModel

/// What a session knows between entries.
struct SessionState {
    /// More of the last entries are not kept.
    static let recentMax = 50

    /// What one entry was found to do, until it is known whether it was stored.
    struct Pending {
        /// The session before it.
        let session: String?
        let keys: KeyCodes
        /// Which of its lines the entry is about.
        var main = 0
        var minted: [Minted] = []
        var types: [EventType] = []

        /// Whether the session stands otherwise with it.
        var turnsSession: Bool { types.contains { EventType.ofSessions.contains($0) } }
    }

    var session: String?
    private(set) var names = CapturedNames()
    private(set) var keys = KeyCodes()
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
        _ look: CaseWriter.Look, _ occurred: EDTF, _ answers: Answers, session other: String? = nil,
        suggests: Bool = false, nextPerson: @escaping @Sendable (Int) -> Int
    ) -> Composer {
        let moment = EntryMoment(
            session: other ?? session, feed: look.feed, nextSequence: look.nextSequence, occurred: occurred)
        return Composer(look.history, names, moment, answers, suggests: suggests, nextPerson: nextPerson)
    }

    /// - Parameter meant: the entry that `!undo` and `!fix` are about, where that was said.
    mutating func compose(
        _ entry: Entry, _ composer: inout Composer, meaning meant: EntryEvents?, shown: (String) throws -> JSONValue?
    ) throws -> Composition {
        guard let (control, rest) = entry.control else {
            return try composer.press(entry, &keys) ?? composer.compose(entry)
        }
        switch control {
        case .pause: return try composer.turn(.sessionPaused)
        case .resume: return try composer.turn(.sessionResumed)
        case .end:
            composer.endStates(&keys)
            let made = try composer.turn(.sessionEnded, minutes: EntryForm.minutes(rest))
            session = nil
            return made
        case .undo: return try undo(rest, meant, &composer)
        case .fix: return try fix(rest, meant, &composer, shown)
        case .new: return try composer.makeKnown(rest)
        case .key: return try composer.setKey(entry, &keys)
        case .help: return Composition()
        }
    }

    /// Takes back the entry that is meant, or else the last one that stands, or one event.
    private mutating func undo(
        _ rest: String, _ meant: EntryEvents?, _ composer: inout Composer
    ) throws -> Composition {
        if !rest.isEmpty {
            let id = try composer.event(rest)
            for index in recent.indices where recent[index].id == id { takeBack(index) }
            keys.forget([id])
            return composer.retract([id])
        }
        guard let index = try toTakeBack(meant) else {
            let ids = Array(meant.map { $0.ids[$0.main...] } ?? [])
            keys.forget(ids)
            return composer.retract(ids)
        }
        takeBack(index)
        let entry = recent[index]
        // What it made known stays where another entry names it.
        let used = Set(recent.filter { !$0.isRetracted }.flatMap(\.names))
        var ids = entry.ids
        for minted in entry.minted.sorted(by: { $0.line > $1.line }) {
            if used.contains(minted.mention) { ids.remove(at: minted.line) } else { names.forget(minted.id) }
        }
        keys.forget(ids)
        return composer.retract(ids)
    }

    /// - Returns: nil for an entry that is none of the last ones.
    private func toTakeBack(_ meant: EntryEvents?) throws -> Int? {
        if let meant {
            let index = recent.lastIndex { $0.id == meant.id }
            if let index, recent[index].isRetracted { throw EntryProblem("\(meant.id) is taken back already.") }
            return index
        }
        guard let index = recent.lastIndex(where: { !$0.isRetracted && $0.type != .eventRetracted }) else {
            throw EntryProblem("There is no entry left to take back. !undo N takes back the event N.")
        }
        return index
    }

    private mutating func takeBack(_ index: Int) {
        let serial = recent[index].serial
        recent[index].retractedBy = current
        for other in recent.indices {
            for fix in recent[other].fixes.indices where recent[other].fixes[fix].serial == serial {
                recent[other].fixes[fix].undoneBy = current
            }
        }
    }

    /// Puts right the entry that is meant, or else the last one that stands, or one event.
    ///
    /// - Parameter shown: an event as it is shown.
    private mutating func fix(
        _ text: String, _ meant: EntryEvents?, _ composer: inout Composer, _ shown: (String) throws -> JSONValue?
    ) throws -> Composition {
        var words = text
        let id: String
        var rest: [String] = []
        if let meant {
            id = meant.id
            rest = Array(meant.ids[(meant.main + 1)...])
        } else if let first = text.split(separator: " ").first, EntryForm.isEvent(String(first)) {
            words = String(text.dropFirst(first.count))
            if words.utf8.first == 0x20 { words.removeFirst() }
            id = try composer.event(String(first))
        } else {
            guard let entry = recent.last(where: { !$0.isRetracted && !$0.isAmendment }) else {
                throw EntryProblem("There is no entry left to put right. !fix N puts right the event N.")
            }
            id = entry.id
            rest = Array(entry.ids[(entry.main + 1)...])
        }
        guard let stored = try shown(id) else {
            throw EntryProblem("The event \(id) is taken back, or cannot be read.")
        }
        let made = try composer.fix(stored, alongWith: rest, by: Entry(words))
        for index in recent.indices where recent[index].id == id {
            if made.types.last == .eventCorrected {
                recent[index].fixes.append(RecentEntry.Fix(serial: current, words: Entry(words).text))
            } else {
                recent[index].retractedBy = current
            }
        }
        return made
    }

    // What an earlier program has left of a session.

    mutating func forgetEntries() {
        recent = []
        keys = KeyCodes()
    }

    /// Takes in a line of the session for what it says of keys and states.
    mutating func resume(keys line: JSONValue) {
        keys.restore(line)
    }

    mutating func resume(_ entries: [RecentEntry]) {
        recent = entries.suffix(Self.recentMax)
        for entry in entries { names.use(entry.names) }
    }

    mutating func markRetracted(_ event: String) {
        for index in recent.indices where recent[index].id == event { recent[index].retractedBy = current }
    }

    // What an entry does counts at once, for others of the same commit, and is taken back where it is not stored.

    mutating func begin(_ serial: Int) {
        withdraw(serial)
        current = serial
        pending[serial] = Pending(session: session, keys: keys)
    }

    mutating func note(_ made: Composition, words: String, occurred: EDTF, _ look: CaseWriter.Look) {
        pending[current]?.main = made.main
        pending[current]?.minted = made.minted
        pending[current]?.types = made.types
        names.use(made.names)
        for minted in made.minted {
            if let kind = CodeKind(rawValue: minted.kind) { names.learn(code: minted.id, kind) }
        }
        guard !words.isEmpty, made.lines.indices.contains(made.main), let type = made.type else { return }
        let ids = made.lines.indices.map { "\(look.feed)/\(look.nextSequence + UInt64($0))" }
        recent.append(
            RecentEntry(
                ids: ids, main: made.main, occurred: occurred.text, type: type, typed: words, minted: made.minted,
                names: made.names, serial: current))
        if recent.count > Self.recentMax { recent.removeFirst(recent.count - Self.recentMax) }
    }

    /// Which of its lines an entry that was composed is about.
    func main(of serial: Int) -> Int { pending[serial]?.main ?? 0 }

    /// - Returns: what the entry did; nil where it was never composed.
    mutating func finish(_ serial: Int, isStored: Bool) -> Pending? {
        let done = pending[serial]
        if !isStored { withdraw(serial) }
        pending[serial] = nil
        return done
    }

    private mutating func withdraw(_ serial: Int) {
        guard let undone = pending[serial] else { return }
        (session, keys) = (undone.session, undone.keys)
        recent.removeAll { $0.serial == serial }
        for index in recent.indices where recent[index].retractedBy == serial { recent[index].retractedBy = nil }
        for index in recent.indices {
            recent[index].fixes.removeAll { $0.serial == serial }
            for fix in recent[index].fixes.indices where recent[index].fixes[fix].undoneBy == serial {
                recent[index].fixes[fix].undoneBy = nil
            }
        }
    }
}

extension EventType {
    fileprivate static let ofSessions: Set<EventType> = [
        .sessionStarted, .sessionPaused, .sessionResumed, .sessionEnded, .eventRetracted, .eventCorrected,
    ]
}
