import EventLog

/// A line of a file that no program can make anew: words with a space between them, and the beginning of their SHA-256.
enum CheckedLine {
    static let sizeMax = 64 << 20

    /// The line with its LF.
    ///
    /// - Parameter previous: the check of the line before, where lines must stand in this order and none may be
    ///   missing.
    static func text(_ words: [String], after previous: String = "") -> String {
        let text = words.joined(separator: " ")
        return "\(text) \(check(text, after: previous))\n"
    }

    /// The words of a line without its LF, and its check; nil where they do not match.
    static func words(_ line: some StringProtocol, after previous: String = "") -> (words: [String], check: String)? {
        guard let space = line.lastIndex(of: " ") else { return nil }
        let check = String(line[line.index(after: space)...])
        guard check == Self.check(String(line[..<space]), after: previous) else { return nil }
        let words = String(line[..<space]).split(separator: Character(" "), omittingEmptySubsequences: false)
        return (words.map { word in String(word) }, check)
    }

    /// The lines of a file, each without its LF; the last one is empty where the file ends with an LF.
    static func lines(_ bytes: [UInt8]) -> [Substring] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func check(_ text: String, after previous: String) -> String {
        TextCoding.hex(Array("\(previous)\(text)".utf8).rawSpan.sha256.prefix(8))
    }
}

extension Int64 {
    /// A time as the files of keys hold it: milliseconds since 1970, in one spelling, before the year 10000.
    init?(kept text: String) {
        guard let time = Int64(text), String(time) == text, (0..<253_402_300_800_000).contains(time) else { return nil }
        self = time
    }
}
