import CaseModel

/// What a page carries: cases with their events, the codebook, and what is thought away. `data.js` reads it; `Page.md`
/// has the form.
package struct PageData: Sendable {
    package struct Case: Sendable {
        let name: String
        package let title: String
        /// What of it could not be read, and why, in sentences.
        let unread: [String]
        let events: PageEvents

        package init(name: String, title: String, unread: [String], _ events: PageEvents) {
            self.name = name
            self.title = title
            self.unread = unread
            self.events = events
        }

        /// A case that could not be opened.
        package init(name: String, unread message: String) {
            self.init(name: name, title: name, unread: [message], PageEvents())
        }

        package var isIncomplete: Bool { !unread.isEmpty }
    }

    /// What is thought away in the cases, by the ids of events.
    package struct Hypothetical: Sendable {
        package var without: [String]
        package var leftOut: [String]

        package init(without: [String], leftOut: [String]) {
            self.without = without
            self.leftOut = leftOut
        }
    }

    private static let version = 1

    package let title: String
    /// The day on which it was made.
    private let made: String
    private let hypothetical: Hypothetical?
    private let cases: [Case]

    package init(title: String, made: String, _ hypothetical: Hypothetical?, _ cases: [Case]) {
        self.title = title
        self.made = made
        self.hypothetical = hypothetical
        self.cases = cases
    }

    package var eventCount: Int { cases.reduce(0) { $0 + $1.events.count } }

    /// A head in JSON that ends with the first line break, and the pieces that it tells of.
    package var bytes: [UInt8] {
        let written = cases.map { ($0, $0.events.written()) }
        let cases = written.map { one, events in
            JSONValue.object(
                [
                    .init(key: "name", value: .string(one.name)), .init(key: "title", value: .string(one.title)),
                    .init(key: "unread", value: .array(one.unread.map(JSONValue.string))),
                ] + events.head)
        }
        var bytes: [UInt8] = []
        JSONValue.object([
            .init(key: "version", value: .integer(Self.version)), .init(key: "made", value: .string(made)),
            .init(key: "title", value: .string(title)), .init(key: "codebook", value: .array(Self.codebook)),
            .init(key: "hypothetical", value: hypothetical.map(Self.value) ?? .null),
            .init(key: "cases", value: .array(cases)),
        ]).write(to: &bytes)
        bytes.append(0x0A)
        for (_, events) in written {
            for piece in events.pieces { bytes.append(contentsOf: piece) }
        }
        return bytes
    }

    private static func value(_ hypothetical: Hypothetical) -> JSONValue {
        .object([
            .init(key: "without", value: .array(hypothetical.without.map(JSONValue.string))),
            .init(key: "leftOut", value: .array(hypothetical.leftOut.map(JSONValue.string))),
        ])
    }

    /// The codes that are built in; those of a case are in its events.
    private static var codebook: [JSONValue] {
        Codebook.entries.map { entry in
            .object(
                [
                    .init(key: "code", value: .string(entry.code)),
                    .init(key: "label", value: .string(entry.code.replacing("-", with: " "))),
                    .init(key: "kind", value: .string(entry.kind.rawValue)),
                ] + (entry.parent.map { [.init(key: "parents", value: .array([.string($0)]))] } ?? []))
        }
    }
}
