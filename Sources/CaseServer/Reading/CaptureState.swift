import CaseModel
import CasePages
import CaseStore

/// What the capture page shows of a case.
struct CaptureState {
    private static let entriesMax = 50
    /// So many of the sessions that have ended are told.
    private static let endedMax = 3

    private let current: FollowedCase
    private let names: CapturedNames
    private let last: EventsAfter
    private let isIncomplete: Bool
    private let now: Int64
    private let keyCodes: (SessionRun, String) throws -> KeyCodes

    /// - Parameters:
    ///   - names: caught up with the case.
    ///   - last: the events that `lastEntries` asks for.
    ///   - isIncomplete: whether something of the case cannot be read.
    ///   - now: in milliseconds since 1970.
    ///   - keyCodes: of a session, as a feed sets them.
    init(
        _ current: FollowedCase, _ names: CapturedNames, _ last: EventsAfter, isIncomplete: Bool, now: Int64,
        keyCodes: @escaping (SessionRun, String) throws -> KeyCodes
    ) {
        self.current = current
        self.names = names
        self.last = last
        self.isIncomplete = isIncomplete
        self.now = now
        self.keyCodes = keyCodes
    }

    /// - Parameter observer: whose session is told beside all that go on.
    func json(for observer: String) throws -> JSONValue {
        let viewpoint = Viewpoint(current.history)
        let all = SessionRun.all(in: current.history, current.opened.texts)
        let sessions = try sessions(all, observer)
        let title = viewpoint.caseTitle ?? current.opened.folder.name
        return .record([
            ("case", .string(current.opened.folder.name)), ("title", .string(title)),
            ("privacy", .string(current.history.privacy.rawValue)), ("forms", .array(Self.forms)),
            ("actors", list(names.named(.actor), naming: "name")), ("codes", list(names.namedCodes, naming: "label")),
            ("disputes", disputes(viewpoint)), ("proposals", titled(.proposal)),
            ("decisions", titled(EntityKinds(.decision))), ("offsets", offsets(viewpoint)),
            ("stakes", titled(.stake)), ("session", own(sessions)), ("sessions", .array(sessions)),
            ("ended", .array(ended(all, observer))),
            ("entries", .array(entries(viewpoint))),
            ("withdrawals", .integer(current.history.withdrawals.count)),
            ("incomplete", isIncomplete ? .bool(true) : nil),
            ("position", .string(current.opened.position.text)),
            ("now", .string(String(RecordedTime.text(now).prefix(19)) + "Z")),
        ])
    }

    private static let forms = EntryForm.all.map { form in
        JSONValue.record([
            ("name", .string(form.name)), ("arguments", .string(form.arguments)), ("help", .string(form.help)),
            ("example", .string(form.example)),
        ])
    }

    private func list(_ all: [CapturedNames.Named], naming: String) -> JSONValue {
        .array(
            all.map { one in
                .record([
                    ("id", .string(one.id)), (naming, .string(one.name)), ("kind", .string(one.kind)),
                    ("uses", .integer(one.uses)),
                ])
            })
    }

    private func titled(_ kinds: EntityKinds) -> JSONValue {
        .array(names.named(kinds).map { .record([("id", .string($0.id)), ("title", .string($0.name))]) })
    }

    private func disputes(_ view: Viewpoint) -> JSONValue {
        let names = view.tables.names
        return .array(
            DisputesView(view).disputes.map { one in
                .record([
                    ("id", .string(names.text(one.id.symbol))), ("title", .string(names.text(one.title.symbol))),
                    ("state", .string(one.state)),
                ])
            })
    }

    private func offsets(_ view: Viewpoint) -> JSONValue {
        let names = view.tables.names
        return .array(
            LedgerView(view).offsets.map { one in
                .record([
                    ("id", .string(names.text(one.fields.offset.symbol))),
                    ("to", .string(names.text(one.fields.to.symbol))), ("state", .string(one.state)),
                ])
            })
    }

    /// The newest session that the observer has begun or joined.
    private func own(_ sessions: [JSONValue]) -> JSONValue { sessions.first { $0["own"] == .bool(true) } ?? .null }

