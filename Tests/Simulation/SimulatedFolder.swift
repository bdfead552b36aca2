/// The names in a folder as programs see them, kept apart from those that a power cut leaves.
struct SimulatedFolder: Sendable {
    /// What one call changed, which is there as a whole or not at all: which node each name stands for, nil for none.
    private typealias Change = [(name: String, node: Int?)]

    private(set) var names: [String: Int] = [:]
    private var durable: [String: Int] = [:]
    private var unsynced: [Change] = []

    mutating func set(_ name: String, to node: Int?) { apply([(name, node)]) }

    mutating func rename(_ name: String, to newName: String) {
        guard let node = names[name], name != newName else { return }
        apply([(name, nil), (newName, node)])
    }

    private mutating func apply(_ change: Change) {
        for (name, node) in change { names[name] = node }
        unsynced.append(change)
    }

    mutating func sync() {
        durable = names
        unsynced = []
    }

    /// Leaves what was synced, and any of the changes since. For any order in which a device writes them there is a
    /// choice of them that leaves the same, because each change says of its names what they stand for, whatever they
    /// stood for before.
    mutating func cutPower(keeping: Int, _ random: inout SplitMix) {
        for change in unsynced where random.happens(keeping) {
            for (name, node) in change { durable[name] = node }
        }
        names = durable
        unsynced = []
    }
}
