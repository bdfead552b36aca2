/// Finds telephone numbers in a text: British ones, international ones behind `+` or `00`, and short or foreign ones
/// where a word says that they are.
struct TelephoneSearch {
    /// Fewer digits are no number that reaches anybody.
    private static let digitCountMin = 6
    private static let digitCountMax = 15

    private let text: [UInt8]

    private init(_ text: [UInt8]) { self.text = text }

    static func traces(in text: [UInt8], hidden: [Range<Int>]) -> [Trace] {
        let search = TelephoneSearch(text)
        var found: [Trace] = []
        var offset = 0
        while offset < text.count {
            guard search.mayBegin(at: offset) else {
                offset += 1
                continue
            }
            let number = search.number(at: offset)
            if !hidden.contains(where: { $0.overlaps(number.range) }), let sureness = search.sureness(of: number) {
                found.append(Trace(kind: .telephone, sureness: sureness, range: number.range))
            }
            offset = max(offset + 1, number.range.upperBound)
        }
        return found
    }

    /// Digits in groups, as they stand.
    private struct Number {
        var range: Range<Int>
        var groups: [String] = []
        var hasPlus: Bool
        /// What parts the groups, one byte for each.
        var marks: [UInt8] = []
        var hasBrackets = false

        var digits: String { groups.joined() }
        var sizes: [Int] { groups.map(\.count) }
    }

    private func mayBegin(at offset: Int) -> Bool {
        let byte = text[offset]
        let isBegin =
            Letters.isDigit(byte) || (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "(")) && isDigit(offset + 1)
            || byte == UInt8(ascii: "(") && offset + 1 < text.count && text[offset + 1] == UInt8(ascii: "+")
        guard isBegin else { return false }
        guard offset > 0 else { return true }
        let before = text[offset - 1]
        // A part of something longer: a code, a reference, an amount, a decimal, a date.
        return !Letters.isASCIILetter(before) && !Letters.isDigit(before) && before < 0x80
            && !"/$#.-_,=&@".utf8.contains(before) || isDashBefore(offset)
    }

    /// Whether a dash or no-break space of Unicode's stands before an offset, rather than a sign of currency.
    private func isDashBefore(_ offset: Int) -> Bool {
        guard offset > 1, text[offset - 1] >= 0x80 else { return false }
        if text[offset - 2] == 0xC2 { return text[offset - 1] == 0xA0 }
        return offset > 2 && text[offset - 3] == 0xE2 && text[offset - 2] == 0x80
    }

    private func isDigit(_ offset: Int) -> Bool { offset < text.count && Letters.isDigit(text[offset]) }

    private func number(at start: Int) -> Number {
        var number = Number(range: start..<start + 1, hasPlus: false)
        var offset = start
        var group = ""
        var end = start + 1
        var marks: [UInt8] = []
        scan: while offset < text.count {
            let byte = text[offset]
            switch byte {
            case _ where Letters.isDigit(byte):
                if group.isEmpty, !number.groups.isEmpty { number.marks.append(marks.first ?? 0) }
                marks = []
                group.unicodeScalars.append(Unicode.Scalar(byte))
                end = offset + 1
            case UInt8(ascii: "+") where number.groups.isEmpty && group.isEmpty: number.hasPlus = true
            case UInt8(ascii: "("), UInt8(ascii: ")"):
                number.hasBrackets = true
                marks.append(byte)
            case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"): marks.append(byte)
            case 0xC2 where offset + 1 < text.count && text[offset + 1] == 0xA0:
                offset += 1
                marks.append(UInt8(ascii: " "))
            default: break scan
            }
            if !Letters.isDigit(byte), !group.isEmpty {
                number.groups.append(group)
                group = ""
            }
            // Two brackets and two spaces at most, as in `+44 (0) 20`; and dates go on with ` - `.
            if marks.count > 3 || marks.filter({ $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") }).count > 2 {
                break
            }
            if marks.count == 3, marks[1] == UInt8(ascii: "-") { break }
            offset += 1
        }
        if !group.isEmpty { number.groups.append(group) }
        number.range = start..<end
        return number
    }

    private func sureness(of number: Number) -> Trace.Sureness? {
        let digits = number.digits
        guard (Self.digitCountMin...Self.digitCountMax).contains(digits.count), !isPartOfMore(number) else {
            return nil
        }
        if number.hasPlus { return digits.count >= 8 && digits.first != "0" ? .sure : nil }
        let word = wordBefore(number.range.lowerBound)
        if Self.references.contains(word) { return nil }
        if Self.telephones.contains(word) { return .sure }
        if digits.hasPrefix("00"), (11...15).contains(digits.count), digits.dropFirst(2).first != "0" {
            return number.sizes[0] >= 2 ? .likely : nil
        }
        if isDate(number) { return nil }
        return british(number, digits) ?? american(number)
    }

    /// A number of Britain's own, with the zero before it. The first group has the zero and three digits of an area at
    /// least, or a bracket around it; so books' numbers are none.
    private func british(_ number: Number, _ digits: String) -> Trace.Sureness? {
        let second = digits.dropFirst().first
        guard digits.first == "0", let second, "1235789".contains(second), number.sizes[0] >= 3 else { return nil }
        guard number.sizes.dropFirst().allSatisfy({ $0 >= 2 }), number.groups.count <= 5 else { return nil }
        let isParted = number.groups.count > 1
        switch digits.count {
        case 11: return isParted || second == "7" || second == "1" || second == "2" ? .sure : .likely
        case 10: return isParted && second == "1" ? .likely : nil
        default: return nil
        }
    }

    private func american(_ number: Number) -> Trace.Sureness? {
        guard number.sizes == [3, 3, 4], let first = number.groups[0].first, first != "0" else { return nil }
        // With spaces alone it may as well be the number of a patient.
        let isUsual = number.hasBrackets || number.marks == [UInt8(ascii: "-"), UInt8(ascii: "-")]
        return isUsual && first != "1" ? .likely : .perhaps
    }

    /// Whether letters, a sign of percentage or a slash follow, or digits behind a comma.
    private func isPartOfMore(_ number: Number) -> Bool {
        let end = number.range.upperBound
        guard end < text.count else { return false }
        if Letters.size(text, end) > 0 || "/%@_=".utf8.contains(text[end]) { return true }
        return text[end] == UInt8(ascii: ",") && isDigit(end + 1)
    }

    /// Whether the groups are those of a date, or of one and a time.
    private func isDate(_ number: Number) -> Bool {
        let sizes = number.sizes
        let isDayFirst = sizes.starts(with: [2, 2, 4]) || sizes.starts(with: [1, 2, 4])
        return isDayFirst || sizes.starts(with: [4, 2, 2]) && "12".contains(number.groups[0].prefix(1))
    }

    /// The word before an offset, in lower case and without what stands between them.
    private func wordBefore(_ offset: Int) -> String {
        var end = offset
        while end > 0, " :.(".utf8.contains(text[end - 1]) { end -= 1 }
        guard offset - end <= 3 else { return "" }
        var start = end
        while start > 0, Letters.isASCIILetter(text[start - 1]) { start -= 1 }
        return String(decoding: text[start..<end], as: UTF8.self).lowercased()
    }

    private static let telephones: Set<String> = [
        "tel", "telephone", "phone", "mobile", "mob", "cell", "fax", "ring", "whatsapp", "landline", "bleep",
    ]
    private static let references: Set<String> = [
        "isbn", "issn", "doi", "ref", "reference", "no", "number", "rec", "iras", "grant", "invoice", "order", "pmid",
        "orcid", "isrctn", "id", "contract", "account", "code", "charity", "company", "version",
    ]
}
