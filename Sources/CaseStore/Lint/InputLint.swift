package import CaseModel

/// Looks through lines of input for what may tell who somebody is, before they are stored.
package struct InputLint {
    private let lines: InputLines
    private let limit: Trace.Sureness
    private let traces: LineTraces
    /// Lines that are no JSON object, or too long to be looked at, with the reason.
    package let unreadable: [(line: Int, message: String)]

    /// Reads the lines once, for the names that they give to things.
    ///
    /// - Parameter limit: less sure traces are none.
    package init(_ lines: InputLines, sought: SoughtNames, upTo limit: Trace.Sureness) throws {
        var registered = RegisteredNames()
        var members = LineMembers()
        var privacy: Privacy?
        var unreadable: [(line: Int, message: String)] = []
        try lines.forEachLine(tooLong: { unreadable.append(($0, "It is longer than any line can be.")) }) {
            bytes, range, number, _ in
            guard let line = members.canonical(Lines.copy(bytes, range)) else {
                unreadable.append((number, Self.problem(in: Lines.copy(bytes, range))))
                return
            }
            let span = line.span.bytes
            registered.add(span, members)
            if privacy == nil { privacy = Self.privacy(of: span, members) }
        }
        self.lines = lines
        self.limit = limit
        self.unreadable = unreadable
        traces = LineTraces(registered: registered, sought: sought, privacy: privacy ?? .open)
    }

    /// Calls `body` with the number of the line and each trace, the surest first, those as sure in the order of the
    /// lines.
    package func forEachTrace(_ body: (Int, OpenTrace) throws -> Void) throws {
        var traces = traces
        for sureness in Trace.Sureness.allCases where sureness <= limit {
            try lines.forEachLine(tooLong: { _ in }) { bytes, range, number, _ in
                for trace in traces.all(in: Lines.copy(bytes, range), upTo: sureness)
                where trace.trace.sureness == sureness {
                    try body(number, trace)
                }
            }
        }
    }

    /// How private the words of a case are that a line opens; nil where it opens none.
    private static func privacy(of line: RawSpan, _ members: LineMembers) -> Privacy? {
        guard let type = members.text("type", in: line),
            Lines.copy(line, type) == Array(EventType.caseOpened.rawValue.utf8)
        else { return nil }
        let given = members.datum("privacy", in: line).flatMap { LineMembers.text($0, in: line) }
        return given.flatMap { Privacy(rawValue: String(decoding: Lines.copy(line, $0), as: UTF8.self)) } ?? .people
    }

    private static func problem(in line: [UInt8]) -> String {
        do throws(JSONFault) {
            return "A line must be one JSON object, and this is \(try JSONParser.parse(line).kindInWords)."
        } catch {
            return "It is no JSON: \(error.message), at byte \(error.offset + 1)."
        }
    }
}
