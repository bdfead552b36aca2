/// Where the values of a canonical line stand, so that a page can show some of them without making a tree of it.
///
/// Its arrays are used again from line to line.
package struct LineMembers: Sendable {
    private struct Member {
        let key: Range<Int>
        let value: Range<Int>
    }

    private var own: [Member] = []
    private var data: [Member] = []

    package init() {}

    /// Finds the members of a line and those of its `data`.
    ///
    /// - Returns: false for what is no object in canonical form (DESIGN §3), apart from the order of its members.
    package mutating func find(in line: RawSpan, _ range: Range<Int>) -> Bool {
        own.removeAll(keepingCapacity: true)
        data.removeAll(keepingCapacity: true)
        var scanner = CanonicalScanner(line, range)
        let isObject = scanner.skipObject(depth: 0) { key, value in own.append(Member(key: key, value: value)) }
        guard isObject, scanner.isAtEnd else { return false }
        if let range = value("data", in: line) {
            var scanner = CanonicalScanner(line, range)
            _ = scanner.skipObject(depth: 0) { key, value in data.append(Member(key: key, value: value)) }
        }
        return true
    }

    /// Finds the members of a line in any valid form.
    ///
    /// - Returns: the line in the form in which they were found; nil for what is no JSON object.
    package mutating func canonical(_ line: [UInt8]) -> [UInt8]? {
        if find(in: line.span.bytes, 0..<line.count) { return line }
        guard let tree = try? JSONParser.parse(line) else { return nil }
        var bytes: [UInt8] = []
        tree.write(to: &bytes)
        return find(in: bytes.span.bytes, 0..<bytes.count) ? bytes : nil
    }

    /// Where the value of one of the line's own keys stands.
    package func value(_ key: StaticString, in line: RawSpan) -> Range<Int>? { Self.value(key, among: own, line) }

    /// Where a value of the line's `data` stands.
    package func datum(_ key: StaticString, in line: RawSpan) -> Range<Int>? { Self.value(key, among: data, line) }

    func datum(_ key: [UInt8], in line: RawSpan) -> Range<Int>? {
        key.withUnsafeBufferPointer { Self.value($0, among: data, line) }
    }

    /// Where the content of a string stands, between its quotes; nil when the value is none.
    package func text(_ key: StaticString, in line: RawSpan) -> Range<Int>? {
        value(key, in: line).flatMap { Self.text($0, in: line) }
    }

    /// The content of a value that is a string.
    package static func text(_ value: Range<Int>, in line: RawSpan) -> Range<Int>? {
        guard line.byte(at: value.lowerBound) == UInt8(ascii: "\"") else { return nil }
        return value.lowerBound + 1..<value.upperBound - 1
    }

    /// Calls `body` with each string in a list, between its quotes; with nothing where the value is no list.
    package static func forEachText(of list: Range<Int>, in line: RawSpan, _ body: (Range<Int>) -> Void) {
        forEachElement(of: list, in: line) { element in
            if let text = text(element, in: line) { body(text) }
        }
    }

    /// Whether a list holds a text that nothing in it need be escaped for.
    package static func lists(_ wanted: String, in list: Range<Int>, of line: RawSpan) -> Bool {
        var isThere = false
        forEachText(of: list, in: line) { text in
            isThere =
                isThere
                || text.count == wanted.utf8.count
                    && zip(text, wanted.utf8).allSatisfy { line.byte(at: $0) == $1 }
        }
        return isThere
    }

    /// Calls `body` with each element of a list that `find` has been through.
    static func forEachElement(of list: Range<Int>, in line: RawSpan, _ body: (Range<Int>) -> Void) {
        var scanner = CanonicalScanner(line, list)
        _ = scanner.skipArray(depth: 0, body)
    }

    /// Calls `body` with each key, between its quotes, and value of an object that `find` has been through.
    static func forEachMember(
        of object: Range<Int>, in line: RawSpan, _ body: (_ key: Range<Int>, _ value: Range<Int>) -> Void
    ) {
        var scanner = CanonicalScanner(line, object)
        _ = scanner.skipObject(depth: 0, body)
    }

    private static func value(_ key: StaticString, among members: [Member], _ line: RawSpan) -> Range<Int>? {
        key.withUTF8Buffer { value($0, among: members, line) }
    }

    private static func value(
        _ key: UnsafeBufferPointer<UInt8>, among members: [Member], _ line: RawSpan
    ) -> Range<Int>? {
        members.first { member in
            guard member.key.count == key.count else { return false }
            for index in 0..<key.count where line.byte(at: member.key.lowerBound + index) != key[index] { return false }
            return true
        }?.value
    }
}
