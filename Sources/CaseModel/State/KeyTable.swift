/// Numbers keys in the order in which they come.
struct KeyTable: Sendable {
    private(set) var slots = [UInt32](repeating: 0, count: 64)
    private(set) var keys: [CourseKey] = []

    /// The number of a key, a new one for a new key.
    mutating func index(of key: CourseKey) -> Int {
        var slot = slot(of: key)
        if slots[slot] != 0 { return Int(slots[slot]) - 1 }
        if (keys.count + 1) * 2 > slots.count {
            grow()
            slot = self.slot(of: key)
        }
        keys.append(key)
        slots[slot] = UInt32(keys.count)
        return keys.count - 1
    }

    /// The number of a key that came before.
    @inline(__always)
    func find(_ key: CourseKey) -> Int? {
        if keys.isEmpty { return nil }
        let slot = slot(of: key)
        return slots[slot] == 0 ? nil : Int(slots[slot]) - 1
    }

    @inline(__always)
    private func slot(of key: CourseKey) -> Int {
        let mask = slots.count - 1
        var slot = Int(key.hash) & mask
        while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (index, key) in keys.enumerated() { slots[slot(of: key)] = UInt32(index) + 1 }
    }
}
