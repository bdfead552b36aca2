/// Lines typed on a terminal, edited as people know it from shells.
///
/// One thread uses it. From the first line to `finish` keys come one by one, unseen, and those that would be signals as
/// characters: so nothing that is typed can end the program, and what is typed while an entry is stored is not lost. A
/// signal that asks the program to end counts as the end of input, so that `finish` is reached.
package final class LineEditor {
    /// What became of a line.
    package enum Read: Sendable, Equatable {
        case line(String)
        /// Ctrl-C: the line is gone.
        case cleared
        /// Ctrl-D on an empty line, the terminal is gone, or a signal asks the program to end.
        case ended
    }

    /// What Tab does to the piece before the cursor.
    package struct Change: Sendable, Equatable {
        /// How many characters before the cursor go.
        package var deleting: Int
        package var inserting: String
        /// What is shown below the line.
        package var listing: [String]

        package init(deleting: Int = 0, inserting: String = "", listing: [String] = []) {
            self.deleting = deleting
            self.inserting = inserting
            self.listing = listing
        }
    }

    /// Stands before the line; asked for again each second until the first key. What is between two characters of
    /// U+0001 takes no room.
    package var prompt: () -> String = { "" }
    /// Is told what stands before the cursor when Tab is pressed.
    package var complete: (String) -> Change = { _ in Change() }

    /// Never typed: it has the prompt shown again.
    static let tickKey = "^^"
    private static let tick: Unicode.Scalar = "\u{1E}"

    private(set) var boundary: BoundaryEditor?
    private var keys = TerminalKeys()
    private var wasCleared = false
    /// Whether a line is being read of which no key has come.
    private var isUntouched = false
    private(set) var shownPrompt = ""

    /// Whether the terminal was found as a program leaves it that is stopped hard: it shows nothing that is typed.
    package let wasLeftRaw: Bool
    /// The signal that has asked the program to end; nil where none has.
    package var signal: Int32? { BoundarySignals.signal }
    private var isTerminalGone = false
    /// Whether no key can come any more: a signal asks the program to end, or the terminal was closed. The shell that
    /// is closed with it may pass on a signal later, or never.
    package var isOver: Bool { isTerminalGone || signal != nil }

    /// - Returns: nil where the terminal cannot be edited on.
    package init?(program: String) {
        wasLeftRaw = BoundaryTerminal.isRaw()
        guard let boundary = BoundaryEditor(program: program, owner: self) else { return nil }
        self.boundary = boundary
        BoundarySignals.listen()
    }

    /// Reads a line.
    ///
    /// - Parameter text: stands there already, to be changed or taken as it is.
    package func read(offering text: String = "") -> Read {
        guard let boundary else { return .ended }
        if !text.isEmpty { boundary.push(Self.typable(text)) }
        keys.giveBack()
        wasCleared = false
        isUntouched = true
        shownPrompt = prompt()
        boundary.setRaw(true)
        defer {
            isUntouched = false
            boundary.setRaw(true)
        }
        guard var line = boundary.read() else {
            BoundaryTerminal.write("\n")
            return wasCleared ? .cleared : .ended
        }
        while line.last?.isNewline == true { line.removeLast() }
        return .line(line)
    }

    /// Sets aside what was typed so far, for the next line: it must not answer a question that is yet to be shown.
    package func setAside() {
        boundary?.setRaw(true)
        keys.hold()
    }

    /// Reads one key; nil at the end of input. An escape sequence is one key.
    package func readKey() -> Unicode.Scalar? {
        guard let boundary else { return nil }
        boundary.setRaw(true)
        while true {
            switch keys.next(timeout: nil, isLine: false) {
            case .scalar(let scalar):
                if scalar == "\u{1B}" { keys.discard() }
                return scalar
            case .idle: continue
            case .ended:
                isTerminalGone = true
                return nil
            }
        }
    }

    /// Tells that a key means nothing here.
    package func ring() { BoundaryTerminal.write("\u{7}") }

    /// Leaves the terminal as it was.
    package func finish() { boundary?.setRaw(false) }

    /// Keeps a line to be fetched back with the arrow keys.
    package func remember(_ line: String) { boundary?.remember(Self.typable(line)) }

    // What libedit calls.

    /// The next character; nil at the end of input.
    func nextScalar() -> Unicode.Scalar? {
        while true {
            if keys.hasNewSize() { boundary?.resize() }
            switch keys.next(timeout: isUntouched ? 1 : nil, isLine: true) {
            case .scalar(let scalar):
                isUntouched = false
                // In what is pasted a tab stands between words: nobody asks for names in the middle of it.
                return scalar == "\t" && keys.hasMore ? " " : scalar
            case .idle:
                let current = prompt()
                guard current != shownPrompt else { continue }
                shownPrompt = current
                return Self.tick
            case .ended: return nil
            }
        }
    }

    /// - Returns: whether something was written below the line.
    func completePiece() -> Bool {
        guard let boundary else { return false }
        let change = complete(boundary.textBeforeCursor)
        boundary.replace(change.deleting, by: change.inserting)
        guard !change.listing.isEmpty else { return false }
        boundary.flush()
        BoundaryTerminal.write("\n" + change.listing.map { $0 + "\n" }.joined())
        return true
    }

    func noteCleared() { wasCleared = true }

    /// A text without what keys would be, were it typed.
    private static func typable(_ text: String) -> String {
        var typed = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            typed.append(scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? " " : scalar)
        }
        return String(typed)
    }
}
