import CaseModel
import EventLog
import Simulation
import Synchronization
import Testing

@testable import CaseStore

struct KeyringTests {
    @Test func `a key is there for the next program`() throws {
        let bench = KeyBench()
        let key = try bench.keyring().sealingKey(for: KeyBench.person)
        #expect(try bench.keyring().sealingKey(for: KeyBench.person) == key)
        #expect(try bench.keyring().openingKeys(of: KeyBench.person) == [key])
        let other = try bench.keyring().sealingKey(for: KeyBench.session)
        #expect(other != key)
        #expect(try bench.keyring().openingKeys(of: KeyBench.other).isEmpty)
        #expect(try bench.keyring("oak").openingKeys(of: KeyBench.person).isEmpty)
        #expect(try bench.keyring().subjects.map(\.subject) == [KeyBench.person, KeyBench.session])
    }

    @Test func `a keyring sees what another program has added or destroyed`() throws {
        let bench = KeyBench()
        let first = try bench.keyring()
        let key = try first.sealingKey(for: .wholeCase)
        let second = try bench.keyring()
        let person = try second.sealingKey(for: KeyBench.person)
        #expect(try first.sealingKey(for: KeyBench.person) == person)
        try second.destroy([KeyBench.person])
        #expect(throws: CaseError.self) { try first.sealingKey(for: KeyBench.person) }
        #expect(try first.openingKeys(of: KeyBench.person).isEmpty)
        #expect(try first.openingKeys(of: .wholeCase) == [key])
    }

    @Test func `what becomes of a lost key is said once`() throws {
        let bench = KeyBench()
        let told = Mutex([String]())
        for subject in [Subject.wholeCase, KeyBench.person] {
            _ = try bench.keyring { text in told.withLock { $0.append(text) } }.sealingKey(for: subject)
        }
        #expect(told.withLock(\.self).count == 1)
        #expect(told.withLock(\.self).first?.contains("A lost key is a lost text") == true)
    }

    @Test func `a device without keys of a case looks for them once, and then whether there are any by now`() throws {
        let bench = KeyBench()
        let keyring = try bench.keyring(isDisturbed: true)
        #expect(try keyring.openingKeys(of: KeyBench.person).isEmpty)
        let first = bench.machine.callCount
        #expect(try keyring.openingKeys(of: KeyBench.person).isEmpty)
        #expect(try !keyring.isErased(KeyBench.person))
        #expect(bench.machine.callCount == first + 4)
        #expect(try bench.files().isEmpty)
    }

    @Test func `whether there are keys of a case takes one call that fails`() throws {
        let bench = KeyBench()
        #expect(try !Keyring.exists(bench.device(isDisturbed: true), case: "elm", feed: KeyBench.feed))
        #expect(bench.machine.callCount == 1)
        #expect(try bench.files().isEmpty)
    }

    @Test(arguments: [[], [KeyBench.person], [KeyBench.other]])
    func `what another program destroys is gone here at once`(keys: [Subject]) throws {
        let bench = KeyBench()
        let keyring = try bench.keyring()
        for subject in keys { _ = try keyring.sealingKey(for: subject) }
        #expect(try !keyring.isErased(KeyBench.person))
        try bench.keyring().destroy([KeyBench.person])
        #expect(try keyring.isErased(KeyBench.person))
        #expect(try keyring.openingKeys(of: KeyBench.person).isEmpty)
        #expect(throws: CaseError.self) { try keyring.sealingKey(for: KeyBench.person) }
    }

    @Test func `a person's keys are destroyed with those of all sessions, for ever`() throws {
        let bench = KeyBench()
        let keyring = try bench.keyring()
        let key = try keyring.sealingKey(for: .wholeCase)
        for subject in [KeyBench.person, KeyBench.session] { _ = try keyring.sealingKey(for: subject) }
        try keyring.setPerson(KeyBench.person, name: "Ada", note: nil)
        try keyring.setPerson(KeyBench.other, name: "Ben", note: "by telephone")
        let secrets = try bench.secrets(of: [KeyBench.person, KeyBench.session])
        #expect(secrets.count == 4)
        try keyring.destroy([KeyBench.person])
        #expect(try bench.files(holding: secrets).isEmpty)
        for keyring in [keyring, try bench.keyring()] {
            for subject in [KeyBench.person, KeyBench.session, Subject("p07/later")!] {
                #expect(try keyring.isErased(subject))
                #expect(try keyring.openingKeys(of: subject).isEmpty)
                #expect(throws: CaseError.self) { try keyring.sealingKey(for: subject) }
            }
            #expect(throws: CaseError.self) { try keyring.setPerson(KeyBench.person, name: "Ada", note: nil) }
            #expect(try keyring.people().map(\.name) == ["Ben"])
            #expect(try keyring.openingKeys(of: .wholeCase) == [key])
            #expect(try !keyring.isErased(Subject("p070")!))
            #expect(try keyring.erasedSubjects().map(\.subject) == [KeyBench.person])
        }
    }

    @Test func `subjects without keys are destroyed before they have one`() throws {
        let bench = KeyBench()
        try bench.keyring().destroy([KeyBench.person])
        #expect(throws: CaseError.self) { try bench.keyring().sealingKey(for: KeyBench.session) }
        #expect(try bench.keyring().isErased(KeyBench.session))
        #expect(try !bench.keyring("oak").isErased(KeyBench.session))
    }

