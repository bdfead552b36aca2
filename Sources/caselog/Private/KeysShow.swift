import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct KeysShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "List whose keys this device has for a case, and whose were destroyed; never a key.",
        discussion: """
            EXAMPLES
              caselog keys show elm
            """)

    @OptionGroup var target: CaseOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let (keyring, caseName) = try target.keyring()
        let keys = try keyring.subjects
        let erased = try keyring.erasedSubjects()
        let loans = try LoanList(keyring).entries()
        let readers = keys.map { key in
            Set(loans.filter { loan in loan.subject == key.subject }.map(\.reader.line)).count
        }
        if json {
            try Output.write(Self.json(caseName, zip(keys, readers).map { ($0, $1) }, erased))
            return
        }
        for (key, count) in zip(keys, readers) {
            let lent = count == 0 ? "" : ", lent to \(count)"
            try Output.writeText(
                Array("\(key.subject)  since \(RecordedTime.text(key.since)), \(key.origin.words)\(lent)\n".utf8))
        }
        for (subject, time) in erased {
            try Output.writeText(Array("\(subject)  destroyed on \(RecordedTime.text(time))\n".utf8))
        }
        if keys.isEmpty, erased.isEmpty { Output.tell("This device has no keys of '\(caseName)'.") }
    }

    private static func json(
        _ caseName: String, _ keys: [(Keyring.Listed, readers: Int)], _ erased: [(subject: Subject, time: Int64)]
    ) -> [UInt8] {
        let listed = keys.map { key, readers in
            JSONValue.object(
                [
                    .init(key: "subject", value: .string(key.subject.text)),
                    .init(key: "since", value: .string(RecordedTime.text(key.since))),
                    .init(key: "origin", value: .string(key.origin.kind)),
                ] + (key.origin.lender.map { [.init(key: "lender", value: .string($0))] } ?? [])
                    + [.init(key: "lent", value: .integer(readers))])
        }
        let gone = erased.map { subject, time in
            JSONValue.object([
                .init(key: "subject", value: .string(subject.text)),
                .init(key: "destroyed", value: .string(RecordedTime.text(time))),
            ])
        }
        var bytes: [UInt8] = []
        JSONValue.object([
            .init(key: "case", value: .string(caseName)), .init(key: "keys", value: .array(listed)),
            .init(key: "erased", value: .array(gone)),
        ]).write(to: &bytes)
        return bytes + [0x0A]
    }
}

extension KeyOrigin {
    fileprivate var kind: String {
        switch self {
        case .made: "made"
        case .restored: "restored"
        case .lent: "lent"
        }
    }

    fileprivate var lender: String? { if case .lent(let lender) = self { lender } else { nil } }

    fileprivate var words: String {
        switch self {
        case .made: "made here"
        case .restored: "restored from a backup"
        case .lent(let lender): "lent by \(lender)"
        }
    }
}
