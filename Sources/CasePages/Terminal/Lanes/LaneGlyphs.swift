import CaseModel

/// The characters that lanes are drawn with: they tell states apart without colours.
struct LaneGlyphs {
    let open: Character
    let deadlocked: Character
    let suspended: Character
    let settled: Character
    let stirred: Character
    let reignited: Character
    let unsurelyReignited: Character
    let brief: Character
    let imprecise: Character = "~"
    let reconstructed = Marks.partly
    var whollyReconstructed: Character { isASCII ? "+" : Marks.wholly }
    /// From few to many.
    let bars: [Character]
    let isASCII: Bool

    static let blocks = LaneGlyphs(
        open: "█", deadlocked: "▒", suspended: "░", settled: "─", stirred: "═", reignited: "▲", unsurelyReignited: "△",
        brief: "▌", bars: Array("▁▂▃▄▅▆▇█"), isASCII: false)

    /// For terminals that show nothing else.
    static let ascii = LaneGlyphs(
        open: "#", deadlocked: "x", suspended: ":", settled: "-", stirred: "=", reignited: "!", unsurelyReignited: "?",
        brief: "|", bars: Array(".:-=+*#@"), isASCII: true)

    func character(of cell: Lane.Cell) -> Character {
        guard let state = cell.state else { return " " }
        switch cell.reignition {
        case .sure: return reignited
        case .imprecise, .reconstructed, .whollyReconstructed: return unsurelyReignited
        case nil: break
        }
        switch cell.turn {
        case .imprecise: return imprecise
        case .reconstructed: return reconstructed
        case .whollyReconstructed: return whollyReconstructed
        case .sure, nil: break
        }
        if cell.isBrief { return brief }
        if cell.isStirred { return stirred }
        return switch state {
        case .open: open
        case .deadlocked: deadlocked
        case .suspended: suspended
        case .settled: settled
        }
    }

    /// What each character means, in the order of a legend.
    var legend: [(character: Character, words: String)] {
        [
            (open, "open"), (deadlocked, "deadlocked"), (suspended, "suspended"), (settled, "settled"),
            (stirred, "settled, but stirred"), (brief, "open only in between"), (reignited, "re-ignited"),
            (unsurelyReignited, "re-ignited, \(imprecise) \(reconstructed) or \(whollyReconstructed)"),
            (imprecise, "imprecise date"), (reconstructed, "partly reconstructed"),
            (whollyReconstructed, "wholly reconstructed"),
        ]
    }
}

/// Colours by issue, and letters for where there are none: those of the page for browsers.
enum IssueColours {
    private static let known: [String: (letters: String, colour: Int)] = [
        "purpose": ("Pu", 34), "governance": ("Go", 35), "inclusion": ("In", 36), "architecture": ("Ar", 33),
        "resources": ("Re", 32), "prioritisation": ("Pr", 31),
    ]

    static func letters(of issue: String) -> String { known[issue]?.letters ?? String(issue.prefix(2)) }

    /// The number of the terminal's colour; nil for an issue that a case defined, which has its usual one.
    static func colour(of issue: String) -> Int? { known[issue]?.colour }
}
