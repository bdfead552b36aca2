/// Which columns events take their values from: events of one type with the same keys have one shape.
///
/// Shapes that begin alike share their beginning: a shape is the end of a way through its columns, so that finding it
/// makes nothing anew for an event.
struct PageShapes: Sendable {
    private struct Step: Hashable {
        /// The step before; of a first step, which stands for the type, none.
        let from: Int?
        let to: Int
    }

    private var steps: [Step] = []
    private var known: [Step: Int] = [:]
    /// The last step of each event.
    private var events: [Int] = []

    var eventCount: Int { events.count }

    /// The step that stands for a type.
    mutating func begin(_ type: Int) -> Int { step(Step(from: nil, to: type)) }

    /// Goes on to a column.
    mutating func go(_ way: inout Int, to column: Int) { way = step(Step(from: way, to: column)) }

    private mutating func step(_ step: Step) -> Int {
        if let number = known[step] { return number }
        steps.append(step)
        known[step] = steps.count - 1
        return steps.count - 1
    }

    /// Ends an event.
    mutating func end(_ way: Int) { events.append(way) }

    /// The type and the columns of each shape, those of the most events first, and the number of each event's shape,
    /// one a line.
    func written() -> (shapes: [[Int]], events: [UInt8]) {
        var counts = [Int](repeating: 0, count: steps.count)
        for event in events { counts[event] += 1 }
        let ends = steps.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
        var numbers = [Int](repeating: 0, count: steps.count)
        for (number, end) in ends.enumerated() { numbers[end] = number }
        var lines = PageLines()
        for event in events { lines.add(String(numbers[event]).utf8) }
        return (ends.map(way), lines.bytes)
    }

    private func way(to end: Int) -> [Int] {
        var way: [Int] = []
        var next: Int? = end
        while let step = next {
            way.append(steps[step].to)
            next = steps[step].from
        }
        return way.reversed()
    }
}