    @Test func `an older copy of the home does not bring destroyed keys back`() throws {
        let bench = KeyBench()
        let keyring = try bench.keyring()
        let key = try keyring.sealingKey(for: .wholeCase)
        _ = try keyring.sealingKey(for: KeyBench.session)
        let older = try bench.files()
        let secrets = try bench.secrets(of: [KeyBench.session])
        try keyring.destroy([KeyBench.person])
        let files = bench.machine.startProgram(isDisturbed: false)
        try files.remove("/home/private/erased")
        for (path, bytes) in older where path.hasPrefix("/home/") { try bench.write(bytes, to: path) }
        #expect(try !bench.files(holding: secrets).isEmpty)
        #expect(try bench.keyring().openingKeys(of: KeyBench.session).isEmpty)
        #expect(try bench.files(holding: secrets).isEmpty)
        #expect(try bench.files()["/home/private/erased"] == bench.files()["/home.erased"])
        #expect(try bench.keyring().openingKeys(of: .wholeCase) == [key])
    }

    @Test func `a file with any byte changed, or cut short, is told and left as it is`() throws {
        let bench = KeyBench()
        let keyring = try bench.keyring()
        for subject in [Subject.wholeCase, KeyBench.person] { _ = try keyring.sealingKey(for: subject) }
        let bytes = try #require(try bench.files()[KeyBench.path])
        let changed = bytes.indices.map { index in
            var changed = bytes
            changed[index] ^= 1
            return changed
        }
        let cut = (0..<bytes.count).map { count in Array(bytes[..<count]) }
        for bytes in changed + cut + [bytes + [0x0A], bytes + bytes] {
            try bench.write(bytes, to: KeyBench.path)
            let error = #expect(throws: CaseError.self) { try bench.keyring().sealingKey(for: KeyBench.other) }
            #expect(error?.code == .damagedKeys)
            #expect(throws: CaseError.self) { try bench.keyring().destroy([KeyBench.person]) }
            #expect(try bench.files()[KeyBench.path] == bytes)
        }
    }

    @Test func `a file of another case does not open here`() throws {
        let bench = KeyBench()
        _ = try bench.keyring("oak").sealingKey(for: .wholeCase)
        _ = try bench.keyring().sealingKey(for: .wholeCase)
        let oak = try #require(try bench.files()["/home/private/cases/oak/\(KeyBench.feed).keys"])
        try bench.write(oak, to: KeyBench.path)
        #expect(throws: CaseError.self) { try bench.keyring().openingKeys(of: .wholeCase) }
    }

    @Test(arguments: ["", "P07", "p07/", "/p07", "p07/a/b", "p07 ", "**", "a\u{0}", "*/p07"])
    func `what is no subject is refused`(text: String) {
        #expect(Subject(text) == nil)
        #expect(throws: CaseError.self) { try Subject(given: text) }
    }

    @Test func `a list of what was erased is mended from its other copy`() throws {
        let bench = KeyBench()
        _ = try bench.keyring().sealingKey(for: .wholeCase)
        for subject in [KeyBench.person, KeyBench.other] { try bench.keyring().destroy([subject]) }
        let list = try #require(try bench.files()["/home.erased"])
        for (path, other) in [("/home.erased", "/home/private/erased"), ("/home/private/erased", "/home.erased")] {
            for count in [0, 1, list.count / 2, list.count - 1] {
                try bench.write(Array(list[..<count]), to: path)
                #expect(try bench.keyring().openingKeys(of: KeyBench.person).isEmpty)
                #expect(try bench.keyring().isErased(KeyBench.other))
                #expect(try bench.files()[path] == list && bench.files()[other] == list)
            }
            try bench.machine.startProgram().remove(path)
            _ = try bench.keyring().openingKeys(of: .wholeCase)
            #expect(try bench.files()[path] == list)
        }
        for path in ["/home.erased", "/home/private/erased"] { try bench.write(Array(list.dropLast(3)), to: path) }
        let error = #expect(throws: CaseError.self) { try bench.keyring().openingKeys(of: .wholeCase) }
        #expect(error?.code == .damagedKeys)
    }

    @Test func `a file of keys is read in the one order in which it is written`() throws {
        let scope = try KeyScope("elm", feed: KeyBench.feed)
        let key = ["key", "p07", "made", "1", TextCoding.base64([1])]
        let row = ["name", "p07", "1", TextCoding.base64([2])]
        func text(_ lines: [[String]]) -> [UInt8] {
            var (text, previous) = ("", "")
            let first = [
                "caselog-keys/1", "elm", KeyBench.feed, "plain", TextCoding.base64([UInt8](repeating: 7, count: 32)),
            ]
            for words in [first] + lines + [["end"]] { CheckedLine.append(words, after: &previous, to: &text) }
            return Array(text.utf8)
        }
        #expect(try KeyFile(reading: text([key, row]), scope, at: "keys").text == text([key, row]))
        let error = #expect(throws: CaseError.self) { try KeyFile(reading: text([row, key]), scope, at: "keys") }
        #expect(error?.message.contains("'keys' is damaged in line 3") == true)
    }
}
