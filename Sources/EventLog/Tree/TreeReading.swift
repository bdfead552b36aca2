// The tree of a feed, worked out from its lines, and from the peaks that the indexes of sealed segments keep.

extension FrameLines {
    /// The hashes of these lines, put together up to each of some sizes of the tree.
    ///
    /// - Parameter cuts: in order.
    func ranges(cutAt cuts: [UInt64]) -> [CompactRange] {
        var found: [CompactRange] = []
        var range = CompactRange(from: firstSequence - 1)
        var next = cuts.firstPlace(after: range.begin)
        var lines = LineSplitter(bytes)
        while let line = lines.next() {
            range.append(TreeHash(leaf: line))
            guard next < cuts.endIndex, range.end == cuts[next] else { continue }
            found.append(range)
            range = CompactRange(from: range.end)
            next += 1
        }
        return range.end > range.begin ? found + [range] : found
    }
}

extension [UInt64] {
    /// The place of the first number, of many in order, that is greater than another.
    fileprivate func firstPlace(after number: UInt64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension FeedSnapshot {
    /// The tree over the first lines.
    ///
    /// The peaks in the indexes of sealed segments are believed, so that only what follows them is read; to have
    /// everything worked out from lines, ask `trees`.
    ///
    /// - Parameters:
    ///   - size: how many lines; there are as many.
    ///   - known: a tree of this feed that was worked out before.
    /// - Throws: `.damaged` where lines that it takes cannot be read.
    func tree(of size: UInt64, after known: CompactRange? = nil) throws -> CompactRange {
        var tree = known.flatMap { tree in tree.end <= size ? tree : nil } ?? CompactRange()
        for segment in segments where segment.nextSequence - 1 <= size {
            if let kept = segment.tree, kept.end > tree.end { tree = kept }
        }
        var reader = FrameReader(self)
        try reader.forEachFrame(Selection(sequences: tree.end + 1..<size + 1)) { frame in
            for range in frame.ranges(cutAt: []) where range.begin == tree.end { tree.append(range) }
        }
        if let damage = reader.damage.first { throw EventLogError(.damaged, damage.message) }
        guard tree.end == size else {
            throw EventLogError(.damaged, Damage.gap(feed, tree.end + 1..<size + 1).message)
        }
        return tree
    }

    /// Works out the hashes of all lines up to the last of some sizes, on all processors, from the lines alone.
    ///
    /// - Parameters:
    ///   - cuts: sizes of the tree, in order; there are as many lines.
    ///   - body: is called with ranges that follow one another from the first line on, none of them across one of
    ///     `cuts`.
    /// - Throws: `.damaged` where lines cannot be read; whatever `body` throws.
    func forEachRange(cutAt cuts: [UInt64], _ body: (CompactRange) throws -> Void) throws {
        guard let size = cuts.last, size > 0 else { return }
        typealias Part = Result<[CompactRange], any Error>
        let workers = Pipeline<Range<UInt64>, Part>(helpers: Workers.countHere - 1) { sequences in
            Part {
                var reader = FrameReader(self)
                var ranges: [CompactRange] = []
                try reader.forEachFrame(Selection(sequences: sequences)) { frame in
                    ranges += frame.ranges(cutAt: cuts)
                }
                if let damage = reader.damage.first { throw EventLogError(.damaged, damage.message) }
                return ranges
            }
        }
        var next: UInt64 = 0
        func take(_ part: Part) throws {
            for range in try part.get() {
                guard range.begin == next else {
                    throw EventLogError(.damaged, Damage.gap(feed, next + 1..<range.begin + 1).message)
                }
                try body(range)
                next = range.end
            }
        }
        for part in parts(ofSize: source.environment.settings.readPartSize) where part.lowerBound <= size {
            if let done = workers.put(part.clamped(to: 1..<size + 1)) { try take(done) }
        }
        while let done = workers.next() { try take(done) }
        guard next == size else { throw EventLogError(.damaged, Damage.gap(feed, next + 1..<size + 1).message) }
    }

    /// The trees over the first lines, of several sizes.
    ///
    /// - Parameter sizes: in order, none of them 0.
    /// - Throws: `.damaged`.
    func trees(_ sizes: [UInt64]) throws -> [CompactRange] {
        var tree = CompactRange()
        var found: [CompactRange] = []
        try forEachRange(cutAt: sizes) { range in
            tree.append(range)
            if sizes.count > found.count, tree.end == sizes[found.count] { found.append(tree) }
        }
        return found
    }

    /// The roots over some stretches of lines, all worked out in one pass: each line is hashed once, however many of
    /// them it is part of.
    ///
    /// - Parameter stretches: of leaves, counted from 0, each of them a subtree of the same tree. So of any two one is
    ///   part of the other, or they lie apart.
    /// - Throws: `.damaged`.
    func roots(of stretches: some Sequence<Range<UInt64>>) throws -> [Range<UInt64>: TreeHash] {
        let inOrder = Set(stretches).sorted { a, b in
            a.lowerBound == b.lowerBound ? a.upperBound > b.upperBound : a.lowerBound < b.lowerBound
        }
        var roots: [Range<UInt64>: TreeHash] = [:]
        // Those that have begun and not ended, each within the one before it.
        var open: [(stretch: Range<UInt64>, range: CompactRange)] = []
        var next = 0
        let cuts = Set(inOrder.flatMap { stretch in [stretch.lowerBound, stretch.upperBound] }).subtracting([0])
        try forEachRange(cutAt: cuts.sorted()) { range in
            while next < inOrder.count, inOrder[next].lowerBound == range.begin {
                open.append((inOrder[next], CompactRange(from: range.begin)))
                next += 1
            }
            guard !open.isEmpty else { return }
            open[open.count - 1].range.append(range)
            while let (stretch, whole) = open.last, stretch.upperBound == range.end {
                roots[stretch] = whole.root
                open.removeLast()
                if !open.isEmpty { open[open.count - 1].range.append(whole) }
            }
        }
        return roots
    }
}
