/// Strings in canonical form: only `"`, `\` and characters below U+0020 are escaped (DESIGN §3).
package enum JSONText {
    /// Appends a string with its quotes.
    package static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        writeEscaped(text, to: &output)
        output.append(UInt8(ascii: "\""))
    }

    /// The bytes between the quotes.
    package static func escaped(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        writeEscaped(text, to: &output)
        return output
    }

    private static func writeEscaped(_ text: String, to output: inout [UInt8]) {
        let bytes = Array(text.utf8)
        writeEscaped(bytes.span.bytes, 0..<bytes.count, to: &output)
    }

    /// Appends the bytes of a text as they stand between quotes; what need not be escaped is copied in one go.
    static func writeEscaped(_ text: RawSpan, _ range: Range<Int>, to output: inout [UInt8]) {
        var start = range.lowerBound
        for offset in range {
            let byte = text.byte(at: offset)
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            output.append(text, start..<offset)
            start = offset + 1
            output.append(UInt8(ascii: "\\"))
            if let letter = letter(for: byte) {
                output.append(letter)
            } else {
                output.append(contentsOf: "u00".utf8)
                output.append(hexDigits[Int(byte >> 4)])
                output.append(hexDigits[Int(byte & 15)])
            }
        }
        output.append(text, start..<range.upperBound)
    }

    /// How long the canonical escape is that begins at a backslash; nil where there is none.
    static func escapeSize(_ bytes: RawSpan, _ offset: Int, _ end: Int) -> Int? {
        guard offset + 1 < end, bytes.byte(at: offset) == UInt8(ascii: "\\") else { return nil }
        let letter = bytes.byte(at: offset + 1)
        if letter != UInt8(ascii: "u") {
            return byteForLetter(letter).flatMap { self.letter(for: $0) } == nil ? nil : 2
        }
        guard offset + 6 <= end, bytes.byte(at: offset + 2) == UInt8(ascii: "0"),
            bytes.byte(at: offset + 3) == UInt8(ascii: "0"),
            let high = hexValue(bytes.byte(at: offset + 4)), high < 2, let low = hexValue(bytes.byte(at: offset + 5)),
            !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains(bytes.byte(at: offset + 5)),
            self.letter(for: high << 4 | low) == nil
        else { return nil }
        return 6
    }

    /// Undoes the escapes in the last bytes of a text.
    package static func unescape(_ output: inout [UInt8], from mark: Int) {
        guard output[mark...].contains(UInt8(ascii: "\\")) else { return }
        let plain = unescaped(output[mark...])
        output.removeLast(output.count - mark)
        output.append(contentsOf: plain.utf8)
    }

    /// The text that canonical bytes between quotes stand for.
    package static func unescaped(_ bytes: some Collection<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        var iterator = bytes.makeIterator()
        while let byte = iterator.next() {
            guard byte == UInt8(ascii: "\\"), let letter = iterator.next() else {
                output.append(byte)
                continue
            }
            if letter == UInt8(ascii: "u") {
                var value: UInt8 = 0
                for _ in 0..<4 { value = value << 4 | (iterator.next().flatMap(hexValue) ?? 0) }
                output.append(value)
            } else {
                output.append(byteForLetter(letter) ?? letter)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The letter behind the backslash, for the bytes that have one.
    static func letter(for byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        case 0x0A: UInt8(ascii: "n")
        case 0x0D: UInt8(ascii: "r")
        case 0x09: UInt8(ascii: "t")
        case 0x08: UInt8(ascii: "b")
        case 0x0C: UInt8(ascii: "f")
        default: nil
        }
    }

    static func byteForLetter(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
