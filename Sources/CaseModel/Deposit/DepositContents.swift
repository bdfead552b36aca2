/// What is in a deposit, in numbers, and the codes that it uses.
package struct DepositContents: Sendable {
    /// A feed whose lines are there as hashes.
    package struct Feed: Sendable {
        package let name: String
        package let lineCount: UInt64
        /// How many of them its checkpoint covers; nil where there is none.
        package let signedCount: UInt64?

        package init(_ name: String, lineCount: UInt64, signedCount: UInt64?) {
            self.name = name
            self.lineCount = lineCount
            self.signedCount = signedCount
        }
    }

    /// How often a type occurs, and with which fields.
    package struct TypeUse: Sendable {
        package fileprivate(set) var count = 0
        package fileprivate(set) var fields: Set<String> = []
    }

    package private(set) var eventCount = 0
    /// How many events are there as they are stored.
    package private(set) var wholeCount = 0
    package let withheld: [Withheld: Int]
    package let dates: DateLimit?
    /// The case's, as it was opened.
    package private(set) var title: String?
    package private(set) var feeds: [Feed] = []
    package private(set) var types: [String: TypeUse] = [:]
    /// The keys that events have beside those that each has.
    package private(set) var keys: Set<String> = []
    private var codeUses: [String: Int] = [:]
    private var codeEvents: [(place: Place, line: JSONValue)] = []

    package init(withheld: [Withheld: Int], dates: DateLimit?) {
        self.withheld = withheld
        self.dates = dates
    }

    package var withheldCount: Int { withheld.values.reduce(0, +) }

    package mutating func add(_ feed: Feed) { feeds.append(feed) }

    /// Takes an event that is deposited.
    ///
    /// - Parameters:
    ///   - line: as it is deposited.
    ///   - codes: those that it names.
    ///   - isWhole: whether its stored line is there too.
    package mutating func add(_ line: JSONValue, at place: Place, codes: [String], isWhole: Bool) {
        eventCount += 1
        if isWhole { wholeCount += 1 }
        let type = line["type"]?.string ?? ""
        if type == EventType.caseOpened.rawValue { title = title ?? line["data"]?["title"]?.string }
        types[type, default: TypeUse()].count += 1
        types[type]?.fields.formUnion((line["data"]?.members ?? []).map(\.key))
        keys.formUnion((line.members ?? []).map(\.key).filter { !Self.everyKey.contains($0) })
        if Self.codeTypes.contains(type) {
            codeEvents.append((place, line))
        } else {
            for code in Set(codes) { codeUses[code, default: 0] += 1 }
        }
    }

    private static let everyKey: Set = ["id", "type", "occurred", "recorded", "data"]
    private static let codeTypes = Set([EventType.codeDefined, .codeRenamed, .codeMerged].map(\.rawValue))

    /// The codebook in force at the end, as far as what is deposited says so: the built-in codes first, then the
    /// case's.
    package var codebook: [DepositedCode] {
        var codes = Codebook.entries.map { DepositedCode(builtIn: $0) }
        var places = Dictionary(uniqueKeysWithValues: codes.indices.map { (codes[$0].code, $0) })
        func change(_ code: String, _ body: (inout DepositedCode) -> Void) {
            let index = places[code] ?? codes.count
            if index == codes.count {
                codes.append(DepositedCode(code: code))
                places[code] = index
            }
            body(&codes[index])
        }
        for (_, line) in codeEvents.sorted(by: { $0.place < $1.place }) {
            guard let data = line["data"] else { continue }
            if let code = data["code"]?.string { change(code) { $0.apply(data) } }
            for from in data["from"]?.array ?? [] {
                if let code = from.string { change(code) { $0.mergedInto = data["into"]?.string } }
            }
        }
        for (code, uses) in codeUses.sorted(by: { $0.key < $1.key }) { change(code) { $0.uses = uses } }
        return codes
    }
}

/// A code of the codebook of a deposit.
package struct DepositedCode: Sendable, Equatable {
    package let code: String
    package private(set) var label: String
    /// Empty where nothing that is deposited defines the code.
    package private(set) var kind = ""
    package private(set) var parents: [String] = []
    package private(set) var description = ""
    package fileprivate(set) var mergedInto: String?
    package let isBuiltIn: Bool
    /// How many events of the deposit name it.
    package fileprivate(set) var uses = 0

    fileprivate init(code: String) {
        self.code = code
        label = ""
        isBuiltIn = false
    }

    fileprivate init(builtIn entry: Codebook.Entry) {
        code = entry.code
        label = entry.code.split(separator: "-").joined(separator: " ")
        kind = entry.kind.rawValue
        parents = entry.parent.map { [$0] } ?? []
        isBuiltIn = true
    }

    /// Takes what an event says of the code.
    fileprivate mutating func apply(_ data: JSONValue) {
        label = data["label"]?.string ?? label
        kind = data["kind"]?.string ?? kind
        parents = data["parents"]?.array?.compactMap(\.string) ?? parents
        description = data["description"]?.string ?? description
    }
}
