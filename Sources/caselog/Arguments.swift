import CaseStore

/// The words of the command line, before anything reads them.
enum Arguments {
    /// Swift repairs arguments that are no valid UTF-8; words that a person did not write must not be recorded.
    ///
    /// - Throws: `CaseError` with the position of the first such argument.
    static func check() throws {
        for position in 1..<max(1, Int(CommandLine.argc)) {
            guard let argument = CommandLine.unsafeArgv[position], String(validatingCString: argument) == nil else {
                continue
            }
            throw CaseError(.input, "Argument \(position) is not valid UTF-8. Is the terminal set to UTF-8?")
        }
    }
}
