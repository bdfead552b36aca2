import CaseModel

/// The part of `Capture.md` that comes from the table of forms.
enum CapturePage {
    static var forms: String {
        "| form | what it records | for example |\n|---|---|---|\n"
            + EntryForm.all.map { form in
                let usage = form.usage.replacing("|", with: "\\|")
                return "| `\(usage)` | \(form.help) | `\(form.example)` |\n"
            }.joined()
    }
}
