/// Somebody who is given a task, again and again.
struct Contestant {
    /// Who has had so many seconds gets no further turn.
    private static let patience = 30.0

    let name: String
    /// Nil where it is not there; `note` says why then.
    let command: Command?
    var note: String?
    /// What is done before each run, and is not measured.
    var prepare: () throws -> Void = {}
    /// Until the process has ended.
    private(set) var seconds = Samples()
    /// Until its output has ended.
    private(set) var answered = Samples()
    private(set) var peak = 0
    private(set) var bytes = 0
    /// Why it is not to be believed.
    private(set) var failure: String?

    init(_ name: String, _ command: Command?, note: String? = nil, prepare: @escaping () throws -> Void = {}) {
        self.name = name
        self.command = command
        self.note = note
        self.prepare = prepare
    }

    var isMeasured: Bool { failure == nil && !seconds.isEmpty }

    /// A run, unless it has failed before or has had its turns.
    mutating func takeTurn(isCounted: Bool) {
        guard let command, failure == nil else { return }
        if seconds.values.reduce(0, +) > Self.patience { return }
        do {
            try prepare()
            let outcome = try command.run()
            // A slow first run is no worse than the others, and too dear to be thrown away.
            guard isCounted || outcome.seconds > 2 else { return }
            seconds.values.append(outcome.seconds)
            answered.values.append(outcome.answered)
            peak = max(peak, outcome.peak)
            bytes = outcome.bytes
        } catch {
            failure = "\(error)"
        }
    }

    /// Gives all of them their turns, one after the other, so that what slows the machine down slows down all.
    static func compete(_ contestants: inout [Contestant], runs: Int) {
        for run in 0...runs {
            for index in contestants.indices where contestants[index].seconds.values.count < runs {
                contestants[index].takeTurn(isCounted: run > 0)
            }
        }
    }
}
