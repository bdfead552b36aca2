import CaseModel
import CaseStore
import EventLog
import HTTPTypes
import Hummingbird
import Logging

/// A request as the log and the metrics tell of it: without a word of a case, and without what was asked after '?'.
struct RequestLine: Sendable {
    let method: String
    /// The form of the address; `-` where there is none.
    let route: String
    let status: Int
    let seconds: Double
    private let address: String
    private let changes: Bool
    private let failure: (any Error)?

    init(
        _ request: Request, _ route: Route?, _ status: HTTPResponse.Status, took duration: Duration,
        from address: String, _ failure: (any Error)?
    ) {
        // A method that nobody has heard of is not repeated: it might be anything.
        let known: [HTTPRequest.Method] = [.get, .head, .post, .delete, .put, .patch, .options]
        method = known.contains(request.method) ? request.method.rawValue : "-"
        self.route = route?.path ?? "-"
        self.status = status.code
        seconds = duration / .seconds(1)
        self.address = address
        changes = route?.changes ?? false
        self.failure = failure
    }

    /// A request of which nothing could be read, or was to be.
    init(refused kind: ProblemKind, from address: String) {
        (method, route, status) = ("-", "-", kind.status.code)
        (seconds, self.address, changes) = (0, address, false)
        failure = Problem(kind, "")
    }

    /// Counts it and notes it.
    func tell(_ logger: Logger, _ metrics: Metrics) {
        metrics.count(self)
        log(to: logger)
    }

    private func log(to logger: Logger) {
        var metadata: Logger.Metadata = [
            "method": .string(method), "route": .string(route), "status": .stringConvertible(status),
            "ms": .stringConvertible((seconds * 100_000).rounded() / 100),
        ]
        if !address.isEmpty { metadata["from"] = .string(address) }
        if let reason { metadata["reason"] = .string(reason) }
        logger.log(level: level, "request", metadata: metadata)
    }

    private var level: Logger.Level {
        switch status {
        case 500...: .error
        case 400...: .warning
        default: changes ? .info : .debug
        }
    }

    /// What went wrong, as far as it can be told without words of a case: refusals quote what was sent.
    private var reason: String? {
        switch failure {
        case nil: nil
        case let problem as Problem: problem.kind.rawValue
        case let error as EventLogError: error.message
        case is CaseError, is CaseWriter.Refused, is CaseWriter.Moved, is EntryProblem:
            failure.map { Problem($0).kind.rawValue }
        default: failure.map { String(reflecting: type(of: $0)) }
        }
    }
}
