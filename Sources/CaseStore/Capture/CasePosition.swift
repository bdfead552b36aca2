import EventLog

/// Which events of a case are meant: of each feed those up to a number, written `anna-3f9c21ab.12,jw-01ab23cd.40`.
///
/// A feed without events is left out, and may be.
package struct CasePosition: Sendable, Hashable {
    /// By feed; none is 0.
    private var sequences: [String: UInt64] = [:]

    package init() {}

    package init(_ sequences: some Sequence<(String, UInt64)>) {
        for (feed, sequence) in sequences where sequence > 0 { self.sequences[feed] = sequence }
    }

    /// - Returns: nil for a text that is no position as `text` writes it, feeds in any order.
    package init?(_ text: String) {
        guard !text.isEmpty else { return }
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: ".", omittingEmptySubsequences: false)
            guard pieces.count == 2, FeedName(String(pieces[0])) != nil,
                let sequence = UInt64(pieces[1]), sequence > 0, String(sequence) == pieces[1],
                sequences.updateValue(sequence, forKey: String(pieces[0])) == nil
            else { return nil }
        }
    }

    /// The last event of a feed that is meant; 0 for none.
    package subscript(feed: String) -> UInt64 {
        get { sequences[feed] ?? 0 }
        set { sequences[feed] = newValue == 0 ? nil : newValue }
    }

    /// Whether every event of another position is meant here too.
    package func covers(_ other: CasePosition) -> Bool {
        other.sequences.allSatisfy { feed, sequence in self[feed] >= sequence }
    }

    /// Feeds in the order of their names.
    package var text: String {
        sequences.sorted { $0.key < $1.key }.map { "\($0.key).\($0.value)" }.joined(separator: ",")
    }
}

extension Case {
    /// Everything that is there.
    package var position: CasePosition { CasePosition(feedSizes.map { ($0.feed, $0.lineCount) }) }
}
