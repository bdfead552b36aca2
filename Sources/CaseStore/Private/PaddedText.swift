import EventLog

/// A text as it stands inside of a box: method, sizes, the text, zeros. Privacy.md specifies it; keep the two in step.
///
///     padded := method textSize storedSize stored zeros
///     method := 00 as it is | 01 an LZ4 block; textSize, storedSize := UInt16, little-endian
enum PaddedText {
    static let headerSize = 1 + 2 + 2
    static let textSizeMax = Int(UInt16.max)
    private static let plain: UInt8 = 0
    private static let compressed: UInt8 = 1

    /// How long a text of so many bytes becomes at most.
    static func sizeMax(ofTextSize size: Int) -> Int { SizeClass.size(holding: headerSize + size) }

    /// - Parameter text: at most 65,535 bytes.
    static func encode(_ text: String) -> [UInt8] {
        var text = text
        return text.withUTF8 { buffer in encode(buffer.span) }
    }

    private static func encode(_ text: Span<UInt8>) -> [UInt8] {
        let content = text.bytes
        precondition(content.byteCount <= textSizeMax, "A text that a line can hold has at most 65,535 bytes.")
        var padded = [UInt8](repeating: 0, count: sizeMax(ofTextSize: content.byteCount))
        let room = max(0, content.byteCount - 1)
        let shorter = padded.withMutableBytes(in: headerSize..<headerSize + room) { output in
            LZ4Block.compress(content, into: &output)
        }
        let storedSize = shorter ?? content.byteCount
        let end = headerSize + storedSize
        let size = SizeClass.size(holding: end)
        padded.removeLast(padded.count - size)
        // liblz4 may have left something behind what it has written.
        for index in end..<min(size, headerSize + content.byteCount) { padded[index] = 0 }
        if shorter == nil {
            for index in 0..<content.byteCount { padded[headerSize + index] = content.byte(at: index) }
        }
        padded[0] = shorter == nil ? plain : compressed
        padded[1] = UInt8(truncatingIfNeeded: content.byteCount)
        padded[2] = UInt8(truncatingIfNeeded: content.byteCount >> 8)
        padded[3] = UInt8(truncatingIfNeeded: storedSize)
        padded[4] = UInt8(truncatingIfNeeded: storedSize >> 8)
        return padded
    }

    /// - Returns: nil unless these are the bytes of a text as they have to be, to the last zero.
    static func decode(_ padded: [UInt8]) -> String? {
        guard padded.count >= SizeClass.smallest else { return nil }
        let bytes = padded.rawSpan
        let textSize = Int(bytes.integer(at: 1, as: UInt16.self))
        let storedSize = Int(bytes.integer(at: 3, as: UInt16.self))
        let end = headerSize + storedSize
        guard padded.count == SizeClass.size(holding: end), padded[end...].allSatisfy({ byte in byte == 0 }) else {
            return nil
        }
        switch padded[0] {
        case plain where storedSize == textSize:
            return String(validating: padded[headerSize..<end], as: UTF8.self)
        case compressed where storedSize < textSize:
            return LZ4Block.decompress(bytes.extracting(headerSize..<end), size: textSize)
                .flatMap { text in String(validating: text, as: UTF8.self) }
        default: return nil
        }
    }
}
