extension Proof {
    /// Why a proof does not prove what it claims.
    package enum Failure: Error, Sendable, Equatable {
        /// The key in the proof is not one of the name in the checkpoint, or the feed is not named for it.
        case key
        /// The key in the proof is another one than the one trusted.
        case otherKey
        /// A checkpoint is not signed with the key.
        case signature
        /// Both checkpoints are of different feeds.
        case otherFeed
        /// The hashes do not lead to the checkpoint's root.
        case path
        /// The line is not the one of that number, or not one of the feed.
        case line
    }

    /// Checks everything that can be checked without the case.
    ///
    /// Without a key to trust, what is proven is that whoever has the key for which the feed is named has signed so: 32
    /// bits of the key are in the name.
    ///
    /// - Parameters:
    ///   - trusted: the verifier-key line of the feed, from somewhere that is trusted.
    ///   - inspector: reads the number of the line.
    package func check(
        trusting trusted: [UInt8]? = nil, _ inspector: any LineInspector
    ) throws(Failure) {
        guard let (name, key) = FeedKey.named(verifierLine: String(decoding: keyLine, as: UTF8.self)),
            name == checkpoint.origin, let feed = checkpoint.feed, key.fingerprint == feed.fingerprint
        else { throw .key }
        if let trusted {
            guard let known = FeedKey.named(verifierLine: String(decoding: trusted, as: UTF8.self)), known.name == name,
                known.key == key
            else { throw .otherKey }
        }
        guard checkpoint.isSigned(by: key) else { throw .signature }
        switch claim {
        case .line(let line, let index):
            guard index < checkpoint.size else { throw .path }
            guard inspector.inspect(line.rawSpan, feed: feed)?.sequence == index + 1 else { throw .line }
            let root = TreePath.root(of: TreeHash(leaf: line.rawSpan), at: index, in: checkpoint.size, hashes)
            guard root == checkpoint.root else { throw .path }
        case .continuation(let earlier):
            guard earlier.origin == checkpoint.origin else { throw .otherFeed }
            guard earlier.isSigned(by: key) else { throw .signature }
            try checkPath(from: earlier)
        }
    }

    private func checkPath(from earlier: Checkpoint) throws(Failure) {
        guard earlier.size > 0 else {
            guard earlier.root == .empty, hashes.isEmpty else { throw .path }
            return
        }
        let roots = TreePath.roots(from: earlier.size, to: checkpoint.size, hashes, oldRoot: earlier.root)
        guard let roots, roots.old == earlier.root, roots.new == checkpoint.root else { throw .path }
    }
}
