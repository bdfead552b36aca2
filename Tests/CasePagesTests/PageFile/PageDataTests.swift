import CaseModel
import CasePages
import TestHistories
import Testing

/// What a page carries comes out of it as it went in.
struct PageDataTests {
    private static func data(_ lines: [[UInt8]], _ hypothetical: PageData.Hypothetical? = nil) -> PageData {
        var events = PageEvents()
        for line in lines { events.add(line) }
        let one = PageData.Case(name: "elm", title: "Elm", unread: ["A frame is damaged."], events)
        return PageData(title: "Two", made: "2026-11-21", hypothetical, [one, one])
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `every event comes out as its line, whoever wrote it in whatever form`(seed: UInt64) throws {
        let lines = HistoryMaker.feeds(seed: seed).flatMap(\.lines)
        let page = try PlainPage(Self.data(lines))
        #expect(page.cases.count == 2)
        for events in page.cases {
            #expect(events.count == lines.count)
            for (line, event) in zip(lines, events) {
                #expect(try PlainPage.sorted(JSONParser.parse(line)) == PlainPage.sorted(event))
            }
        }
    }

    @Test(arguments: [
        #"{"id":"aa-1/1","type":"x","occurred":"2019","recorded":"r","data":{}}"#,
        #"{"id":"aa-1/9","type":"x","data":{"a":[],"b":[1,"c"],"c":["d"],"e":{"f":{}},"g":null,"h":-1.5e3,"i":true}}"#,
        #"{"id":"no id","type":"x","occurred":"2019\n","data":{"a":"line\nbreak","b":["\"","\\n"],"ä":"é𝄞"}}"#,
        #"{"id":"aa-1/007","type":"x","data":{"a":"","b":["",""]}}"#,
        #"{"id":"aa-1/3","type":"data","data":"text","occurred":"","learnt":"2019-06-03T10:00:00.123456789+02:00"}"#,
        #"{"type":"without an id","data":{"data":{"data":{"text":"deep"}}}}"#,
    ])
    func `odd lines come out as well, alone and behind each other`(line: String) throws {
        let other = #"{"id":"aa-1/2","type":"y","occurred":"2019-06-03","recorded":"s","data":{"a":"x"}}"#
        let lines = [line, other, line, line].map { Array($0.utf8) }
        let page = try PlainPage(Self.data(lines))
        #expect(page.cases[0].map(PlainPage.sorted) == (try lines.map { try PlainPage.sorted(JSONParser.parse($0)) }))
    }

    @Test func `a case that could not be opened is there without events, and says why`() throws {
        let ash = PageData.Case(name: "ash", unread: "It is no case.")
        let page = try PlainPage(PageData(title: "Two", made: "2026-11-21", nil, [ash]))
        #expect(page.cases == [[]] && ash.isIncomplete)
        let head = try #require(page.head["cases"]?.array?.first)
        #expect(head["name"]?.string == "ash" && head["unread"] == ["It is no case."])
    }

    @Test func `what is no event is left out`() throws {
        #expect(try PlainPage(Self.data(["no", "[]", #"{"id":"aa-1/1"}"#].map { Array($0.utf8) })).cases[0].isEmpty)
    }

    @Test func `the head says whose page it is, and what is thought away`() throws {
        let head = try PlainPage(
            Self.data([], PageData.Hypothetical(without: ["aa-1/1"], leftOut: ["aa-1/1", "aa-1/2"]))
        )
        .head
        #expect(head["version"] == .integer(1))
        #expect(head["made"]?.string == "2026-11-21" && head["title"]?.string == "Two")
        #expect(head["hypothetical"] == ["without": ["aa-1/1"], "leftOut": ["aa-1/1", "aa-1/2"]])
        #expect(head["cases"]?.array?.first?["unread"] == ["A frame is damaged."])
        let codes = try #require(head["codebook"]?.array)
        #expect(codes.count == Codebook.entries.count)
        #expect(
            codes[1]
                == [
                    "code": "philosophies-of-care", "label": "philosophies of care", "kind": "driver",
                    "parents": ["purpose"],
                ])
        #expect(try PlainPage(Self.data([])).head["hypothetical"] == .null)
    }
}

