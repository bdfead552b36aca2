import EventLog

/// A line of a file that no program can make anew: words with a space between them, and the beginning of their SHA-256.
enum CheckedLine {
    static let sizeMax = 64 << 20

    private static let space = UInt8(ascii: " ")

    /// The line with its LF.
    static func text(_ words: [String]) -> String {
        var (text, previous) = ("", "")
        append(words, after: &previous, to: &text)
        return text
    }

    /// Appends a line with its LF where lines must stand in this order and none may be missing.
    ///
    /// - Parameter previous: the check of the line before; becomes that of this one.
    static func append(_ words: [String], after previous: inout String, to text: inout String) {
        let line = words.joined(separator: " ")
        let check = check(line.utf8, after: previous)
        text += "\(line) \(check)\n"
        previous = check
    }

    /// The words of a line without its LF, and its check; nil where they do not match.
    static func words(_ line: ArraySlice<UInt8>, after previous: String = "") -> (words: [String], check: String)? {
        guard let end = line.lastIndex(of: space) else { return nil }
        let check = check(line[..<end], after: previous)
        guard check.utf8.elementsEqual(line[(end + 1)...]) else { return nil }
        let words = line[..<end].split(separator: space, omittingEmptySubsequences: false)
        return (words.map { word in String(decoding: word, as: UTF8.self) }, check)
    }

    /// The lines of a file, each without its LF; the last one is empty where the file ends with an LF.
    static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    private static func check(_ line: some Collection<UInt8>, after previous: String) -> String {
        var bytes = Array(previous.utf8)
        bytes += line
        return TextCoding.hex(bytes.rawSpan.sha256.prefix(8))
    }
}

extension Int64 {
    /// A time as the files of keys hold it: milliseconds since 1970, in one spelling, before the year 10000.
    init?(kept text: String) {
        guard let time = Int64(text), String(time) == text, (0..<253_402_300_800_000).contains(time) else { return nil }
        self = time
    }
}
