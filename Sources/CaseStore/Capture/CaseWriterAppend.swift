import EventLog
import Synchronization

extension CaseWriter {
    /// An append that expected the case at another position. Nothing was stored.
    package struct Moved: Error, Sendable {
        /// Where the case is.
        package let position: CasePosition
    }

    /// An append that is about to be written.
    package struct Written: Sendable, Equatable {
        /// Which of those that were handed over together.
        package let number: Int
        package let feed: String
        package let firstSequence: UInt64
        package let count: Int

        init(number: Int, feed: String, _ receipt: Receipt) {
            self.number = number
            self.feed = feed
            firstSequence = receipt.firstSequence
            count = Int(receipt.count)
        }
    }

    /// Something to be appended, all of it or nothing.
    package struct Append: Sendable {
        private enum Source {
            case lines(Handover)
            case composing(@Sendable (Look) throws -> [UInt8])
        }

        private let source: Source
        let manner: Manner
        let expected: CasePosition?
        let onLine: @Sendable (Int) -> Void
        /// Is called as soon as it is known that nothing of it is stored, before whatever comes after it is composed;
        /// where what was put into a commit cannot be written, not at all.
        let leftOut: @Sendable () -> Void

        /// Lines of input.
        ///
        /// - Parameter position: where the case has to be for that; nil for anywhere.
        package init(
            _ lines: sending InputLines, _ manner: Manner = Manner(), expecting position: CasePosition? = nil,
            onLine: @escaping @Sendable (Int) -> Void = { _ in }
        ) {
            source = .lines(Handover(lines))
            self.manner = manner
            expected = position
            self.onLine = onLine
            leftOut = {}
        }

        /// Lines of input that are made of the state at hand. The closure may be called again, and on another thread;
        /// it must not call the writer.
        package init(
            _ manner: Manner = Manner(), expecting position: CasePosition? = nil,
            composing compose: @escaping @Sendable (Look) throws -> [UInt8],
            leftOut: @escaping @Sendable () -> Void = {}
        ) {
            source = .composing(compose)
            self.manner = manner
            expected = position
            onLine = { _ in }
            self.leftOut = leftOut
        }

        /// - Throws: `NotComposed`, before anything was done, and whatever `body` throws.
        func withLines(_ look: @autoclosure () -> Look, _ body: (InputLines) throws -> Void) throws {
            switch source {
            case .lines(let handover): try handover.withLines(body)
            case .composing(let compose):
                let bytes: [UInt8]
                do { bytes = try compose(look()) } catch { throw NotComposed(cause: error) }
                if !bytes.isEmpty { try body(InputLines(bytes)) }
            }
        }
    }

    /// What a closure threw instead of making lines.
    struct NotComposed: Error {
        let cause: any Error
    }
}

/// Input on its way into a commit, which may run on another thread; only one of them reads it.
private final class Handover: Sendable {
    private let lines: Mutex<InputLines>

    init(_ lines: sending InputLines) { self.lines = Mutex(lines) }

    func withLines(_ body: (InputLines) throws -> Void) throws {
        try lines.withLock { try body($0) }
    }
}
