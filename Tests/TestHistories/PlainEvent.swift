import CaseModel

/// An event in the plainest form: dictionaries of JSON.
struct PlainEvent {
    let id: String
    let feed: String
    let sequence: Int
    let type: String
    let recorded: Instant
    /// All keys of the line.
    var line: [String: JSONValue] {
        didSet { data = Self.dictionary(line["data"]) }
    }
    /// The type's own fields: asked for too often to be taken out of the line each time.
    private(set) var data: [String: JSONValue]
    var occurred: String { line["occurred"]?.string ?? "" }
    var effect: Instant { EDTF(occurred)?.effect ?? 0 }
    var isImprecise: Bool { EDTF(occurred)?.isImprecise ?? false }
    var known: Instant { line["learnt"]?.string.flatMap { EDTF($0) }?.effect ?? recorded }
    var reconstructed: [String] { Self.texts(line["reconstructed"]) }
    var because: [String] { Self.texts(line["because"]) }

    /// The event of a line; nil when this version cannot type it.
    init?(_ bytes: [UInt8], feed: String, sequence: Int) {
        guard let value = try? JSONParser.parse(bytes), let type = value["type"]?.string,
            let known = EventType(rawValue: type), value["id"]?.string == "\(feed)/\(sequence)",
            let recorded = value["recorded"]?.string.flatMap({ QueryTime($0) })
        else { return nil }
        id = "\(feed)/\(sequence)"
        self.feed = feed
        self.sequence = sequence
        self.type = type
        self.recorded = recorded.latest
        line = Self.dictionary(value)
        data = Self.dictionary(value["data"])
        guard Self.fits(line, EventDescription.of(known)) else { return nil }
    }

    func text(_ field: String) -> String? { data[field]?.string }
    func texts(_ field: String) -> [String] { Self.texts(data[field]) }
    func isBefore(_ other: PlainEvent) -> Bool {
        (effect, recorded, feed, sequence) < (other.effect, other.recorded, other.feed, other.sequence)
    }

    static func dictionary(_ value: JSONValue?) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        for member in value?.members ?? [] where member.value != .array([]) && member.value != .object([]) {
            members[member.key] = member.value
        }
        return members
    }

    static func texts(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }

    /// Whether every field that the type knows has a value of its shape, and none that is required is missing.
    static func fits(_ line: [String: JSONValue], _ description: EventDescription) -> Bool {
        guard line["occurred"]?.string.flatMap({ EDTF($0) }) != nil else { return false }
        if let learnt = line["learnt"], learnt.string.flatMap({ EDTF($0) }) == nil { return false }
        let data = dictionary(line["data"])
        return EventDescription.contextFields.allSatisfy { fits(line[$0.name], $0) }
            && description.fields.allSatisfy { fits(data[$0.name], $0) }
    }

    private static func fits(_ value: JSONValue?, _ field: FieldDescription) -> Bool {
        guard let value else { return !field.isRequired }
        return fits(value, field.shape)
    }

    private static func fits(_ value: JSONValue, _ shape: FieldShape) -> Bool {
        switch (shape, value) {
        case (.slug, .string), (.text, .string), (.words, .string), (.reference, .string), (.flag, .bool): true
        case (.word(let words), .string(let word)): words.contains(word)
        case (.integer(let range), .integer(let number)): range.contains(number)
        case (.date, .string(let text)): EDTF(text) != nil
        case (.event, .string(let text)): text.split(separator: "/").last.flatMap { Int($0) } != nil
        case (.list(let element), .array(let values)): values.allSatisfy { fits($0, element) }
        case (.map, .object(let members)): members.allSatisfy { $0.value.string != nil }
        case (.object(let fields), .object): fields.allSatisfy { fits(dictionary(value)[$0.name], $0) }
        case (.fieldsOfCorrectedType, .object): true
        default: false
        }
    }
}
