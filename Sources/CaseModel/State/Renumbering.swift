/// What strings, feeds and lists of other tables are called in these, so that what was read side by side can be put
/// together.
package struct Renumbering: Sendable {
    private let symbols: [Symbol]
    /// Feeds that are called otherwise here; none where all are of the case.
    private let feeds: [FeedIndex]
    private let areFeedsAlike: Bool
    private let listShift: Int
    /// The lists of these tables, those of the others behind them.
    var lists: Grown<UInt64>

    init(symbols: [Symbol], feeds: [FeedIndex], lists: consuming Grown<UInt64>, adding others: Grown<UInt64>) {
        self.symbols = symbols
        self.feeds = feeds
        areFeedsAlike = feeds == Array(feeds.indices)
        listShift = lists.count
        // Histories that are put together were read from nothing, so all they have is their own.
        lists.append(contentsOf: others.own)
        self.lists = lists
    }

    subscript(symbol: Symbol) -> Symbol { symbols[Int(symbol.index)] }

    subscript(key: TieKey) -> TieKey {
        // The quality of a role is its identifier; of other ties, a word of the vocabulary.
        let quality = key.kind == .role ? self[Symbol(index: key.quality)].index : key.quality
        return TieKey(kind: key.kind, actor: self[key.actor], other: self[key.other], quality: quality)
    }

    subscript(id: EventID) -> EventID {
        areFeedsAlike || id == .refused ? id : EventID(feed: feeds[id.feed], sequence: id.sequence)
    }

    /// Where the elements of a list stand now.
    func move(_ indices: Range<Int>) -> Range<Int> {
        indices.lowerBound + listShift..<indices.upperBound + listShift
    }
}

extension Renumbering: FieldVisitor {
    @inline(__always)
    package mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        value.renumber(&self)
    }

    /// Renumbers what a state keeps of an event.
    mutating func renumber(_ event: inout Event) {
        event.id = self[event.id]
        event.context.visitKept(&self)
        event.payload.visit(&self)
    }
}
