/// One of the things that are fed with arbitrary bytes.
struct Target: Sendable {
    let name: String
    /// Takes an input, and stops the program where a promise is broken.
    let run: @Sendable ([UInt8]) -> Void
    /// What to begin with where there is no corpus.
    let seeds: @Sendable () -> [[UInt8]]

    static let all = [frames, index, lines, cases, dates, texts, boxes, keys, facts]
}

/// Stops the program unless a promise is kept: the fuzzer then keeps the input.
func require(_ isKept: @autoclosure () -> Bool, _ promise: @autoclosure () -> String) {
    guard isKept() else { fatalError("broken: \(promise())") }
}

/// What cannot throw: the files stand in memory.
func certainly<Result>(_ body: () throws -> Result) -> Result {
    do { return try body() } catch { fatalError("broken: nothing throws here, and this did: \(error)") }
}

/// Bytes as a message may show them.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(2_000), as: UTF8.self).debugDescription }
