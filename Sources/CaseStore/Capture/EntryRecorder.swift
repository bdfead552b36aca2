package import CaseModel
import EventLog

/// Records entries as they are typed, and loses none: what cannot be stored waits, with the time at which it was typed,
/// until it can be.
package final class EntryRecorder {
    package enum Outcome: Sendable {
        /// It is durable.
        case recorded(Recorded)
        case told([String])
        /// It names what the case does not know. Nothing of it is stored until that is answered.
        case asks([UnknownName])
        /// It cannot be recorded as it is, and why. Nothing of it is stored.
        case refused([String])
        /// It waits, and for what.
        case waits(String)
    }

    package let live: LiveSession
    package let waiting: WaitingEntries
    private let writer: CaseWriter
    private var inTurn = StoredInTurn()
    /// Why the first of those that wait could not be stored when that was tried last; empty where it was not tried.
    package private(set) var waitsFor = ""

    /// - Throws: where the case, or what waits for it, cannot be read.
    package init(_ writer: CaseWriter, _ folder: CaseFolder, device: Device) throws {
        self.writer = writer
        live = LiveSession(writer, folder, device: device)
        waiting = try writer.look { look in try WaitingEntries(folder, of: look.history, device: device) }
    }

    /// Records an entry, behind those that wait.
    ///
    /// - Parameter answers: about the names that the case does not know; nil where somebody can be asked.
    package func enter(_ text: String, at occurred: EDTF, answers: Answers? = [:]) -> Outcome {
        let entry = Entry(text)
        if let told = entry.told {
            inTurn = StoredInTurn()
            return .told(told)
        }
        if !waiting.isEmpty {
            if answers == nil, let questions = try? live.questions(entry), !questions.isEmpty {
                return .asks(questions)
            }
            return wait(text, occurred, answers, "An entry before it waits." + (waitsFor.isEmpty ? "" : " \(waitsFor)"))
        }
        // It was typed before anybody could see what became of those that waited.
        let problem = inTurn.problem(with: entry)
        inTurn = StoredInTurn()
        if let problem { return .refused([problem]) }
        let outcome = Self.outcome {
            do {
                return .done(try live.enter(entry, at: occurred, answers: answers ?? [:], asks: answers == nil))
            } catch is LiveSession.UnansweredNames {
                return .asking(try live.questions(entry))
            }
        }
        if case .waits(let reason) = outcome {
            waitsFor = reason
            return wait(text, occurred, answers, reason)
        }
        return outcome
    }

    private func wait(_ text: String, _ occurred: EDTF, _ answers: Answers?, _ reason: String) -> Outcome {
        waiting.add(WaitingEntry(text, at: occurred, session: live.run?.id, answers: answers ?? [:]))
        return .waits(reason)
    }

    /// Stores what waits, the oldest first, up to the first that still cannot be. What is refused stays among
    /// `waiting.refused`, and holds nothing up.
    package func storeWaiting() -> [(entry: WaitingEntry, outcome: Outcome)] {
        var done: [(entry: WaitingEntry, outcome: Outcome)] = []
        waitsFor = ""
        while let item = waiting.next {
            let outcome = stored(item)
            inTurn.note(Entry(item.entry.text), outcome)
            done.append((item.entry, outcome))
            switch outcome {
            case .waits(let reason):
                waitsFor = reason
                return done
            case .refused(let sentences): waiting.refuse(item, sentences)
            case .recorded, .told, .asks: waiting.remove(item)
            }
        }
        return done
    }

    private func stored(_ item: WaitingEntries.Item) -> Outcome {
        let entry = item.entry
        guard let occurred = EDTF(entry.occurred) else { return .refused(["\(entry.occurred) is no date."]) }
        return Self.outcome { [live, writer, waiting, inTurn] in
            if try wasStored(item) { return .done(.told([])) }
            if let problem = inTurn.problem(with: Entry(entry.text)) { throw EntryProblem(problem) }
            let prepared = live.prepare(
                Entry(entry.text), at: occurred, answers: entry.answers,
                in: entry.session.map(EntrySession.named) ?? .noSession)
            let results = writer.append(together: [prepared.append]) { written in
                guard let written = written.first else { return }
                try waiting.noteTrying(item, "\(written.feed)/\(written.firstSequence)")
            }
            return .done(try prepared.outcome(results[0]))
        }
    }

    /// Whether one that waits was stored after all, just before a program was stopped.
    private func wasStored(_ item: WaitingEntries.Item) throws -> Bool {
        guard let trying = item.trying else { return false }
        return try writer.look { look in
            guard let event = look.history.tables.event(named: trying, from: .first), let line = try look.line(event)
            else { return false }
            return try JSONParser.parse(line)["occurred"]?.string == item.entry.occurred
        }
    }

    private enum Result {
        case done(EntryOutcome)
        case asking([UnknownName])
    }

    private static func outcome(_ body: () throws -> Result) -> Outcome {
        do {
            switch try body() {
            case .done(.recorded(let recorded)): return .recorded(recorded)
            case .done(.told(let lines)): return .told(lines)
            case .asking(let questions): return .asks(questions)
            }
        } catch let problem as EntryProblem {
            return .refused([problem.message])
        } catch let refused as CaseWriter.Refused {
            return .refused(refused.lines.flatMap(\.refusal.sentences))
        } catch let error as EventLogError where isOfTheEntry(error) {
            return .refused([error.message])
        } catch let error as EventLogError {
            return .waits(error.message)
        } catch let error as CaseError where error.code == .refused {
            return .refused([error.message])
        } catch {
            return .waits("\(error)")
        }
    }

    private static func isOfTheEntry(_ error: EventLogError) -> Bool {
        error.code == .lineRefused || error.code == .lineTooLong || error.code == .nameRefused
    }
}
