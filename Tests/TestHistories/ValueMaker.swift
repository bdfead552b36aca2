package import CaseModel

/// Makes values that fit a field by its description alone, so that no type can be forgotten.
package struct ValueMaker {
    package var random: SeededRandom
    /// Events that may be referred to.
    package var events: [String]
    /// Whether a case's own codes are used too, and built-in ones renamed and merged.
    var usesOwnCodes = false

    package init(_ random: SeededRandom, events: [String]) {
        self.random = random
        self.events = events
    }

    /// The type's own fields: all required ones, and each optional one so many times in a hundred.
    package mutating func data(_ type: EventType, optional percent: Int) -> [JSONValue.Member] {
        fields(EventDescription.of(type).fields, optional: percent)
    }

    /// `because`, `evidence`, `warrant` and what else any event may have.
    package mutating func context(_ type: EventType, optional percent: Int) -> [JSONValue.Member] {
        fields(EventDescription.contextFields, optional: percent).map { member in
            guard member.key == "reconstructed" else { return member }
            let names = ["occurred", "type"] + EventDescription.of(type).fields.map(\.name)
            return JSONValue.Member(
                key: member.key, value: .array(random.some(of: names, upTo: 3).map(JSONValue.string)))
        }
    }

    private mutating func fields(_ descriptions: [FieldDescription], optional percent: Int) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        for field in descriptions where field.isRequired || random.happens(percent) {
            members.append(JSONValue.Member(key: field.name, value: value(field.shape, field.role)))
        }
        return members
    }

    package mutating func value(_ shape: FieldShape, _ role: FieldRole) -> JSONValue {
        switch shape {
        case .slug: return .string(identifier(role))
        case .text, .words: return .string(random.pick(Cast.texts))
        case .word(let words): return .string(random.pick(words))
        case .integer(let range):
            return .integer(random.happens(20) ? range.upperBound : random.number(range.lowerBound...3))
        case .flag: return .bool(random.happens(50))
        case .date: return .string(date())
        case .event: return .string(random.pick(events))
        case .reference: return .string(reference(role))
        case .list(let element): return list(element, role)
        case .map:
            let keys = random.some(of: ["ods", "Schlüssel", "a\"", "aB", "a\n"], upTo: 4)
            let sorted = keys.sorted(by: PlainCase.bytewise)
            return .object(sorted.map { JSONValue.Member(key: $0, value: .string(random.pick(Cast.texts))) })
        case .object(let inner): return .object(fields(inner, optional: 60))
        case .fieldsOfCorrectedType: return .object([JSONValue.Member(key: "title", value: .string("corrected"))])
        }
    }

    private mutating func list(_ element: FieldShape, _ role: FieldRole) -> JSONValue {
        var values: [JSONValue] = []
        for _ in 0..<random.number(1...3) {
            let next = value(element, role)
            if !values.contains(next) { values.append(next) }
        }
        return .array(values)
    }

    private mutating func reference(_ role: FieldRole) -> String {
        random.happens(50) ? random.pick(events) : identifier(role)
    }

    private mutating func identifier(_ role: FieldRole) -> String {
        if usesOwnCodes, let code = code(role) { return code }
        return switch role {
        case .defines(let kind): random.pick(Cast.names(kind))
        case .course(let kinds), .touches(let kinds), .existing(let kinds): random.pick(Cast.names(kinds))
        case .perceiver: random.happens(40) ? "researcher" : random.pick(Cast.names(.actor))
        case .definesCode, .courseOfCode: random.pick(Cast.ownCodes)
        case .code(let kind): random.pick(Cast.codes(kind))
        case .plain, .events, .coded: random.pick(Cast.roles)
        }
    }

    /// A code of few, some of them the case's own; nil for a field that holds none.
    private mutating func code(_ role: FieldRole) -> String? {
        switch role {
        case .definesCode: random.pick(Cast.ownCodes)
        case .courseOfCode: random.pick(Cast.ownCodes + ["purpose", "listening", "evidence-and-data"])
        case .code(let kind): random.happens(40) ? random.pick(Cast.ownCodes) : random.pick(Cast.codes(kind))
        default: nil
        }
    }

    /// A date of any form between 2017 and 2021.
    package mutating func date() -> String {
        let year = random.number(2017...2021)
        let month = two(random.number(1...12))
        let day = "\(year)-\(month)-\(two(random.number(1...28)))"
        let text: String
        switch random.number(1...20) {
        case 1: text = "\(year)"
        case 2, 3: text = "\(year)-\(month)"
        case 4: text = "\(year)-\(random.number(21...24))"
        case 5: text = "\(year)-\(month)/\(year + 1)"
        case 6: text = "../\(day)"
        case 7: text = "\(day)T\(two(random.number(0...23))):\(two(random.number(0...59)))"
        case 8: text = "\(day)T23:30:\(two(random.number(0...59)))\(random.pick(["Z", "+01:00", "-05", "+14:59"]))"
        default: text = day
        }
        return random.happens(10) ? text + random.pick(["~", "?", "%"]) : text
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
