// What is said of damage, and which lines are lost by it.
extension Damage {
    /// Bytes of a segment that are no frame.
    ///
    /// - Parameter next: the first sequence that can be read again, or that another segment has; nil if nothing says.
    static func frame(
        _ feed: FeedName, _ segment: SegmentName, _ bytes: Range<UInt64>, lost first: UInt64, before next: UInt64?
    ) -> Damage {
        let (lost, lines) = loss(feed, from: first, before: next)
        return Damage(
            .frame, feed: feed.text, segment: segment.description, lost: lost,
            "Bytes \(bytes.lowerBound) to \(bytes.upperBound - 1) of '\(feed)/\(segment)' do not match their checksums. "
                + lines + " Bring the file back from a copy.")
    }

    /// A sealed segment without a line: it was emptied, for none is made so.
    static func empty(_ feed: FeedName, _ segment: SegmentName) -> Damage {
        Damage(
            .gap, feed: feed.text, segment: segment.description,
            "'\(feed)/\(segment)' holds nothing; a sealed segment holds at least line \(segment.first). Bring the file "
                + "back from a copy.")
    }

    /// Lines that no file holds.
    ///
    /// - Parameter segment: the one that is missing, or the one after it.
    static func gap(_ feed: FeedName, _ lost: Range<UInt64>, at segment: SegmentName) -> Damage {
        Damage(
            .gap, feed: feed.text, segment: segment.description,
            lost: LostLines(first: lost.lowerBound, last: lost.upperBound - 1),
            "The file that held lines \(lost.lowerBound) to \(lost.upperBound - 1) of \(feed) is missing. Bring it back "
                + "from a copy.")
    }

    /// Lines that ought to be there.
    static func gap(_ feed: FeedName, _ lost: Range<UInt64>) -> Damage {
        let (lost, lines) = loss(feed, from: lost.lowerBound, before: lost.upperBound)
        return Damage(.gap, feed: feed.text, lost: lost, lines + " Bring them back from a copy.")
    }

    /// A file with the name of a segment that no feed can have.
    static func limit(_ feed: FeedName, _ segment: String) -> Damage {
        Damage(
            .limit, feed: feed.text, segment: segment,
            "'\(feed)/\(segment)' is named for a line beyond \(LogSettings.sequenceMax), the last that a feed can have; "
                + "it was not read. If it belongs there, bring it back from a copy; if not, take it away.")
    }

    /// A line that is not the one that should be there.
    static func line(_ feed: FeedName, _ sequence: UInt64, lost: Range<UInt64>? = nil) -> Damage {
        let lost = lost ?? sequence..<sequence + 1
        return Damage(
            .line, feed: feed.text, lost: LostLines(first: lost.lowerBound, last: lost.upperBound - 1),
            "The line in the place of \(feed)/\(sequence) is not that line. Bring the file back from a copy.")
    }

    /// Lines that are not the ones they were.
    ///
    /// - Parameter witness: who knows them otherwise.
    static func changed(_ feed: FeedName, _ lines: Range<UInt64>, _ witness: String) -> Damage {
        let (first, last) = (lines.lowerBound, lines.upperBound - 1)
        let which =
            first == last
            ? "Line \(feed)/\(first) is not the one" : "Lines \(first) to \(last) of \(feed) are not all those"
        return Damage(
            .changed, feed: feed.text, lost: LostLines(first: first, last: last),
            "\(which) that \(witness) vouches for: something there was changed. Bring the feed back from a copy.")
    }

    /// Lines that somebody vouches for and that are not there.
    static func short(_ feed: FeedName, _ lines: Range<UInt64>, _ witness: String) -> Damage {
        let (lost, sentence) = loss(feed, from: lines.lowerBound, before: lines.upperBound)
        return Damage(
            .rolledBack, feed: feed.text, lost: lost,
            "\(feed) ends at line \(lines.lowerBound - 1), but \(witness) is signed for more. \(sentence) Bring the feed "
                + "back from a newer copy.")
    }

    /// What stands in the place of a feed's checkpoint and is none.
    static func checkpoint(_ feed: FeedName) -> Damage {
        Damage(
            .checkpoint, feed: feed.text,
            "'\(feed)/\(Checkpoint.file)' is not a checkpoint that this feed has signed. No line is lost by it. Bring the "
                + "file back from a copy, or take it away: the next seal signs a new one.")
    }

    /// A checkpoint of a feed whose folder holds another key than it was signed with.
    static func strangeKey(_ feed: FeedName, _ checkpoint: Checkpoint) -> Damage {
        Damage(
            .key, feed: feed.text,
            "The remembered checkpoint of \(checkpoint.size) lines of \(feed) was not signed with the key in the feed's folder: "
                + "either it, or the key, is not what it was. Nothing can be said of the feed's lines by it.")
    }

    /// A feed that a checkpoint was kept of, and that is not there.
    static func missing(_ checkpoint: Checkpoint, in folder: String) -> Damage {
        let name = checkpoint.feed?.text ?? checkpoint.origin
        return Damage(
            .gap, feed: name, lost: checkpoint.size > 0 ? LostLines(first: 1, last: checkpoint.size) : nil,
            "There is no feed '\(name)' in '\(folder)', or it cannot be read; a remembered checkpoint is signed for "
                + "\(checkpoint.size) lines of it. Bring it back from a copy.")
    }

    /// A segment that begins before the one before it ends.
    static func overlap(_ feed: FeedName, _ segment: SegmentName) -> Damage {
        Damage(
            .overlap, feed: feed.text, segment: segment.description,
            "'\(feed)/\(segment)' begins again at line \(segment.first), which an earlier segment holds. The earlier "
                + "one counts.")
    }

    /// A segment, or a part of it, that the operating system does not let be read.
    ///
    /// - Parameters:
    ///   - first: the first sequence that is missing for it; nil where another file has its lines.
    ///   - next: the first sequence that can be read again, or that another segment has; nil if nothing says.
    static func unreadable(
        _ feed: FeedName, _ segment: SegmentName, _ cause: EventLogError, lost first: UInt64? = nil,
        before next: UInt64? = nil
    ) -> Damage {
        let (lost, lines) = first.map { first in loss(feed, from: first, before: next) } ?? (nil, "It was passed over.")
        return Damage(
            .unreadable, feed: feed.text, segment: segment.description, lost: lost,
            "'\(feed)/\(segment)' cannot be read. \(cause.message) \(lines) Make it readable, or bring the file back "
                + "from a copy.")
    }

    /// A feed, or what belongs to it, that the operating system does not let be read.
    static func unreadable(_ feed: FeedName, _ cause: EventLogError) -> Damage {
        Damage(
            .unreadable, feed: feed.text,
            "The feed '\(feed)' cannot be read, or not all of it. \(cause.message) Make it readable, or bring it back "
                + "from a copy; if it is no feed, take it away.")
    }

    private static func loss(
        _ feed: FeedName, from first: UInt64, before next: UInt64?
    ) -> (lost: LostLines?, sentence: String) {
        guard let next else {
            return (
                LostLines(first: first, last: nil),
                "Lines of \(feed) from \(first) on are lost; nothing here says how many."
            )
        }
        guard next > first else { return (nil, "No line is lost there.") }
        let lost = LostLines(first: first, last: next - 1)
        guard next - first > 1 else { return (lost, "Line \(feed)/\(first) is lost.") }
        return (lost, "Lines \(first) to \(next - 1) of \(feed) are lost.")
    }
}
