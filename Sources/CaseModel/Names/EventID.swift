/// The number of a feed within one replay; feeds of the case are numbered in the order of their names.
package typealias FeedIndex = Int

/// An event's name for ever: its feed and its sequence number from 1.
///
/// Packed so that comparing two is one comparison: feeds in name order, then the sequence.
package struct EventID: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// More than this many feeds or lines are not addressable; such a reference makes its line opaque.
    package static let feedMax = 1 << 23
    package static let sequenceMax: UInt64 = 1 << 40 - 1

    package let packed: UInt64

    /// What the label of a refused line stands for; sequences begin at 1, so no event has this id.
    static let refused = EventID(packed: 0)
    /// The first of the first feed: what no label stands for can be named from here as from anywhere.
    package static let first = EventID(feed: 0, sequence: 1)

    package init(packed: UInt64) { self.packed = packed }

    package init(feed: FeedIndex, sequence: UInt64) {
        packed = UInt64(feed) << 40 | sequence
    }

    package var feed: FeedIndex { Int(packed >> 40) }
    package var sequence: UInt64 { packed & Self.sequenceMax }

    package static func < (a: EventID, b: EventID) -> Bool { a.packed < b.packed }
}

/// What a mixed field may hold: an event, or an identifier of the case.
package enum Reference: Hashable, Sendable, BitwiseCopyable {
    case event(EventID)
    case identifier(Symbol)
}

/// An event's place in case order: instant of effect, then `recorded`, then feed, then sequence.
package struct Place: Hashable, Comparable, Sendable, BitwiseCopyable {
    package let effect: Instant
    package let recorded: Instant
    package let id: EventID

    package init(effect: Instant, recorded: Instant, id: EventID) {
        self.effect = effect
        self.recorded = recorded
        self.id = id
    }

    package static func < (a: Place, b: Place) -> Bool {
        if a.effect != b.effect { return a.effect < b.effect }
        if a.recorded != b.recorded { return a.recorded < b.recorded }
        return a.id < b.id
    }
}
