package import CaseModel
import EventLog

/// A key on its way: in a backup, or in a loan.
struct CarriedKey: Sendable, Hashable {
    let scope: KeyScope
    let subject: Subject
    let origin: KeyOrigin
    let key: [UInt8]

    var line: String {
        CheckedLine.text(["key"] + scope.words + [subject.text, origin.word, TextCoding.base64(key)])
    }

    init(_ scope: KeyScope, _ subject: Subject, _ origin: KeyOrigin, _ key: [UInt8]) {
        self.scope = scope
        self.subject = subject
        self.origin = origin
        self.key = key
    }

    init?(_ line: ArraySlice<UInt8>) {
        guard let (words, _) = CheckedLine.words(line), words.count == 6, words[0] == "key",
            let scope = try? KeyScope(words[1], feed: words[2]), let subject = Subject(words[3]),
            let origin = KeyOrigin(words[4]), let key = TextCoding.bytes(base64: words[5]), key.count == SubjectKey.size
        else { return nil }
        self.init(scope, subject, origin, key)
    }
}

/// What taking keys in came to.
package struct TakenIn: Sendable, Equatable {
    /// The subjects whose keys came in, by case.
    package fileprivate(set) var taken: [Place] = []
    /// Those whose keys were there already.
    package fileprivate(set) var known: [Place] = []
    /// Those whose keys were destroyed here, and stay so.
    package fileprivate(set) var erased: [Place] = []

    package struct Place: Sendable, Equatable {
        package let caseName: String
        package let subject: Subject
    }
}

extension Keyring {
    /// The keys that this device has, as they are; those of the subjects named, or all, but for those whose withdrawal
    /// was begun: they go nowhere, though they may still be here. Under no lock.
    func carried(_ subjects: [Subject]?) throws -> [CarriedKey] {
        let begun = WithdrawnSubjects(try begunSubjects())
        return try with { loaded in
            var carried: [CarriedKey] = []
            var done: Set<Subject> = []
            for entry in loaded.file?.keys ?? [] where subjects?.contains(entry.subject) != false {
                guard !begun.contains(entry.subject), done.insert(entry.subject).inserted else { continue }
                for (origin, key) in try opened(entry.subject, in: &loaded) {
                    carried.append(CarriedKey(scope, entry.subject, origin, key.bytes))
                }
            }
            return carried
        }
    }

    /// Takes keys in, durably, but for those that were destroyed here or are there already.
    ///
    /// - Parameter withdrawn: whose keys count as destroyed, too.
    func takeIn(
        _ keys: [CarriedKey], but withdrawn: WithdrawnSubjects = WithdrawnSubjects(),
        as origin: (KeyOrigin) -> KeyOrigin, _ result: inout TakenIn
    ) throws {
        try with { loaded in
            try store.locked {
                loaded = try settled()
                var new: [(subject: Subject, origin: KeyOrigin, key: SubjectKey)] = []
                for carried in keys {
                    let place = TakenIn.Place(caseName: scope.caseName, subject: carried.subject)
                    guard let key = SubjectKey(bytes: carried.key) else { continue }
                    let isHere = try opened(carried.subject, in: &loaded).contains { $0.key == key }
                    if loaded.isErased(carried.subject) || withdrawn.contains(carried.subject) {
                        result.erased.append(place)
                    } else if isHere || new.contains(where: { $0.subject == carried.subject && $0.key == key }) {
                        result.known.append(place)
                    } else {
                        new.append((carried.subject, origin(carried.origin), key))
                        result.taken.append(place)
                    }
                }
                if !new.isEmpty { try add(new, to: &loaded) }
            }
        }
    }
}
