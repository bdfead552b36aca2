/// What an entry is typed into: the session, the feed and the moment.
package struct EntryMoment: Sendable {
    package let session: String?
    package let feed: String
    /// The number that the next event of the feed gets.
    package let nextSequence: UInt64
    package let occurred: EDTF

    package init(session: String?, feed: String, nextSequence: UInt64, occurred: EDTF) {
        self.session = session
        self.feed = feed
        self.nextSequence = nextSequence
        self.occurred = occurred
    }
}

/// What becomes of an entry: lines of input, in order, and what is to be told of them.
package struct Composition: Sendable {
    package internal(set) var lines: [JSONValue] = []
    package internal(set) var minted: [Minted] = []
    /// What the entry names: `@` and an identifier, or `#` and a code.
    package internal(set) var names: [String] = []
    /// What somebody could be asked about; it is made known as told in `minted` where nobody is.
    package internal(set) var questions: [UnknownName] = []

    /// Which line the entry is about; those before it make known what it names.
    package internal(set) var main = 0

    /// What the lines are.
    package var types: [EventType] {
        lines.compactMap { $0["type"]?.string.flatMap(EventType.init(rawValue:)) }
    }

    /// What the entry is about.
    package var type: EventType? { lines.isEmpty ? nil : types[min(main, lines.count - 1)] }

    package init() {}

    /// What the entry itself began, which later entries can name: `offset p03-funding`.
    package var begun: [String] {
        guard lines.indices.contains(main) else { return [] }
        return lines.indices[main...].filter { line in !minted.contains { $0.line == line } }
            .compactMap { Self.begun(by: lines[$0]) }
    }

    /// What a line of an entry began, as `begun` has it; nil where it began nothing.
    package static func begun(by line: JSONValue) -> String? {
        let kind: String
        switch line["type"]?.string.flatMap(EventType.init(rawValue:)) {
        case .offsetOffered: kind = "offset"
        case .disputeRaised: kind = "dispute"
        case .proposalTabled: kind = "proposal"
        case .decisionMade: kind = "decision"
        case .stakePerceived: kind = "stake"
        default: return nil
        }
        return line["data"]?[kind]?.string.map { "\(kind) \($0)" }
    }

    /// The lines as a file of them.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for line in lines {
            line.write(to: &bytes)
            bytes.append(0x0A)
        }
        return bytes
    }
}
