import EventLog

/// The tree as RFC 6962 §2.1 defines it, by recursion, without any shortcut.
package enum PlainTree {
    package static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        guard let first = leaves.first else { return sha256([]) }
        if leaves.count == 1 { return sha256([0] + first) }
        let split = leaves.startIndex + half(leaves.count)
        return sha256([1] + root(leaves[..<split]) + root(leaves[split...]))
    }

    /// PATH(m, D[n]).
    package static func inclusion(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        guard leaves.count > 1 else { return [] }
        let split = leaves.startIndex + half(leaves.count)
        return index < split
            ? inclusion(index, leaves[..<split]) + [root(leaves[split...])]
            : inclusion(index, leaves[split...]) + [root(leaves[..<split])]
    }

    /// SUBPROOF(m, D[n], b).
    package static func consistency(_ size: Int, _ leaves: ArraySlice<[UInt8]>, isWhole: Bool = true) -> [[UInt8]] {
        if size == leaves.count { return isWhole ? [] : [root(leaves)] }
        let half = half(leaves.count)
        let split = leaves.startIndex + half
        return size <= half
            ? consistency(size, leaves[..<split], isWhole: isWhole) + [root(leaves[split...])]
            : consistency(size - half, leaves[split...], isWhole: false) + [root(leaves[..<split])]
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes.rawSpan.sha256 }

    private static func half(_ count: Int) -> Int {
        var half = 1
        while half * 2 < count { half *= 2 }
        return half
    }
}
