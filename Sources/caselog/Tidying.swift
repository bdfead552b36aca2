import CaseStore

/// What is done once everything asked for is safe; a failure of it is told and harms nothing.
enum Tidying {
    static func seal(_ writer: CaseWriter) {
        do {
            try writer.sealClosed()
        } catch {
            Output.tell("caselog: Closed segments could not be sealed yet: \(error)")
        }
    }
}
