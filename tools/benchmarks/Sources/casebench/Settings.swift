/// What is to be measured, on which data, and with whose programs.
struct Settings {
    /// The measures, as `--only` names them, in the order in which they are taken.
    static let measures = ["disputes", "whole", "warm", "append", "add", "import", "disk", "verify", "start"]

    var caselog = "caselog"
    var python: String?
    /// This program, which the measured processes are made from as well.
    var itself = "casebench"
    var others = ""
    var folders: [String] = []
    var runs = 7
    var seed: UInt64 = 1
    var only = Set(measures)
    /// How all views are folded at once; `CASE` and `DAY` stand for the case and the day.
    var whole = "replay CASE --at DAY --json"
    var report: String?
    /// Where the times of earlier runs are kept.
    var times: String?
    /// What else was found out before, in a sentence.
    var remark: String?

    init(_ arguments: [String]) throws {
        var arguments = arguments[...]
        var named: Set<String> = []
        while let name = arguments.popFirst() {
            guard let value = arguments.popFirst() else { throw Failure("\(name) needs a value.") }
            switch name {
            case "--caselog": caselog = value
            case "--python": python = value
            case "--itself": itself = value
            case "--others": others = value
            case "--folder": folders.append(value)
            case "--runs": runs = Int(value) ?? 0
            case "--seed": seed = UInt64(value) ?? 1
            case "--only": named.insert(value)
            case "--whole": whole = value
            case "--report": report = value
            case "--times": times = value
            case "--remark": remark = value
            default: throw Failure("There is no option \(name).")
            }
        }
        guard runs > 0 else { throw Failure("--runs needs a number from 1.") }
        if let unknown = named.subtracting(Self.measures).first {
            throw Failure("There is no measure '\(unknown)'. They are \(Self.measures.joined(separator: ", ")).")
        }
        if !named.isEmpty { only = named }
    }
}

/// The data of one size, as tools/bench lays them out.
struct Dataset {
    /// How many events the small case has.
    static let smallCount = 1000

    let folder: String
    /// How many events the case has.
    let events: Int

    var `case`: String { folder + "/marches.caselog" }
    /// The devices of its three feeds.
    var homes: String { folder + "/marches.homes" }
    /// The lines as stored, uncompressed.
    var lines: String { folder + "/events.jsonl" }
    var database: String { folder + "/events.db" }
    /// The database of the library eventsourcing, where that could be used.
    var eventsourcing: String { folder + "/eventsourcing.db" }
    /// A case of one feed that holds its opening only, and its device.
    var opened: String { folder + "/opened" }
    /// The lines that make it a case of the full size.
    var input: String { folder + "/input.jsonl" }
    /// A case of a few events, its devices and its database.
    var small: String { folder + "/small" }
    /// For what a measure makes and removes again.
    var scratch: String { folder + "/scratch" }
    var answers: String { folder + "/answers" }

    init(_ folder: String) throws {
        self.folder = folder
        var count: Int?
        try LineFile(path: folder + "/made").forEach { line in
            count = count ?? Int(String(decoding: line, as: UTF8.self))
        }
        guard let count else { throw Failure("'\(folder)' holds no data. `tools/bench` makes them.") }
        events = count
    }
}
