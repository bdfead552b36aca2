/// Works out the tree of a feed as its lines are read, and compares it with what indexes keep of it.
struct TreeCheck {
    /// Sizes whose roots are wanted, in order.
    let sizes: [UInt64]
    /// The roots of these sizes, as far as no line before is lost.
    private(set) var roots: [UInt64: TreeHash] = [:]
    /// Lines of segments that do not lead from the tree that the index before keeps to the one that their own keeps.
    private(set) var strangers: [Range<UInt64>] = []

    /// Over all lines read so far; nil behind a line that is lost.
    private var tree: CompactRange? = CompactRange()
    /// Over the lines of the segment that is being read; nil where one is lost.
    private var own: CompactRange?
    /// What the index of the segment before keeps.
    private var before: CompactRange? = CompactRange()

    init(rootsOf sizes: Set<UInt64>) { self.sizes = sizes.sorted() }

    mutating func begin(_ segment: Segment) { own = CompactRange(from: segment.name.first - 1) }

    /// Takes the hashes of the lines that come next, none across a size whose root is wanted.
    mutating func take(_ ranges: [CompactRange]) {
        for range in ranges {
            if own?.end == range.begin { own?.append(range) } else { own = nil }
            if tree?.end == range.begin { tree?.append(range) } else { tree = nil }
            if let tree, sizes.contains(tree.end) { roots[tree.end] = tree.root }
        }
    }

    /// Ends a segment.
    ///
    /// - Returns: false where its index keeps another tree than the lines make.
    mutating func end(_ segment: Segment) -> Bool {
        defer { before = segment.tree }
        guard let kept = segment.tree, let own, own.end == kept.end else { return true }
        if var continued = before, continued.end == own.begin {
            continued.append(own)
            if continued != kept { strangers.append(own.begin + 1..<own.end + 1) }
        }
        guard let tree, tree.end == kept.end else { return true }
        return tree == kept
    }
}
