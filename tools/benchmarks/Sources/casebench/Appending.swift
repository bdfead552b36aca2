import CaseModel
import CaseStore
import EventLog

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Appends events one by one, each durable before the next: to a case, and as rows to a database, in turn.
enum Appending {
    private static let blockSize = 50
    /// Not counted: the first reads the case.
    private static let warmUp = 20

    static func run(case path: String, database: String, count: String) throws {
        guard let count = Int(count), count >= blockSize else { throw Failure(CaseBench.usage) }
        let writer = try caseWriter(path)
        let database = try Database(database)
        let actor = try anActor(path)
        // Identifiers that no run before has given.
        let mark = Device.clock()
        var (ours, theirs) = (Samples(), Samples())
        var number = 0
        for block in 0..<(count + warmUp + blockSize - 1) / blockSize {
            let isCounted = block > 0
            for _ in 0..<blockSize {
                number += 1
                let seconds = try append(line(number, actor, mark), to: writer)
                if isCounted { ours.values.append(seconds) }
            }
            let ahead = number - blockSize
            for place in 0..<blockSize {
                let seconds = try insert(
                    line(ahead + place + 1, actor, mark), number: ahead + place + 1, into: database)
                if isCounted { theirs.values.append(seconds) }
            }
        }
        try database.close()
        tell("caselog", ours)
        tell("sqlite", theirs)
    }

    private static func caseWriter(_ path: String) throws -> CaseWriter {
        let device = Device()
        let folder = try CaseFolder(finding: path, in: device.fileSystem)
        return try CaseWriter(folder, device: device, initials: Device.initials()) { _ in }
    }

    private static func append(_ line: [UInt8], to writer: CaseWriter) throws -> Double {
        let start = Clock.now()
        _ = try writer.append(InputLines(line: line))
        let seconds = Clock.now() - start
        // As the command line does once the event is acknowledged.
        try writer.sealClosed()
        return seconds
    }

    private static func insert(_ line: [UInt8], number: Int, into database: Database) throws -> Double {
        let start = Clock.now()
        let now = Array(RecordedTime.text(Device.clock()).utf8)
        var dates = Row.Dates()
        try database.execute("BEGIN")
        try database.insert(Row(line[...], id: Array("feeda-00000000/\(number)".utf8), recorded: now, &dates))
        try database.execute("COMMIT")
        return Clock.now() - start
    }

    /// Somebody whom the case knows.
    private static func anActor(_ path: String) throws -> String {
        let device = Device()
        let opened = try Case(CaseFolder(finding: path, in: device.fileSystem), device: device)
        for sequence in 1...40 {
            let id = EventID(feed: 0, sequence: UInt64(sequence))
            guard let line = try opened.storedLines().line(id), let value = try? JSONParser.parse(line) else {
                continue
            }
            if let organisation = value["data"]?["organisation"]?.string { return organisation }
        }
        throw Failure("'\(path)' was not made by casegen.")
    }

    /// Small events of several types.
    private static func line(_ number: Int, _ actor: String, _ mark: Int64) -> [UInt8] {
        let text = "Number \(number) on the list was called, and nobody answered. The chair moved on without a word."
        let rest =
            switch number % 5 {
            case 0: #""type":"memo.written","occurred":"2026-01-05","data":{"text":"\#(text)"}"#
            case 1:
                #""type":"position.taken","occurred":"2026-01-05","data":{"actor":"\#(actor)","on":"proposal-a1","#
                    + #""stance":"oppose","meaning":"\#(text)"}"#
            case 2:
                #""type":"stake.perceived","occurred":"2026-01-05","data":{"stake":"stake-\#(mark)-\#(number)","#
                    + #""actor":"\#(actor)","on":"proposal-a1","direction":"loss","dimension":"voice","by":"researcher"}"#
            default:
                #""type":"observation.noted","occurred":"2026-01-05T10:05","warrant":"observed","#
                    + #""data":{"text":"\#(text)","by":["\#(actor)"]}"#
            }
        return Array("{\(rest)}".utf8)
    }

    private static func tell(_ name: String, _ samples: Samples) {
        Output.print("\(name) \(samples.median) \(samples.percentile(0.99)) \(samples.least) \(samples.most)")
    }
}
