import CaseModel
import EventLog
import Simulation
import Testing

@testable import CaseStore

struct LoanTests {
    /// Two devices with machines of their own; the first one has keys of three subjects.
    struct Pair {
        let lender = KeyBench(SimulatedMachine(seed: 1))
        let reader = KeyBench(SimulatedMachine(seed: 2))
        let keys: [Subject: SubjectKey]

        init() throws {
            let keyring = try lender.keyring()
            var keys: [Subject: SubjectKey] = [:]
            for subject in [Subject.wholeCase, KeyBench.person, KeyBench.session] {
                keys[subject] = try keyring.sealingKey(for: subject)
            }
            self.keys = keys
        }

        func identity() throws -> ReadingIdentity { try ReadingIdentity(of: reader.device(), reader.passphrases) }

        func lend(_ subjects: [Subject]?) throws -> [UInt8] {
            try Loan.make(of: subjects, in: lender.keyring(), to: identity().reader(named: "ab"), by: "jw").file
        }

        func accept(_ file: [UInt8]) throws -> TakenIn {
            try Loan.accept(file, from: "loan", in: reader.keyring(), identity()).result
        }
    }

    @Test func `what is lent opens, and nothing else`() throws {
        let pair = try Pair()
        let result = try pair.accept(pair.lend([KeyBench.person]))
        #expect(result.taken.map(\.subject) == [KeyBench.person])
        let keyring = try pair.reader.keyring()
        #expect(try keyring.openingKeys(of: KeyBench.person) == [pair.keys[KeyBench.person]].compactMap(\.self))
        #expect(try keyring.openingKeys(of: KeyBench.session).isEmpty)
        #expect(try keyring.openingKeys(of: .wholeCase).isEmpty)
    }

    @Test func `a key that was lent is not sealed with`() throws {
        let pair = try Pair()
        _ = try pair.accept(pair.lend([KeyBench.person]))
        let own = try pair.reader.keyring().sealingKey(for: KeyBench.person)
        #expect(own != pair.keys[KeyBench.person])
        #expect(Set(try pair.reader.keyring().openingKeys(of: KeyBench.person).map(\.bytes)).count == 2)
        #expect(try pair.reader.keyring().subjects.map(\.origin) == [.lent(by: "jw"), .made])
        #expect(try pair.accept(pair.lend([KeyBench.person])).known.count == 1)
    }

    @Test func `a loan with any bit changed, or for another device or case, is refused`() throws {
        let pair = try Pair()
        let file = try pair.lend(nil)
        for bit in 0..<file.count * 8 {
            var changed = file
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: CaseError.self) { try pair.accept(changed) }
        }
        for count in stride(from: 0, to: file.count, by: 7) {
            #expect(throws: CaseError.self) { try pair.accept(Array(file[..<count])) }
        }
        let third = KeyBench(SimulatedMachine(seed: 3))
        let identity = try ReadingIdentity(of: third.device(), third.passphrases)
        #expect(throws: CaseError.self) { try Loan.accept(file, from: "loan", in: third.keyring(), identity) }
        #expect(throws: CaseError.self) {
            try Loan.accept(file, from: "loan", in: pair.reader.keyring("oak"), pair.identity())
        }
        #expect(try pair.reader.keyring().subjects.isEmpty)
        #expect(try pair.accept(file).taken.count == 3)
    }

    @Test func `neither side takes or gives what was destroyed`() throws {
        let pair = try Pair()
        let file = try pair.lend(nil)
        try pair.reader.keyring().destroy([KeyBench.person])
        let result = try pair.accept(file)
        #expect(result.erased.map(\.subject).sorted() == [KeyBench.person, KeyBench.session])
        #expect(try pair.reader.keyring().subjects.map(\.subject) == [.wholeCase])
        try pair.lender.keyring().destroy([KeyBench.person])
        #expect(throws: CaseError.self) { try pair.lend([KeyBench.session]) }
        #expect(throws: CaseError.self) { try pair.lend([KeyBench.other]) }
        // What was lent before stays known.
        let loans = try LoanList(pair.lender.keyring()).entries()
        #expect(loans.map(\.subject) == [.wholeCase, KeyBench.person, KeyBench.session])
    }

    @Test func `what is to be destroyed because a withdrawal was begun is neither lent nor backed up`() throws {
        let pair = try Pair()
        func begin(_ scope: WithdrawalScope, session: String? = nil) throws {
            let intent = WithdrawalIntent(
                participant: "p07", scope: scope, session: session, occurred: "2021-06-30", removesFiles: false)
            try pair.lender.keyring().withdrawals.write([intent.words])
        }
        try begin(.future)
        #expect(try pair.accept(pair.lend(nil)).taken.count == 3)
        try begin(.session, session: "interview-07")
        let error = #expect(throws: CaseError.self) { try pair.lend([.wholeCase, KeyBench.session]) }
        #expect(error?.code == .refused && error?.message.contains("its withdrawal was begun") == true)
        #expect(try pair.accept(pair.lend([KeyBench.person])).known.count == 1)
        try begin(.all)
        #expect(throws: CaseError.self) { try pair.lend([KeyBench.person]) }
        #expect(throws: CaseError.self) { try pair.lend([KeyBench.session]) }
        #expect(try pair.accept(pair.lend(nil)).known.map(\.subject) == [.wholeCase])
        #expect(try KeyBackup.make(of: pair.lender.device(), pair.lender.passphrases).keys == 1)
        #expect(try LoanList(pair.lender.keyring()).entries().count == 5)
    }

    @Test func `a loan is noted before its file is made, or nothing is lent`() throws {
        let pair = try Pair()
        let reader = try pair.identity().reader(named: "ab")
        var call = 0
        while true {
            call += 1
            let bench = try Pair().lender
            bench.machine.disturb(call, with: .refuse(Errno(5)))
            let file = try? Loan.make(of: nil, in: bench.keyring(isDisturbed: true), to: reader, by: "jw").file
            if file != nil { #expect(try LoanList(bench.keyring()).entries().count == 3) }
            if bench.machine.calm() > 0 { break }
        }
        #expect(call > 5)
    }

    @Test func `a reader's line with any character changed is refused`() throws {
        let line = try Pair().identity().reader(named: "ab").line
        #expect(Reader(line)?.line == line)
        for index in line.utf8.indices {
            var changed = Array(line.utf8)
            changed[line.utf8.distance(from: line.startIndex, to: index)] ^= 1
            #expect(Reader(String(decoding: changed, as: UTF8.self)) == nil)
        }
        #expect(Reader(line + "\n") == nil)
    }
}
