package import CaseModel

/// Bytes at a multiple of eight, as a mapped file has them.
private final class HeldBytes {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ source: [UInt8]) {
        bytes = .allocate(byteCount: source.count, alignment: 8)
        bytes.copyBytes(from: source)
    }

    deinit { bytes.deallocate() }
}

extension CaseHistory {
    /// What a file of its facts would hold.
    package var facts: [UInt8] {
        get throws {
            var output: [UInt8] = []
            var writer = FactsWriter { bytes in bytes.withUnsafeBytes { output.append(contentsOf: $0) } }
            try write(to: &writer)
            try writer.finish()
            return output
        }
    }

    /// The history as a later program finds it in a file of its facts.
    package init?(facts: [UInt8]) {
        let held = HeldBytes(facts)
        self.init(facts: Memory(UnsafeRawBufferPointer(held.bytes), heldBy: held))
    }
}
