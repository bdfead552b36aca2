import CaseModel
import CasePages

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The terminal while a session is captured on it.
enum Screen {
    static var style: CapturePrompt.Style {
        CapturePrompt.Style(
            showsSigns: Output.showsBlocks, showsColours: Output.showsColours, width: Output.width)
    }

    /// A line at once, broken where it is too wide; what is in the case must not be obeyed by the terminal.
    static func say(_ text: String) {
        let lines = Wrapping.lines(Output.showsBlocks ? text : plain(text), width: Output.width)
        let shown = lines.joined(separator: "\n")
        try? Output.writeText(Array((shown + "\n").utf8))
        try? Output.finish()
    }

    /// A line that fits.
    static func cut(_ text: String) -> String { Columns.cut(text, to: Output.width - 1) }

    /// Our own signs, as a terminal has them that has no others.
    private static func plain(_ text: String) -> String {
        var plain = ""
        for character in text {
            switch character {
            case "✗": plain += "!"
            case "·": plain += "|"
            case "…": plain += "..."
            case "“", "”": plain += "\""
            default: plain.append(character)
            }
        }
        return plain
    }

    /// `14:05:07`, by the clock on the wall.
    static func clock() -> String { String(LocalTime.now().text.dropFirst(11).prefix(8)) }
}
