import Synchronization

/// How many are connected, of whom only so many are served.
final class Connections: Sendable {
    /// With the files of feeds that are open, this is well below the 1,024 files that a process may commonly have.
    static let servedMax = 512
    /// Those between the two are told to try again; those beyond wait to be let in.
    static let acceptedMax = servedMax + 64

    private let max: Int
    private let count = Atomic(0)

    init(max: Int = servedMax) { self.max = max }

    /// - Returns: whether this one is served.
    func open() -> Bool { count.add(1, ordering: .relaxed).newValue <= max }
    func close() { count.subtract(1, ordering: .relaxed) }
}
