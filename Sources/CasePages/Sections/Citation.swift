package import CaseModel

/// An event as a page cites it.
package struct Citation: Sendable, Equatable {
    /// The event in words.
    package let words: [UInt8]
    /// Why it happened or on what terms, where its author said so.
    package let reason: [UInt8]?

    package init(words: [UInt8], reason: [UInt8]?) {
        self.words = words
        self.reason = reason
    }

    /// One that says that there is nothing to cite.
    package static let unreadable = Citation(words: Array("an event that cannot be read".utf8), reason: nil)
}

/// Makes citations of the lines of events.
package struct Citing {
    private var wording: Wording
    private var members = LineMembers()

    package init(_ names: NameBook) { wording = Wording(names) }

    /// - Parameter line: as corrected, in any valid form.
    package mutating func cite(_ line: [UInt8]) -> Citation {
        guard let line = members.canonical(line) else { return .unreadable }
        let span = line.span.bytes
        var words: [UInt8] = []
        wording.write(span, members, to: &words)
        JSONText.unescape(&words, from: 0)
        return Citation(words: words, reason: reason("reason", in: span) ?? reason("terms", in: span))
    }

    private func reason(_ key: StaticString, in line: RawSpan) -> [UInt8]? {
        guard let text = members.datum(key, in: line).flatMap({ LineMembers.text($0, in: line) }) else { return nil }
        var reason: [UInt8] = []
        reason.append(line, text)
        JSONText.unescape(&reason, from: 0)
        return reason
    }
}
