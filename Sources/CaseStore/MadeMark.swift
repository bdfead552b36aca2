import EventLog

/// The comment by which a text is known as made by caselog. In a file it says also of what it was made, and the hash of
/// all else in the file: so a file that somebody changed is not written over, nor one that was made of something else.
///
///     plain  := "<!-- caselog report -->"
///     sealed := "<!-- caselog report of NAME sha256 HASH -->"
///
/// It stands at the very beginning, or behind the first line of HTML. NAME has no byte but letters, digits and `-._`:
/// others are written `%` and two hexadecimal digits. HASH is SHA-256 of the file without the comment.
package struct MadeMark: Sendable {
    /// What speaks against writing over a file.
    enum Problem: Equatable {
        /// It is none of ours, or of another kind.
        case foreign
        /// It was written by way of standard output, or by an older version.
        case unsealed
        case changed
        /// Made of something else, by the name as it stands there.
        case another(String)
    }

    private static let htmlHead = Array("<!DOCTYPE html>\n".utf8)
    private static let end = Array(" -->".utf8)

    private let plain: [UInt8]
    private let name: String

    /// - Parameters:
    ///   - plain: the comment of a text that is no file.
    ///   - name: of the case or the study.
    package init(_ plain: [UInt8], of name: String) {
        self.plain = plain
        self.name = Self.escaped(name)
    }

    /// A text with the sealed comment in the place of the plain one.
    ///
    /// - Precondition: it has the plain one where a comment stands.
    package func sealed(_ text: [UInt8]) -> [UInt8] {
        let start = Self.start(in: text)
        precondition(text[start...].starts(with: plain), "A text that is made has its mark where it begins.")
        let (before, after) = (text[..<start], text[(start + plain.count)...])
        return before + Array(comment(of: name, before, after).utf8) + after
    }

    /// What speaks against writing over a file with these bytes.
    func problem(in file: [UInt8]) -> Problem? {
        let start = Self.start(in: file)
        guard file[start...].starts(with: lead.utf8) else { return .foreign }
        guard let line = file[start...].firstIndex(of: UInt8(ascii: "\n")),
            file[start..<line].suffix(Self.end.count).elementsEqual(Self.end)
        else { return .changed }
        if file[start..<line].elementsEqual(plain) { return .unsealed }
        let words = String(decoding: file[start..<line].dropFirst(lead.utf8.count), as: UTF8.self).split(separator: " ")
        guard words.count > 1,
            file[start..<line].elementsEqual(comment(of: words[1], file[..<start], file[line...]).utf8)
        else { return .changed }
        return words[1] == name ? nil : .another(String(words[1]))
    }

    /// The sealed comment of a file: what stands before it and behind it is all else that the file holds.
    private func comment(
        of name: some StringProtocol, _ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>
    ) -> String {
        "\(lead) of \(name) sha256 \(TextCoding.hex(Array(before + after).span.bytes.sha256)) -->"
    }

    /// The comment without its end.
    private var lead: String { String(decoding: plain.dropLast(Self.end.count), as: UTF8.self) }

    private static func start(in text: [UInt8]) -> Int { text.starts(with: htmlHead) ? htmlHead.count : 0 }

    private static func escaped(_ name: String) -> String {
        var escaped = ""
        for byte in name.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain = "a"..."z" ~= scalar || "A"..."Z" ~= scalar || "0"..."9" ~= scalar
            escaped += isPlain || "-._".utf8.contains(byte) ? String(scalar) : "%" + TextCoding.hex([byte])
        }
        return escaped
    }
}
