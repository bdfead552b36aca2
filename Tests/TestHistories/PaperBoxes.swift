package import CaseModel
import Synchronization

/// Boxes that anybody can open who looks: what they are bound to and what they hold, in hexadecimal.
package final class PaperBoxes: PrivateTexts {
    private let withdrawn: Mutex<Set<String>> = Mutex([])

    private let corrections: [[UInt8]]
    private let lines: [String: [UInt8]]

    /// - Parameters:
    ///   - corrections: those in force.
    ///   - lines: the stored lines of events by their ids.
    package init(corrections: [[UInt8]] = [], lines: [String: [UInt8]] = [:]) {
        self.corrections = corrections
        self.lines = lines
    }

    package var withheld: WithheldWords? {
        let subjects = withdrawn.withLock { $0 }.compactMap { Subject($0) }
        return WithheldWords(WithdrawnSubjects(subjects), corrections: corrections) { [lines] in lines[$0] }
    }

    package func withdraw(_ subject: String) { withdrawn.withLock { _ = $0.insert(subject) } }

    package func box(
        _ words: String, for subject: Subject, of event: String, field: String, openedIn feed: String
    ) throws -> PrivateText {
        if withdrawn.withLock({ $0.contains(subject.text) }) {
            throw PrivateTextRefused("\(subject.text) has withdrawn.")
        }
        return PrivateText(subject: subject.text, box: Self.hex("\(subject.text) \(event) \(field) \(words)"))
    }

    package func open(_ text: PrivateText, of event: String, field: String) -> OpenedText {
        if withdrawn.withLock({ $0.contains(text.subject) }) { return .withdrawn }
        let parts = Self.text(text.box).split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, [text.subject, event, field] == parts.prefix(3).map(String.init) else {
            return .damaged
        }
        return .words(String(parts[3]))
    }

    private static func hex(_ text: String) -> String {
        text.utf8.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    private static func text(_ hex: String) -> String {
        let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
