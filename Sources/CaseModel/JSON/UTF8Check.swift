/// Validity of UTF-8 (RFC 3629), without making a string.
enum UTF8Check {
    static func isValid(_ bytes: RawSpan, _ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound {
            // Where a word holds more than ASCII, its lowest set high bit tells where.
            if offset + 8 <= bytes.byteCount {
                let highs = bytes.checkedWord(at: offset) & EightBytes.highs
                offset += highs == 0 ? 8 : highs.trailingZeroBitCount / 8
                if highs == 0 { continue }
                guard offset < range.upperBound else { break }
            }
            let byte = bytes.byte(at: offset)
            if byte < 0x80 {
                offset += 1
                continue
            }
            let (length, lowest, highest): (Int, UInt8, UInt8)
            switch byte {
            case 0xC2...0xDF: (length, lowest, highest) = (2, 0x80, 0xBF)
            case 0xE0: (length, lowest, highest) = (3, 0xA0, 0xBF)
            case 0xED: (length, lowest, highest) = (3, 0x80, 0x9F)
            case 0xE1...0xEF: (length, lowest, highest) = (3, 0x80, 0xBF)
            case 0xF0: (length, lowest, highest) = (4, 0x90, 0xBF)
            case 0xF4: (length, lowest, highest) = (4, 0x80, 0x8F)
            case 0xF1...0xF3: (length, lowest, highest) = (4, 0x80, 0xBF)
            default: return false
            }
            guard offset + length <= range.upperBound,
                (lowest...highest).contains(bytes.byte(at: offset + 1))
            else { return false }
            for index in 2..<max(length, 2) where bytes.byte(at: offset + index) & 0xC0 != 0x80 { return false }
            offset += length
        }
        return true
    }
}
