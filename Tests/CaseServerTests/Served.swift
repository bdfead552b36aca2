import CaseModel
import CaseStore
import EventLog
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing

@testable import CaseServer

/// A study of its own with one case, `elm`, served within the test; it goes when the value does.
final class Served: Sendable {
    /// What was answered.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let bytes: [UInt8]

        var body: String { String(decoding: bytes, as: UTF8.self) }
        var json: JSONValue { (try? JSONParser.parse(bytes)) ?? .null }
        var problem: String? { json["type"]?.string?.replacing("urn:caselog:problem:", with: "") }
        var ids: [String] { (json["ids"]?.array ?? []).compactMap(\.string) }
        var position: String { json["position"]?.string ?? "" }
    }

    /// A clock that goes on only when it is told to: however long a test takes, no code expires meanwhile.
    final class TestClock: Sendable {
        private let time = Mutex<Int64>(Device.clock())

        func now() -> Int64 { time.withLock { $0 } }
        func advance(_ milliseconds: Int64) { time.withLock { $0 += milliseconds } }
    }

    static let opened =
        #"{"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm","privacy":"open"}}"#

    static func note(_ text: String) -> String {
        #"{"type":"observation.noted","occurred":"2019-06-03T14:05:10+01:00","data":{"text":"\#(text)"}}"#
    }

    let folder: URL
    let server: CaseServer
    let device: Device
    let clock = TestClock()
    /// What was logged, a line of JSON each.
    let logged = Logged()
    /// Pairing codes as they were shown.
    let codes: Codes

    final class Codes: Sendable {
        let shown = Mutex<[String]>([])

        var last: String { shown.withLock { $0.last ?? "" } }
        var count: Int { shown.withLock(\.count) }
    }

    final class Logged: Sendable {
        private let lines = Mutex<[String]>([])

        var text: String { lines.withLock { $0.joined(separator: "\n") } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }

    private let isOwner: Bool

    /// - Parameters:
    ///   - folder: one that is there already, of another server that has ended.
    ///   - lines: of the case that is made else.
    ///   - passphrase: of the keys of private text; nil where there is nobody to ask.
    init(
        in folder: URL? = nil, lines: [String] = [opened], fileSystem: any FileSystem = SystemFileSystem(),
        passphrase: String? = nil, _ change: (inout ServerSettings) -> Void = { _ in }
    ) throws {
        let place = folder ?? FileManager.default.temporaryDirectory.appending(path: "served-\(UUID().uuidString)")
        self.folder = place
        isOwner = folder == nil
        var settings = ServerSettings(study: place.appending(path: "study").path)
        change(&settings)
        var device = Device(
            home: place.appending(path: "home").path, fileSystem: fileSystem, now: { [clock] in clock.now() })
        if let passphrase { device.passphrases = Passphrases { _ in passphrase } }
        self.device = device
        if folder == nil {
            try FileManager.default.createDirectory(atPath: settings.study, withIntermediateDirectories: true)
            _ = try CaseMaker.make(
                settings.study + "/elm.caselog", name: "elm",
                from: InputLines(Array(lines.joined(separator: "\n").utf8)),
                CaseWriter.Manner(takesLabels: true), device: device, initials: "jw", onNote: { _ in })
        }
        let codes = Codes()
        self.codes = codes
        server = try CaseServer(
            settings, device: device, logger: Self.logger(logged)
        ) { code in
            codes.shown.withLock { $0.append(code) }
        }
    }

    /// A logger that leaves nothing out.
    private static func logger(_ logged: Logged) -> Logger {
        var logger = Logger(label: "test") { _ in JSONLines { logged.add($0) } }
        logger.logLevel = .trace
        return logger
    }

    deinit {
        if isOwner { try? FileManager.default.removeItem(at: folder) }
    }

    func caseFolder() throws -> CaseFolder { try CaseFolder(finding: folder.appending(path: "study/elm").path) }

    /// Sends a request as a browser or a program would, and checks that `openapi.json` tells of the answer.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, body: String? = nil, host: String? = "localhost",
        from address: String = "192.0.2.1", _ fields: HTTPFields = [:]
    ) async throws -> Answer {
        var fields = fields
        if body != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let response = await CaseResponder(server: server).respond(
            to: request, context: ServerContext(address: address))
        let gathered = Gathered()
        try await response.body.write(gathered)
        let answer = Answer(
            status: response.status.code, headers: response.headers, bytes: gathered.bytes.withLock { $0 })
        try check(answer, to: method, path)
        return answer
    }

    /// Records an event.
    func append(_ line: String, _ fields: HTTPFields = [:]) async throws -> Answer {
        try await ask(.post, "/api/cases/elm/events", body: line, fields)
    }

    private func check(_ answer: Answer, to method: HTTPRequest.Method, _ path: String) throws {
        #expect(answer.headers[.contentSecurityPolicy] != nil && answer.headers[.xContentTypeOptions] == "nosniff")
        if answer.status >= 400, method != .head {
            #expect(answer.headers[.contentType] == "application/problem+json" && answer.problem != nil)
            #expect(answer.json["status"] == .integer(answer.status))
        }
        guard let target = try? Target(path), let (route, _) = try? server.routes.find(method, target.path) else {
            return
        }
        let document = OpenAPI.document(server.routes.routes)
        let operation = document["paths"]?[route.path]?[route.method.rawValue.lowercased()]
        #expect(operation?["responses"]?[String(answer.status)] != nil, "\(method) \(path): \(answer.status)")
    }
}

/// Gathers what is answered.
final class Gathered: ResponseBodyWriter, Sendable {
    let bytes = Mutex<[UInt8]>([])

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

    func write(_ buffer: ByteBuffer) async throws { bytes.withLock { $0 += Array(buffer: buffer) } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
