/// What terminals send for keys that are no characters: ESC, `[` or `O`, parameters, and one byte that ends it (ECMA-48
/// §5.4; "PC-Style Function Keys" in xterm's control sequences).
enum KeySequences {
    private static let escape: UInt8 = 0x1B
    /// Arrows, Home, End, and Tab with Shift.
    private static let knownEnds = Array("ABCDFHZ".utf8)
    /// Home, Delete and End, as several terminals number them.
    private static let knownNumbers: [[UInt8]] = ["1~", "3~", "4~", "7~", "8~"].map { Array($0.utf8) }

    /// What was read, with the sequences that the editor knows as they are, an arrow to the left or right with Ctrl or
    /// Alt as a step by a word, and no others: the editor would take the rest of them for text.
    ///
    /// - Returns: also whether something was left out.
    static func translated(_ bytes: [UInt8]) -> (bytes: [UInt8], isLess: Bool) {
        guard bytes.contains(escape) else { return (bytes, false) }
        var kept: [UInt8] = []
        var isLess = false
        var rest = bytes[...]
        while let first = rest.first {
            guard first == escape, let length = length(of: rest) else {
                kept.append(rest.removeFirst())
                continue
            }
            let sequence = rest.prefix(length)
            rest = rest.dropFirst(length)
            if let meant = meaning(of: Array(sequence.dropFirst(2))) {
                kept += meant.isEmpty ? Array(sequence) : meant
            } else {
                isLess = true
            }
        }
        return (kept, isLess)
    }

    /// How long the sequence is that bytes begin with; nil where it is none, or not whole.
    private static func length(of bytes: ArraySlice<UInt8>) -> Int? {
        let body = bytes.dropFirst()
        guard let kind = body.first, kind == UInt8(ascii: "[") || kind == UInt8(ascii: "O") else { return nil }
        let told = body.dropFirst()
        // The console of Linux has a second bracket for the first function keys.
        if told.first == UInt8(ascii: "["), kind == told.first { return told.count > 1 ? 4 : nil }
        let parameters = told.prefix { (0x20...0x3F).contains($0) }
        guard let end = told.dropFirst(parameters.count).first, (0x40...0x7E).contains(end) else { return nil }
        return 3 + parameters.count
    }

    /// What stands for a sequence, given without its beginning: nothing where it is known as it is; nil where it is not
    /// known.
    private static func meaning(of told: [UInt8]) -> [UInt8]? {
        if told.count == 1, knownEnds.contains(told[0]) { return [] }
        if knownNumbers.contains(told) { return [] }
        guard let end = told.last, end == UInt8(ascii: "C") || end == UInt8(ascii: "D"), told.count > 1 else {
            return nil
        }
        let modifier = told.dropLast().split(separator: UInt8(ascii: ";")).last.map(Array.init) ?? []
        // Alt, Ctrl, and both, as modifiers are numbered; with Shift the arrow is the plain one.
        if modifier == Array("2".utf8) { return [escape, UInt8(ascii: "["), end] }
        guard ["3", "5", "7", "9"].contains(where: { Array($0.utf8) == modifier }) else { return nil }
        return [escape, end == UInt8(ascii: "C") ? UInt8(ascii: "f") : UInt8(ascii: "b")]
    }
}
