import CaseModel
import CaseStore

/// A session whose entries come on standard input, a line each.
struct PipedCapture {
    private let start: SessionStart
    private var recorder: EntryRecorder { start.recorder }

    init(_ start: SessionStart) { self.start = start }

    func run() throws {
        try start.withoutAsking()
        var isAnyRefused = tell(waiting: recorder.storeWaiting())
        if let unopened = WaitingWords.unopened(recorder.waiting) { Output.tellNote(unopened) }
        if let run = recorder.live.run { Output.tellNote("The session \(start.describe(run)).") }
        var watch = SessionWatch(start.caseName, recorder.live.run)
        var lines = InputLineReader()
        var number = 0
        while let line = try lines.next() {
            // The entry comes now, whatever has to be stored before it.
            let occurred = LocalTime.now()
            number += 1
            guard let text = String(validating: line, as: UTF8.self) else {
                Output.tell("line \(number): It is not valid UTF-8.")
                isAnyRefused = true
                continue
            }
            isAnyRefused = tell(waiting: recorder.storeWaiting()) || isAnyRefused
            let outcome = recorder.enter(text, at: occurred)
            switch outcome {
            case .recorded(let recorded): try answer(recorded)
            case .asks: break
            case .told(let told): for line in told { try Output.write(line + "\n") }
            case .refused(let sentences):
                isAnyRefused = true
                for sentence in sentences { Output.tell("line \(number): \(sentence)") }
            case .waits(let reason): Output.tell("line \(number): Not stored yet. \(reason)")
            }
            try Output.finish()
            if case .recorded(let recorded) = outcome, recorded.hasEnded { break }
            if let over = watch.over(recorder.live.run) { Output.tellNote(over) }
        }
        isAnyRefused = tell(waiting: recorder.storeWaiting()) || isAnyRefused
        if let refused = WaitingWords.refused(recorder.waiting) { Output.tellNote(refused) }
        if !recorder.waiting.isEmpty { throw WaitingStill(recorder.waiting, recorder.waitsFor) }
        if isAnyRefused { throw Exit.Incomplete() }
    }

    private func answer(_ recorded: Recorded) throws {
        try Output.write((recorded.ids + recorded.begun + recorded.told).joined(separator: " ") + "\n")
    }

    /// - Returns: whether any of those that waited were refused.
    private func tell(waiting done: [(entry: WaitingEntry, outcome: EntryRecorder.Outcome)]) -> Bool {
        for line in WaitingWords.lines(done) { Output.tellNote(line) }
        return done.contains { if case .refused = $0.outcome { true } else { false } }
    }
}

/// Lines of standard input as they come.
struct InputLineReader {
    private var pending: [UInt8] = []
    private var isAtEnd = false

    /// The next line without its end; nil after the last.
    mutating func next() throws -> [UInt8]? {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                var line = Array(pending[..<end])
                pending.removeSubrange(...end)
                if line.last == 0x0D { line.removeLast() }
                return line
            }
            if isAtEnd {
                defer { pending = [] }
                return pending.isEmpty ? nil : pending
            }
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            let count = try Output.readInput(&piece)
            isAtEnd = count == 0
            pending += piece[..<count]
        }
    }
}
