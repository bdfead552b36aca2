package import CaseModel
import EventLog

extension Sharing {
    /// Among all processors.
    package static let onAllProcessors = Sharing(among: Workers.countHere) { count, work in
        // The work throws nothing, so nothing is thrown.
        try? Workers.run(count, work)
    }
}
