/// What the events of one replay point into: strings, lists and feeds, each stored once.
package struct Tables: Sendable {
    package var names = Names()
    package var lists = Grown<UInt64>()
    /// The names of feeds, those of the case first and in order; an event's feed is an index into it.
    package private(set) var feeds: [String]
    private var feedNames = Names(capacity: 64)
    /// Labels of a file being imported, with the events they stand for.
    var labels = Labels()

    /// - Parameter feeds: the feeds of the case, in the order of their names.
    package init(feeds: [String]) {
        self.feeds = []
        for feed in feeds { _ = index(ofFeed: feed) }
    }

    /// Stands in where tables were moved out for a while; sharing it costs nothing.
    static let none = Tables(feeds: [])

    /// Moves the tables out, so that whoever holds them changes them in place.
    mutating func take() -> Tables {
        var taken = Tables.none
        swap(&self, &taken)
        return taken
    }

    /// The number of a feed, also of one that is not in the case.
    ///
    /// - Precondition: its name is one that a feed can have.
    package mutating func index(ofFeed feed: String) -> FeedIndex {
        let bytes = Array(feed.utf8)
        guard let index = index(ofFeed: bytes.span.bytes, 0..<bytes.count) else {
            preconditionFailure("\"\(feed)\" can be no feed.")
        }
        return index
    }

    /// The number of a feed; nil where the bytes can name none. So a feed's name stands in a line as it is, without
    /// escapes.
    mutating func index(ofFeed source: RawSpan, _ range: Range<Int>) -> FeedIndex? {
        if let known = feedNames.find(source, range) { return Int(known.index) }
        guard Slug.isSlugText(source, range) else { return nil }
        let symbol = feedNames.intern(source, range)
        feeds.append(feedNames.text(symbol))
        return Int(symbol.index)
    }

    func write(to facts: inout FactsWriter) throws {
        try names.write(to: &facts)
        try facts.add(lists)
        var feeds = FactsText()
        for feed in self.feeds { feeds.add(feed.utf8) }
        try feeds.write(to: &facts)
    }

    init?(_ facts: inout FactsReader) {
        guard let names = Names(&facts), let lists: Flat<UInt64> = facts.take(), let feeds = FactsText.read(&facts)
        else { return nil }
        guard feeds.allSatisfy({ Slug.isSlugText($0.span.bytes, 0..<$0.count) }) else { return nil }
        self.init(feeds: feeds.map { String(decoding: $0, as: UTF8.self) })
        guard self.feeds.count == feeds.count else { return nil }
        self.names = names
        self.lists = Grown(lists)
    }

    /// Takes in the strings and feeds of other tables; their lists come when they are renumbered.
    mutating func merge(_ other: consuming Tables) -> Renumbering {
        let symbols = names.merge(other.names)
        let feeds = other.feeds.map { index(ofFeed: $0) }
        // Histories that are put together were read from nothing, so all they have is their own.
        return Renumbering(symbols: symbols, feeds: feeds, behind: lists.count, lists: other.lists.own)
    }

    /// The event that a text names: by a label of the file being read, or by feed, slash and sequence.
    ///
    /// - Parameter id: the event that refers; labels of later lines do not count for it.
    package func event(named text: String, from id: EventID) -> EventID? {
        if let labelled = labels.id(text), labelled < id { return labelled }
        guard let slash = text.lastIndex(of: "/"), let feed = feeds.firstIndex(of: String(text[..<slash])) else {
            return nil
        }
        let digits = text[text.index(after: slash)...]
        guard digits.first != "0", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let sequence = UInt64(digits), sequence <= EventID.sequenceMax
        else { return nil }
        return EventID(feed: feed, sequence: sequence)
    }

    /// An event's id as it is written: feed, slash, sequence.
    package func text(_ id: EventID) -> String { "\(feeds[id.feed])/\(id.sequence)" }

    /// Appends an event's id.
    package func write(_ id: EventID, to output: inout [UInt8]) {
        output.append(contentsOf: feeds[id.feed].utf8)
        output.append(UInt8(ascii: "/"))
        output.appendDecimal(Int(id.sequence))
    }

    package func text(_ reference: Reference) -> String {
        switch reference {
        case .event(let id): text(id)
        case .identifier(let symbol): names.text(symbol)
        }
    }

    package func text(_ slug: Slug) -> String { names.text(slug.symbol) }
    package func text(_ label: Label) -> String { names.text(label.symbol) }
    package func text(_ words: Words) -> String { names.text(words.symbol) }
}

/// The labels that lines of a file gave themselves (`id`), each standing for the event that the line becomes.
struct Labels: Sendable {
    private var names = Names(capacity: 64)
    private var ids: [EventID] = []

    func id(_ source: RawSpan, _ range: Range<Int>) -> EventID? {
        guard !ids.isEmpty else { return nil }
        return names.find(source, range).map { ids[Int($0.index)] }
    }

    /// Gives a label its event; false when an earlier line has the label already.
    mutating func set(_ label: String, _ id: EventID) -> Bool {
        let symbol = names.intern(label)
        guard Int(symbol.index) == ids.count else { return false }
        ids.append(id)
        return true
    }

    /// Lets a label of a refused line stand for nothing, without objection: its line has been reported.
    mutating func refuse(_ label: String) {
        let symbol = names.intern(label)
        if Int(symbol.index) == ids.count { ids.append(.refused) } else { ids[Int(symbol.index)] = .refused }
    }

    func id(_ label: String) -> EventID? {
        let bytes = JSONText.escaped(label)
        return id(bytes.span.bytes, 0..<bytes.count)
    }
}
