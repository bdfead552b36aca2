import ArgumentParser
import CaseModel
import CaseStore
import EventLog

/// What this device calls itself to others.
struct OwnName: ParsableArguments {
    @Option(help: ArgumentHelp("What you are called to the others (default: the login name).", valueName: "NAME"))
    var by: String?

    var name: String { by ?? Device.initials() }
}

struct KeysIdentity: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identity",
        abstract: "Print the line that others need to lend keys to this device.",
        discussion: """
            It is no secret; but make sure, by telephone for instance, that it arrives as it is: whoever has put another \
            one in its place can read what is lent.

            EXAMPLES
              caselog keys identity --by ab
            """)

    @OptionGroup var own: OwnName

    func run() throws {
        let identity = try ReadingIdentity(of: Device.here, PassphrasePrompt.passphrases)
        try Output.write(identity.reader(named: own.name).line + "\n")
    }
}

struct KeysLend: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lend",
        abstract: "Write keys of a case into a file that only one other device can open.",
        discussion: """
            What was lent cannot be taken back; `caselog keys lent` lists it. Each subject is lent as it is named: a \
            person's key is not those of their sessions.

            EXAMPLES
              caselog keys lend elm interview-07 '*' --to 'caselog-reader+ab+…' -o for-ab.loan
              caselog keys lend elm --all --to ab.txt -o for-ab.loan
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "Whose keys: * for the case itself, sessions, persons, persons in a session.")
    var subjects: [String] = []

    @Flag(help: "The keys of all subjects.")
    var all = false

    @Option(help: ArgumentHelp("What `caselog keys identity` prints there, or a file with it.", valueName: "line|file"))
    var to: String

    @OptionGroup var own: OwnName
    @OptionGroup var file: SecretFile

    func validate() throws {
        guard all == subjects.isEmpty else {
            throw ValidationError("Name whose keys to lend, or give --all for every one.")
        }
    }

    func run() throws {
        let device = Device.here
        let named = try subjects.map { text in try Subject(given: text) }
        let reader = try reader(device)
        try file.place.check(device)
        let (keyring, _) = try target.keyring()
        let (bytes, lent) = try Loan.make(of: all ? nil : named, in: keyring, to: reader, by: own.name)
        try file.place.write(bytes, device)
        Output.tell("Lent to \(reader.name), in '\(file.output)': \(lent.map(\.text).joined(separator: ", ")).")
    }

    private func reader(_ device: Device) throws -> Reader {
        if let reader = Reader(to) { return reader }
        let isLine = to.hasPrefix("caselog-reader+")
        let text = isLine ? to : String(decoding: try KeyFiles.contents(to, device), as: UTF8.self)
        if let reader = text.split(whereSeparator: \.isNewline).first.flatMap({ line in Reader(line) }) {
            return reader
        }
        throw CaseError(
            .input,
            "\(isLine ? "The line" : "'\(to)'") is not what `caselog keys identity` prints, or was copied with a slip. "
                + "Nothing was lent.")
    }
}

struct KeysAccept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Take in keys of a case that were lent to this device.",
        discussion: """
            EXAMPLES
              caselog keys accept elm for-ab.loan
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "A file that `caselog keys lend` has written.", completion: .file())
    var file: String

    func run() throws {
        let device = Device.here
        let bytes = try KeyFiles.contents(file, device)
        let opened = try target.open()
        // Without keys of the case this device has had no part in withdrawals yet.
        let withdrawals = try opened.replay(known: nil, recorded: nil).0.withdrawals
        let identity = try ReadingIdentity(of: device, PassphrasePrompt.passphrases)
        let (lender, result) = try Loan.accept(
            bytes, from: file, in: opened.keyring(), identity,
            withdrawn: WithdrawnSubjects(withdrawals.compactMap(\.subject)))
        result.tell("taken in")
        Output.tell("The file says that \(lender) has lent them; it does not prove it.")
    }
}

struct KeysLent: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lent",
        abstract: "List to whom keys of a case were lent, and when.",
        discussion: """
            EXAMPLES
              caselog keys lent elm
            """)

    @OptionGroup var target: CaseOptions

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let (keyring, caseName) = try target.keyring()
        let entries = try LoanList(keyring).entries()
        if json {
            let lent = entries.map { entry in
                JSONValue.object([
                    .init(key: "subject", value: .string(entry.subject.text)),
                    .init(key: "to", value: .string(entry.reader.line)),
                    .init(key: "lent", value: .string(RecordedTime.text(entry.time))),
                ])
            }
            var bytes: [UInt8] = []
            JSONValue.object([
                .init(key: "case", value: .string(caseName)), .init(key: "lent", value: .array(lent)),
            ]).write(to: &bytes)
            try Output.write(bytes + [0x0A])
            return
        }
        for entry in entries {
            let line =
                "\(entry.subject)  to \(entry.reader.name) on \(RecordedTime.text(entry.time))  \(entry.reader.line)\n"
            try Output.writeText(Array(line.utf8))
        }
        if entries.isEmpty { Output.tell("No keys of '\(caseName)' were lent from this device.") }
    }
}
