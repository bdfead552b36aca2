package import CaseModel

/// The same JSON in another form: members in another order, white space, letters escaped that need not be.
package enum Disguise {
    package static func line(_ value: JSONValue, _ random: inout SeededRandom) -> [UInt8] {
        Array(text(value, &random).utf8)
    }

    private static func text(_ value: JSONValue, _ random: inout SeededRandom) -> String {
        switch value {
        case .object(let members):
            let parts = members.shuffled(using: &random).map { member in
                space(&random) + quoted(member.key, &random) + space(&random) + ":" + space(&random)
                    + text(member.value, &random) + space(&random)
            }
            return "{" + (parts.isEmpty ? space(&random) : parts.joined(separator: ",")) + "}"
        case .array(let elements):
            return "[" + elements.map { space(&random) + text($0, &random) }.joined(separator: ",") + space(&random)
                + "]"
        case .string(let string): return quoted(string, &random)
        case .null, .bool, .integer, .number: return String(decoding: bytes(value), as: UTF8.self)
        }
    }

    private static func space(_ random: inout SeededRandom) -> String {
        random.happens(70) ? "" : random.pick([" ", "\t", "\r", "  "])
    }

    private static func quoted(_ text: String, _ random: inout SeededRandom) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if scalar == "/", random.happens(30) {
                output += "\\/"
            } else if mustEscape || random.happens(5) {
                for unit in String(scalar).utf16 { output += escape(unit) }
            } else {
                output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16, uppercase: unit % 2 == 0)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
