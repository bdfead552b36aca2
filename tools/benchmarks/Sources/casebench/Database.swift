import CSQLite

/// An SQLite database of events as JSON rows, opened as one would that must not lose any.
final class Database {
    /// No index by `id` and no key but the row's number: what an event store would add costs SQLite nothing here.
    private static let schema = """
        CREATE TABLE IF NOT EXISTS events(
            id TEXT NOT NULL, type TEXT NOT NULL, occurred TEXT NOT NULL, effect INTEGER NOT NULL,
            recorded TEXT NOT NULL, body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS events_by_effect ON events(effect);
        CREATE INDEX IF NOT EXISTS events_by_type ON events(type);
        """

    private let connection: OpaquePointer
    private let insertion: OpaquePointer

    init(_ path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
            throw Failure("'\(path)' cannot be opened as a database.")
        }
        connection = opened
        try Self.execute(opened, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
        try Self.execute(opened, Self.schema)
        var prepared: OpaquePointer?
        let text = "INSERT INTO events VALUES(?1, ?2, ?3, ?4, ?5, ?6)"
        guard sqlite3_prepare_v2(opened, text, -1, &prepared, nil) == SQLITE_OK, let prepared else {
            throw Failure(String(cString: sqlite3_errmsg(opened)))
        }
        insertion = prepared
    }

    /// Puts all into the database file, as `close` would, and closes it.
    func close() throws {
        sqlite3_finalize(insertion)
        try execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sqlite3_close(connection)
    }

    func execute(_ text: String) throws { try Self.execute(connection, text) }

    private static func execute(_ connection: OpaquePointer, _ text: String) throws {
        guard sqlite3_exec(connection, text, nil, nil, nil) == SQLITE_OK else {
            throw Failure(String(cString: sqlite3_errmsg(connection)))
        }
    }

    func insert(_ row: Row) throws {
        try bind(1, row.id)
        try bind(2, row.type)
        try bind(3, row.occurred)
        sqlite3_bind_int64(insertion, 4, row.effect)
        try bind(5, row.recorded)
        try bind(6, row.body)
        guard sqlite3_step(insertion) == SQLITE_DONE else {
            throw Failure(String(cString: sqlite3_errmsg(connection)))
        }
        sqlite3_reset(insertion)
    }

    private func bind(_ index: Int32, _ text: ArraySlice<UInt8>) throws {
        let result = text.withUnsafeBytes { bytes in
            // SQLITE_TRANSIENT: the bytes are copied.
            sqlite3_bind_text(
                insertion, index, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
                unsafeBitCast(-1, to: sqlite3_destructor_type.self))
        }
        guard result == SQLITE_OK else { throw Failure(String(cString: sqlite3_errmsg(connection))) }
    }
}
