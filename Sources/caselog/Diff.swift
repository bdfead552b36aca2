import ArgumentParser

struct Diff: ParsableCommand {
    @OptionGroup var target: CaseOptions
    func run() throws {}
}
