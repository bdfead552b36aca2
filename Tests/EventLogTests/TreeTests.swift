import Simulation
import Testing

@testable import EventLog

struct TreeTests {
    private static let leaves = (0..<70).map { number in Array("line \(number)".utf8) }
    private let leaves = leaves

    private func range(_ part: Range<Int>) -> CompactRange {
        var range = CompactRange(from: UInt64(part.lowerBound))
        for leaf in leaves[part] { range.append(leafHash(leaf)) }
        return range
    }

    private func hashes(_ stretches: [Range<UInt64>]) -> [TreeHash] {
        stretches.map { stretch in range(Int(stretch.lowerBound)..<Int(stretch.upperBound)).root }
    }

    @Test func `hashes are those of the standard`() {
        // From C2SP and RFC 6962: the empty tree, a leaf "a", and a node over the leaves "a" and "b".
        #expect(TreeHash.empty.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        let (a, b) = (leafHash(Array("a".utf8)), leafHash(Array("b".utf8)))
        #expect(a.base64 == "Aippeebat6pa5MPl5F9+l3ESp+Y1k4INvsHsc4ok+Tw=")
        #expect(TreeHash(left: a, right: b).base64 == "sTeYX/SE+2ANuTEHx3sDZcgNePW0Kd7Q/Zc2HQd5mes=")
    }

    @Test func `a tree that grows leaf by leaf has the root that recursion gives`() {
        var tree = CompactRange()
        for size in 0...leaves.count {
            #expect(tree.root.array == PlainTree.root(leaves[..<size]), "\(size) leaves")
            #expect(tree.peaks.count == size.nonzeroBitCount)
            #expect(CompactRange(size: UInt64(size), peaks: tree.peaks) == tree)
            #expect(CompactRange(size: UInt64(size), peaks: tree.peaks + [.empty]) == nil)
            if size < leaves.count { tree.append(leafHash(leaves[size])) }
        }
    }

    @Test func `ranges put together anyhow give the same tree`() {
        for first in 0...40 {
            for second in first...40 {
                var left = range(0..<first)
                left.append(range(first..<second))
                var right = range(first..<second)
                right.append(range(second..<41))
                var both = range(0..<first)
                both.append(right)
                left.append(range(second..<41))
                #expect(left == both && left == range(0..<41), "\(first) \(second)")
            }
        }
    }

    @Test func `every leaf of every tree is proven, and by nothing else`() {
        for size in 1...40 {
            let root = range(0..<size).root
            for index in 0..<size {
                let proof = hashes(TreePath.inclusion(of: UInt64(index), in: UInt64(size)))
                #expect(proof.map(\.array) == PlainTree.inclusion(index, leaves[..<size]), "\(index) of \(size)")
                let leaf = leafHash(leaves[index])
                func leads(_ leaf: TreeHash, _ index: Int, _ size: Int, _ proof: [TreeHash]) -> Bool {
                    TreePath.root(of: leaf, at: UInt64(index), in: UInt64(size), proof) == root
                }
                #expect(leads(leaf, index, size, proof))
                #expect(!leads(.empty, index, size, proof))
                #expect(!leads(leaf, index, size, proof + [.empty]))
                #expect(!leads(leaf, size, size, proof))
                for place in proof.indices {
                    var changed = proof
                    changed[place] = .empty
                    #expect(!leads(leaf, index, size, changed))
                    changed.remove(at: place)
                    #expect(!leads(leaf, index, size, changed))
                }
                for other in 0..<size where other != index { #expect(!leads(leaf, other, size, proof)) }
            }
        }
    }

    @Test func `every tree is proven to be the beginning of every later one, and by nothing else`() {
        for new in 1...40 {
            let newRoot = range(0..<new).root
            for old in 1...new {
                let oldRoot = range(0..<old).root
                let proof = hashes(TreePath.consistency(from: UInt64(old), to: UInt64(new)))
                #expect(proof.map(\.array) == PlainTree.consistency(old, leaves[..<new]), "\(old) to \(new)")
                func leads(_ proof: [TreeHash], _ root: TreeHash) -> Bool {
                    let roots = TreePath.roots(from: UInt64(old), to: UInt64(new), proof, oldRoot: root)
                    return roots?.old == root && roots?.new == newRoot
                }
                #expect(leads(proof, oldRoot))
                #expect(!leads(proof, .empty))
                #expect(!leads(proof + [.empty], oldRoot))
                for place in proof.indices {
                    var changed = proof
                    changed[place] = .empty
                    #expect(!leads(changed, oldRoot))
                    changed.remove(at: place)
                    #expect(!leads(changed, oldRoot))
                }
            }
        }
        #expect(TreePath.roots(from: 0, to: 4, [], oldRoot: .empty) == nil)
        #expect(TreePath.roots(from: 5, to: 4, [], oldRoot: .empty) == nil)
    }

    @Test func `the largest tree that a feed can have has paths, too`() {
        let size = LogSettings.sequenceMax
        #expect(TreePath.inclusion(of: 0, in: size).count == 40)
        #expect(TreePath.inclusion(of: size - 1, in: size).count == 39)
        #expect(TreePath.consistency(from: size - 1, to: size).count > 0)
    }
}
