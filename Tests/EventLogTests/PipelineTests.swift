import Synchronization
import Testing

@testable import EventLog

struct PipelineTests {
    @Test(arguments: [0, 1, 3], [0, 1, 2, 3, 50])
    func `results come in the order of their items, whoever works`(helpers: Int, count: Int) {
        let pipeline = Pipeline<Int, Int>(helpers: helpers) { number in
            if number.isMultiple(of: 3) { SystemFileSystem().pause(milliseconds: 1) }
            return number * number
        }
        var results: [Int] = []
        for number in 0..<count {
            if let result = pipeline.put(number) { results.append(result) }
        }
        while let result = pipeline.next() { results.append(result) }
        #expect(results == (0..<count).map { number in number * number })
        #expect(pipeline.next() == nil)
    }

    @Test(arguments: [0, 1, 2]) func `few items are under way at any time`(helpers: Int) {
        let begun = Mutex(0)
        let pipeline = Pipeline<Int, Int>(helpers: helpers) { number in
            begun.withLock { $0 += 1 }
            return number
        }
        var taken = 0
        for number in 1...100 {
            if pipeline.put(number) != nil { taken += 1 }
            #expect(number - taken <= 2 * helpers)
        }
        while pipeline.next() != nil { taken += 1 }
        #expect(taken == 100 && begun.withLock { $0 } == 100)
    }

    @Test func `what is given up is not worked on`() {
        let begun = Mutex(0)
        do {
            let pipeline = Pipeline<Int, Int>(helpers: 1) { number in
                begun.withLock { $0 += 1 }
                SystemFileSystem().pause(milliseconds: 5)
                return number
            }
            for number in 1...2 { _ = pipeline.put(number) }
        }
        let count = begun.withLock { $0 }
        SystemFileSystem().pause(milliseconds: 20)
        #expect(count <= 2 && begun.withLock { $0 } == count)
    }
}
