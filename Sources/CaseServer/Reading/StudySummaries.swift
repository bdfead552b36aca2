import CaseStore
import Logging

extension CaseServer {
    /// What the list of cases says of each, by name: one that cannot be read keeps nobody from the others.
    func summaries() throws -> [(name: String, summary: Result<ServedCase.Summary, Problem>)] {
        let (cases, unopened) = try study.list()
        let read = cases.map { served in
            (name: served.folder.name, summary: Result { () throws(Problem) in try summary(of: served) })
        }
        let others = unopened.map { one in
            (name: one.name, summary: Result<ServedCase.Summary, Problem>.failure(Problem(.unavailable, one.problem)))
        }
        return (read + others).sorted { $0.name < $1.name }
    }

    private func summary(of served: ServedCase) throws(Problem) -> ServedCase.Summary {
        do { return try served.summary() } catch {
            logger.error("a case cannot be read", metadata: ["case": .string(served.folder.name)])
            throw Problem(error)
        }
    }
}
