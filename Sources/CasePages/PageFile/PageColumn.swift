/// The values of one key, or of one field of a type, in the order of the events that have it, one a line.
struct PageColumn: Sendable {
    /// How values are written; what stands between quotes keeps its escapes, so none holds a line break.
    enum Kind: Int, CaseIterable, Sendable {
        /// Texts.
        case text
        /// Lists of texts: their elements, and apart from these how many each has.
        case texts
        /// Anything else, as JSON.
        case json
        /// Plain texts of which each mostly begins as the one before: how many characters are the same, as a letter
        /// from `A` on, and the rest.
        case near
        /// Ids of events: the number of the feed and a slash where it is another than before, and by how much the
        /// sequence is more than the one that comes next in that feed, where it is.
        case id

        /// What the data calls it.
        var letter: String { ["s", "l", "j", "n", "i"][rawValue] }
    }

    /// The number of the type whose field it is; nil for a key of any event.
    let type: Int?
    let path: [String]
    let kind: Kind
    private var values = PageLines()
    /// Of lists how many elements each has.
    private var counts = PageLines()
    private var last: [UInt8] = []
    private var lastFeed: Int?
    private var lastSequences: [Int] = []

    init(type: Int?, path: [String], kind: Kind) {
        self.type = type
        self.path = path
        self.kind = kind
    }

    /// What is written: one piece, and of lists another.
    var pieces: [[UInt8]] { kind == .texts ? [values.bytes, counts.bytes] : [values.bytes] }

    mutating func add(_ value: ArraySlice<UInt8>) {
        switch kind {
        case .near: addNear(value)
        case .text, .texts, .json, .id: values.add(value)
        }
    }

    /// Ends a list of so many elements.
    mutating func endList(of count: Int) { counts.add(String(count).utf8) }

    mutating func add(feed: Int, sequence: Int) {
        while lastSequences.count <= feed { lastSequences.append(0) }
        let step = sequence - lastSequences[feed] - 1
        values.add((feed == lastFeed ? "" : "\(feed)/").utf8)
        values.append((step == 0 ? "" : String(step)).utf8)
        lastFeed = feed
        lastSequences[feed] = sequence
    }

    private mutating func addNear(_ value: ArraySlice<UInt8>) {
        // Up to `Z`.
        let sameMax = min(last.count, value.count, 25)
        var same = 0
        while same < sameMax, last[same] == value[value.startIndex + same] { same += 1 }
        values.add(CollectionOfOne(UInt8(ascii: "A") + UInt8(same)))
        values.append(value.dropFirst(same))
        last = Array(value)
    }
}

/// Bytes with a line break between each two that were added.
struct PageLines: Sendable {
    private(set) var bytes: [UInt8] = []
    private var isEmpty = true

    mutating func add(_ line: some Collection<UInt8>) {
        if !isEmpty { bytes.append(0x0A) }
        isEmpty = false
        bytes.append(contentsOf: line)
    }

    /// Adds to the last line.
    mutating func append(_ rest: some Collection<UInt8>) { bytes.append(contentsOf: rest) }
}
