import CaseModel
import CaseStore
import Sampling
import TestHistories
import Testing

/// Entries, fixes and undos in any order, next to a plain list of entries with their versions.
struct AmendingPropertyTests {
    /// What was typed, as it should stand.
    private struct PlainEntry: Equatable {
        struct Version: Equatable {
            let text: String
            /// The number of its event.
            let number: Int
            /// Whether it is an event of its own, not a correction.
            let isEvent: Bool
        }

        var versions: [Version] = []
        var isGone = false

        var number: Int { versions.last { $0.isEvent }?.number ?? 0 }
    }

    private struct Undo {
        let number: Int
        let entry: Int
        let before: PlainEntry
        let after: PlainEntry
    }

    private struct Plain {
        var entries: [PlainEntry] = []
        var undos: [Undo] = []

        var texts: [String] { entries.filter { !$0.isGone }.compactMap { $0.versions.last?.text } }

        /// The entry that stands and was entered, or put right, last.
        var newest: Int? {
            entries.indices.filter { !entries[$0].isGone }.max { one, other in
                (entries[one].versions.last?.number ?? 0) < (entries[other].versions.last?.number ?? 0)
            }
        }

        mutating func undo(_ entry: Int, number: Int, to after: PlainEntry) {
            undos.append(Undo(number: number, entry: entry, before: entries[entry], after: after))
            entries[entry] = after
        }
    }

    private let shop: Workshop
    private let folder: CaseFolder

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", Input.small)
    }

    private func enter(_ text: String, _ step: Int, _ live: LiveSession) throws -> Int {
        guard case .recorded(let recorded) = try live.enter(Entry(text), at: AmendingTests.at(step)) else { return 0 }
        return Int(recorded.ids[recorded.main].split(separator: "/").last ?? "") ?? 0
    }

    @Test(arguments: 1...sampled(6, whole: 24) as ClosedRange<UInt64>)
    func `what stands is what a plain list of entries says, over restarts too`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        var plain = Plain()
        var live = try shop.session(folder)
        let started = try live.start(NewSession(), at: AmendingTests.at(0))
        #expect(started.ids.count == 1)
        for step in 1...30 {
            if random.happens(15) {
                live = try shop.session(folder)
                try live.goOn(with: "meeting-2022-03-05", at: AmendingTests.at(step))
            }
            try take(step, &random, &plain, live)
            #expect(try Standing.texts(of: try shop.open(folder)) == plain.texts, "step \(step)")
        }
        #expect(try shop.open(folder).views().hasSuffix("{\"anomalies\":[]}"))
    }

    private func take(_ step: Int, _ random: inout SeededRandom, _ plain: inout Plain, _ live: LiveSession) throws {
        let words = (random.happens(30) ? "@who-\(random.number(1...4)) says " : "words ") + "\(step)"
        let isMemo = random.happens(40)
        let standing = plain.entries.indices.filter { !plain.entries[$0].isGone }
        switch random.number(0...9) {
        case 0...2:
            let number = try enter(isMemo ? "!memo \(words)" : words, step, live)
            plain.entries.append(PlainEntry(versions: [.init(text: words, number: number, isEvent: true)]))
        case 3...5:
            guard let last = standing.last else { return }
            let index = random.happens(50) ? last : random.pick(standing)
            let named = index == last && random.happens(70) ? "" : "\(plain.entries[index].number) "
            let number = try enter("!fix \(named)" + (isMemo ? "!memo \(words)" : words), step, live)
            let isEvent = try isFact(number)
            plain.entries[index].versions.append(.init(text: words, number: number, isEvent: isEvent))
        case 6, 7:
            guard let index = plain.newest else { return }
            let number = try enter("!undo", step, live)
            plain.undo(index, number: number, to: Self.without(last: 1, of: plain.entries[index]))
        case 8:
            guard let index = standing.isEmpty ? nil : random.pick(standing) else { return }
            let entry = plain.entries[index]
            let number = try enter("!undo \(entry.number)", step, live)
            let above = entry.versions.reversed().prefix { $0.number > entry.number }.count
            let isFirst = entry.versions.count == above + 1
            plain.undo(
                index, number: number, to: isFirst ? Self.gone(entry) : Self.without(last: above + 1, of: entry))
        default:
            guard let undo = plain.undos.last(where: { plain.entries[$0.entry] == $0.after }) else { return }
            let number = try enter("!undo \(undo.number)", step, live)
            plain.undo(undo.entry, number: number, to: undo.before)
        }
    }

    private static func without(last count: Int, of entry: PlainEntry) -> PlainEntry {
        var entry = entry
        if entry.versions.count == count { return gone(entry) }
        entry.versions.removeLast(count)
        return entry
    }

    private static func gone(_ entry: PlainEntry) -> PlainEntry {
        var entry = entry
        entry.isGone = true
        return entry
    }

    /// Whether an event is none of the record itself.
    private func isFact(_ number: Int) throws -> Bool {
        try shop.open(folder).lines { $0.types = ["event.corrected"] }.allSatisfy { line in
            !line.contains("/\(number)\",\"")
        }
    }
}
