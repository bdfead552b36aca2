import CaseModel

/// The lines of one commit so far.
struct Batch {
    /// Lines are handed on in chunks of this many bytes.
    static let chunkSize = 1 << 18

    let feed: FeedIndex
    private let firstSequence: UInt64
    private let recorded: Int64
    private let manner: CaseWriter.Manner
    private let texts: (any PrivateTexts)?
    private var places = LinePlaces()
    private(set) var refused: [CaseWriter.Refused.Line] = []
    /// Suggestions take long where there are many names; after this many bad lines there are none.
    private static let suggestionsMax = 20

    /// - Parameter texts: who makes words private; nil where nothing is to be stored.
    init(
        _ feed: FeedIndex, _ firstSequence: UInt64, _ recorded: Int64, _ manner: CaseWriter.Manner,
        _ texts: (any PrivateTexts)?
    ) {
        self.texts = texts
        self.feed = feed
        self.firstSequence = firstSequence
        self.recorded = recorded
        self.manner = manner
    }

    var nextSequence: UInt64 { firstSequence + UInt64(places.count) }
    var admission: Admission { admission(nextSequence) }

    private func admission(_ sequence: UInt64) -> Admission {
        Admission(
            id: EventID(feed: feed, sequence: sequence), recorded: recorded, isForced: manner.isForced,
            takesLabels: manner.takesLabels, suggests: refused.count < Self.suggestionsMax && !manner.isForced,
            privateTexts: texts)
    }

    /// - Parameter offset: where the line begins.
    mutating func note(_ refusal: Refusal, _ number: Int, _ offset: UInt64) {
        if refusal.isEmpty { places.add(offset) } else { refuse(line: number, refusal) }
    }

    private mutating func refuse(line number: Int, _ refusal: Refusal) {
        refused.append(CaseWriter.Refused.Line(number: number, refusal: refusal))
        places.skip()
    }

    var refusal: CaseWriter.Refused {
        CaseWriter.Refused(
            lines: refused, isSingle: !manner.takesLabels, isAlone: places.count == 0 && refused.count == 1)
    }

    mutating func refuseLong(line number: Int) {
        let message =
            "The line has more than \(InputLines.lineSizeMax) bytes; at most \(CaseHistory.lineSizeMax) are stored."
        refuse(line: number, Refusal(problems: [LineForm.Problem(field: nil, message: message)]))
    }

    /// The stored line of an event of this commit, made again from its input.
    func line(_ id: EventID, in input: InputLines, history: inout CaseHistory) throws -> [UInt8]? {
        guard let bytes = try given(id, in: input) else { return nil }
        return try history.storedLine(bytes.span.bytes, 0..<bytes.count, admission(id.sequence)) { corrected, _ in
            // Of what a correction corrects only the type is asked, which the line of input tells as well as a stored
            // one: so lines that correct each other are not made again in turn. Later ones are not there yet, as at
            // first.
            corrected < id ? try given(corrected, in: input) : nil
        }
    }

    /// The line of input that became an event of this commit.
    private func given(_ id: EventID, in input: InputLines) throws -> [UInt8]? {
        guard id.feed == feed, id.sequence >= firstSequence, id.sequence < nextSequence else { return nil }
        let place = places.place(of: Int(id.sequence - firstSequence))
        return try input.line(after: place.distance, from: place.offset)
    }
}
