/// Works out the tree of a feed as its lines are read, and compares it with what indexes keep of it and with what
/// others say.
struct TreeCheck {
    /// Sizes whose roots are wanted, in order.
    let sizes: [UInt64]
    /// The roots of these sizes, as far as no line before is lost.
    private(set) var roots: [UInt64: TreeHash] = [:]

    /// Over all lines read so far; nil behind a line that is lost.
    private var tree: CompactRange? = CompactRange()
    /// The lines back to the last that is lost, in pieces that follow one another, each up to the end of a segment or
    /// to a wanted size.
    private var pieces: [CompactRange] = []
    private var isPieceDone = true
    /// Where segments end: the tree that the index keeps, and the one that the lines make.
    private var kept: [UInt64: CompactRange] = [:]
    private var made: [UInt64: CompactRange] = [:]
    /// What the index of the segment before keeps.
    private var before: CompactRange? = CompactRange()
    /// Over the lines of the segment that is being read; nil where one is lost.
    private var own: CompactRange?

    init(rootsOf sizes: Set<UInt64>) { self.sizes = sizes.sorted() }

    mutating func begin(_ segment: Segment) {
        own = CompactRange(from: segment.name.first - 1)
        isPieceDone = true
    }

    /// Takes the hashes of the lines that come next, none across a size whose root is wanted.
    mutating func take(_ ranges: [CompactRange]) {
        for range in ranges {
            if own?.end == range.begin { own?.append(range) } else { own = nil }
            if tree?.end == range.begin { tree?.append(range) } else { tree = nil }
            addPiece(range)
            guard sizes.contains(range.end) else { continue }
            isPieceDone = true
            if let tree { roots[tree.end] = tree.root }
        }
    }

    private mutating func addPiece(_ range: CompactRange) {
        if let last = pieces.last, last.end == range.begin {
            if isPieceDone { pieces.append(range) } else { pieces[pieces.count - 1].append(range) }
        } else {
            pieces = [range]
        }
        isPieceDone = false
    }

    /// Ends a segment.
    ///
    /// - Returns: false where its lines do not lead from the tree that the index before keeps to the one that its own
    ///   keeps.
    mutating func end(_ segment: Segment) -> Bool {
        defer { before = segment.tree }
        if let tree, tree.end + 1 == segment.nextSequence { made[tree.end] = tree }
        guard let kept = segment.tree else { return true }
        self.kept[kept.end] = kept
        guard let own, own.end == kept.end, var continued = before, continued.end == own.begin else { return true }
        continued.append(own)
        return continued == kept
    }

    /// The lines among which something is other than when a tree had some root; none where that cannot be told, or
    /// nothing is.
    ///
    /// What the index of a segment keeps is believed where the lines behind it lead from there to the root: then these
    /// lines, and it, are as they were. What is left is compared with it subtree by subtree.
    ///
    /// - Parameter sound: the number of first lines that are known to be as they were.
    func changes(before size: UInt64, _ root: TreeHash, after sound: UInt64) -> [Range<UInt64>] {
        guard roots[size] != root else { return [] }
        var behind = CompactRange(from: size)
        var proven: CompactRange?
        var isJudged = roots[size] != nil
        for piece in pieces.reversed() where piece.end <= size {
            guard piece.end == behind.begin else { break }
            isJudged = isJudged || kept[behind.begin] != nil
            if leads(from: behind.begin, over: behind, to: root) { proven = kept[behind.begin] }
            var longer = piece
            longer.append(behind)
            behind = longer
        }
        isJudged = isJudged || (behind.begin < size && kept[behind.begin] != nil)
        if leads(from: behind.begin, over: behind, to: root) { proven = kept[behind.begin] }
        guard let proven else {
            let first = max(sound, behind.begin)
            return isJudged && first < size ? [first + 1..<size + 1] : []
        }
        // Lines that cannot be read are damage, and told as that.
        guard let made = made[proven.end] else { return [] }
        return made.differences(from: proven).compactMap { leaves in
            let first = max(leaves.lowerBound, sound)
            return first < leaves.upperBound ? first + 1..<leaves.upperBound + 1 : nil
        }
    }

    private func leads(from end: UInt64, over behind: CompactRange, to root: TreeHash) -> Bool {
        guard var tree = kept[end] else { return false }
        tree.append(behind)
        return tree.root == root
    }
}
