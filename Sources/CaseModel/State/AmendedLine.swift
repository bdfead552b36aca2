/// What an event's line becomes by the corrections in force.
enum AmendedLine {
    /// The keys that a correction replaces as a whole.
    private static let keys = ["occurred", "learnt", "because", "evidence", "sources", "note"]

    /// The corrected line in canonical form; nil where the correction leaves no event of its type.
    ///
    /// - Parameters:
    ///   - line: as stored, or as earlier corrections have made it.
    ///   - correction: the canonical line of a correction.
    static func make(_ line: [UInt8], correction: [UInt8]) -> [UInt8]? {
        guard let value = try? JSONParser.parse(line), let change = try? JSONParser.parse(correction),
            let fields = change["data"]
        else { return nil }
        var form = LineForm(.history)
        return form.canonical(apply(fields, reconstructed: names(change["reconstructed"]), to: value))
    }

    private static func apply(_ fields: JSONValue, reconstructed: [String], to line: JSONValue) -> JSONValue {
        guard case .object(var members) = line else { return line }
        var changed: [String] = []
        var data = line["data"]?.members ?? []
        for name in names(fields["cleared"]) {
            members.removeAll { $0.key == name && $0.key != "data" }
            data.removeAll { $0.key == name }
            changed.append(name)
        }
        for key in keys {
            guard let value = fields[key] else { continue }
            set(key, value, in: &members)
            changed.append(key)
        }
        for member in fields["data"]?.members ?? [] {
            set(member.key, member.value, in: &data)
            changed.append(member.key)
        }
        set("data", .object(data), in: &members)
        if !changed.contains("reconstructed") {
            let kept = names(line["reconstructed"]).filter { !changed.contains($0) }
            let still = changed.filter { reconstructed.contains($0) }
            set("reconstructed", .array((kept + still).map(JSONValue.string)), in: &members)
        }
        return .object(members)
    }

    private static func names(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }

    private static func set(_ key: String, _ value: JSONValue, in members: inout [JSONValue.Member]) {
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index].value = value
        } else {
            members.append(JSONValue.Member(key: key, value: value))
        }
    }
}
