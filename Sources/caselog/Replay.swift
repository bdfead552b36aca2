import ArgumentParser

struct Replay: ParsableCommand {
    @OptionGroup var target: CaseOptions
    func run() throws {}
}
