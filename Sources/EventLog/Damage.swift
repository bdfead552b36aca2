/// Which lines of a feed cannot be read any more.
package struct LostLines: Sendable, Equatable {
    package let first: UInt64
    /// nil when nothing says where the loss ends.
    package let last: UInt64?

    package init(first: UInt64, last: UInt64?) {
        self.first = first
        self.last = last
    }
}

/// Something acknowledged that is not as it was written. It never stops reading; it makes the answer incomplete.
package struct Damage: Sendable, Equatable, CustomStringConvertible {
    /// What kind of damage it is. More may be added.
    package struct Code: Sendable, Hashable {
        private enum Storage {
            case changed, checkpoint, frame, gap, key, limit, line, overlap, rolledBack, unreadable
        }
        private let storage: Storage

        /// Lines that can be read are not those that a checkpoint was signed for, or this device acknowledged.
        package static let changed = Code(storage: .changed)
        /// What stands in the place of a checkpoint was not signed by its feed.
        package static let checkpoint = Code(storage: .checkpoint)
        /// Bytes of a segment are not the frames that were written there.
        package static let frame = Code(storage: .frame)
        /// Lines are missing between two segments.
        package static let gap = Code(storage: .gap)
        /// A feed's folder does not hold the key its name was made from.
        package static let key = Code(storage: .key)
        /// A segment is named for a line beyond the last that a feed can have.
        package static let limit = Code(storage: .limit)
        /// A line is not one of this feed at this sequence.
        package static let line = Code(storage: .line)
        /// Two segments hold lines of the same sequence.
        package static let overlap = Code(storage: .overlap)
        /// The feed is shorter than this device acknowledged, or another one.
        package static let rolledBack = Code(storage: .rolledBack)
        /// The operating system does not let a file or folder be read, or it is none.
        package static let unreadable = Code(storage: .unreadable)
    }

    package let code: Code
    /// The folder's name under `feeds/`.
    package let feed: String
    /// The file's name, when one is concerned.
    package let segment: String?
    /// nil when every line can be read.
    package let lost: LostLines?
    /// One or more sentences for people: what is wrong, where, and what is lost.
    package let message: String

    package init(_ code: Code, feed: String, segment: String? = nil, lost: LostLines? = nil, _ message: String) {
        self.code = code
        self.feed = feed
        self.segment = segment
        self.lost = lost
        self.message = message
    }

    package var description: String { message }
}

/// Something people should be told that is no damage: nothing acknowledged is lost.
package struct Note: Sendable, Equatable, CustomStringConvertible {
    /// What kind of note it is. More may be added.
    package struct Code: Sendable, Hashable {
        private enum Storage {
            case bothOpenAndSealed, checkpointSetAside, feedLeft, feedMissing, headNotNoted, index, notSealed,
                notSigned,
                syncFailed, tornTail, unexpectedFile
        }
        private let storage: Storage

        /// A crash while sealing left a segment both open and sealed; one of them counts.
        package static let bothOpenAndSealed = Code(storage: .bothOpenAndSealed)
        /// What stood in the place of a checkpoint was not one; it was kept under another name.
        package static let checkpointSetAside = Code(storage: .checkpointSetAside)
        /// A feed of this device is not appended to any more.
        package static let feedLeft = Code(storage: .feedLeft)
        /// This device has written to a feed that is not in the case.
        package static let feedMissing = Code(storage: .feedMissing)
        /// What was just acknowledged could not be noted in the device folder.
        package static let headNotNoted = Code(storage: .headNotNoted)
        /// The index of a sealed segment is missing or wrong; the lines were read instead.
        package static let index = Code(storage: .index)
        /// Closed segments could not be sealed in the background; they stay as they are.
        package static let notSealed = Code(storage: .notSealed)
        /// A segment was sealed, but the checkpoint that should follow could not be signed.
        package static let notSigned = Code(storage: .notSigned)
        /// The operating system could not sync a segment; what was acknowledged was copied to a new one.
        package static let syncFailed = Code(storage: .syncFailed)
        /// The last bytes are no whole frame, as a crash leaves it. Where lines were acknowledged in them, that is
        /// damage as well.
        package static let tornTail = Code(storage: .tornTail)
        /// A file that is not part of a feed.
        package static let unexpectedFile = Code(storage: .unexpectedFile)
    }

    package let code: Code
    package let feed: String
    package let message: String

    package init(_ code: Code, feed: String, _ message: String) {
        self.code = code
        self.feed = feed
        self.message = message
    }

    package var description: String { message }
}
