import CaseModel

/// Cases side by side: for each question a sheet, whose rows are what is compared and whose columns are the cases.
package struct Comparison: Sendable {
    /// Something of a case that is counted, with the event that shows it.
    package struct Example: Sendable, Equatable {
        package let id: String
        package let event: String
    }

    /// What there is in one case.
    package struct Cell: Sendable {
        /// By their keys in JSON.
        package var counts: [(key: String, count: Int)]
        package var examples: [Example]
        /// What a reader must be told about anything that is counted.
        let marks: Marks

        init(_ counts: [(String, Int)], _ examples: [Example?] = [], marks: some Sequence<Marks> = []) {
            self.counts = counts.map { (key: $0.0, count: $0.1) }
            self.examples = Array(examples.compactMap(\.self).prefix(Self.examplesMax))
            self.marks = Marks(of: marks)
        }

        private static let examplesMax = 2

        var isEmpty: Bool { counts.allSatisfy { $0.count == 0 } }

        func count(_ key: String) -> Int { counts.first { $0.key == key }?.count ?? 0 }
    }

    package struct Row: Sendable {
        package let label: String
        /// One for each case.
        package let cells: [Cell]
    }

    package struct Sheet: Sendable {
        /// In JSON, and of its rows.
        package let key: StaticString
        package let rowKey: StaticString
        package let title: String
        package let remark: String?
        package let rows: [Row]

        /// Whether the numbers of cases can be added up: of fieldwork alone, for whoever takes part in one case is
        /// somebody else in another.
        var isSum: Bool { "\(key)" == "fieldwork" }
    }

    package let cases: [ComparedCase]
    /// Cases that could not be opened, and why.
    package let unread: [(name: String, message: String)]
    package let sheets: [Sheet]

    package init(_ cases: [ComparedCase], unread: [(name: String, message: String)]) {
        self.cases = cases
        self.unread = unread
        let questions = [
            Self.issues, Self.faultlines, Self.reignitions, Self.settlements, Self.sectors, Self.interests,
            Self.standing,
            Self.strategies, Self.skills, Self.bodies, Self.authority, Self.roles, Self.memberships,
            Self.accountability,
            Self.fieldwork,
        ]
        sheets = questions.map { $0(cases) }
    }

    package var isIncomplete: Bool { cases.contains(where: \.isIncomplete) }

    /// A row for each label that any case has something of, in the order in which they come or, where given, in that.
    static func rows(
        _ cases: [ComparedCase], order: [String] = [], _ count: (ComparedCase) -> [(label: String, cell: Cell)]
    ) -> [Row] {
        let counted = cases.map(count)
        let found = counted.map { own in Dictionary(own.map { ($0.label, $0.cell) }) { first, _ in first } }
        var labels = order
        var known = Set(order)
        for label in counted.joined().map(\.label) where known.insert(label).inserted { labels.append(label) }
        return labels.compactMap { label in
            let cells = found.map { $0[label] ?? Cell([]) }
            return cells.allSatisfy(\.isEmpty) ? nil : Row(label: label, cells: cells)
        }
    }

    /// The codes of a kind in the codebook's order: the built-in ones, then those that cases define, by name.
    static func codes(_ kind: CodeKind, _ cases: [ComparedCase]) -> [String] {
        Codebook.codes(of: kind) + Set(cases.flatMap { $0.ownCodes(kind) }).sorted()
    }

    /// Things counted by a label each, with the first of them as examples.
    static func counted<Thing>(
        _ things: [Thing], as key: String, _ marks: KeyPath<Thing, Marks>, by label: (Thing) -> String?,
        _ example: (Thing) -> Example?
    ) -> [(label: String, cell: Cell)] {
        var order: [String] = []
        var groups: [String: [Thing]] = [:]
        for thing in things {
            guard let label = label(thing) else { continue }
            if groups[label] == nil { order.append(label) }
            groups[label, default: []].append(thing)
        }
        return order.map { label in
            let own = groups[label] ?? []
            return (label, Cell([(key, own.count)], own.prefix(2).map(example), marks: own.map { $0[keyPath: marks] }))
        }
    }
}
