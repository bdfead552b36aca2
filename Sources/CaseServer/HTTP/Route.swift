import CaseModel
import HTTPTypes
import Hummingbird

/// What is done about one method at one address. The same list registers it, checks what it is given, and describes it.
struct Route: Sendable {
    /// Who is answered where the server is reached from other machines.
    enum Access: Sendable {
        case anybody
        case paired
    }

    let method: HTTPRequest.Method
    /// Names, some of them in braces: `/api/cases/{case}`.
    let path: String
    let access: Access
    let operation: Operation
    let answer: @Sendable (Call) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, for access: Access = .paired, _ operation: Operation,
        answer: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.access = access
        self.operation = operation
        self.answer = answer
    }

    var names: [Substring] { path.dropFirst().split(separator: "/") }
    var changes: Bool { method != .get }
    /// Whether programs ask for it, and not somebody who follows a link.
    var isInterface: Bool { path.hasPrefix("/api/") || changes }

    /// Whether it is asked in an observer's name.
    var isForObserver: Bool { path.hasPrefix("/api/cases/") }

    /// Whether it is opened in a browser.
    var isPage: Bool { path == "/" || path.hasPrefix("/cases/") }

    /// Everything that can be wrong.
    var problems: [ProblemKind] {
        var all: Set<ProblemKind> = [
            .malformed, .slow, .misdirected, .tooLong, .headTooLarge, .failed, .notStored, .unavailable,
        ]
        if access == .paired { all.insert(.unpaired) }
        if isForObserver { all.insert(.otherObserver) }
        if isInterface { all.insert(.crossSite) }
        if path.contains("{") { all.insert(.missing) }
        if operation.body != nil { all.formUnion([.tooLarge, .mediaType]) }
        return ProblemKind.allCases.filter { all.contains($0) || operation.problems.contains($0) }
    }

    /// The values of the names in braces where a path is of this form.
    func parameters(in path: [String]) -> [String: String]? {
        let names = names
        guard names.count == path.count else { return nil }
        var parameters: [String: String] = [:]
        for (name, given) in zip(names, path) {
            if name.hasPrefix("{") {
                parameters[String(name.dropFirst().dropLast())] = given
            } else if name != given {
                return nil
            }
        }
        return parameters
    }
}

/// One request, checked, on its way to its answer.
struct Call: Sendable {
    let request: Request
    let parameters: [String: String]
    let query: [String: String]
    let body: [UInt8]
    /// Who observes: in whose feed events are recorded.
    let observer: String
    /// Where the request comes from.
    let address: String
    let server: CaseServer

    func header(_ name: HTTPField.Name) -> String? { request.headers[name] }

    /// The body as a JSON object.
    func object() throws -> JSONValue {
        do {
            let value = try JSONParser.parse(body)
            guard value.members != nil else {
                throw Problem(.malformed, "The body is \(value.kindInWords); it has to be an object.")
            }
            return value
        } catch let fault as JSONFault {
            throw Problem(.malformed, "The body is not JSON: \(fault.message) at byte \(fault.offset).")
        }
    }

    func servedCase() async throws -> ServedCase {
        let name = parameters["case"] ?? ""
        return try await server.work { try server.study.find(name) }
    }
}