    /// The sessions that go on, the newest first.
    private func sessions(_ all: [SessionRun], _ observer: String) throws -> [JSONValue] {
        try all.filter { !$0.isEnded }.map { run in
            let seconds = run.seconds(at: now)
            let ownFeed = ownFeed(of: run, observer)
            return .record([
                ("id", .string(run.id)), ("title", run.title.map(JSONValue.string) ?? .null),
                ("kind", .string(run.kind.rawValue)), ("body", run.body.map(JSONValue.string) ?? .null),
                ("started", .string(run.started.text)), ("running", .integer(seconds)),
                ("paused", .bool(run.isPaused)), ("minutes", .integer(seconds / 60)), ("own", .bool(ownFeed != nil)),
                ("observers", .array(run.observers.map(JSONValue.string))),
                ("keys", try ownFeed.map { .array(try keys(of: run, in: $0)) }),
            ])
        }
    }

    /// The newest of an observer's feeds, by name, in which the start of a session was recorded.
    private func ownFeed(of run: SessionRun, _ observer: String) -> String? {
        run.starts.keys.sorted().last { $0.hasPrefix("\(observer)-") }
    }

    /// The observer's own sessions that ended last, with when and by whom.
    private func ended(_ all: [SessionRun], _ observer: String) -> [JSONValue] {
        let own = all.compactMap { run in
            ownFeed(of: run, observer) == nil ? nil : run.end.map { (run: run, end: $0) }
        }
        return own.sorted { $0.end.occurred.effect > $1.end.occurred.effect }.prefix(Self.endedMax).map { run, end in
            .record([
                ("id", .string(run.id)), ("title", run.title.map(JSONValue.string) ?? .null),
                ("ended", .string(end.occurred.text)), ("event", .string("\(end.feed)/\(end.event.sequence)")),
                ("by", .string(String(end.feed.prefix { $0 != "-" }))),
            ])
        }
    }

    /// The single-key codes of a session, in the order of their letters.
    private func keys(of run: SessionRun, in feed: String) throws -> [JSONValue] {
        let codes = try keyCodes(run, feed)
        return codes.keys.sorted { $0.key < $1.key }.map { letter, key in
            .record([
                ("key", .string(String(letter))), ("code", .string(key.code)), ("state", .bool(key.isState)),
                ("on", .bool(codes.begun[key.code] != nil)),
            ])
        }
    }

    /// Behind which position the last events are looked for, and how many at most.
    static func lastEntries(of current: FollowedCase) -> (position: CasePosition, limit: Int) {
        let count = UInt64(entriesMax)
        let from = CasePosition(
            current.opened.feedSizes.map { ($0.feed, $0.lineCount - min(count, $0.lineCount)) })
        return (from, entriesMax * current.opened.feedNames.count)
    }

    /// The last events, in words, the newest last.
    private func entries(_ view: Viewpoint) -> [JSONValue] {
        var history = current.history
        var timeline = TimelineJSON(NameBook(view), view.tables)
        return last.lines.suffix(Self.entriesMax).compactMap { id, stored in
            var line = stored
            var isCorrected = false
            var isRetracted = false
            switch history.version(of: id, stored: { stored }) {
            // A correction is undone by being retracted itself.
            case .stored: isRetracted = history.isRetracted(id)
            case .corrected(let corrected): (line, isCorrected) = (corrected, true)
            case .retracted: isRetracted = true
            }
            let shown = history.shown(line)
            var bytes: [UInt8] = []
            timeline.write(shown, to: &bytes)
            guard let told = try? JSONParser.parse(bytes), let event = try? JSONParser.parse(shown) else { return nil }
            // What was typed is known again by whoever typed it.
            let typed = told["type"]?.string == EventType.observationNoted.rawValue ? event["data"]?["text"] : nil
            return .record([
                ("id", told["id"]), ("occurred", told["occurred"]), ("type", told["type"]),
                ("words", typed ?? told["words"]), ("retracted", .bool(isRetracted)),
                ("corrected", .bool(isCorrected)),
            ])
        }
    }
}
