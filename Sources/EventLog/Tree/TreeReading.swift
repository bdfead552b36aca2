// The tree of a feed, worked out from its lines, and from the peaks that the indexes of sealed segments keep.

extension FrameLines {
    /// The hashes of these lines, put together up to each of some sizes of the tree.
    ///
    /// - Parameter cuts: in order.
    func ranges(cutAt cuts: [UInt64]) -> [CompactRange] {
        var found: [CompactRange] = []
        var range = CompactRange(from: firstSequence - 1)
        var next = cuts.firstIndex { cut in cut > range.begin } ?? cuts.endIndex
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
    ///   - body: is called with ranges that follow one another from the first line on, none of them across one of `cuts`.
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

    /// The roots over some stretches of lines, each of which is a subtree.
    ///
    /// - Parameter stretches: of leaves, counted from 0, which do not overlap.
    /// - Throws: `.damaged`.
    func roots(of stretches: [Range<UInt64>]) throws -> [TreeHash] {
        var found = stretches.map { stretch in CompactRange(from: stretch.lowerBound) }
        let order = stretches.indices.sorted { a, b in stretches[a].lowerBound < stretches[b].lowerBound }
        var place = 0
        let cuts = Set(stretches.flatMap { stretch in [stretch.lowerBound, stretch.upperBound] }).subtracting([0])
        try forEachRange(cutAt: cuts.sorted()) { range in
            while place < order.count, stretches[order[place]].upperBound <= range.begin { place += 1 }
            guard place < order.count, stretches[order[place]].contains(range.begin) else { return }
            found[order[place]].append(range)
        }
        return found.map { range in range.root }
    }
}
