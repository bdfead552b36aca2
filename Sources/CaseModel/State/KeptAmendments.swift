/// Amendments that lie in memory: in order of their targets, and found by their own ids through a second order.
final class KeptAmendments: Sendable {
    /// Of each its id, when it was recorded and what it names.
    private let words: Flat<UInt64>
    private let kinds: Flat<UInt8>
    private let byID: Flat<UInt32>
    private let text: Flat<UInt8>
    private let ends: Flat<UInt64>

    var count: Int { kinds.count }

    subscript(index: Int) -> Amendments.Amendment {
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return Amendments.Amendment(
            id: id(index), recorded: Int64(bitPattern: words[index * 3 + 1]), target: target(index),
            isRetraction: kinds[index] == 1, line: text.array(start..<Int(ends[index])))
    }

    /// Where those lie that name an event.
    func naming(_ event: EventID) -> Range<Int> {
        let first = (0..<count).halved { target($0) >= event }
        var end = first
        while end < count, target(end) == event { end += 1 }
        return first..<end
    }

    /// What an amendment names; nil where it is not among these.
    func target(of amendment: EventID) -> EventID? {
        let place = byID.halved { id(Int($0)) >= amendment }
        guard place < count, id(Int(byID[place])) == amendment else { return nil }
        return target(Int(byID[place]))
    }

    private func id(_ index: Int) -> EventID { EventID(packed: words[index * 3]) }
    private func target(_ index: Int) -> EventID { EventID(packed: words[index * 3 + 2]) }

    static func write(_ amendments: [Amendments.Amendment], to facts: inout FactsWriter) throws {
        let all = amendments.sorted { ($0.target, $0.id) < ($1.target, $1.id) }
        try facts.add(all.flatMap { [$0.id.packed, UInt64(bitPattern: $0.recorded), $0.target.packed] })
        try facts.add(all.map { UInt8($0.isRetraction ? 1 : 0) })
        try facts.add(all.indices.sorted { all[$0].id < all[$1].id }.map { UInt32($0) })
        var lines = FactsText()
        for amendment in all { lines.add(amendment.line) }
        try lines.write(to: &facts)
    }

    init?(_ facts: inout FactsReader) {
        guard let words: Flat<UInt64> = facts.take(), let kinds: Flat<UInt8> = facts.take(),
            let byID: Flat<UInt32> = facts.take(), let text: Flat<UInt8> = facts.take(),
            let ends: Flat<UInt64> = facts.take(), words.count == kinds.count * 3, byID.count == kinds.count,
            ends.count == kinds.count, ends.last ?? 0 == text.count
        else { return nil }
        self.words = words
        self.kinds = kinds
        self.byID = byID
        self.text = text
        self.ends = ends
    }
}
