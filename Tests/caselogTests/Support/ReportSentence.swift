import Foundation
import Testing

/// A sentence of a report as its Markdown has it.
struct ReportSentence {
    let words: String
    /// The ids of its events.
    let citing: [String]

    /// The sentences of the basis and of parts 1 to 3; whatever is neither a heading nor a caption is one, with its
    /// citation.
    static func all(in report: String) throws -> [ReportSentence] {
        let parts = try #require(report.components(separatedBy: "\n## Limits\n").first)
        let body = try #require(parts.firstRange(of: "## Basis\n")).lowerBound
        var found: [ReportSentence] = []
        for line in parts[body...].split(separator: "\n") {
            let isCaption = line.hasPrefix("*") && !line.hasPrefix("**")
            if line.hasPrefix("#") || isCaption { continue }
            var rest = line.replacing(/^(\*\*.*?\*\* |- )/, with: "")[...]
            while !rest.isEmpty {
                let citation = rest.firstMatch(of: /\[([a-z0-9]+-[0-9a-f]{8}\/[^\[\]]*)\]\.?(?: |$)/)
                let match = try #require(citation, "Without a citation: \(rest)")
                found.append(
                    ReportSentence(words: String(rest[..<match.range.lowerBound]), citing: ids(String(match.1))))
                rest = rest[match.range.upperBound...]
            }
        }
        return found
    }

    /// The events of a citation: `jw/12, 14–16 *; ab/3`.
    private static func ids(_ citation: String) -> [String] {
        citation.replacing("\\", with: "").split(separator: "; ").flatMap { part -> [String] in
            let feed = part.prefix { $0 != "/" }
            return part.dropFirst(feed.count + 1).split(separator: ", ").flatMap { run -> [String] in
                let ends = run.split(separator: " ")[0].split(separator: "–").compactMap { Int($0) }
                return (ends[0]...(ends.last ?? ends[0])).map { "\(feed)/\($0)" }
            }
        }
    }

    /// The numbers of its events in their feeds.
    var numbers: [Int] { citing.compactMap { $0.split(separator: "/").last.flatMap { Int($0) } } }
}
