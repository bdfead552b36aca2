/// Which hashes prove something about a tree, as the leaves that each stands for, and how to check them (RFC 6962
/// §2.1.1 and §2.1.2).
enum TreePath {
    /// The leaves under each hash of the proof that leaf `index` is in the tree over the first `size` leaves.
    ///
    /// - Precondition: there is such a leaf.
    static func inclusion(of index: UInt64, in size: UInt64) -> [Range<UInt64>] {
        precondition(index < size)
        var path: [Range<UInt64>] = []
        var leaves = 0..<size
        while leaves.upperBound - leaves.lowerBound > 1 {
            let split = leaves.lowerBound + half(leaves)
            if index < split {
                path.append(split..<leaves.upperBound)
                leaves = leaves.lowerBound..<split
            } else {
                path.append(leaves.lowerBound..<split)
                leaves = split..<leaves.upperBound
            }
        }
        return path.reversed()
    }

    /// The root that the proof of a leaf leads to; nil where it has too few or too many hashes.
    static func root(of leaf: TreeHash, at index: UInt64, in size: UInt64, _ proof: [TreeHash]) -> TreeHash? {
        guard index < size else { return nil }
        let path = inclusion(of: index, in: size)
        guard path.count == proof.count else { return nil }
        return zip(path, proof).reduce(leaf) { root, step in
            step.0.lowerBound > index
                ? TreeHash(left: root, right: step.1) : TreeHash(left: step.1, right: root)
        }
    }

    /// The leaves under each hash of the proof that the tree over the first `old` leaves is the beginning of that over
    /// the first `new`.
    ///
    /// - Precondition: `old` is not 0, and not more than `new`.
    static func consistency(from old: UInt64, to new: UInt64) -> [Range<UInt64>] {
        precondition(old > 0 && old <= new)
        let (path, last, isWhole) = descent(from: old, to: new)
        return (isWhole ? [] : [last]) + path.reversed()
    }

    /// The roots of both trees that a proof leads to; nil where it has too few or too many hashes.
    ///
    /// - Parameter root: of the old tree, which the proof leaves out where it is a whole subtree of the new one.
    static func roots(
        from old: UInt64, to new: UInt64, _ proof: [TreeHash], oldRoot root: TreeHash
    ) -> (old: TreeHash, new: TreeHash)? {
        guard old > 0, old <= new else { return nil }
        let (path, _, isWhole) = descent(from: old, to: new)
        var hashes = proof[...]
        guard hashes.count == path.count + (isWhole ? 0 : 1), let first = isWhole ? root : hashes.popFirst() else {
            return nil
        }
        var roots = (old: first, new: first)
        for (leaves, hash) in zip(path.reversed(), hashes) {
            if leaves.lowerBound >= old {
                roots.new = TreeHash(left: roots.new, right: hash)
            } else {
                roots = (TreeHash(left: hash, right: roots.old), TreeHash(left: hash, right: roots.new))
            }
        }
        return roots
    }

    /// The way from the root of the new tree down to where the old one ends: the leaves beside it, and those at its
    /// end, which are all of the old tree where `isWhole`.
    private static func descent(
        from old: UInt64, to new: UInt64
    ) -> (path: [Range<UInt64>], last: Range<UInt64>, isWhole: Bool) {
        var path: [Range<UInt64>] = []
        var leaves = 0..<new
        while old < leaves.upperBound {
            let split = leaves.lowerBound + half(leaves)
            if old <= split {
                path.append(split..<leaves.upperBound)
                leaves = leaves.lowerBound..<split
            } else {
                path.append(leaves.lowerBound..<split)
                leaves = split..<leaves.upperBound
            }
        }
        return (path, leaves, leaves.lowerBound == 0)
    }

    /// The largest power of two below the number of leaves, which are more than one.
    private static func half(_ leaves: Range<UInt64>) -> UInt64 {
        1 << UInt64(63 - UInt64(leaves.upperBound - leaves.lowerBound - 1).leadingZeroBitCount)
    }
}
