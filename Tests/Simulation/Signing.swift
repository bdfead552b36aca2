import EventLog
import Synchronization

// Checkpoints, and what is to be expected of them.
extension World {
    /// Signs how a feed stands, and takes note of what was signed.
    ///
    /// - Returns: why it could not be done.
    /// - Throws: `Contradiction`.
    func sign(with writer: FeedWriter, of program: SimulatedProgram) throws -> (any Error)? {
        let result = Result { try writer.sign() }
        // A program that has ended has told nobody anything.
        guard program.fileSystem.isRunning else { return nil }
        switch result {
        case .failure(let error): return error
        case .success(let checkpoint):
            try account.withLock { account in
                guard let checkpoint else {
                    guard account.feeds[writer.feed]?.count ?? 0 == 0 else {
                        throw Contradiction("Nothing was signed of \(writer.feed), which has lines.")
                    }
                    return
                }
                account.tally.checkpoints += 1
                try account.feeds[writer.feed, default: PlainFeed()].sign(checkpoint)
            }
            return nil
        }
    }
}

extension Checkpoint {
    /// Whether these lines, each with its LF, begin with those that were signed for.
    func covers(_ lines: [UInt8]) -> Bool {
        let leaves = lines.split(separator: LineSplitter.lineFeed, omittingEmptySubsequences: false).dropLast()
        return leaves.count >= Int(size) && PlainTree.root(leaves.prefix(Int(size)).map(Array.init)[...]) == root.array
    }
}
