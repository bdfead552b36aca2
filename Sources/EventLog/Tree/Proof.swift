/// A proof that can be checked without the case it is about.
///
/// Both kinds hold the checkpoint that they lead to, and the feed's public key, which the feed is named for.
package struct Proof: Sendable, Equatable {
    package enum Claim: Sendable, Equatable {
        /// A line of the feed, without its LF, stands at an index, counted from 0 (c2sp.org/tlog-proof).
        case line([UInt8], index: UInt64)
        /// The feed goes on from what an earlier checkpoint covered.
        case continuation(of: Checkpoint)
    }

    package let claim: Claim
    let hashes: [TreeHash]
    package let checkpoint: Checkpoint
    /// The feed's key as a verifier-key line, with its LF.
    let keyLine: [UInt8]

    private static let linePrefix = "c2sp.org/tlog-proof@v1"
    private static let continuationPrefix = "caselog/continuation-proof@v1"
    /// No path through a tree of 2⁴⁰ leaves is longer.
    private static let hashCountMax = 80

    /// The proof as a text.
    ///
    ///     proof        := line-proof | continuation
    ///     line-proof   := c2sp.org/tlog-proof@v1 LF extra SP base64 LF index SP number LF hash* LF checkpoint
    ///     continuation := caselog/continuation-proof@v1 LF key SP verifier-key LF hash* LF checkpoint checkpoint
    ///     hash         := base64 LF
    ///
    /// What stands under `extra` is the key's line and the event's, the latter without its LF.
    package var text: [UInt8] {
        var text: [UInt8] = []
        switch claim {
        case .line(let line, let index):
            text += "\(Self.linePrefix)\nextra \(TextCoding.base64(keyLine + line))\nindex \(index)\n".utf8
        case .continuation:
            text += "\(Self.continuationPrefix)\nkey ".utf8
            text += keyLine
        }
        for hash in hashes { text += "\(hash.base64)\n".utf8 }
        text.append(LineSplitter.lineFeed)
        if case .continuation(let earlier) = claim { text += earlier.text }
        return text + checkpoint.text
    }

    init(_ claim: Claim, _ hashes: [TreeHash], _ checkpoint: Checkpoint, key: FeedKey) {
        self.claim = claim
        self.hashes = hashes
        self.checkpoint = checkpoint
        keyLine = Array(key.verifierLine(name: checkpoint.origin).utf8)
    }

    /// Reads proofs one after the other.
    ///
    /// - Returns: nil where there is none, or anything else than what `text` writes, by as much as a byte.
    package static func all(in text: [UInt8]) -> [Proof]? {
        var lines = TextLines(text)
        var proofs: [Proof] = []
        while !lines.isAtEnd {
            guard let proof = Proof(&lines) else { return nil }
            proofs.append(proof)
        }
        return !proofs.isEmpty && proofs.flatMap(\.text) == text ? proofs : nil
    }

    /// Reads the proof that comes next.
    private init?(_ lines: inout TextLines) {
        var hashes: [TreeHash] = []
        let isLine = lines.skip(Self.linePrefix)
        var found: (line: [UInt8], index: UInt64)?
        if isLine {
            guard let extra = lines.next(after: "extra ".utf8).flatMap(TextCoding.bytes(base64:)),
                let end = extra.firstIndex(of: LineSplitter.lineFeed),
                let index = lines.next(after: "index ".utf8).flatMap(TextCoding.decimal)
            else { return nil }
            keyLine = Array(extra[...end])
            found = (Array(extra[(end + 1)...]), index)
        } else {
            guard lines.skip(Self.continuationPrefix), let key = lines.next(after: "key ".utf8) else { return nil }
            keyLine = key + [LineSplitter.lineFeed]
        }
        while let line = lines.next(), !line.isEmpty {
            guard let hash = TreeHash(base64: line), hashes.count < Self.hashCountMax else { return nil }
            hashes.append(hash)
        }
        if let found {
            claim = .line(found.line, index: found.index)
        } else {
            guard let earlier = Checkpoint(&lines) else { return nil }
            claim = .continuation(of: earlier)
        }
        guard let checkpoint = Checkpoint(&lines) else { return nil }
        self.checkpoint = checkpoint
        self.hashes = hashes
    }
}
