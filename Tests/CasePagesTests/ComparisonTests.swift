import CaseModel
import TestHistories
import Testing

@testable import CasePages

/// Cases side by side.
struct ComparisonTests {
    private static func cases(minutes: [JSONValue]) throws -> [ComparedCase] {
        try minutes.enumerated().map { index, minutes in
            var book = try Notebook.withCast()
            try book.record(.sessionStarted, "2019-06-03", ["session": "m1", "kind": "meeting"])
            try book.record(.sessionEnded, "2019-06-03", ["session": "m1", "minutes": minutes])
            let answer = book.answer()
            return ComparedCase("case-\(index)", answer.view, answer.found, isIncomplete: false)
        }
    }

    @Test func `lengths read as they do in the view of fieldwork`() throws {
        let sections = Comparison(try Self.cases(minutes: [45, 75]), unread: []).sections
        let rows = try #require(sections.first { $0.title == "Fieldwork" }).rows
        let cells = (0..<rows.count).map { row in
            (0..<4).map { String(decoding: rows.bytes[rows.cell(row, $0)], as: UTF8.self) }
        }
        #expect(cells.contains(["minutes", "45 min", "1 h 15 min", "2 h"]))
    }

    @Test func `each case is counted once for a sheet, and its labels stand in the order in which they come`() throws {
        var counted: [String] = []
        let rows = Comparison.rows(try Self.cases(minutes: [1, 2]), order: ["c", "z"]) { one in
            counted.append(one.name)
            let labels = one.name == "case-0" ? ["b", "a"] : ["a", "d", "c"]
            return labels.map { ($0, Comparison.Cell([("count", 1)])) }
        }
        #expect(counted == ["case-0", "case-1"])
        #expect(rows.map(\.label) == ["c", "b", "a", "d"])
        #expect(rows.map { $0.cells.map { $0.count("count") } } == [[0, 1], [1, 0], [1, 1], [0, 1]])
    }

    private static func cells(_ rows: Rows) -> [[String]] {
        (0..<rows.count).map { row in
            (0..<rows.columnCount).map { String(decoding: rows.bytes[rows.cell(row, $0)], as: UTF8.self) }
        }
    }

    @Test func `a cell is marked by whatever is imprecise or reconstructed among what it counts`() throws {
        let cases = try ["2019-06-03", "2019-06"].enumerated().map { index, date in
            var book = try Notebook.withCast()
            let names: JSONValue = ["acute", "council"]
            let fields: JSONValue = ["dispute": "beds", "title": "Beds", "issues": ["resources"], "parties": names]
            try book.record(.disputeRaised, date, fields, index == 1 ? ["reconstructed": ["parties"]] : [:])
            let answer = book.answer()
            return ComparedCase("case-\(index)", answer.view, answer.found, isIncomplete: false)
        }
        let comparison = Comparison(cases, unread: [])
        let issues = try #require(comparison.sections.first { $0.title.contains("by issue") })
        let row = try #require(Self.cells(issues.rows).first { $0[0] == "resources" })
        #expect(row[1].hasSuffix("]") && row[2].hasSuffix("]  ~*") && issues.isMarked)
        var json = JSONBuilder(Tables(feeds: []))
        json.object { comparison.write(to: &$0) }
        let text = String(decoding: json.bytes, as: UTF8.self)
        #expect(text.contains(#""imprecise":true,"reconstructed":["parties"],"examples""#))
        let plain = Comparison(Array(cases.prefix(1)), unread: []).sections
        #expect(try !#require(plain.first { $0.title.contains("by issue") }).isMarked)
    }

    @Test func `rows of codes stand in the codebook's order, whichever case has them first`() throws {
        let cases = try (0..<2).map { index in
            var book = try Notebook.withCast()
            try book.raise("beds", "2019-01-01")
            if index == 1 {
                let own: JSONValue = ["code": "allies", "label": "Allies", "kind": "strategy", "parents": ["power"]]
                try book.record(.codeDefined, "2019-01-02", own)
            }
            let used = index == 0 ? ["confronting-opponents", "deal-making"] : ["listening", "allies"]
            for strategy in used {
                let fields: JSONValue = [
                    "strategy": .string(strategy), "by": "acute", "dispute": "beds",
                    "skills": index == 0 ? ["networking"] : ["personal-qualities"],
                ]
                try book.record(.strategyEmployed, "2019-02-01", fields)
            }
            let answer = book.answer()
            return ComparedCase("case-\(index)", answer.view, answer.found, isIncomplete: false)
        }
        func labels(_ key: String) -> [String]? {
            Comparison(cases, unread: []).sheets.first { "\($0.key)" == key }?.rows.map(\.label)
        }
        #expect(
            labels("strategies") == [
                "meaning: listening", "stakes: deal-making", "power: confronting-opponents", "power: allies",
            ])
        #expect(labels("skills") == ["personal-qualities", "networking"])
        let heads = Comparison(cases, unread: []).sections.compactMap(\.columns.first)
        #expect(heads.contains("fault-line") && !heads.contains("faultline"))
    }

    @Test(arguments: [8, 20])
    func `however many cases there are, fieldwork is added up`(count: Int) throws {
        let minutes = [JSONValue](repeating: 45, count: count)
        let section = try #require(Comparison(try Self.cases(minutes: minutes), unread: []).sections.last)
        let rows = Self.cells(section.rows).filter { $0[0] == "meeting" }
        #expect(section.columns.count == (count == 8 ? 10 : 3) && rows.count == (count == 8 ? 1 : count + 1))
        #expect(rows.last?.last == "\(count)" && (count == 8 || rows.last?[1] == "together"))
    }
}
