import CaseModel
import CaseStore
import EventLog
import Synchronization
import TestHistories
import Testing

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A temporary folder with cases, devices and a clock of their own; it goes when the value does.
final class Workshop: Sendable {
    let path: String
    private let clock: Mutex<Int64>

    /// - Parameter year: the year in which its clock begins.
    init(year: Int = 2022) throws {
        clock = Mutex(Calendar.instant(year: year, month: 1, day: 1))
        let number = UInt64.random(in: .min ... .max)
        path = "/tmp/casestore-test-\(getpid())-\(String(number, radix: 36))"
        try SystemFileSystem().makeFolder(path, mode: 0o700)
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        let files = SystemFileSystem()
        for name in (try? files.list(path)) ?? [] where (try? files.remove("\(path)/\(name)")) == nil {
            remove("\(path)/\(name)")
        }
        try? files.removeFolder(path)
    }

    /// A device whose clock goes on by a second each time it is looked at.
    func device(
        _ home: String = "home", settings: LogSettings = LogSettings(), fileSystem: any FileSystem = SystemFileSystem()
    ) -> Device {
        Device(home: "\(path)/\(home)", fileSystem: fileSystem, settings: settings) { [self] in
            clock.withLock { clock in
                clock += 1_000
                return clock
            }
        }
    }

    /// A case made of lines of input.
    func make(_ name: String, _ lines: [String], device: Device? = nil) throws -> CaseFolder {
        try CaseMaker.make(
            "\(path)/\(name).caselog", name: name, from: Self.input(lines), CaseWriter.Manner(takesLabels: true),
            device: device ?? self.device(), initials: "jw", onNote: { _ in }
        ).folder
    }

    /// A case made of a bundled history.
    func makeBundled(_ file: String) throws -> CaseFolder { try `import`(file, device: device()).folder }

    func `import`(_ file: String, device: Device) throws -> CaseMaker.Made {
        let name = String(file.split(separator: "/").last ?? "").replacing(".jsonl", with: "")
        return try CaseMaker.make(
            "\(path)/\(name).caselog", name: name, from: InputLines(file: Self.bundled(file), in: SystemFileSystem()),
            CaseWriter.Manner(takesLabels: true), device: device, initials: "jw", onNote: { _ in })
    }

    static func bundled(_ file: String) -> String {
        let package = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        return package.joined(separator: "/") + "/events/" + file
    }

    static func input(_ lines: [String]) -> sending InputLines { InputLines(Array(lines.joined(separator: "\n").utf8)) }

    func writer(_ folder: CaseFolder, _ device: Device? = nil) throws -> CaseWriter {
        try CaseWriter(folder, device: device ?? self.device(), initials: "jw", onNote: { _ in })
    }

    func open(_ folder: CaseFolder, _ device: Device? = nil) throws -> Case {
        try Case(folder, device: device ?? self.device())
    }

    /// Every path below a folder, in order.
    func paths(_ folder: String = "") -> [String] {
        let root = folder.isEmpty ? path : "\(path)/\(folder)"
        return ((try? SystemFileSystem().list(root)) ?? []).sorted().flatMap { name in
            let inner = folder.isEmpty ? name : "\(folder)/\(name)"
            return [inner] + paths(inner)
        }
    }

    /// How much of a file is more than the zeros that it may end with.
    private func used(_ bytes: [UInt8]) -> Int { (bytes.lastIndex { byte in byte != 0 } ?? -1) + 1 }

    /// Copies a folder with everything in it, and adds to what is there: of two versions of a file the one with more in
    /// it stays, for feeds only grow.
    func copy(_ from: String, to: String) throws {
        let files = SystemFileSystem()
        try files.makeFolders("\(path)/\(to)", mode: 0o700)
        for name in try files.list("\(path)/\(from)") {
            if (try? files.list("\(path)/\(from)/\(name)")) != nil {
                try copy("\(from)/\(name)", to: "\(to)/\(name)")
            } else {
                let bytes = try files.contents("\(path)/\(from)/\(name)", sizeMax: 1 << 20) ?? []
                let there = try files.contents("\(path)/\(to)/\(name)", sizeMax: 1 << 20)
                if let there, used(there) >= used(bytes) { continue }
                try? files.remove("\(path)/\(to)/\(name)")
                try write(bytes, to: "\(to)/\(name)")
            }
        }
    }

