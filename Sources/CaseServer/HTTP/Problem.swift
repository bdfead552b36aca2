import CaseModel
import CaseStore
import EventLog
import HTTPTypes
import Hummingbird

/// Why a request is not answered as asked: told as problem details (RFC 9457).
struct Problem: Error {
    static let mediaType = "application/problem+json"

    let kind: ProblemKind
    /// Says what failed, on what, and what to do.
    let detail: String
    /// Lines of input that were refused.
    var lines: [CaseWriter.Refused.Line] = []
    /// After so many seconds it may be tried again.
    var retryAfter: Int?
    /// The methods that the address takes.
    var allowed: [HTTPRequest.Method] = []

    init(_ kind: ProblemKind, _ detail: String, retryAfter: Int? = nil, allowed: [HTTPRequest.Method] = []) {
        self.kind = kind
        self.detail = detail
        self.retryAfter = retryAfter
        self.allowed = allowed
    }

    /// What an error of the rooms below means to whoever asked.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let refused as CaseWriter.Refused: self.init(refused)
        case let problem as EntryProblem: self.init(.refused, problem.message)
        case let moved as CaseWriter.Moved:
            self.init(.moved, "Others have recorded meanwhile: the case is at \"\(moved.position.text)\" now.")
        case let error as CaseError: self.init(error)
        case let error as EventLogError where [.locked, .notStored, .io].contains(error.code):
            self.init(.notStored, "The log could not be used just now. \(error.message)", retryAfter: 1)
        case let error as EventLogError where [.lineRefused, .lineTooLong, .nameRefused].contains(error.code):
            self.init(.refused, error.message)
        case let error as EventLogError: self.init(.failed, error.message)
        default: self.init(.failed, "The request could not be answered; the server's log tells more.")
        }
    }

    private init(_ error: CaseError) {
        switch error.code {
        case .missing, .notACase: self.init(.missing, error.message)
        case .refused: self.init(.contradiction, error.message)
        case .input, .badName: self.init(.malformed, error.message)
        case .damagedKeys, .noPassphrase, .wrongPassphrase:
            self.init(.unavailable, "The keys of private text cannot be used. \(error.message)", retryAfter: 30)
        default: self.init(.failed, error.message)
        }
    }

    private init(_ refused: CaseWriter.Refused) {
        let isInput = refused.lines.contains { !$0.refusal.problems.isEmpty }
        let count = refused.lines.count
        self.init(
            isInput ? .refused : .contradiction,
            "\(count == 1 ? "An event was" : "\(count) events were") refused, and nothing was stored.")
        lines = refused.lines
    }

    var response: Response {
        var response = Response.bytes([bytes], Self.mediaType, kind.status)
        response.headers[.retryAfter] = retryAfter.map(String.init)
        if kind == .slow { response.headers[.connection] = "close" }
        if kind == .unpaired { response.headers[.wwwAuthenticate] = "Bearer realm=\"caselog\"" }
        if !allowed.isEmpty { response.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ") }
        return response
    }

    var bytes: [UInt8] {
        JSONValue.record([
            ("type", .string("urn:caselog:problem:\(kind.rawValue)")), ("title", .string(kind.title)),
            ("status", .integer(kind.status.code)), ("detail", .string(detail)),
            (
                "lines",
                lines.isEmpty
                    ? nil
                    : .array(
                        lines.map { line in
                            .record([
                                ("number", .integer(line.number)),
                                ("sentences", .array(line.refusal.sentences.map(JSONValue.string))),
                            ])
                        })
            ),
        ]).bytes
    }
}
