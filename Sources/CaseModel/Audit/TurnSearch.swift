extension CaseHistory {
    /// The events of a frame that are turns of a dispute: as stored or as corrected, so that nothing is passed over
    /// that a correction moved here or away. Retracted ones too, and those of later versions that name the dispute as
    /// theirs.
    package mutating func turns(
        of dispute: String, in frame: RawSpan, feed: FeedIndex, firstSequence: UInt64
    ) -> [EventID] {
        guard let symbol = tables.names.find(dispute) else { return [] }
        let mark = tables.lists.count
        var found: [EventID] = []
        for line in scanned(frame, feed: feed, firstSequence: firstSequence, isCorrected: false) {
            guard line.event.recorded <= recorded else { continue }
            if isTurn(line, of: symbol, dispute, frame) {
                found.append(line.event.id)
            } else if isAmended(line.event.id), let now = corrected(line, frame),
                isTurn(now, of: symbol, dispute, frame)
            {
                found.append(line.event.id)
            }
        }
        forgetLists(from: mark)
        return found
    }

    /// Whether a line, as stored or as corrected, is a turn of a dispute.
    mutating func isTurn(_ line: [UInt8], _ id: EventID, of dispute: Symbol) -> Bool {
        let mark = tables.lists.count
        defer { forgetLists(from: mark) }
        guard let read = anyForm(line, id, 0..<line.count) else { return false }
        return isTurn(read, of: dispute, tables.names.text(dispute), line.span.bytes)
    }

    private func isTurn(_ line: ScannedLine, of symbol: Symbol, _ dispute: String, _ frame: RawSpan) -> Bool {
        guard let type = line.event.type else {
            // What a later version's types mean nobody knows here, but a field of this name tells whose they are.
            let tree = try? JSONParser.parse(line.stored(in: frame))
            return tree?["data"]?["dispute"]?.string == dispute
        }
        guard TurnVisitor.types.contains(type) else { return false }
        var visitor = TurnVisitor(dispute: symbol, lists: tables.lists)
        var payload = line.event.payload
        payload.visit(&visitor)
        return visitor.isTurn
    }
}

/// Finds in the roles of an event's fields whether it is part of a dispute's course, or about the dispute.
private struct TurnVisitor: FieldVisitor {
    /// Types that may have turns: most lines are of others, and are not looked at field by field.
    static let types = Set(EventDescription.all.filter { $0.fields.contains { isOfTurn($0.role) } }.map(\.type))

    let dispute: Symbol
    let lists: Grown<UInt64>
    private(set) var isTurn = false

    init(dispute: Symbol, lists: Grown<UInt64>) {
        self.dispute = dispute
        self.lists = lists
    }

    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        guard Self.isOfTurn(role) else { return }
        var isNamed = false
        value.forEachReference(in: lists) { if $0 == .identifier(dispute) { isNamed = true } }
        if isNamed { isTurn = true }
    }

    /// A field that may name anything, as `by` of a re-ignition does, names what matters to another dispute.
    private static func isOfTurn(_ role: FieldRole) -> Bool {
        switch role {
        case .defines(let kind): kind == .dispute
        case .course(let kinds), .touches(let kinds): kinds.contains(.dispute)
        case .existing(let kinds): kinds == .dispute
        case .plain, .perceiver, .definesCode, .courseOfCode, .code, .events, .coded: false
        }
    }
}
