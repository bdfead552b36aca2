// Whether what was saved is what was signed for.
extension FeedsFolder {
    /// Which of the lines that were saved of a feed are not those that its checkpoint or this device vouches for.
    ///
    /// The damaged case is asked first: its indexes tell more exactly than the new ones which lines were changed. The
    /// saved lines are asked where it has nothing to say, for they may have been found elsewhere than it reads them.
    ///
    /// - Parameter saved: where the lines were saved to, with the feed's key and checkpoint.
    func contradictions(of feed: FeedName, savedTo saved: SegmentSource) throws -> [Damage] {
        guard let key = try saved.publicKey() else { return [] }
        var witnesses = Witnesses(feed, origin: saved.origin, key: key)
        if let head = try? device?.head(of: feed) { witnesses.add(head) }
        if let text = try saved.checkpointText() { witnesses.add(text) }
        for source in [source(of: feed), saved] {
            guard let snapshot = try? FeedSnapshot(source) else { continue }
            let check = try FeedCheck.inOrder(snapshot, rootsOf: witnesses.sizes)
            let found = (witnesses.damage + witnesses.contradictions(of: check.tree, snapshot)).filter { damage in
                damage.code != .rolledBack
            }
            if !found.isEmpty { return found }
        }
        return []
    }
}
