import TestHistories
import Testing

@testable import CaseModel

/// A table of names against a dictionary: short names and long ones, at any place of their bytes.
struct NamesTests {
    private static func text(_ random: inout SeededRandom) -> [UInt8] {
        // Few letters, so that many are the beginnings of others; lengths on both sides of what counts as short.
        (0..<random.number(0...40)).map { _ in random.happens(90) ? UInt8(ascii: "a") : UInt8(ascii: "b") }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `a name has one symbol, wherever its bytes lie`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        var names = Names()
        var known: [[UInt8]: Symbol] = [:]
        for _ in 0..<3_000 {
            let text = Self.text(&random)
            let before = [UInt8](repeating: UInt8(ascii: "x"), count: random.number(0...9))
            let after = [UInt8](repeating: UInt8(ascii: "y"), count: random.number(0...30))
            let bytes = before + text + after
            let range = before.count..<before.count + text.count
            #expect(names.find(bytes.span.bytes, range) == (text.isEmpty ? .empty : known[text]))
            let symbol = names.intern(bytes.span.bytes, range)
            #expect(known.updateValue(symbol, forKey: text) ?? symbol == symbol)
            #expect(Array(names.bytes(of: symbol)) == text)
        }
        #expect(Set(known.values.map(\.index)).count == known.count)
    }

    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func `names that were kept, and those added since, are found alike`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        var history = CaseHistory(feeds: [])
        let early = (0..<500).map { _ in Self.text(&random) }
        let symbols = early.map { history.tables.names.intern($0.span.bytes, 0..<$0.count) }
        var kept = try #require(CaseHistory(facts: try history.facts)).tables.names
        let late = (0..<500).map { _ in Self.text(&random) }
        let lateSymbols = late.map { kept.intern($0.span.bytes, 0..<$0.count) }
        for (text, symbol) in zip(early + late, symbols + lateSymbols) {
            #expect(kept.find(text.span.bytes, 0..<text.count) == symbol)
            #expect(Array(kept.bytes(of: symbol)) == text)
        }
        let inOrder = Set(early + late).sorted { $0.lexicographicallyPrecedes($1) }
            .compactMap { kept.find($0.span.bytes, 0..<$0.count) }
        for (one, next) in zip(inOrder, inOrder.dropFirst()) {
            #expect(kept.areInOrder(one, next) && !kept.areInOrder(next, one))
        }
    }
}
