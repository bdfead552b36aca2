import CaseModel
import CaseStore

/// Inserts JSON lines into a database: in one transaction, with one prepared statement.
enum Loading {
    static func load(database path: String, lines: String) throws {
        let database = try Database(path)
        try database.execute("BEGIN")
        let now = Array(RecordedTime.text(Device.clock()).utf8)
        var count = 0
        var dates = Row.Dates()
        try LineFile(path: lines).forEach { line in
            count += 1
            try database.insert(Row(line, id: Array("feeda-00000000/\(count)".utf8), recorded: now, &dates))
        }
        try database.execute("COMMIT")
        try database.close()
        Output.print("\(count)")
    }
}