    /// Puts another file in the place of the first sealed segment of the case `elm`.
    func changeSealed(_ change: (inout [UInt8]) -> Void) throws {
        let name = try #require(paths("elm.caselog").first { $0.hasSuffix("001.jsonl.lz4") })
        var bytes = try #require(try SystemFileSystem().contents("\(path)/\(name)", sizeMax: 1 << 20))
        change(&bytes)
        try SystemFileSystem().remove("\(path)/\(name)")
        try write(bytes, to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = try File("\(path)/\(name)", .create(mode: 0o600), in: SystemFileSystem())
        if !bytes.isEmpty { try file.write(bytes.rawSpan, at: 0) }
    }
}

extension Case {
    /// The stored lines found by a question, in case order.
    func lines(_ change: (inout EventQuery) -> Void = { _ in }) throws -> [String] {
        var query = EventQuery()
        change(&query)
        var lines: [String] = []
        var search = try EventSearch(self, query)
        try search.forEach { line, _ in
            lines.append(String(decoding: Lines.copy(line, 0..<line.byteCount), as: UTF8.self))
        }
        return lines
    }

    /// Every view as JSON, at dates as questions give them.
    func views(at: String? = nil, known: String? = nil, recorded: String? = nil) throws -> String {
        func instant(_ text: String?) -> Instant { text.flatMap { QueryTime($0) }?.latest ?? .max }
        var (history, _) = try history(known: instant(known), recorded: instant(recorded))
        try examine(&history)
        let view = Viewpoint(history, at: instant(at))
        return ViewText.all(view) + "\n"
            + String(decoding: ViewText.anomalies(view, among: history.anomalies), as: UTF8.self)
    }

    func viewpoint(at: String? = nil, known: String? = nil, recorded: String? = nil) throws -> Viewpoint {
        func instant(_ text: String?) -> Instant { text.flatMap { QueryTime($0) }?.latest ?? .max }
        let (history, _) = try history(known: instant(known), recorded: instant(recorded))
        return Viewpoint(history, at: instant(at))
    }
}

/// Lines of input for a small case.
enum Input {
    /// A case whose words are stored as they are.
    static let opened =
        #"{"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm","privacy":"open"}}"#
    /// A case in which what people say is private.
    static let openedForPeople = #"{"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm"}}"#

    static func group(_ name: String, label: String? = nil, occurred: String = "2018") -> String {
        let id = label.map { "\"id\":\"\($0)\"," } ?? ""
        return
            "{\(id)\"type\":\"group.identified\",\"occurred\":\"\(occurred)\",\"data\":{\"group\":\"\(name)\",\"name\":\"The \(name)\"}}"
    }

    static func note(_ text: String, _ keys: String = "") -> String {
        "{\"type\":\"observation.noted\",\"occurred\":\"2019\",\(keys)\"data\":{\"text\":\"\(text)\"}}"
    }

    static func dispute(_ name: String, _ parties: String = "\"acute\"") -> String {
        """
        {"type":"dispute.raised","occurred":"2019-01-01","data":{"dispute":"\(name)","title":"On \(name)",\
        "issues":["resources"],"parties":[\(parties)]}}
        """
    }

    static func settled(_ name: String, _ occurred: String, _ how: String) -> String {
        """
        {"type":"dispute.settled","occurred":"\(occurred)","data":{"dispute":"\(name)","how":"\(how)"}}
        """
    }

    static let small = [opened, group("acute"), group("council"), dispute("d")]
}
