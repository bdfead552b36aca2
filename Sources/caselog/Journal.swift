import ArgumentParser

struct Journal: ParsableCommand {
    @OptionGroup var target: CaseOptions
    func run() throws {}
}
