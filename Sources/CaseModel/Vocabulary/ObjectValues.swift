/// How a vote went: votes, or thousandths of them where a source gives percentages.
package struct Tally: FieldValue {
    package static var shape: FieldShape { .object(describe { fields, visitor in fields.visit(&visitor) }) }
    package var `for`: Count?
    package var against: Count?
    package var turnout: Count?
    package var needed: Count?
    package var unit = TallyUnit()

    package init() {}

    private static func describe(_ show: (inout Tally, inout DescribingVisitor) -> Void) -> [FieldDescription] {
        var tally = Tally()
        var visitor = DescribingVisitor()
        show(&tally, &visitor)
        return visitor.fields
    }

    mutating func visit<V: FieldVisitor & ~Copyable & ~Escapable>(_ visitor: inout V) {
        visitor.field("for", &`for`)
        visitor.field("against", &against)
        visitor.field("turnout", &turnout)
        visitor.field("needed", &needed)
        visitor.field("unit", &unit)
    }

    package mutating func read(from line: inout LineReader) {
        line.expect(UInt8(ascii: "{"))
        visit(&line)
        line.expect(UInt8(ascii: "}"))
    }

    package func write(to line: inout LineWriter) {
        var tally = self
        line.raw("{")
        tally.visit(&line)
        line.raw("}")
    }
}

/// The fields that a correction changes: an object whose keys are those of the corrected event's type.
package struct ChangedFields: FieldValue {
    package static var shape: FieldShape { .fieldsOfCorrectedType }
    private var start: UInt32 = 0
    private var count: UInt32 = 0

    package init() {}

    /// Bytes of the frame (or of the re-written line), braces included.
    package var range: Range<Int> { Int(start)..<Int(start) + Int(count) }

    package mutating func read(from line: inout LineReader) {
        // Input is checked against the corrected event's type, which takes the slow path.
        guard line.use == .history || line.acceptsChangedFields else { return line.fail() }
        let begin = line.offset
        line.skipObject()
        // Which fields there may be is for the corrected type to say; that they are canonical JSON is for the reader.
        guard !line.failed, line.isCanonical(begin..<line.offset) else { return line.fail() }
        start = UInt32(truncatingIfNeeded: begin)
        count = UInt32(truncatingIfNeeded: line.offset - begin)
    }

    package func write(to line: inout LineWriter) { line.copy(range) }
}

extension LineReader {
    /// Whether bytes are JSON in canonical form; for the rare object whose keys no type fixes.
    fileprivate func isCanonical(_ range: Range<Int>) -> Bool {
        guard let value = try? JSONParser.parse(bytes, range) else { return false }
        var written: [UInt8] = []
        value.write(to: &written)
        return written.count == range.count && zip(written, range).allSatisfy { $0 == bytes.byte(at: $1) }
    }

    /// Moves behind the brace that closes an object, if what is between is JSON at all.
    @_lifetime(self: copy self)
    mutating func skipObject() {
        var depth = 0
        guard offset < end, bytes.byte(at: offset) == UInt8(ascii: "{") else { return fail() }
        repeat {
            guard offset < end else { return fail() }
            switch bytes.byte(at: offset) {
            case UInt8(ascii: "\""):
                _ = string()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            offset += 1
        } while depth > 0
    }
}
