import CaseModel
import CaseStore

extension ObserverFeed {
    /// What is to be recorded, all of it or nothing.
    enum Work: Sendable {
        /// Lines of input; the case has to be at the position, where there is one.
        case lines([UInt8], CaseWriter.Manner)
        case entry(TypedEntry)
        case session(NewSession, at: EDTF)
        /// A session that somebody else has begun, to be observed by this observer, too.
        case joining(String, observers: [String], at: EDTF)

        /// About how many bytes it holds while it waits.
        var size: Int {
            switch self {
            case .lines(let lines, _): lines.count
            case .entry(let entry): entry.text.utf8.count
            case .session, .joining: 0
            }
        }

        /// Whether its events are made of what the case holds, and may begin or make known what has a name.
        var isComposed: Bool {
            if case .lines = self { false } else { true }
        }

        /// The keys of requests, as journals have them, that it speaks of: these have to be settled before.
        var keysMeant: [String] {
            guard case .entry(let entry) = self else { return [] }
            return [entry.sessionKey, entry.of].compactMap(\.self)
        }
    }

    /// An entry as typed, at its time.
    struct TypedEntry: Sendable {
        let text: String
        let occurred: EDTF
        var answers: Answers = [:]
        /// The session that it belongs to, if not the one that is going on.
        var session: String?
        /// The key, as journals have it, of the request that began the session, where its id was not known yet.
        var sessionKey: String?
        /// The key, as journals have it, of the entry that `!undo` or `!fix` is about.
        var of: String?
    }

    /// What became of it.
    struct Outcome: Sendable {
        var ids: [String]
        /// Which of the events it is about.
        var main = 0
        var position: CasePosition
        var minted: [Minted] = []
        /// What it began itself, which later entries can name: `offset p03-funding`.
        var begun: [String] = []
        /// What is to be told about it.
        var told: [String] = []
        /// It was recorded when the same was sent before.
        var isRepeated = false

        /// The event that it is about; nil where nothing was recorded.
        var mainID: String? { ids.indices.contains(main) ? ids[main] : nil }
    }
}
