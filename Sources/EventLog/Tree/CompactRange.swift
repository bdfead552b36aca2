/// The roots of the largest whole subtrees that cover some leaves in a row: all that has to be kept of them to go on.
/// Ranges that are next to each other can be put together, so that parts of a feed are hashed side by side.
///
/// With leaves from the first on, it is the tree itself, held as its peaks (RFC 6962 §2.1).
package struct CompactRange: Sendable, Equatable {
    /// The root of a whole subtree over 2^`level` leaves.
    private struct Node: Equatable {
        let level: UInt8
        let hash: TreeHash
    }

    /// The first leaf, counted from 0.
    package let begin: UInt64
    /// The leaf after the last.
    package private(set) var end: UInt64
    private var nodes: [Node] = []

    package init(from begin: UInt64 = 0) {
        self.begin = begin
        end = begin
    }

    /// The tree over the first `size` leaves, from its peaks.
    ///
    /// - Returns: nil unless there are as many peaks as such a tree has.
    init?(size: UInt64, peaks: [TreeHash]) {
        guard peaks.count == size.nonzeroBitCount else { return nil }
        self.init()
        for peak in peaks {
            let level = 63 - (size - end).leadingZeroBitCount
            add(Node(level: UInt8(level), hash: peak))
        }
    }

    /// Adds the hash of the next leaf.
    package mutating func append(_ leaf: TreeHash) { add(Node(level: 0, hash: leaf)) }

    /// Adds the leaves of a range.
    ///
    /// - Precondition: it begins where this one ends.
    mutating func append(_ range: CompactRange) {
        precondition(range.begin == end)
        for node in range.nodes { add(node) }
    }

    private mutating func add(_ node: Node) {
        nodes.append(node)
        end += 1 << UInt64(node.level)
        while nodes.count > 1 {
            let (left, right) = (nodes[nodes.count - 2], nodes[nodes.count - 1])
            guard left.level == right.level, end.trailingZeroBitCount > Int(left.level) else { return }
            nodes.removeLast()
            nodes[nodes.count - 1] = Node(
                level: left.level + 1, hash: TreeHash(left: left.hash, right: right.hash))
        }
    }

    /// The leaves of the subtrees in which this range and another one over the same leaves differ.
    func differences(from other: CompactRange) -> [Range<UInt64>] {
        precondition(begin == other.begin && end == other.end)
        var start = begin
        var found: [Range<UInt64>] = []
        for (node, otherNode) in zip(nodes, other.nodes) {
            let next = start + (1 << UInt64(node.level))
            if node != otherNode { found.append(start..<next) }
            start = next
        }
        return found
    }

    /// The roots of the subtrees, from the first leaf to the last. Of a whole tree: its peaks.
    var peaks: [TreeHash] { nodes.map { node in node.hash } }

    /// The root over these leaves, as RFC 6962 has it of a list that is these alone.
    ///
    /// - Precondition: they are a subtree of a whole tree, or all of it: where a tree over leaves from 0 is split.
    package var root: TreeHash {
        guard var root = nodes.last?.hash else { return .empty }
        for node in nodes.dropLast().reversed() { root = TreeHash(left: node.hash, right: root) }
        return root
    }
}
