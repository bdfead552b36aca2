import CaseModel
import EventLog
import Sampling
import Simulation
import Testing

@testable import CaseStore

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Each call of making, destroying and re-wrapping keys fails, or ends the program or the machine, in turn.
struct KeyCrashTests {
    enum Trouble: String, CaseIterable, Sendable {
        case refuse, shorten, kill, cutPower

        var disturbance: Disturbance {
            switch self {
            case .refuse: .refuse(Errno(EIO))
            case .shorten: .shorten
            case .kill: .kill
            case .cutPower: .cutPower
            }
        }
    }

    static let subjects = [Subject.wholeCase, KeyBench.person, KeyBench.session]

    /// A device with keys and a name, before anything happens.
    private func prepared(_ seed: UInt64, passphrase: String?) throws -> (KeyBench, [Subject: SubjectKey]) {
        let bench = KeyBench(SimulatedMachine(seed: seed), new: passphrase ?? "unused")
        if passphrase != nil { _ = try bench.change.change(isRemoved: false) }
        let ready = bench.asked(passphrase)
        let keyring = try ready.keyring()
        var keys: [Subject: SubjectKey] = [:]
        for subject in Self.subjects { keys[subject] = try keyring.sealingKey(for: subject) }
        try keyring.setPerson(KeyBench.person, name: "Ada", note: nil)
        return (ready, keys)
    }

    /// Has something happen at the calls of some work, on a machine of its own each time: at every one, or in a sample
    /// at each third, another third with each trouble, and with a passphrase or none.
    private func atCalls(
        _ trouble: Trouble, passphrase: String? = nil,
        _ work: (KeyBench) throws -> Void,
        then check: (KeyBench, _ keys: [Subject: SubjectKey], _ secrets: [String], _ isDone: Bool) throws -> Void
    ) throws {
        // What a power cut leaves is drawn from the seed.
        for seed in 1...(trouble == .cutPower ? sampled(2, whole: 3) : 1) as ClosedRange<UInt64> {
            let stride = sampled(3, whole: 1)
            let turn = (Trouble.allCases.firstIndex(of: trouble) ?? 0) + (passphrase == nil ? 0 : 1)
            var call = turn % stride + 1 - stride
            while true {
                call += stride
                let (bench, keys) = try prepared(seed, passphrase: passphrase)
                let secrets = try bench.secrets(of: [KeyBench.person, KeyBench.session])
                bench.machine.disturb(bench.machine.callCount + call, with: trouble.disturbance)
                var isDone = false
                do {
                    try work(bench)
                    isDone = true
                } catch is EventLogError {} catch is CaseError {}
                let reached = bench.machine.calm() == 0
                let after =
                    trouble == .refuse || trouble == .shorten ? bench : bench.ended(seed: seed, cutsPower: false)
                try check(after, keys, secrets, isDone)
                if !reached { break }
            }
            #expect(call > 10)
        }
    }

    @Test(arguments: Trouble.allCases)
    func `no key that was handed out is lost while another one is made`(trouble: Trouble) throws {
        var made: SubjectKey?
        try atCalls(trouble) { bench in
            made = nil
            made = try bench.keyring(isDisturbed: true).sealingKey(for: KeyBench.other)
        } then: { bench, keys, _, _ in
            let keyring = try bench.keyring()
            for (subject, key) in keys { #expect(try keyring.openingKeys(of: subject) == [key]) }
            let again = try keyring.sealingKey(for: KeyBench.other)
            #expect(made == nil || again == made)
            #expect(try keyring.people().map(\.name) == ["Ada"])
            expectNothingHalfDone(bench)
        }
    }

    @Test(arguments: Trouble.allCases, [nil, "old"] as [String?])
    func `destroying completes, or was not begun`(trouble: Trouble, passphrase: String?) throws {
        try atCalls(trouble, passphrase: passphrase) { bench in
            try bench.keyring(isDisturbed: true).destroy([KeyBench.person])
        } then: { bench, keys, secrets, isDone in
            let keyring = try bench.keyring()
            let isErased = try keyring.isErased(KeyBench.person)
            #expect(isErased || !isDone)
            let open = try Self.subjects.map(keyring.openingKeys)
            #expect(open[0] == [keys[.wholeCase]].compactMap(\.self))
            if isErased {
                #expect(open[1].isEmpty && open[2].isEmpty)
                // Whoever opened the keyring has completed it. The wrapping key is renewed once there is a passphrase.
                #expect(try bench.files(holding: Array(secrets.dropFirst())).isEmpty)
                if passphrase == nil { #expect(try bench.files(holding: secrets).isEmpty) }
            } else {
                #expect(open[1] == [keys[KeyBench.person]].compactMap(\.self))
                #expect(open[2] == [keys[KeyBench.session]].compactMap(\.self))
            }
            try keyring.destroy([KeyBench.person])
            #expect(try bench.files(holding: secrets).isEmpty)
            #expect(try bench.keyring().openingKeys(of: .wholeCase) == [keys[.wholeCase]].compactMap(\.self))
            #expect(try bench.keyring().people().isEmpty)
            expectNothingHalfDone(bench)
        }
    }

    @Test(arguments: Trouble.allCases, [nil, "old"] as [String?])
    func `every file opens with one of two passphrases while one replaces the other`(
        trouble: Trouble, passphrase: String?
    ) throws {
        try atCalls(trouble, passphrase: passphrase) { bench in
            let bench = KeyBench(bench.machine, passphrase: passphrase, new: "new")
            _ = try PassphraseChange(bench.device(isDisturbed: true), bench.passphrases).change(isRemoved: false)
        } then: { bench, keys, secrets, isDone in
            let found = [passphrase, "new"].filter { words in
                let opened = try? bench.asked(words).keyring().openingKeys(of: .wholeCase)
                return opened == [keys[.wholeCase]].compactMap(\.self)
            }
            #expect(!found.isEmpty && (!isDone || found == ["new"]))
            let again = KeyBench(bench.machine, passphrase: passphrase, new: "new")
            _ = try again.change.change(isRemoved: false)
            let keyring = try bench.asked("new").keyring()
            for (subject, key) in keys { #expect(try keyring.openingKeys(of: subject) == [key]) }
            #expect(try bench.files(holding: secrets).isEmpty)
            expectNothingHalfDone(bench)
        }
    }

    private func expectNothingHalfDone(_ bench: KeyBench) {
        let paths = (try? bench.files().keys.sorted()) ?? []
        #expect(!paths.contains { path in path.contains("/.erase-") || path.contains("/.tmp-") }, "\(paths)")
    }
}
