/// Text for people, wherever they read it: they must see what stands there, and nothing that reads it must obey. What
/// would steer a terminal, turn around the order of what follows, or hide that it is there becomes a picture. Data,
/// such as JSON, keeps it. The page does the same by itself (`harmless` in `dom.js`).
package enum HarmlessText {
    /// The characters that are not shown as they are: controls but for tab and line feed, what sets the direction of
    /// text, what ends a line or has no width. U+200C and U+200D join letters and pictures, and stay.
    package static let hidden: [ClosedRange<UInt32>] = [
        0x00...0x08, 0x0B...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200B...0x200B, 0x200E...0x200F, 0x2028...0x202E,
        0x2060...0x206F, 0xFEFF...0xFEFF, 0xFFF9...0xFFFB,
    ]

    /// A text in UTF-8 with pictures in the place of such characters.
    package static func of(_ text: [UInt8]) -> [UInt8] {
        guard mayHide(text), hides(text) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { shown.append(picture(of: scalar)) }
        return Array(String(shown).utf8)
    }

    package static func of(_ text: String) -> String { String(decoding: of(Array(text.utf8)), as: UTF8.self) }

    private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard isHidden(scalar.value) else { return scalar }
        return scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" : "\u{FFFD}"
    }

    private static func isHidden(_ scalar: UInt32) -> Bool { hidden.contains { $0.contains(scalar) } }

    /// Whether there is a byte with which one of them may begin.
    private static func mayHide(_ text: [UInt8]) -> Bool {
        // Without branches, many bytes are looked at together.
        var found: UInt8 = 0
        for byte in text {
            found |= (byte < 0x20 ? 1 : 0) & (byte == 0x0A ? 0 : 1) & (byte == 0x09 ? 0 : 1)
            found |= (byte == 0x7F ? 1 : 0) | (byte == 0xC2 ? 1 : 0) | (byte == 0xD8 ? 1 : 0)
            found |= (byte == 0xE2 ? 1 : 0) | (byte == 0xEF ? 1 : 0)
        }
        return found != 0
    }

    /// Whether there is one: dashes and quotation marks begin like some of them.
    private static func hides(_ text: [UInt8]) -> Bool {
        for index in text.indices {
            let scalar: UInt32
            switch text[index] {
            case 0x09, 0x0A, 0x20..<0x7F: continue
            case ..<0x80: return true
            case 0xC2, 0xD8: scalar = UInt32(text[index] & 0x1F) << 6 | following(text, index + 1)
            case 0xE2, 0xEF:
                let second = following(text, index + 1)
                scalar = UInt32(text[index] & 0x0F) << 12 | second << 6 | following(text, index + 2)
            default: continue
            }
            if isHidden(scalar) { return true }
        }
        return false
    }

    /// What a further byte of a character adds to it; where there is none, what makes it no character at all.
    private static func following(_ text: [UInt8], _ index: Int) -> UInt32 {
        index < text.count && text[index] & 0xC0 == 0x80 ? UInt32(text[index] & 0x3F) : 1 << 24
    }
}
