import Testing

@testable import LineEditor

/// What terminals send for keys that are no characters.
@Suite struct KeySequencesTests {
    private func translated(_ text: String) -> String {
        String(decoding: KeySequences.translated(Array(text.utf8)).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        "plain", "größer", "", "\u{1B}", "\u{1B}f", "\u{1B}[", "\u{1B}[1;5", "\u{1B}O", "\u{1B}[A", "\u{1B}OA",
        "\u{1B}[3~",
        "\u{1B}[H", "\u{1B}[Z", "a\u{1B}[Db",
    ])
    func `what is typed, what the editor knows, and what is not whole stay as they are`(text: String) {
        #expect(translated(text) == text)
        #expect(!KeySequences.translated(Array(text.utf8)).isLess)
    }

    @Test(arguments: [
        "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[2~", "\u{1B}[15~", "\u{1B}[24~", "\u{1B}OP", "\u{1B}[[A", "\u{1B}[200~",
        "\u{1B}[1;5A", "\u{1B}[3;5~", "\u{1B}[I", "\u{1B}[12;40R",
    ])
    func `what the editor does not know is left out, which is told`(sequence: String) {
        #expect(translated("a\(sequence)b") == "ab")
        #expect(KeySequences.translated(Array(sequence.utf8)).isLess)
    }

    @Test(arguments: ["[1;5", "[1;3", "[1;7", "[1;9", "O5", "[5"])
    func `arrows with Ctrl or Alt go by words, and with Shift as without`(beginning: String) {
        #expect(translated("\u{1B}\(beginning)C") == "\u{1B}f")
        #expect(translated("\u{1B}\(beginning)D") == "\u{1B}b")
        #expect(translated("\u{1B}[1;2C") == "\u{1B}[C")
    }
}
