import EventLog

/// A program with the writer that it works with.
struct Work: Sendable {
    enum Verb: String, Sendable, CaseIterable {
        case append, appendSeveral, group, large, refused, sealClosed, sealAll, sign, look
    }

    let program: SimulatedProgram
    let writer: FeedWriter
    let world: World

    init(in world: World) throws {
        let program = world.startProgram()
        self.world = world
        self.program = program
        writer = try program.writer()
    }

    var isRunning: Bool { program.fileSystem.isRunning }

    /// The program ends, as programs do when they are done.
    func end() { program.fileSystem.kill() }

    /// - Returns: why it could not be done.
    /// - Throws: `Contradiction`.
    func `do`(_ verb: Verb, _ random: inout SplitMix) throws -> (any Error)? {
        switch verb {
        case .append: return try commit([[text(&random)]])
        case .appendSeveral: return try commit([texts(2...6, &random)])
        case .group: return try commit((0..<2 + random.below(4)).map { _ in texts(1...3, &random) })
        case .large:
            let size = world.settings.commitSizeMax
            let length = min(400, 40 + random.below(size))
            return try commit([(0...size / length + random.below(5)).map { _ in noise(length, &random) }])
        case .refused: return try beRefused(random.below(3))
        case .sealClosed: return attempt { try writer.seal(.closed) }
        case .sealAll: return attempt { try writer.seal(.all) }
        case .sign: return try world.sign(with: writer, of: program)
        case .look: return attempt { _ = try writer.snapshot().refreshed() }
        }
    }

    private func commit(_ texts: [[[UInt8]]]) throws -> (any Error)? {
        try world.commit(texts, with: writer, of: program)
    }

    /// Commits a line that has to be refused, behind others of the same commit.
    private func beRefused(_ count: Int) throws -> (any Error)? {
        let refusal = attempt {
            try writer.commit { commit in
                let feed = commit.feed
                let recorded = max(commit.lastRecorded ?? .min, 0)
                for _ in 0..<count {
                    try commit.append(
                        SimulatedLine.bytes(feed, commit.nextSequence, recorded: recorded, effect: 0, [65]))
                }
                try commit.append(
                    SimulatedLine.bytes(feed, commit.nextSequence + 1, recorded: recorded, effect: 0, [66]))
            }
        }
        guard isRunning else { return nil }
        guard let refusal else { throw Contradiction("A line with a wrong sequence was taken.") }
        return (refusal as? EventLogError)?.code == .lineRefused ? nil : refusal
    }

    private func attempt(_ body: () throws -> some Any) -> (any Error)? {
        do {
            _ = try body()
            return nil
        } catch {
            return error
        }
    }

    private func texts(_ counts: ClosedRange<Int>, _ random: inout SplitMix) -> [[UInt8]] {
        (0..<counts.lowerBound + random.below(counts.count)).map { _ in text(&random) }
    }

    private func text(_ random: inout SplitMix) -> [UInt8] {
        random.happens(80) ? noise(random.below(60), &random) : noise(random.below(1_500), &random)
    }

    /// Letters that do not compress.
    private func noise(_ count: Int, _ random: inout SplitMix) -> [UInt8] {
        (0..<count).map { _ in UInt8(93 + random.below(33)) }
    }
}
