import CaseStore
import Crypto
import EventLog

extension KeyJournal {
    /// What a key came to.
    struct Entry: Sendable, Equatable {
        let key: RequestKey
        let feed: String
        let firstSequence: UInt64
        let count: Int
        /// Which of the events it is about.
        let main: Int

        var lastSequence: UInt64 { firstSequence + UInt64(count) - 1 }

        var line: [UInt8] {
            var line = Array("\(key.key) \(key.digest) \(feed) \(firstSequence) \(count) \(main) ".utf8)
            line += Self.check(line).utf8
            line.append(UInt8(ascii: "\n"))
            return line
        }

        init(key: RequestKey, feed: String, firstSequence: UInt64, count: Int, main: Int = 0) {
            self.key = key
            self.feed = feed
            self.firstSequence = firstSequence
            self.count = count
            self.main = min(main, count - 1)
        }

        /// - Parameter line: without its end.
        init?(_ line: ArraySlice<UInt8>) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 7, let first = UInt64(parts[3]), first > 0, let count = Int(parts[4]), count > 0,
                let main = Int(parts[5]), (0..<count).contains(main),
                Self.check(line.dropLast(parts[6].utf8.count)) == parts[6]
            else { return nil }
            key = RequestKey(key: String(parts[0]), digest: String(parts[1]))
            (feed, firstSequence, self.count, self.main) = (String(parts[2]), first, count, main)
        }

        private static func check(_ bytes: some Collection<UInt8>) -> String {
            TextCoding.hex(SHA256.hash(data: Array(bytes)).prefix(4))
        }
    }
}
