/// What is typed, character by character.
struct TerminalKeys {
    enum Key {
        case scalar(Unicode.Scalar)
        /// Nothing was typed for so long, or something else woke the program.
        case idle
        case ended
    }

    private var pending: ArraySlice<UInt8> = []
    /// What is set aside for the next line.
    private var held: ArraySlice<UInt8> = []
    private var size = BoundaryTerminal.size()

    /// - Parameters:
    ///   - timeout: in seconds; nil for as long as it takes.
    ///   - isLine: whether it goes into a line, where keys that mean nothing there must not leave anything.
    mutating func next(timeout: Int?, isLine: Bool) -> Key {
        while true {
            if BoundarySignals.signal != nil { return .ended }
            if let scalar = takeScalar() { return .scalar(scalar) }
            // Half of a character is followed by the other half.
            guard BoundaryTerminal.wait(seconds: pending.isEmpty ? timeout : nil) else { return .idle }
            let piece = BoundaryTerminal.read()
            if piece.isEmpty { return .ended }
            guard isLine else {
                pending += piece
                continue
            }
            let (keys, isLess) = KeySequences.translated(Array(piece))
            pending += keys
            if isLess { BoundaryTerminal.write("\u{7}") }
        }
    }

    /// Whether more has come together with the last key, as what is pasted does.
    var hasMore: Bool { !pending.isEmpty || BoundaryTerminal.wait(seconds: 0) }

    /// Sets aside what was typed so far.
    mutating func hold() {
        while BoundaryTerminal.wait(seconds: 0) {
            let piece = BoundaryTerminal.read()
            if piece.isEmpty { break }
            pending += piece
        }
        held += pending
        pending = []
    }

    /// Has what was set aside come next.
    mutating func giveBack() {
        pending = held + pending
        held = []
    }

    /// Forgets what has come together with the last key: the rest of an escape sequence.
    mutating func discard() { pending = [] }

    /// Whether the terminal has another size than when this was last asked.
    mutating func hasNewSize() -> Bool {
        let now = BoundaryTerminal.size()
        defer { size = now }
        return now != size
    }

    /// A character that has come whole; what is none becomes U+FFFD.
    private mutating func takeScalar() -> Unicode.Scalar? {
        guard let first = pending.first else { return nil }
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard first < 0x80 || (0xC2...0xF4).contains(first) else {
            pending.removeFirst()
            return "\u{FFFD}"
        }
        let others = pending.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }
        if others.count < length - 1, pending.count == 1 + others.count { return nil }
        let bytes = pending.prefix(1 + others.count)
        pending.removeFirst(bytes.count)
        return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first ?? "\u{FFFD}"
    }
}
