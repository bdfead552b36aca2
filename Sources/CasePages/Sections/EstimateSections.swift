package import CaseModel

extension ReignitionView {
    /// How long settlements last, as estimated: a curve for all of them and for each way in which they were made.
    ///
    /// - Parameters:
    ///   - width: of the pictures, in characters.
    ///   - draws: whether whoever reads can be shown block characters.
    package func estimateSections(_ names: NameBook, _ tables: Tables, width: Int, draws: Bool) -> [Section] {
        var table = TableWriter(names, tables)
        return estimates.map { estimate in
            for step in estimate.curve.steps {
                table.cell { $0.add(step.days) }
                table.cell { $0.add(step.atRisk) }
                table.cell { $0.add(step.ended) }
                table.cell { $0.add(step.survival.withDecimals(3)) }
                table.cell { table in
                    guard let interval = step.interval else { return }
                    table.add("\(interval.lowerBound.withDecimals(3)) to \(interval.upperBound.withDecimals(3))")
                }
            }
            var section = Section(
                "How long settlements hold, as estimated: \(estimate.how.map { "by \($0.rawValue)" } ?? "all of them")",
                remark: estimate.remark,
                columns: ["days", "held until then", "came back", "still hold", "95 % interval"],
                rows: table.take(columnCount: 5))
            if draws { section.picture = StepPlot(estimate.curve, days: estimate.days, width: width).lines }
            return section
        }
    }
}

extension ReignitionView.Estimate {
    fileprivate var remark: String {
        guard settlements > 0 else { return "Nothing had been settled." }
        guard reignited + censored > 0 else {
            return "None of \(settlements) can be counted on: a date is imprecise, or no source gives it."
        }
        var parts = [
            """
            \(reignited) came back, \(censored) still hold\(censored == 1 ? "s" : "") and count as far as they were \
            watched (Kaplan–Meier).
            """
        ]
        if leftOut > 0 {
            parts.append("\(leftOut) left out: a date is imprecise, or no source gives it.")
        }
        if let median = curve.median {
            parts.append("Half had come back after \(median) days.")
        } else if !curve.steps.isEmpty {
            parts.append("More than half still held in the end.")
        }
        if let warning { parts.append("WARNING: \(warning)") }
        return parts.joined(separator: " ")
    }
}

/// A curve of shares that falls in steps, in block characters: its height in eighths of a line.
struct StepPlot {
    private static let height = 5
    private static let eighths = Array(" ▁▂▃▄▅▆▇█")
    private static let widthMax = 60

    let lines: [String]

    /// - Parameter days: where the picture ends.
    init(_ curve: KaplanMeier, days: Int, width: Int) {
        let columnCount = min(Self.widthMax, width - 8)
        guard !curve.steps.isEmpty, days > 0, columnCount >= 10 else {
            lines = []
            return
        }
        let heights = (0..<columnCount).map { column -> Int in
            let day = days * column / (columnCount - 1)
            let survival = curve.steps.last { $0.days <= day }?.survival ?? 1
            return Int((survival * Double(Self.height * 8)).rounded())
        }
        var lines = (0..<Self.height).map { line -> String in
            let base = (Self.height - 1 - line) * 8
            let label = line == 0 ? "all " : line == Self.height - 1 ? "none" : "    "
            let blocks = heights.map { Self.eighths[min(8, max(0, $0 - base))] }
            return Self.trimmed(label + " │" + String(blocks))
        }
        let end = "\(days) days"
        lines.append("     └" + String(repeating: "─", count: columnCount))
        lines.append("      0" + String(repeating: " ", count: max(1, columnCount - 1 - end.count)) + end)
        self.lines = lines
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
