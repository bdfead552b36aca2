/// A field of a fact, as people read it.
struct FactField: Sendable, Equatable {
    let name: String
    let text: String
}

extension DifferenceSide {
    /// The fields of what an event says, but for prose, those that are absent, and some that are told otherwise.
    func fields(_ fields: some PayloadFields, without told: Set<String> = []) -> [FactField] {
        var visitor = FactFieldVisitor(side: self, told: told)
        var fields = fields
        fields.visit(&visitor)
        return visitor.found
    }

    /// A list of names as one field, where there are any.
    func field(_ name: String, _ slugs: [Slug]) -> [FactField] {
        slugs.isEmpty ? [] : [FactField(name: name, text: slugs.map(self.name).joined(separator: ", "))]
    }
}

private struct FactFieldVisitor: FieldVisitor {
    let side: DifferenceSide
    let told: Set<String>
    var found: [FactField] = []

    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        if case .defines = role { return }
        guard !value.isAbsent, !told.contains(name.description), let text = text(value) else { return }
        found.append(FactField(name: name.description, text: text))
    }

    private func text(_ value: any FieldValue) -> String? {
        let tables = side.view.tables
        switch value {
        case is Prose, is Prose?: return nil
        case let slug as Slug: return side.name(slug)
        case let slugs as List<Slug>: return slugs.elements(in: tables).map(side.name).joined(separator: ", ")
        case let label as Label: return tables.text(label)
        case let words as Words: return tables.text(words)
        default:
            var writer = LineWriter(tables: tables, source: RawSpan())
            value.write(to: &writer)
            return (try? JSONParser.parse(writer.output)).map(Self.words)
        }
    }

    /// A value without the signs of JSON.
    private static func words(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .bool(let flag): flag ? "yes" : "no"
        case .array(let elements): elements.map(words).joined(separator: ", ")
        case .object(let members): members.map { "\($0.key) \(words($0.value))" }.joined(separator: ", ")
        default: ""
        }
    }
}
