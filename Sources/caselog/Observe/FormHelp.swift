import CaseModel
import CasePages

/// The quick forms at a glance, a line each; `!help NAME` tells all of one.
enum FormHelp {
    /// - Returns: nil for an entry that does not ask for all of them.
    static func lines(for entry: String, width: Int) -> [String]? {
        guard entry.utf8.first == UInt8(ascii: "!"), let (control, rest) = Entry(entry).control, control == .help,
            rest.isEmpty
        else { return nil }
        let longest = EntryForm.all.map(\.name.count).max() ?? 0
        let forms = EntryForm.all.map { form in
            let gap = String(repeating: " ", count: longest - form.name.count + 2)
            return Columns.cut("  !\(form.name)\(gap)\(form.help)", to: width - 1)
        }
        return ["  Words are recorded as they are; @name and #code in them are kept and found."] + forms
            + ["  !help oppose tells how one is typed. A space before a line makes it words."]
    }
}
