/// What the bytes of a text are, as far as words are made of them.
enum Letters {
    /// How many bytes the letter or digit has that begins at an offset; 0 where none does.
    @inline(__always)
    static func size(_ text: [UInt8], _ offset: Int) -> Int {
        guard offset < text.count else { return 0 }
        let byte = text[offset]
        if byte < 0x80 { return isASCIILetter(byte) || isDigit(byte) ? 1 : 0 }
        return unicodeSize(text, offset)
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    static func isASCIILetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    /// How many bytes the hyphen or apostrophe has that begins at an offset.
    static func joinSize(_ text: [UInt8], _ offset: Int) -> Int {
        guard offset < text.count else { return 0 }
        if text[offset] == UInt8(ascii: "-") { return 1 }
        if isMark(text, offset, 0x90) || isMark(text, offset, 0x91) { return 3 }
        return apostropheSize(text, offset)
    }

    static func apostropheSize(_ text: [UInt8], _ offset: Int) -> Int {
        guard offset < text.count else { return 0 }
        if text[offset] == UInt8(ascii: "'") { return 1 }
        return isMark(text, offset, 0x99) ? 3 : 0
    }

    static func shape(_ text: [UInt8], _ word: Range<Int>) -> TextWord.Shape {
        guard let first = scalar(text, word.lowerBound), isUpper(first.scalar) else { return .other }
        var offset = word.lowerBound + first.size
        var (lowerCount, upperCount) = (0, 1)
        var isSecondLower: Bool?
        while offset < word.upperBound {
            let mark = joinSize(text, offset)
            if mark > 0 {
                // In a name each part has a capital; `Stoke-on-Trent` and `Smith-led` are none.
                let isHyphen = text[offset] == UInt8(ascii: "-") || apostropheSize(text, offset) == 0
                offset += mark
                if isHyphen, let next = scalar(text, offset), !isUpper(next.scalar) { return .other }
                if isSecondLower == nil { isSecondLower = !isHyphen }
                continue
            }
            guard let next = scalar(text, offset) else { return .other }
            if next.scalar.isASCII, isDigit(UInt8(next.scalar.value)) { return .other }
            let isNextUpper = isUpper(next.scalar)
            if isSecondLower == nil { isSecondLower = !isNextUpper }
            if isNextUpper { upperCount += 1 } else { lowerCount += 1 }
            offset += next.size
        }
        if upperCount == 1, lowerCount == 0 { return .initial }
        if lowerCount == 0 { return .capitals }
        return isSecondLower == true ? .capitalised : .other
    }

    private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return UInt8(scalar.value) &- UInt8(ascii: "A") < 26 }
        return scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
    }

    private static func unicodeSize(_ text: [UInt8], _ offset: Int) -> Int {
        guard let (scalar, size) = scalar(text, offset) else { return 0 }
        let properties = scalar.properties
        let isPart =
            properties.isAlphabetic || properties.generalCategory == .nonspacingMark
            || properties.generalCategory == .decimalNumber
        return isPart ? size : 0
    }

    /// The scalar that begins at an offset; nil in the middle of one.
    private static func scalar(_ text: [UInt8], _ offset: Int) -> (scalar: Unicode.Scalar, size: Int)? {
        guard offset < text.count else { return nil }
        let first = text[offset]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC0, offset + size <= text.count else { return nil }
        var value = UInt32(first) & (0x7F >> UInt32(size))
        for byte in text[offset + 1..<offset + size] { value = value << 6 | UInt32(byte & 0x3F) }
        return Unicode.Scalar(value).map { ($0, size) }
    }

    /// Whether one of Unicode's marks of punctuation stands at an offset: those whose first two bytes are alike.
    private static func isMark(_ text: [UInt8], _ offset: Int, _ last: UInt8) -> Bool {
        text[offset] == 0xE2 && offset + 2 < text.count && text[offset + 1] == 0x80 && text[offset + 2] == last
    }
}
