import CaseModel

/// An event as a row: what of it has a column is found in the line, not parsed out of it.
struct Row {
    var id: ArraySlice<UInt8>
    let type: ArraySlice<UInt8>
    let occurred: ArraySlice<UInt8>
    /// Milliseconds since 1970 at which it takes effect.
    let effect: Int64
    var recorded: ArraySlice<UInt8>
    var body: ArraySlice<UInt8>

    private static let keys = (
        id: Array(#""id":""#.utf8), type: Array(#""type":""#.utf8), occurred: Array(#""occurred":""#.utf8),
        recorded: Array(#""recorded":""#.utf8)
    )

    /// Reads a line of a log, or a line of input, which has neither `id` nor `recorded` and gets what is given.
    ///
    /// - Parameter dates: remembers the date read last, for most lines are of the same day as the one before.
    init(_ line: ArraySlice<UInt8>, id given: [UInt8], recorded now: [UInt8], _ dates: inout Dates) throws {
        var rest = line.dropFirst()
        let id = Self.value(Self.keys.id, &rest)
        guard let type = Self.value(Self.keys.type, &rest), let occurred = Self.value(Self.keys.occurred, &rest) else {
            throw Failure("A line has no type, or no date.")
        }
        self.type = type
        self.occurred = occurred
        effect = try dates.effect(occurred)
        var behind = rest
        _ = Self.value(Array(#""learnt":""#.utf8), &behind)
        if let recorded = Self.value(Self.keys.recorded, &behind), let id {
            (self.id, self.recorded, body) = (id, recorded, line)
            return
        }
        (self.id, recorded) = (given[...], now[...])
        body = Self.stored(line, labelled: id, head: rest, given, now)
    }

    /// The line with what a log adds to it, at its place.
    private static func stored(
        _ line: ArraySlice<UInt8>, labelled: ArraySlice<UInt8>?, head: ArraySlice<UInt8>, _ id: [UInt8], _ now: [UInt8]
    ) -> ArraySlice<UInt8> {
        let start = labelled.map { $0.endIndex + 2 } ?? line.startIndex + 1
        var body: [UInt8] = []
        body.reserveCapacity(line.count + id.count + now.count + 24)
        body += Array(#"{"id":""#.utf8)
        body += id
        body += Array(#"","#.utf8)
        body += line[start..<head.startIndex]
        body += Array(#""recorded":""#.utf8)
        body += now
        body += Array(#"","#.utf8)
        body += head
        return body[...]
    }

    /// The string behind a key that comes next; what follows it and its comma is left.
    private static func value(_ key: [UInt8], _ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard rest.starts(with: key) else { return nil }
        let start = rest.startIndex + key.count
        guard let end = rest[start...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
        defer { rest = rest[min(end + 2, rest.endIndex)...] }
        return rest[start..<end]
    }

    struct Dates {
        private var last: (text: [UInt8], effect: Int64) = ([], 0)

        mutating func effect(_ text: ArraySlice<UInt8>) throws -> Int64 {
            if last.text[...] == text { return last.effect }
            guard let date = EDTF(String(decoding: text, as: UTF8.self)) else {
                throw Failure("A line has no date that could be read.")
            }
            last = (Array(text), date.effect)
            return date.effect
        }
    }
}
