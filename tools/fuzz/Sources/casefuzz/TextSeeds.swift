@testable import CaseStore
@testable import EventLog

extension TextTarget {
    /// Of each kind what a case of twelve lines has.
    static var seeds: [[UInt8]] {
        var trees = [CompactRange()]
        for sequence in 1...12 {
            var tree = trees[sequence - 1]
            tree.append(FuzzedFeed.leaf(FuzzedFeed.line(sequence)))
            trees.append(tree)
        }
        let (early, late) = (checkpoint(trees[5]), checkpoint(trees[12]))
        let key = FuzzedFeed.key.publicKey
        func hashes(_ leaves: [Range<UInt64>]) -> [TreeHash] {
            leaves.map { leaves in
                var range = CompactRange(from: leaves.lowerBound)
                for leaf in leaves { range.append(FuzzedFeed.leaf(FuzzedFeed.line(Int(leaf) + 1))) }
                return range.root
            }
        }
        let line = Proof(
            .line(FuzzedFeed.line(4), index: 3), hashes(TreePath.inclusion(of: 3, in: 12)), late, key: key)
        let continuation = Proof(
            .continuation(of: early), hashes(TreePath.consistency(from: 5, to: 12)), late, key: key)
        let head = Head(size: 12, root: trees[12].root, lastLine: FuzzedFeed.leaf(FuzzedFeed.line(12)))
        let texts: [(kind: UInt8, text: [UInt8])] = [
            (0, Array(key.verifierLine(name: FuzzedFeed.keyName).utf8)),
            (0, Array(FuzzedFeed.key.privateLine(name: FuzzedFeed.keyName).utf8)), (1, head.text), (2, late.text),
            (2, early.text + [0x0A] + late.text), (2, Array(early.text.prefix(while: { $0 != 0x0A }))), (3, line.text),
            (3, continuation.text), (4, Array("00000000000000000001.open.jsonl.lz4".utf8)),
            (4, Array(FuzzedFeed.name.text.utf8)), (4, Array("18446744073709551615".utf8)), (4, Array("AQID".utf8)),
            (5, Array(FactsKey([FactsKey.Feed(name: "aa-56475aa7", size: 12, lastLine: "00")]).text.utf8)),
        ]
        return texts.map { kind, text in [kind] + text }
    }

    private static func checkpoint(_ tree: CompactRange) -> Checkpoint {
        certainly { try Checkpoint(tree, origin: FuzzedFeed.keyName, key: FuzzedFeed.key) }
    }
}
