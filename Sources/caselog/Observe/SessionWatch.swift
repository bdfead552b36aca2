import CaseModel

/// Notices that a session is over which somebody else has ended, or which an entry that waited did.
struct SessionWatch {
    private let caseName: String
    private var running: String?

    init(_ caseName: String, _ run: SessionRun?) {
        self.caseName = caseName
        running = run?.id
    }

    /// What is to be told, once.
    ///
    /// - Parameter run: the session as it stands now.
    mutating func over(_ run: SessionRun?) -> String? {
        defer { running = run?.id }
        guard let running, run == nil else { return nil }
        return
            "The session \(running) is over: it was ended. What is entered now belongs to no session; leave, and begin another: caselog observe \(caseName)"
    }
}
