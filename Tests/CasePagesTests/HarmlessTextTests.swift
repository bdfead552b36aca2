import CasePages
import Foundation
import Testing

/// Texts for people show everything that stands in them.
struct HarmlessTextTests {
    @Test func `each character that hides or steers becomes a picture, every other stays as it is`() {
        let wrong = (UInt32(0)...0x1_1000).compactMap(Unicode.Scalar.init).filter { scalar in
            let isHidden = HarmlessText.hidden.contains { $0.contains(scalar.value) }
            let picture = scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? scalar : "\u{FFFD}"
            return HarmlessText.of("a“\(scalar)”b") != "a“\(isHidden ? picture : scalar)”b"
        }
        #expect(wrong.isEmpty)
    }

    @Test(arguments: ["\u{202E}", "\u{2066}", "\u{61C}", "\u{200B}", "\u{2028}", "\u{FEFF}", "\u{9B}"])
    func `what turns, hides or ends text is such a character`(text: String) {
        #expect(HarmlessText.of("a\(text)b") == "a\u{FFFD}b")
    }

    @Test(arguments: ["a\tb\nc", "“–—…·£½”", "👩‍⚕️🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می‌خواهم", "ж\u{301}", ""])
    func `what people write is not touched`(text: String) {
        #expect(HarmlessText.of(text) == text)
    }

    @Test(arguments: [[0xE2], [0xE2, 0x80], [0xC2], [0xEF, 0xBB], [0xD8]] as [[UInt8]])
    func `a character that is cut short is none of them`(bytes: [UInt8]) {
        #expect(HarmlessText.of(bytes) == bytes)
    }

    @Test func `the page shows the same characters as pictures`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/CasePages/Page/dom.js").standardized
        let ranges = HarmlessText.hidden.map { range in
            [range.lowerBound, range.upperBound].map { String($0, radix: 16) }.joined(separator: "-")
        }
        let page = try String(contentsOf: file, encoding: .utf8)
        #expect(page.contains("\"\(ranges.joined(separator: " "))\""))
    }
}
