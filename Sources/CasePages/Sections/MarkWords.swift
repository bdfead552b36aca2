package import CaseModel

// The marks of facts as people read them: which there are, and what they mean, is decided here alone.

extension Marks {
    /// No source gives part of an event; or none gives the event at all, which then says so of nearly everything.
    static let (partly, wholly): (Character, Character) = ("*", "†")

    /// `~` for an imprecise date, `*` for something reconstructed, `†` in its place where an event as such is; the
    /// page's last line explains them.
    package var cell: String {
        let reserve = isWhollyReconstructed ? Self.wholly : reconstructed.isEmpty ? nil : Self.partly
        return (isImprecise ? "~" : "") + (reserve.map(String.init) ?? "")
    }

    /// The marks behind a text.
    var suffix: String { cell.isEmpty ? "" : "  \(cell)" }

    /// Every cell that tells something.
    static let cells = ["~", "*", "~*", "†", "~†"]

    /// What such a cell may end with, so that most cells need no closer look.
    static let lastBytes = Set(cells.compactMap(\.utf8.last))

    /// What the marks in tables mean.
    package static let legend = "~ imprecise date   * no source gives part of it   † no source gives it at all"

    /// What stands before the keys and fields that were reconstructed, where an event is told with its basis.
    static func lead(isWholly: Bool) -> String { isWholly ? "† no source gives it at all:" : "reconstructed:" }
}
