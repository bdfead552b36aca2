package import CaseModel

/// A sentence of a report and the events that it rests on: without any it cannot be made.
package struct Sentence: Sendable, Equatable {
    /// On one line, without its full stop; `paragraphBreak` parts the paragraphs of words that somebody wrote.
    package let words: String
    /// In the order of the log, each once; never empty.
    package private(set) var citing: [EventID]

    init(_ words: String, citing first: EventID, _ others: [EventID] = []) {
        let line = words.split { $0.isNewline && $0 != Self.paragraphBreak }.joined(separator: " ")
        self.words = line.hasSuffix(".") && !line.hasSuffix("..") ? String(line.dropLast()) : line
        citing = Set([first] + others).sorted()
    }

    static let paragraphBreak: Character = "\u{2029}"

    /// A text with a break for each run of line breaks.
    static func paragraphs(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: String(paragraphBreak))
    }

    /// The words, each paragraph of them put into a form.
    func words(_ form: (String) -> String, breaking: String) -> String {
        words.split(separator: Self.paragraphBreak).map { form(String($0)) }.joined(separator: breaking)
    }

    /// - Returns: nil where there is nothing to cite.
    init?(_ words: String, citing events: [EventID]) {
        guard let first = events.first else { return nil }
        self.init(words, citing: first, events)
    }

    func citing(also others: [EventID]) -> Sentence {
        if others.isEmpty { return self }
        var sentence = self
        sentence.citing = Set(citing + others).sorted()
        return sentence
    }

    /// Whether the words end as a sentence does, so that no full stop is wanted behind them.
    var isEnded: Bool { words.last.map { "!?…".contains($0) } ?? false }
}

/// Events one behind the other in one feed, with the same marks: `jw-3f9c21ab/12–15 *`.
struct CitedRun: Equatable {
    let first: EventID
    private(set) var last: EventID
    let marks: String

    /// Two events are named, three are a run.
    private static let countMin = 3

    var isRun: Bool { first != last }

    /// - Parameter events: in the order of the log.
    static func all(_ events: [EventID], marks: (EventID) -> String) -> [CitedRun] {
        var runs: [CitedRun] = []
        for event in events {
            let mark = marks(event)
            if let run = runs.last, run.last.feed == event.feed, run.last.sequence + 1 == event.sequence,
                run.marks == mark
            {
                runs[runs.count - 1].last = event
            } else {
                runs.append(CitedRun(first: event, last: event, marks: mark))
            }
        }
        return runs.flatMap(\.parts)
    }

    private var parts: [CitedRun] {
        let count = last.sequence - first.sequence + 1
        if count == 1 || count >= Self.countMin { return [self] }
        return (first.sequence...last.sequence).map { sequence in
            let event = EventID(feed: first.feed, sequence: sequence)
            return CitedRun(first: event, last: event, marks: marks)
        }
    }

    /// How the run is written: its feed only where the one before it is of another.
    func text(behind previous: CitedRun?, _ tables: Tables) -> String {
        var text = previous?.first.feed == first.feed ? String(first.sequence) : tables.text(first)
        if isRun { text += "–\(last.sequence)" }
        return marks.isEmpty ? text : "\(text) \(marks)"
    }
}
