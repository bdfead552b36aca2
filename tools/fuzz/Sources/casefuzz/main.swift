import CaseModel

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// libFuzzer's own main function, which calls back with one input after the other.
@_extern(c, "LLVMFuzzerRunDriver")
func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ run: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

nonisolated(unsafe) private var target = Target.dates

/// Writes what a target begins with, each to a file of its own.
private func writeSeeds(to folder: String) {
    for (number, seed) in target.seeds().enumerated() {
        guard let file = fopen("\(folder)/seed-\(number)", "w") else { fatalError("'\(folder)' cannot be written to.") }
        fwrite(seed, 1, seed.count, file)
        fclose(file)
    }
}

/// The value of `--name=value`. libFuzzer passes over what begins so, and hands it on to the programs that it starts.
private func option(_ name: String) -> String? {
    CommandLine.arguments.first { argument in argument.hasPrefix("--\(name)=") }.map { argument in
        String(argument.dropFirst(name.count + 3))
    }
}

guard let name = option("target"), let found = Target.all.first(where: { target in target.name == name }) else {
    print("casefuzz --target=TARGET [--seeds=FOLDER] [libFuzzer's arguments]")
    print("TARGET is one of \(Target.all.map { target in target.name }.joined(separator: ", ")).")
    exit(2)
}
target = found
if let folder = option("seeds") {
    writeSeeds(to: folder)
    exit(0)
}
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(
    runFuzzer(&count, &arguments) { bytes, count in
        target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    })
