import CaseModel
import EventLog
import Synchronization

/// The lines of some hits, brought into case order.
struct FoundLines: Sendable {
    private let hits: ArraySlice<EventSearch.Hit>
    private let areCorrected: Bool
    /// Where each begins, and where the last one ends.
    private var starts = [0]
    private var isThere: [Bool]
    private var bytes: [UInt8]

    /// - Parameter spare: is used for the lines where it is large enough, for fresh memory costs more than filling it.
    init(_ hits: ArraySlice<EventSearch.Hit>, areCorrected: Bool, in spare: inout [UInt8]) {
        self.hits = hits
        self.areCorrected = areCorrected
        starts.reserveCapacity(hits.count + 1)
        for hit in hits { starts.append(starts[starts.count - 1] + Int(hit.count)) }
        isThere = [Bool](repeating: false, count: hits.count)
        bytes = []
        swap(&bytes, &spare)
        let size = starts[starts.count - 1]
        if bytes.count < size { bytes = [UInt8](repeating: 0, count: size) }
    }

    var range: Range<Int> { hits.indices }

    /// Gives the memory of the lines away; there are none then.
    mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        isThere = [Bool](repeating: false, count: hits.count)
        return bytes
    }

    /// Takes the line of a hit.
    ///
    /// - Returns: false when it has another size than the hit.
    mutating func put(_ lines: RawSpan, _ line: Range<Int>, at hit: Int) -> Bool {
        let index = hit - range.lowerBound
        guard line.count == starts[index + 1] - starts[index] else { return false }
        Lines.copy(lines, line, to: &bytes, at: starts[index])
        isThere[index] = true
        return true
    }

    /// Lends the line of a hit as it is shown: corrected where that was asked for, and with words in the place of
    /// private texts; not at all where it could not be read.
    func withShownLine(
        of hit: Int, _ history: inout CaseHistory, _ body: (RawSpan, EventID) throws -> Void
    ) rethrows {
        let texts = history.tables.names.privateTexts
        try withLine(of: hit, &history) { line, id in
            if let shown = ShownLine.make(line, texts) {
                try body(shown.span.bytes, id)
            } else {
                try body(line, id)
            }
        }
    }

    /// Lends the line of a hit, corrected where that was asked for; not at all where it could not be read.
    func withLine(
        of hit: Int, _ history: inout CaseHistory, _ body: (RawSpan, EventID) throws -> Void
    ) rethrows {
        let index = hit - range.lowerBound
        guard isThere[index] else { return }
        let id = hits[hit].place.id
        let stored = starts[index]..<starts[index + 1]
        if areCorrected, case .corrected(let line) = history.version(of: id, stored: { Array(bytes[stored]) }) {
            try body(line.span.bytes, id)
        } else {
            try body(bytes.span.bytes.extracting(stored), id)
        }
    }
}

/// Threads that make something of lines, each with what it needs for itself alone.
package final class LineMakers<Maker: Sendable>: Sendable {
    /// Adds to some bytes what is made of a line.
    package typealias Make = @Sendable (inout Maker, RawSpan, inout [UInt8]) -> Void

    private struct Mate: Sendable {
        var maker: Maker
        var history: CaseHistory
    }

    /// Of so many lines a thread makes a piece before it looks for more.
    private static var pieceSize: Int { 512 }
    /// So many pieces are made before they are handed over: there may be many lines, and what they make is not held.
    private static var pieceCountMax: Int { 64 }

    private let idle: Mutex<[Mate]>
    private let make: Make

    init(_ maker: Maker, _ history: CaseHistory, _ make: @escaping Make) {
        idle = Mutex([Mate](repeating: Mate(maker: maker, history: history), count: Workers.countHere))
        self.make = make
    }

    func forEachPiece(of lines: FoundLines, _ put: ([UInt8]) throws -> Void) throws {
        var starts = Array(stride(from: lines.range.lowerBound, to: lines.range.upperBound, by: Self.pieceSize))[...]
        while !starts.isEmpty {
            for piece in try pieces(of: lines, from: Array(starts.prefix(Self.pieceCountMax))) { try put(piece) }
            starts = starts.dropFirst(Self.pieceCountMax)
        }
    }

    private func pieces(of lines: FoundLines, from starts: [Int]) throws -> [[UInt8]] {
        let next = Atomic(0)
        let made = Mutex([[UInt8]](repeating: [], count: starts.count))
        try Workers.run(min(Workers.countHere, starts.count)) { _ in
            // Taken out, so that it is changed in place.
            guard var mate = self.idle.withLock({ $0.popLast() }) else { return }
            while true {
                let turn = next.add(1, ordering: .relaxed).oldValue
                guard turn < starts.count else { break }
                var piece: [UInt8] = []
                for hit in starts[turn]..<min(starts[turn] + Self.pieceSize, lines.range.upperBound) {
                    lines.withShownLine(of: hit, &mate.history) { line, _ in self.make(&mate.maker, line, &piece) }
                }
                made.withLock { $0[turn] = piece }
            }
            self.idle.withLock { $0.append(mate) }
        }
        return made.withLock { $0 }
    }
}
