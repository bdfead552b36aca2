import ArgumentParser

struct Verify: ParsableCommand {
    @OptionGroup var target: CaseOptions
    func run() throws {}
}
