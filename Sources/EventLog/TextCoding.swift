/// Hexadecimal and base64, as the key files spell them.
enum TextCoding {
    /// Lower-case hexadecimal.
    static func hex(_ bytes: some Sequence<UInt8>) -> String {
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
    static func bytes(hex text: some StringProtocol) -> [UInt8]? {
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
    static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = Array(bytes[start..<min(start + 3, bytes.count)])
            let bits = (0..<3).reduce(UInt32(0)) { bits, index in
                bits << 8 | (index < group.count ? UInt32(group[index]) : 0)
            }
            for index in 0..<4 {
                text.append(index <= group.count ? alphabet[Int(bits >> (18 - 6 * UInt32(index)) & 63)] : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of standard base64 in its one canonical spelling; nil for anything else.
    static func bytes(base64 text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: characters.count, by: 4) {
            let group = characters[start..<start + 4].prefix { character in character != padding }
            var bits: UInt32 = 0
            for character in group {
                guard let value = alphabet.firstIndex(of: character) else { return nil }
                bits = bits << 6 | UInt32(value)
            }
            bits <<= 6 * UInt32(4 - group.count)
            for index in 0..<max(0, group.count - 1) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * index)))
            }
        }
        return base64(bytes) == text ? bytes : nil
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    private static func value(hexDigit: UInt8) -> UInt8? {
        switch hexDigit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): hexDigit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): hexDigit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
