/// What strings, feeds and lists of other tables are called in these, so that what was read side by side can be put
/// together.
package struct Renumbering: Sendable {
    private let symbols: [Symbol]
    /// Feeds that are called otherwise here; none where all are of the case.
    private let feeds: [FeedIndex]
    private let areFeedsAlike: Bool
    /// The lists of the others come behind so many of these.
    private let listShift: Int
    private let source: [UInt64]
    /// Those lists that were renumbered: one part of the others', in their order.
    private var lists: [UInt64] = []
    private var listsStart: Int?

    init(symbols: [Symbol], feeds: [FeedIndex], behind listShift: Int, lists source: [UInt64]) {
        self.symbols = symbols
        self.feeds = feeds
        areFeedsAlike = feeds == Array(feeds.indices)
        self.listShift = listShift
        self.source = source
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

    /// Where the elements of a list stand now. Lists are moved in their order.
    mutating func move(_ indices: Range<Int>) -> Range<Int> {
        let start = listsStart ?? indices.lowerBound
        listsStart = start
        let end = start + lists.count
        if end < indices.upperBound { lists.append(contentsOf: source[end..<indices.upperBound]) }
        return indices.lowerBound + listShift..<indices.upperBound + listShift
    }

    /// An element of a list that was moved.
    subscript(element index: Int) -> UInt64 {
        get { lists[index - listShift - (listsStart ?? 0)] }
        set { lists[index - listShift - (listsStart ?? 0)] = newValue }
    }

    /// Adds the lists that were moved to those that came before them, and what nothing refers to in between.
    func appendLists(to all: inout [UInt64]) {
        guard let listsStart else { return }
        all.append(contentsOf: source[all.count..<listsStart])
        all.append(contentsOf: lists)
    }

    /// Adds what comes behind the last list that was moved.
    func appendRest(to all: inout [UInt64]) { all.append(contentsOf: source[all.count...]) }
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
