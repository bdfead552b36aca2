package import CaseModel
import EventLog
import Synchronization

/// The private texts of one case, as far as this device has the keys.
///
/// Nothing of keys is read before the first private text is met.
package final class CaseTexts: PrivateTexts {
    /// What of the whole case says who may read what, whatever dates a question is asked for.
    struct Whole: Sendable {
        /// The feed that the case was opened in.
        var openedIn: String?
        var withdrawn = WithdrawnSubjects()
        /// The lines of the corrections in force, where anybody has withdrawn.
        var corrections: [[UInt8]] = []
    }

    /// A private text that is not as it was made.
    package struct Damaged: Sendable, Hashable {
        package let event: String
        package let field: String

        package var message: String {
            "The private text \(field) of \(event) does not open: it was changed, or put there from elsewhere. Bring the file back "
                + "from a copy."
        }
    }

    /// The keys, and whose words are not shown although their keys may still be there: a withdrawal was begun.
    private struct Ring {
        let feed: String
        let keyring: Keyring
        let begun: [Subject]
    }

    private struct State {
        var whole: Whole?
        var withheld: WithheldWords?
        var ring: Ring?
        /// The keys that a commit under way seals with, and those of them that it has made.
        var sealing: [Subject: SubjectKey] = [:]
        var made: [Subject: SubjectKey] = [:]
        var damaged: Set<Damaged> = []
        var failure: (any Error)?
    }

    private let device: Device
    private let caseName: String
    private let whole: @Sendable () throws -> Whole
    private let fetch: WithheldWords.Fetch
    private let state = Mutex(State())
    /// Whether it is known what is withheld; then whether anything is. So threads that show what may be shown do not
    /// wait for one another.
    private let isSettled = Atomic(false)
    private let isAnyWithheld = Atomic(false)

    /// - Parameters:
    ///   - fetch: gets stored lines of the case.
    ///   - whole: is asked once, when something is to be shown that may not be, unless it was told before.
    init(
        _ device: Device, case caseName: String, fetch: @escaping WithheldWords.Fetch = { _ in nil },
        whole: @escaping @Sendable () throws -> Whole
    ) {
        self.device = device
        self.caseName = caseName
        self.whole = whole
        self.fetch = fetch
    }

    /// Takes what a replay of everything came to.
    func know(_ whole: @autoclosure () -> Whole) {
        state.withLock { state in state.whole = state.whole ?? whole() }
    }

    package var withheld: WithheldWords? {
        if isSettled.load(ordering: .acquiring), !isAnyWithheld.load(ordering: .relaxed) { return nil }
        return state.withLock { state in
            guard !isSettled.load(ordering: .relaxed) else { return state.withheld }
            do {
                state.withheld = try findWithheld(&state)
            } catch {
                state.failure = state.failure ?? error
            }
            isAnyWithheld.store(state.withheld != nil, ordering: .relaxed)
            isSettled.store(true, ordering: .releasing)
            return state.withheld
        }
    }

    private func findWithheld(_ state: inout State) throws -> WithheldWords? {
        let whole = try known(&state)
        var withdrawn = whole.withdrawn
        if let feed = whole.openedIn {
            do {
                let ring = try ring(feed, &state)
                withdrawn.add(try ring.begun + ring.keyring.erasedSubjects().map(\.subject))
            } catch {
                // What the case itself tells of is withheld all the same.
                state.failure = state.failure ?? error
            }
        }
        return WithheldWords(withdrawn, corrections: whole.corrections, fetch: fetch)
    }

    private func known(_ state: inout State) throws -> Whole {
        let whole = try state.whole ?? whole()
        state.whole = whole
        return whole
    }

    /// The private texts that were met and are damaged, in order.
    package var damaged: [Damaged] {
        state.withLock { state in state.damaged.sorted { ($0.event, $0.field) < ($1.event, $1.field) } }
    }

    /// Why keys could not be looked at, if they could not; what was private was shown as such.
    package var failure: (any Error)? { state.withLock { state in state.failure } }

    package func open(_ text: PrivateText, of event: String, field: String) -> OpenedText {
        state.withLock { state in
            do {
                let opened = try open(text, event, field, &state).text
                if opened == .damaged { state.damaged.insert(Damaged(event: event, field: field)) }
                return opened
            } catch {
                state.failure = state.failure ?? error
                return .locked
            }
        }
    }

    /// The key of a box that opens here, which opens no other: it can be given away; nil where it does not open.
    ///
    /// - Throws: where keys cannot be looked at.
    package func boxKey(of text: PrivateText, of event: String, field: String) throws -> BoxKey? {
        try state.withLock { state in try open(text, event, field, &state).key }
    }

    private func open(
        _ text: PrivateText, _ event: String, _ field: String, _ state: inout State
    ) throws -> (text: OpenedText, key: BoxKey?) {
        guard let subject = Subject(text.subject) else { return (.damaged, nil) }
        let whole = try known(&state)
        if whole.withdrawn.contains(subject) { return (.withdrawn, nil) }
        guard let feed = whole.openedIn else { return (.locked, nil) }
        let ring = try ring(feed, &state)
        let keyring = ring.keyring
        if try ring.begun.contains(where: { begun in begun.covers(subject) }) || keyring.isErased(subject) {
            return (.withdrawn, nil)
        }
        guard let box = Box(text.box) else { return (.damaged, nil) }
        let keys = try keyring.openingKeys(of: subject)
        let place = BoxPlace(subject: subject, event: event, field: field)
        for key in keys.map({ $0.boxKey(at: place, box.nonce) }) {
            switch box.open(at: place, with: key) {
            case .opened(let words): return (.words(words), key)
            case .malformed: return (.damaged, nil)
            case .notThisKeys: continue
            }
        }
        return (!keys.isEmpty && isOwn(event) ? .damaged : .locked, nil)
    }

    /// Whether this device has recorded an event, so that one of its keys has to open what is private in it. Another
    /// device has keys of its own for the same subject.
    private func isOwn(_ event: String) -> Bool {
        guard let feed = event.split(separator: "/").first.flatMap({ FeedName(String($0)) }) else { return false }
        return (try? device.writes(to: feed, of: caseName)) ?? false
    }

    private func ring(_ feed: String, _ state: inout State) throws -> Ring {
        if let ring = state.ring, ring.feed == feed { return ring }
        let keyring = try Keyring(device, case: caseName, feed: feed, device.passphrases, tell: device.onKeyNote)
        let ring = Ring(feed: feed, keyring: keyring, begun: try keyring.begunSubjects())
        state.ring = ring
        return ring
    }

    package func box(
        _ words: String, for subject: Subject, of event: String, field: String, openedIn feed: String
    ) throws -> PrivateText {
        guard words.utf8.count <= Box.textSizeMax else {
            throw PrivateTextRefused(
                "It has \(words.utf8.count) bytes; at most \(Box.textSizeMax) can be made private.")
        }
        do {
            let key = try state.withLock { state in try sealingKey(subject, feed, &state) }
            let box = Box(sealing: words, at: BoxPlace(subject: subject, event: event, field: field), with: key)
            return PrivateText(subject: subject.text, box: box.text)
        } catch let error as CaseError where error.code == .refused {
            throw PrivateTextRefused(error.message)
        }
    }

    private func sealingKey(
        _ subject: Subject, _ feed: String, _ state: inout State
    ) throws -> SubjectKey {
        if let key = state.sealing[subject] { return key }
        let there = try ring(feed, &state).keyring.sealingKeyIfThere(for: subject)
        let key = there ?? SubjectKey()
        if there == nil { state.made[subject] = key }
        state.sealing[subject] = key
        return key
    }

    /// Makes the keys durable that a commit has made: before its lines are.
    func keepKeys() throws {
        try state.withLock { state in
            let made = state.made
            (state.sealing, state.made) = ([:], [:])
            try state.ring?.keyring.keep(made)
        }
    }

    /// Forgets the keys of a commit that stores nothing.
    func dropKeys() { state.withLock { state in (state.sealing, state.made) = ([:], [:]) } }
}
