import CaseModel
import CaseStore

/// Begins a session, or goes on with one.
final class SessionStart {
    let recorder: EntryRecorder
    let options: SessionOptions
    let observer: String
    let caseName: String
    private var live: LiveSession { recorder.live }

    init(_ recorder: EntryRecorder, _ options: SessionOptions, observer: String, caseName: String) {
        self.recorder = recorder
        self.options = options
        self.observer = observer
        self.caseName = caseName
    }

    func running() throws -> [SessionRun] { try live.running() }

    /// - Returns: what was recorded for it, if anything.
    @discardableResult
    func begin(_ new: NewSession) throws -> Recorded {
        try live.start(new, at: LocalTime.now())
    }

    @discardableResult
    func goOn(with session: String) throws -> Recorded? {
        try live.goOn(with: session, observers: [observer], at: LocalTime.now())
    }

    /// Where nobody can be asked: what the options say, else the newest session that is running, else a new one.
    @discardableResult
    func withoutAsking() throws -> Recorded? {
        if let session = options.session { return try goOn(with: session) }
        if !options.beginsOne, let newest = try running().first { return try goOn(with: newest.id) }
        return try begin(options.new(observer: observer))
    }

    /// The session in words: which meeting, which body.
    func describe(_ run: SessionRun) -> String {
        var parts = [run.title.map { "“\($0)” (\(run.id))" } ?? run.id]
        if let body = run.body { parts.append("of \(name(of: body))") }
        return parts.joined(separator: " ")
    }

    /// A body as people call it.
    func name(of body: String) -> String {
        bodies.first { $0.id == body }?.name ?? body
    }

    /// The bodies of the case, those used lately first.
    var bodies: [(id: String, name: String)] {
        live.completions(of: "@", upTo: 1).filter { $0.kind == "body" }
            .map { (String($0.insert.dropFirst()), $0.name) }
    }
}
