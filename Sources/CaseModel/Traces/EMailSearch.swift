/// Finds e-mail addresses in a text.
enum EMailSearch {
    /// Before the `@` of an address that is no person's.
    private static let offices: Set<String> = [
        "info", "enquiries", "enquiry", "contact", "office", "admin", "press", "team", "hello", "support", "mail",
        "communications", "comms", "media", "help", "helpdesk", "noreply", "no-reply", "feedback", "complaints", "pals",
    ]

    static func traces(in text: [UInt8]) -> [Trace] {
        var found: [Trace] = []
        for offset in text.indices {
            var sign = offset..<offset + 1
            var isPlain = true
            switch text[offset] {
            case UInt8(ascii: "@"): break
            case UInt8(ascii: "["), UInt8(ascii: "("):
                guard let written = writtenSign(text, offset) else { continue }
                (sign, isPlain) = (written, false)
            default: continue
            }
            guard let address = address(text, around: sign) else { continue }
            let local = String(decoding: text[address.lowerBound..<sign.lowerBound], as: UTF8.self).lowercased()
            let isOffice = offices.contains(local.filter { $0 != " " })
            let sureness: Trace.Sureness = isOffice ? .perhaps : isPlain ? .sure : .likely
            found.append(Trace(kind: .email, sureness: sureness, range: address))
        }
        return found
    }

    /// `[at]` or `(at)`, with the spaces around it, by which people hide an address from programs.
    private static func writtenSign(_ text: [UInt8], _ offset: Int) -> Range<Int>? {
        guard offset + 4 <= text.count, text[offset + 1] | 0x20 == UInt8(ascii: "a"),
            text[offset + 2] | 0x20 == UInt8(ascii: "t"),
            text[offset + 3] == UInt8(ascii: "]") || text[offset + 3] == UInt8(ascii: ")")
        else { return nil }
        var (start, end) = (offset, offset + 4)
        while start > 0, text[start - 1] == UInt8(ascii: " ") { start -= 1 }
        while end < text.count, text[end] == UInt8(ascii: " ") { end += 1 }
        return start..<end
    }

    /// The address around its sign; nil where what stands there is none.
    private static func address(_ text: [UInt8], around sign: Range<Int>) -> Range<Int>? {
        var start = sign.lowerBound
        while start > 0, isLocal(text[start - 1]) { start -= 1 }
        // Quotation marks and the like are no part of it.
        while start < sign.lowerBound, Letters.size(text, start) == 0 { start += 1 }
        var end = sign.upperBound
        while end < text.count {
            let size = text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: "-") ? 1 : Letters.size(text, end)
            guard size > 0 else { break }
            end += size
        }
        while end > sign.upperBound, text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: "-") {
            end -= 1
        }
        guard start < sign.lowerBound,
            let dot = text[sign.upperBound..<end].lastIndex(of: UInt8(ascii: ".")), dot > sign.upperBound,
            end - dot > 2, text[dot + 1..<end].allSatisfy({ Letters.isASCIILetter($0) || $0 >= 0x80 })
        else { return nil }
        return start..<end
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        Letters.isASCIILetter(byte) || Letters.isDigit(byte) || byte >= 0x80 || "._%+'-".utf8.contains(byte)
    }
}