/// Reads what a page carries as `Page.md` says.
private struct PlainPage {
    struct Wrong: Error {}

    let head: JSONValue
    private(set) var cases: [[JSONValue]] = []

    init(_ data: PageData) throws {
        let bytes = data.bytes
        let end = try #require(bytes.firstIndex(of: 0x0A))
        head = try JSONParser.parse(Array(bytes[..<end]))
        var rest = bytes[(end + 1)...]
        for one in try #require(head["cases"]?.array) {
            let sizes = (one["sizes"]?.array ?? []).compactMap(Self.number)
            let pieces = sizes.map { size in
                defer { rest = rest.dropFirst(size) }
                return String(decoding: rest.prefix(size), as: UTF8.self)
            }
            cases.append(try Self.events(one, pieces))
        }
        #expect(rest.isEmpty)
    }

    private static func number(_ value: JSONValue) -> Int? {
        if case .integer(let number) = value { number } else { nil }
    }

    private static func lines(_ text: String) -> [String] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String($0) ?? "" }
    }

    private static func events(_ one: JSONValue, _ pieces: [String]) throws -> [JSONValue] {
        guard one["count"] != .integer(0) else { return [] }
        let types = (one["types"]?.array ?? []).compactMap(\.string)
        let feeds = (one["feeds"]?.array ?? []).compactMap(\.string)
        var next = 1
        var columns: [(path: [String], values: [JSONValue])] = []
        for column in one["columns"]?.array ?? [] {
            let parts = try #require(column.array)
            let isList = parts[0] == "l"
            let values = try values(
                parts[0].string ?? "", lines(pieces[next]), isList ? lines(pieces[next + 1]) : [], feeds)
            columns.append(((parts[2].array ?? []).compactMap(\.string), values))
            next += isList ? 2 : 1
        }
        let shapes = (one["shapes"]?.array ?? []).map { ($0.array ?? []).compactMap(number) }
        return try lines(pieces[0]).map { text in
            let shape = shapes[try #require(Int(text))]
            var event: JSONValue = .object([.init(key: "type", value: .string(types[shape[0]]))])
            for column in shape.dropFirst() {
                event = put(columns[column].values.removeFirst(), columns[column].path[...], into: event)
            }
            return event
        }
    }

    private static func put(_ value: JSONValue, _ path: ArraySlice<String>, into object: JSONValue) -> JSONValue {
        guard let key = path.first else { return value }
        let inner = put(value, path.dropFirst(), into: object[key] ?? .object([]))
        if object[key] != nil { return object.replacing(key, by: inner) }
        return .object((object.members ?? []) + [.init(key: key, value: inner)])
    }

    private static func values(
        _ kind: String, _ lines: [String], _ counts: [String], _ feeds: [String]
    ) throws -> [JSONValue] {
        func parse(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }
        switch kind {
        case "s": return try lines.map { try parse("\"\($0)\"") }
        case "j": return try lines.map(parse)
        case "l":
            var rest = lines[...]
            return try counts.map { count in
                let count = try #require(Int(count))
                defer { rest = rest.dropFirst(count) }
                return .array(try rest.prefix(count).map { try parse("\"\($0)\"") })
            }
        case "n":
            var last = ""
            return lines.map { line in
                last = String(last.prefix(Int(line.utf8.first ?? 65) - 65)) + line.dropFirst()
                return .string(last)
            }
        case "i":
            var (feed, sequences) = (0, [Int](repeating: 0, count: feeds.count))
            return lines.map { line in
                let parts = line.split(separator: "/", omittingEmptySubsequences: false)
                if parts.count == 2 { feed = Int(parts[0]) ?? feed }
                sequences[feed] += 1 + (Int(parts[parts.count - 1]) ?? 0)
                return .string("\(feeds[feed])/\(sequences[feed])")
            }
        default: throw Wrong()
        }
    }

    /// A value whose members are in the order of their keys.
    static func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            .object(
                members.map { JSONValue.Member(key: $0.key, value: sorted($0.value)) }.sorted { $0.key < $1.key })
        case .array(let elements): .array(elements.map(sorted))
        default: value
        }
    }
}
