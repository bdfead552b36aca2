import CaseModel
import CaseStore

/// Something to be recorded, on its way into a commit.
struct PreparedWork: Sendable {
    let append: CaseWriter.Append
    private let entry: PreparedEntry?

    /// Lines of input.
    init(_ append: CaseWriter.Append) {
        self.append = append
        entry = nil
    }

    init(_ entry: PreparedEntry) {
        append = entry.append
        self.entry = entry
    }

    /// Which of its events it is about; known once it was composed.
    var main: Int { entry?.main ?? 0 }

    /// - Throws: what the append failed with.
    func outcome(_ result: Result<CaseWriter.Appended, any Error>) throws -> ObserverFeed.Outcome {
        guard let entry else {
            let appended = try result.get()
            let ids = (0..<UInt64(appended.count)).map { "\(appended.feed)/\(appended.firstSequence + $0)" }
            return ObserverFeed.Outcome(ids: ids, position: appended.position)
        }
        do {
            switch try entry.outcome(result) {
            case .recorded(let recorded):
                return ObserverFeed.Outcome(
                    ids: recorded.ids, main: recorded.main, position: recorded.position, minted: recorded.minted,
                    begun: recorded.begun, told: recorded.told)
            case .told(let sentences):
                return ObserverFeed.Outcome(ids: [], position: try result.get().position, told: sentences)
            }
        } catch let error as CaseError where error.code == .input {
            // What is wrong with an entry in itself is found in the words, not in how they were sent.
            throw Problem(.refused, error.message)
        }
    }
}
