/// An event as it stands: as corrected, and not if it was retracted.
package struct StandingLine: Sendable {
    package let id: EventID
    /// nil for an event that this version does not know.
    package let type: EventType?
    package let place: Place
    /// In canonical form.
    package let bytes: [UInt8]
    /// Whether these are the bytes that are stored.
    package let isAsStored: Bool
    package let named: NamedThings
}

/// What an event names.
package struct NamedThings: Sendable {
    package struct Thing: Sendable {
        package let field: String
        package let symbol: Symbol
    }

    /// Identifiers, those of codes apart.
    package fileprivate(set) var things: [Thing] = []
    package fileprivate(set) var codes: [Symbol] = []
    /// The events that the fields of its type name: what it is about, and not what it rests on. Of a stake or an
    /// offset, which are somebody's own, the event that says whose.
    package fileprivate(set) var events: [EventID] = []

    package init(_ event: Event, _ history: CaseHistory) {
        var event = event
        var visitor = NamingVisitor(lists: history.tables.lists)
        event.payload.visit(&visitor)
        self = visitor.found
        for symbol in things.map(\.symbol) where !history.state.kinds(symbol).isDisjoint(with: [.stake, .offset]) {
            events += history.state.definitions(symbol).map(\.id).filter { $0 != event.id }
        }
        visitor.found = NamedThings()
        event.context.visit(&visitor)
        things += visitor.found.things
    }

    fileprivate init() {}

    /// The identifiers in a field.
    package func symbols(in field: String) -> [Symbol] { things.filter { $0.field == field }.map(\.symbol) }
}

private struct NamingVisitor: FieldVisitor {
    let lists: Grown<UInt64>
    var found = NamedThings()

    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        var found = found
        value.forEachReference(in: lists) { reference in
            switch reference {
            case .event(let id): found.events.append(id)
            case .identifier(let symbol) where role.isCode: found.codes.append(symbol)
            case .identifier(let symbol): found.things.append(.init(field: "\(name)", symbol: symbol))
            }
        }
        self.found = found
    }
}

extension CaseHistory {
    /// The events of a frame that stand. Corrections and retractions are among them as they are stored.
    package mutating func standing(in frame: RawSpan, feed: FeedIndex, firstSequence: UInt64) -> [StandingLine] {
        var lines: [StandingLine] = []
        scan(frame, feed: feed, firstSequence: firstSequence, isCorrected: true) { line, history in
            lines.append(
                StandingLine(
                    id: line.event.id, type: line.event.type, place: line.event.place, bytes: line.stored(in: frame),
                    isAsStored: line.rewritten == nil, named: NamedThings(line.event, history)))
        }
        return lines
    }
}
