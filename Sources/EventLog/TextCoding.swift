/// Hexadecimal and base64, as key files and boxes spell them.
package enum TextCoding {
    /// Lower-case hexadecimal.
    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        append(hex: bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends lower-case hexadecimal.
    static func append(hex bytes: some Sequence<UInt8>, to text: inout [UInt8]) {
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The bytes of lower-case hexadecimal; nil for anything else.
    package static func bytes(hex text: some StringProtocol) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(hexDigit: digits[index]), let low = value(hexDigit: digits[index + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    /// Standard base64 with padding (RFC 4648 §4).
    package static func base64(_ bytes: [UInt8]) -> String {
        var text = [UInt8](repeating: padding, count: (bytes.count + 2) / 3 * 4)
        var end = 0
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var bits = UInt32(bytes[start]) << 16
            if count > 1 { bits |= UInt32(bytes[start + 1]) << 8 }
            if count > 2 { bits |= UInt32(bytes[start + 2]) }
            text[end] = letter(bits >> 18)
            text[end + 1] = letter(bits >> 12 & 63)
            if count > 1 { text[end + 2] = letter(bits >> 6 & 63) }
            if count > 2 { text[end + 3] = letter(bits & 63) }
            end += 4
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of standard base64 in its one canonical spelling; nil for anything else.
    package static func bytes(base64 text: some StringProtocol) -> [UInt8]? {
        bytes(letters: Array(text.utf8))
    }

    private static func bytes(letters text: [UInt8]) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        for start in stride(from: 0, to: text.count, by: 4) {
            var bits: UInt32 = 0
            var count = 0
            for position in start..<start + 4 {
                bits <<= 6
                if text[position] == padding, start + 4 == text.count { continue }
                // A letter behind padding is not where it belongs.
                guard let value = value(letter: text[position]), count == position - start else { return nil }
                bits |= value
                count += 1
            }
            // What a shorter group leaves over has one spelling: zeros.
            guard count > 1, count == 4 || bits & (count == 3 ? 0xFF : 0xFFFF) == 0 else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
            if count > 2 { bytes.append(UInt8(truncatingIfNeeded: bits >> 8)) }
            if count > 3 { bytes.append(UInt8(truncatingIfNeeded: bits)) }
        }
        return bytes
    }

    private static func letter(_ value: UInt32) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: value)
        return switch value {
        case ..<26: UInt8(ascii: "A") + value
        case ..<52: UInt8(ascii: "a") + (value - 26)
        case ..<62: UInt8(ascii: "0") + (value - 52)
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }

    private static func value(letter: UInt8) -> UInt32? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(letter - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(letter - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(letter - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static let padding = UInt8(ascii: "=")

    private static func value(hexDigit: UInt8) -> UInt8? {
        switch hexDigit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): hexDigit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): hexDigit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
