import CaseModel

/// The events of a case as its page holds them: in columns, one for each key and for each field of a type. Values that
/// are alike lie side by side then, and are packed into far fewer bytes than lines are. `data.js` gives the lines back.
package struct PageEvents: Sendable {
    /// A key in its place.
    private struct Node {
        let key: [UInt8]
        let type: Int?
        let path: [String]
        var children: [Int] = []
        /// Its column of each kind, where it has one.
        var columns = [Int?](repeating: nil, count: PageColumn.Kind.allCases.count)
    }

    private var members = LineMembers()
    private var types: [String] = []
    /// The first one is the line itself.
    private var nodes = [Node(key: [], type: nil, path: [])]
    /// The node of each type's `data`.
    private var dataNodes: [Int] = []
    private var columns: [PageColumn] = []
    private var shapes = PageShapes()
    private var feeds: [[UInt8]] = []

    package init() {}

    package var count: Int { shapes.eventCount }

    /// Adds an event.
    ///
    /// - Parameter line: as it is to be shown, in any valid form. What is no JSON object with a type is left out.
    package mutating func add(_ line: [UInt8]) {
        guard let line = members.canonical(line), let type = members.text("type", in: line.span.bytes) else { return }
        let number = number(ofType: String(decoding: line[type], as: UTF8.self))
        var way = shapes.begin(number)
        add(line, 0..<line.count, node: 0, number, &way)
        shapes.end(way)
    }

    private mutating func number(ofType type: String) -> Int {
        if let known = types.firstIndex(of: type) { return known }
        types.append(type)
        dataNodes.append(nodes.count)
        nodes.append(Node(key: Array("data".utf8), type: types.count - 1, path: ["data"]))
        return types.count - 1
    }

    private mutating func add(_ line: [UInt8], _ object: Range<Int>, node: Int, _ type: Int, _ way: inout Int) {
        var members: [(key: Range<Int>, value: Range<Int>)] = []
        var scanner = CanonicalScanner(line.span.bytes, object)
        _ = scanner.skipObject(depth: 0) { members.append(($0, $1)) }
        for (key, value) in members {
            let isOwn = node == 0
            if isOwn, line[key].elementsEqual("type".utf8) { continue }
            let isData = isOwn && line[key].elementsEqual("data".utf8)
            let child = isData ? dataNodes[type] : child(of: node, line[key])
            addValue(line, value, child, type, &way)
        }
    }

    private mutating func child(of parent: Int, _ key: ArraySlice<UInt8>) -> Int {
        if let known = nodes[parent].children.first(where: { nodes[$0].key.elementsEqual(key) }) { return known }
        let name = (try? JSONParser.parse([0x22] + key + [0x22]))?.string ?? ""
        nodes[parent].children.append(nodes.count)
        nodes.append(Node(key: Array(key), type: nodes[parent].type, path: nodes[parent].path + [name]))
        return nodes.count - 1
    }

    private mutating func addValue(
        _ line: [UInt8], _ value: Range<Int>, _ node: Int, _ type: Int, _ way: inout Int
    ) {
        switch line[value.lowerBound] {
        case UInt8(ascii: "\""): addText(line[value].dropFirst().dropLast(), node, &way)
        case UInt8(ascii: "{") where value.count > 2: add(line, value, node: node, type, &way)
        case UInt8(ascii: "["):
            if let texts = texts(line, value) {
                let column = column(of: node, .texts, &way)
                for text in texts { columns[column].add(line[text]) }
                return columns[column].endList(of: texts.count)
            }
            fallthrough
        default: columns[column(of: node, .json, &way)].add(line[value])
        }
    }

    /// The texts of a list, between their quotes; nil where it is empty or holds anything else.
    private func texts(_ line: [UInt8], _ list: Range<Int>) -> [Range<Int>]? {
        var elements: [Range<Int>] = []
        var scanner = CanonicalScanner(line.span.bytes, list)
        _ = scanner.skipArray(depth: 0) { elements.append($0) }
        let areTexts = elements.allSatisfy { line[$0.lowerBound] == UInt8(ascii: "\"") }
        return areTexts && !elements.isEmpty ? elements.map { $0.lowerBound + 1..<$0.upperBound - 1 } : nil
    }

    private static let near: Set = ["occurred", "learnt", "recorded"]

    private mutating func addText(_ text: ArraySlice<UInt8>, _ node: Int, _ way: inout Int) {
        let path = nodes[node].path
        let isPlain = path.count == 1 && text.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\\") }
        if isPlain, path[0] == "id", let (feed, sequence) = id(text) {
            return columns[column(of: node, .id, &way)].add(feed: feed, sequence: sequence)
        }
        columns[column(of: node, isPlain && Self.near.contains(path[0]) ? .near : .text, &way)].add(text)
    }

    private mutating func id(_ text: ArraySlice<UInt8>) -> (feed: Int, sequence: Int)? {
        guard let slash = text.lastIndex(of: UInt8(ascii: "/")),
            let sequence = Int(String(decoding: text[(slash + 1)...], as: UTF8.self)), sequence > 0,
            String(sequence).utf8.elementsEqual(text[(slash + 1)...])
        else { return nil }
        let name = text[..<slash]
        if let known = feeds.firstIndex(where: { $0.elementsEqual(name) }) { return (known, sequence) }
        feeds.append(Array(name))
        return (feeds.count - 1, sequence)
    }

    private mutating func column(of node: Int, _ kind: PageColumn.Kind, _ way: inout Int) -> Int {
        let column = nodes[node].columns[kind.rawValue] ?? columns.count
        if column == columns.count {
            columns.append(PageColumn(type: nodes[node].type, path: nodes[node].path, kind: kind))
            nodes[node].columns[kind.rawValue] = column
        }
        shapes.go(&way, to: column)
        return column
    }

    /// What says how the pieces are read, and the pieces: the shapes of the events, and each column.
    func written() -> (head: [JSONValue.Member], pieces: [[UInt8]]) {
        let (shapes, events) = shapes.written()
        let heads = columns.map { column in
            JSONValue.array([
                .string(column.kind.letter), column.type.map(JSONValue.integer) ?? .null,
                .array(column.path.map(JSONValue.string)),
            ])
        }
        let pieces = [events] + columns.flatMap(\.pieces)
        let head: [JSONValue.Member] = [
            .init(key: "feeds", value: .array(feeds.map { .string(String(decoding: $0, as: UTF8.self)) })),
            .init(key: "types", value: .array(types.map(JSONValue.string))),
            .init(key: "columns", value: .array(heads)),
            .init(key: "shapes", value: .array(shapes.map { .array($0.map(JSONValue.integer)) })),
            .init(key: "count", value: .integer(count)),
            .init(key: "sizes", value: .array(pieces.map { .integer($0.count) })),
        ]
        return (head, pieces)
    }
}
