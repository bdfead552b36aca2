// What the lines of entries name, told from the lines themselves.
extension JSONValue {
    /// What a line names, as it is shown: `#` and a code, or `@` and the identifier of anything else, an event's too;
    /// not what it makes known itself. Of a correction, whose fields may be anything, each text is both.
    package var namedInLine: Set<String> {
        guard let type = self["type"]?.string.flatMap(EventType.init(rawValue:)) else { return [] }
        var named: Set<String> = []
        for field in EventDescription.contextFields { field.collect(self[field.name], &named) }
        for field in EventDescription.of(type).fields { field.collect(self["data"]?[field.name], &named) }
        if type == .eventCorrected {
            for text in self["data"]?["data"]?.texts ?? [] { named.formUnion(["@" + text, "#" + text]) }
        }
        if type == .memoWritten, self["data"]?["kind"]?.string == MemoKind.instrument.rawValue,
            let code = KeySetting(Entry(self["data"]?["text"]?.string ?? ""))?.code
        {
            named.insert("#" + code)
        }
        return named
    }

    fileprivate var texts: [String] {
        [string].compactMap { $0 } + (array ?? []).flatMap(\.texts) + (members ?? []).flatMap(\.value.texts)
    }

    /// Itself without some of its members.
    fileprivate func without(_ keys: Set<String>) -> JSONValue {
        .object((members ?? []).filter { !keys.contains($0.key) })
    }
}

extension FieldDescription {
    fileprivate func collect(_ value: JSONValue?, _ named: inout Set<String>) {
        guard let value else { return }
        switch role {
        case .plain, .defines, .definesCode: return
        case .courseOfCode, .code: named.formUnion(value.texts.map { "#" + $0 })
        case .course, .touches, .existing, .perceiver, .events, .coded: named.formUnion(value.texts.map { "@" + $0 })
        }
    }
}

/// One of the events that a form makes of each of several actors: what it is but for the actor.
package struct EventOfEach: Equatable {
    /// By the types of the forms that do, the field of the actor.
    private static let fields: [EventType: String] = {
        var fields: [EventType: String] = [:]
        for form in EntryForm.all {
            guard case .event(let type) = form.work else { continue }
            for slot in form.slots {
                if case .eachActor = slot.takes { fields[type] = slot.field }
            }
        }
        return fields
    }()

    package let actor: String
    private let rest: JSONValue
    private let data: JSONValue

    /// - Returns: nil for a line that no such form makes.
    package init?(_ line: JSONValue) {
        guard let type = line["type"]?.string.flatMap(EventType.init(rawValue:)), let field = Self.fields[type],
            let data = line["data"], let actor = data[field]?.string
        else { return nil }
        self.actor = actor
        var own: Set<String> = [field]
        for field in EventDescription.of(type).fields {
            if case .defines = field.role { own.insert(field.name) }
        }
        self.data = data.without(own)
        rest = line.without(["id", "data"])
    }

    /// Whether one form has made both.
    package func isAlike(_ other: EventOfEach) -> Bool {
        actor != other.actor && rest == other.rest && data == other.data
    }
}

/// One of the observations that a line of keys makes.
package enum KeyPress: Equatable {
    case points([String])
    case begins
    case ends

    /// - Returns: nil for a line that keys do not make.
    package init?(_ line: JSONValue) {
        guard line["type"]?.string == EventType.observationNoted.rawValue, let data = line["data"],
            data.members?.count == 2, let text = data["text"]?.string,
            let codes = data["codes"]?.array?.compactMap(\.string)
        else { return nil }
        switch text {
        case codes.map({ "#" + $0 }).joined(separator: " "): self = .points(codes)
        case codes.first.map(KeyCodes.beginning): self = .begins
        case codes.first.map(KeyCodes.end): self = .ends
        default: return nil
        }
    }

    /// Whether the same line of keys may have made another one behind it: a point again, or a state.
    package func isFollowed(by next: KeyPress) -> Bool {
        guard case .points(let again) = next else { return true }
        guard case .points(let codes) = self else { return false }
        return again.allSatisfy(codes.contains)
    }
}
