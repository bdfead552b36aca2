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

/// Appends events one by one, each durable before the next: to cases, and as rows to databases, in turn.
enum Appending {
    private static let blockSize = 10
    /// Blocks that are not counted: the first reads the case.
    private static let warmUp = 2

    /// A case, and a database of the same events.
    private struct Pair {
        let writer: CaseWriter
        let database: Database
        /// Somebody whom the case knows.
        let actor: String
        var (ours, theirs) = (Samples(), Samples())

        init(_ folder: String) throws {
            let device = Device(home: folder + "/marches.homes/a")
            let found = try CaseFolder(finding: folder + "/marches", in: device.fileSystem)
            actor = try Appending.anActor(found, device)
            writer = try CaseWriter(found, device: device, initials: Device.initials()) { _ in }
            database = try Database(folder + "/events.db")
        }
    }

    static func run(count: String, folders: [String]) throws {
        guard let count = Int(count), count >= blockSize else { throw Failure(CaseBench.usage) }
        var pairs = try folders.map { try Pair($0) }
        // Identifiers that no run before has given.
        let mark = Device.clock()
        for block in 0..<warmUp + (count + blockSize - 1) / blockSize {
            for index in pairs.indices {
                let numbers = block * blockSize..<(block + 1) * blockSize
                let lines = numbers.map { line($0, pairs[index].actor, mark) }
                let ours = try lines.map { try append($0, to: pairs[index].writer) }
                let theirs = try zip(numbers, lines).map { try insert($1, number: $0, into: pairs[index].database) }
                guard block >= warmUp else { continue }
                pairs[index].ours.values += ours
                pairs[index].theirs.values += theirs
            }
        }
        for (folder, pair) in zip(folders, pairs) {
            try pair.database.close()
            tell("\(folder) caselog", pair.ours)
            tell("\(folder) sqlite", pair.theirs)
        }
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

    private static func anActor(_ folder: CaseFolder, _ device: Device) throws -> String {
        let lines = try Case(folder, device: device).storedLines()
        for sequence in 1...40 {
            let id = EventID(feed: 0, sequence: UInt64(sequence))
            guard let line = try lines.line(id), let value = try? JSONParser.parse(line) else { continue }
            if let organisation = value["data"]?["organisation"]?.string { return organisation }
        }
        throw Failure("The case was not made by casegen.")
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
        Output.print("\(name) \(samples.median) \(samples.percentile(0.99))")
    }
}
