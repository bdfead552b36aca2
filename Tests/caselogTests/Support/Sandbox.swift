import Foundation
import Testing

/// A folder of its own with a device of its own, in which the built `caselog` is run as a person would.
final class Sandbox {
    /// What a command said.
    struct Answer {
        let status: Int32
        let output: String
        let errors: String
    }

    let folder: URL
    var home: URL { folder.appending(path: ".home") }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "caselog-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The product: what `CASELOG_PROGRAM` names, or what SwiftPM has put beside the tests.
    static let binary: URL = {
        if let named = ProcessInfo.processInfo.environment["CASELOG_PROGRAM"] { return URL(filePath: named) }
        var place = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
        while place.path != "/" {
            place.deleteLastPathComponent()
            let binary = place.appending(path: "caselog")
            if FileManager.default.isExecutableFile(atPath: binary.path), !binary.hasDirectory { return binary }
        }
        return Repository.root.appending(path: ".build/debug/caselog")
    }()

    /// Runs `caselog` with arguments as they are.
    @discardableResult
    func run(_ arguments: String..., input: String? = nil) throws -> Answer {
        try run(Self.binary, arguments, input: input.map { Data($0.utf8) })
    }

    /// Runs a line of bash, with `caselog` on the path.
    @discardableResult
    func shell(_ line: String) throws -> Answer {
        try run(URL(filePath: "/bin/bash"), ["-c", line], input: nil)
    }

    /// Runs `caselog`, which must succeed.
    @discardableResult
    func succeed(_ arguments: String..., input: String? = nil) throws -> String {
        let answer = try run(Self.binary, arguments, input: input.map { Data($0.utf8) })
        #expect(answer.status == 0, "caselog \(arguments.joined(separator: " ")): \(answer.errors)")
        return answer.output
    }

    func write(_ name: String, _ bytes: Data) throws { try bytes.write(to: folder.appending(path: name)) }

    private func run(_ program: URL, _ arguments: [String], input: Data?) throws -> Answer {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = environment
        let name = UUID().uuidString
        let files = ["in", "out", "err"].map { FileManager.default.temporaryDirectory.appending(path: "\(name).\($0)") }
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        for (index, file) in files.enumerated() { try (index == 0 ? input ?? Data() : Data()).write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        let texts = try files.dropFirst().map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
        return Answer(status: process.terminationStatus, output: texts[0], errors: texts[1])
    }

    var environment: [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH": Self.binary.deletingLastPathComponent().path + ":" + path, "CASELOG_HOME": home.path,
            "COLUMNS": "100", "TZ": "UTC", "LC_ALL": "C.UTF-8", "LOGNAME": "jw", "USER": "jw", "HOME": folder.path,
        ]
    }

    /// Every file of the folder by its path, but for locks and the device's own.
    func stored() throws -> [String: Data] {
        var found: [String: Data] = [:]
        let paths = FileManager.default.enumerator(atPath: folder.path)
        while let path = paths?.nextObject() as? String {
            let url = folder.appending(path: path)
            if path.hasPrefix(".home") || url.lastPathComponent == ".lock" || url.hasDirectory { continue }
            found[path] = Self.withoutPadding(try Data(contentsOf: url))
        }
        return found
    }

    /// An open segment without the room that is left behind its frames: whatever fails may take that away.
    private static func withoutPadding(_ bytes: Data) -> Data {
        guard let header = bytes.range(of: Data([0x5B, 0x2A, 0x4D, 0x18]), options: .backwards),
            bytes[header.upperBound...].dropFirst(4).allSatisfy({ byte in byte == 0 })
        else { return bytes }
        return bytes[..<header.lowerBound]
    }
}

extension URL {
    fileprivate var hasDirectory: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}

/// The repository that these tests are part of.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    static func lines(_ path: String) throws -> [String] {
        try text(path).split(separator: "\n").map(String.init)
    }

    /// Whether documents are rewritten rather than compared.
    static var isUpdating: Bool { ProcessInfo.processInfo.environment["CASELOG_UPDATE_DOCUMENTS"] != nil }
    static let advice =
        "If this is right, run `CASELOG_UPDATE_DOCUMENTS=1 swift test --filter Document` and read the diff."

    static func hasTool(_ name: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
}

/// A case with a board, two organisations and a dispute raised in March 2019.
extension Sandbox {
    static func withElm() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.succeed("new", "elm", "--title", "Elm", "--by", "J W", "--privacy", "open")
        let raised = #""dispute":"pooled-budget","title":"The pooled budget","issues":["resources"]"#
        let lines = """
            {"type":"body.established","occurred":"2019-01-10","data":{"body":"board","name":"Board","kind":"board"}}
            {"type":"organisation.registered","occurred":"2019",\
            "data":{"organisation":"ccg","name":"CCG","sector":"commissioner"}}
            {"type":"organisation.registered","occurred":"2019",\
            "data":{"organisation":"council","name":"Council","sector":"local-authority"}}
            {"type":"dispute.raised","occurred":"2019-03","data":{\(raised),"parties":["ccg","council"]}}
            """
        try sandbox.succeed("import", "elm", "-", input: lines)
        return sandbox
    }
}
