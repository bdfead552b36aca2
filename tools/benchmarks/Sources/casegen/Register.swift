/// Things of one kind that one feed has told of, in the order of the days on which it told of them: so that others may
/// refer to what was recent, without holding more than a few bytes for each.
struct Register {
    struct Entry {
        /// The event that told of it, by its number in the feed.
        let sequence: UInt32
        /// The thing's own number, where it has one.
        let number: UInt32
        let day: Int16
    }

    private(set) var entries: [Entry] = []

    mutating func add(sequence: Int, number: Int = 0, day: Int) {
        entries.append(Entry(sequence: UInt32(sequence), number: UInt32(number), day: Int16(day)))
    }

    /// Something told by a day, and recently.
    func recent(by day: Int, _ random: inout Random, among count: Int) -> Entry? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].day <= day { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        return entries[low - 1 - random.skewed(min(low, count))]
    }
}

/// The last so many of something.
struct Ring<Element> {
    private var elements: [Element] = []
    private var next = 0
    private let capacity: Int

    init(_ capacity: Int) { self.capacity = capacity }

    var count: Int { elements.count }

    mutating func add(_ element: Element) {
        if elements.count < capacity {
            elements.append(element)
        } else {
            elements[next] = element
            next = (next + 1) % capacity
        }
    }

    func pick(_ random: inout Random) -> Element? { elements.isEmpty ? nil : random.pick(elements) }

    mutating func take(_ random: inout Random) -> Element? {
        guard !elements.isEmpty else { return nil }
        let index = random.below(elements.count)
        elements.swapAt(index, elements.count - 1)
        next = 0
        return elements.removeLast()
    }

    mutating func removeAll(where isGone: (Element) -> Bool) {
        elements.removeAll(where: isGone)
        next = 0
    }

    subscript(index: Int) -> Element {
        get { elements[index] }
        set { elements[index] = newValue }
    }
}
