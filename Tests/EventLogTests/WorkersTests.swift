import Synchronization
import Testing

@testable import EventLog

@Suite struct WorkersTests {
    struct Failure: Error, Equatable { let number: Int }

    @Test(arguments: [1, 2, 5]) func `each number is run once and all have ended afterwards`(count: Int) throws {
        let seen = Mutex([Int]())
        try Workers.run(count) { number in seen.withLock { $0.append(number) } }
        #expect(seen.withLock { $0.sorted() } == Array(0..<count))
    }

    @Test func `the error of the lowest number is thrown, after the others have done their work`() {
        let done = Mutex(0)
        #expect(throws: Failure(number: 1)) {
            try Workers.run(4) { number in
                done.withLock { $0 += 1 }
                if number > 0 { throw Failure(number: number) }
            }
        }
        #expect(done.withLock { $0 } == 4)
    }

    @Test func `there is at least one processor to work on`() {
        #expect((1...Workers.countMax).contains(Workers.countHere))
    }
}
