import CaseStore

/// What is done once everything asked for is safe; a failure of it is told and harms nothing.
enum Tidying {
    static func finish(_ writer: CaseWriter) {
        if writer.isJudgingIncompletely {
            Output.tell(
                "caselog: Lines of the case cannot be read, and this was judged without them. Run `caselog verify`.")
        }
        writer.keepFacts()
        do {
            try writer.sealClosed()
        } catch {
            Output.tell("caselog: Closed segments could not be sealed yet: \(error)")
        }
    }
}
