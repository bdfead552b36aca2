import EventLog
import Foundation
import Testing

@testable import CaseServer

/// Keys of requests, through crashes.
struct KeyJournalTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString)").path
    private let files = SystemFileSystem()
    private static let feed = "anna-3f9c21ab"

    private func open(held: UInt64, keptMax: Int = 100_000) throws -> KeyJournal {
        try KeyJournal("elm.keys", in: folder, files, keptMax: keptMax) { $0 == Self.feed ? held : 0 }
    }

    private func entry(_ key: String, _ first: UInt64, _ count: Int = 1) -> KeyJournal.Entry {
        KeyJournal.Entry(
            key: RequestKey(key, of: Array("body of \(key)".utf8)), feed: Self.feed, firstSequence: first, count: count)
    }

    private func found(_ keys: [String], in journal: borrowing KeyJournal) throws -> [String] {
        var found: [String] = []
        for key in keys where try journal.find(entry(key, 1).key.key) != nil { found.append(key) }
        return found
    }

    private var contents: [UInt8] {
        get throws { try files.contents(folder + "/elm.keys", sizeMax: 1 << 20) ?? [] }
    }

    /// Writes a journal of three keys: of 2, 1 and 3 events.
    private func begin() throws {
        var journal = try open(held: 0)
        _ = try journal.write([entry("a", 1, 2), entry("b", 3)])
        _ = try journal.write([entry("c", 4, 3)])
    }

    @Test(arguments: 0...7 as ClosedRange<UInt64>)
    func `a key counts where the feed holds all of its events`(held: UInt64) throws {
        defer { files.removeAll(folder) }
        try begin()
        let expected = [("a", 2), ("b", 3), ("c", 6)].filter { $0.1 <= Int(held) }.map(\.0)
        #expect(try found(["a", "b", "c"], in: open(held: held)) == expected)
        // What was dropped does not come back when others' events take the numbers.
        #expect(try found(["a", "b", "c"], in: open(held: 100)) == expected)
    }

    @Test func `cut anywhere, it has the keys of whole lines`() throws {
        defer { files.removeAll(folder) }
        try begin()
        let whole = try contents
        let ends = whole.indices.filter { whole[$0] == 0x0A }
        for size in 0...whole.count {
            try files.replace("elm.keys", in: folder, with: Array(whole[..<size]), mode: 0o600, isSynced: false)
            // Only the end of the line may be missing: then the rest is whole.
            let count = ends.count { $0 <= size }
            #expect(try found(["a", "b", "c"], in: open(held: 6)) == Array(["a", "b", "c"].prefix(count)))
            #expect(try contents == Array(whole[..<(count == 0 ? 0 : ends[count - 1] + 1)]))
        }
    }

    @Test func `a changed line is no key, and harms no other`() throws {
        defer { files.removeAll(folder) }
        try begin()
        let whole = try contents
        for place in stride(from: 0, to: whole.count, by: 7) where whole[place] != 0x0A {
            var changed = whole
            changed[place] ^= 1
            if changed[place] == 0x0A { continue }
            try files.replace("elm.keys", in: folder, with: changed, mode: 0o600, isSynced: false)
            #expect(try found(["a", "b", "c"], in: open(held: 6)).count == 2)
        }
    }

    @Test func `a later key that claims the same numbers has them`() throws {
        defer { files.removeAll(folder) }
        try begin()
        var journal = try open(held: 3)
        // The events of "c" were never written; others have come in their place.
        _ = try journal.write([entry("d", 4), entry("e", 5, 2)])
        #expect(try found(["a", "b", "c", "d", "e"], in: open(held: 6)) == ["a", "b", "d", "e"])
    }

    @Test func `the newest keys are kept`() throws {
        defer { files.removeAll(folder) }
        let edge = 20
        var journal = try open(held: 0, keptMax: edge)
        for number in 1...2 * edge {
            let new = entry("\(number)", UInt64(number))
            // What was announced and never stored takes room in the file, and counts for nothing.
            let places = try journal.write([entry("lost \(number)", UInt64(number)), new])
            journal.take(new, at: places[1])
        }
        try journal.trim()
        let looked = ["1", "lost \(2 * edge)", "\(edge)", "\(edge + 1)", "\(2 * edge)"]
        #expect(try found(looked, in: journal) == ["\(edge + 1)", "\(2 * edge)"])
        #expect(try contents.count { $0 == 0x0A } == edge)
        let more = entry("more", UInt64(2 * edge + 1), 3)
        let place = try journal.write([more])[0]
        journal.take(more, at: place)
        #expect(try journal.find(more.key.key) == more)
        #expect(try found(looked, in: open(held: .max)) == ["\(edge + 1)", "\(2 * edge)"])
    }

    @Test func `what was recorded is found as it was, whole`() throws {
        defer { files.removeAll(folder) }
        var journal = try open(held: 0)
        let all = (1...50).map { entry("key \($0)", UInt64(3 * $0), 1 + $0 % 3) }
        for (entry, place) in zip(all, try journal.write(all)) { journal.take(entry, at: place) }
        for entry in all { #expect(try journal.find(entry.key.key) == entry) }
        #expect(try journal.find(entry("another", 1).key.key) == nil)
        let again = try open(held: .max)
        for entry in all { #expect(try again.find(entry.key.key) == entry) }
    }

    @Test func `a journal that others have changed is not believed`() throws {
        defer { files.removeAll(folder) }
        var journal = try open(held: 0)
        let (one, other) = (entry("a", 1), entry("b", 2))
        for (entry, place) in zip([one, other], try journal.write([other, one])) { journal.take(entry, at: place) }
        #expect(throws: EventLogError.self) { try journal.find(one.key.key) }
    }
}
