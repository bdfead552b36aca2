import ArgumentParser
import CaseModel
import CaseStore
import EventLog

struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Withdraw a person's consent: destroy the keys of their words, on this device and on the others.",
        discussion: """
            First it shows what it will reach; nothing is done without --yes. Then the keys are destroyed here, the caches of \
            the case are removed, the event is recorded, and a receipt is printed and kept: it says which devices have yet to \
            confirm. They do so by themselves, when they see the event. Interrupted, the next command on the case \
            completes it. It cannot be undone.

            What others say of the person stays, and is listed for you to judge: `event.corrected` gives an event other \
            words from now on, but no line is taken out of the log.

            EXAMPLES
              caselog withdraw elm p07
              caselog withdraw elm p07 --yes
              caselog withdraw elm p07 --session interview-07 --yes
              caselog withdraw elm p07 --future --yes
              caselog withdraw elm p07 --receipt
            """)

    @OptionGroup var target: CaseOptions

    @Argument(help: "The person: a minted identifier such as p07.")
    var person: String

    @Option(help: ArgumentHelp("Only what they said in this session.", valueName: "session"))
    var session: String?

    @Flag(help: "Only from now on: what was recorded stays.")
    var future = false

    @Option(help: ArgumentHelp("When consent was withdrawn (EDTF); default: now.", valueName: "E"))
    var occurred: String?

    @Flag(help: "Remove the files made from the case that are listed, too.")
    var removeFiles = false

    @Flag(help: "Do it.")
    var yes = false

    @Flag(help: "Print how far an earlier withdrawal has come, and do nothing.")
    var receipt = false

    func validate() throws {
        guard session == nil || !future else { throw ValidationError("Give --session or --future, not both.") }
        guard !receipt || !yes else { throw ValidationError("--receipt does nothing: leave out --yes.") }
    }

    func run() throws {
        let opened = try target.open()
        let withdrawing = try Withdrawing(opened, initials: Device.initials(), onNote: Notes.tell)
        let (history, damage) = try opened.replay(known: nil, recorded: nil)
        Incompleteness.tell(opened.damage + damage)
        try requirePerson(history, opened.damage + damage)
        let scope: WithdrawalScope = session != nil ? .session : future ? .future : .all
        let intent = WithdrawalIntent(
            participant: person, scope: scope, session: session, occurred: occurred ?? LocalTime.now().text,
            removesFiles: removeFiles)
        if receipt { return try tellReceipt(of: intent, withdrawing, history) }
        if let problem = occurred.flatMap({ EDTF.problem(in: $0) }) {
            throw CaseError(.input, "--occurred: \(problem)")
        }
        try tellReach(of: intent, withdrawing, history)
        guard yes else { return Output.tell("Nothing was done. With --yes it is done, and cannot be undone.") }
        try withdrawing.begin(intent)
        try Output.writeText(Array(withdrawing.complete(intent).text.utf8))
    }

    private func tellReceipt(of intent: WithdrawalIntent, _ withdrawing: Withdrawing, _ history: CaseHistory) throws {
        guard let known = try withdrawing.known(intent, in: history) else {
            throw CaseError(
                .input,
                "\(person) has not withdrawn in this way: there is nothing to be told of it, and nothing was done.")
        }
        try Output.writeText(Array(withdrawing.receipt(of: known).text.utf8))
    }

    private func requirePerson(_ history: CaseHistory, _ damage: [Damage]) throws {
        let view = Viewpoint(history)
        let people = view.names(of: .person) + view.names(of: .participant)
        guard people.contains(person) else {
            if let damage = damage.first {
                throw EventLogError(
                    .damaged,
                    "\(damage.message) So it cannot be told whether the case knows \"\(person)\"; nothing was done.")
            }
            let nearest = Nearest.sentence(Nearest.names(to: person, among: people))
            throw CaseError(.input, "The case knows no person \"\(person)\".\(nearest)")
        }
        guard let session, !view.names(of: .session).contains(session) else { return }
        throw CaseError(.input, "The case knows no session \"\(session)\".")
    }

    private func tellReach(of intent: WithdrawalIntent, _ withdrawing: Withdrawing, _ history: CaseHistory) throws {
        let name = try withdrawing.keyring.people().first { $0.id.text == person }?.name
        let reach = try withdrawing.opened.reach(of: intent, names: [name].compactMap(\.self), history)
        Incompleteness.tell(reach.damage)
        if intent.subject == nil {
            Output.tell("What \(person) has said stays; nothing more of what they say is recorded.")
        } else {
            let types = reach.events.sorted { $0.key < $1.key }.map { "\(Plural.of($0.key, $0.value.count))" }
            Output.tell(
                "Words of \(person) stand in \(Plural.of("event", reach.eventCount))"
                    + (types.isEmpty ? "." : " (\(types.joined(separator: ", "))). They will be gone, at every date."))
        }
        if !reach.mentions.isEmpty {
            Output.tell("These stay, and may speak of \(person); judge for yourself:")
            for mention in reach.mentions {
                let words = mention.words.count > 100 ? mention.words.prefix(100) + "…" : mention.words[...]
                Output.tell("  \(mention.event) \(mention.field): \(words)")
            }
        }
        let made = try MadeFiles(withdrawing.keyring).entries()
        if !made.isEmpty {
            Output.tell(
                removeFiles ? "These files will be removed:" : "These files stay (--remove-files removes them):")
            for entry in made { Output.tell("  \(entry.path) (\(entry.kind))") }
        }
        if intent.subject == nil { return }
        Output.tell(
            "Files that others made of the case, and those into which a shell wrote with >, are not known to caselog.")
    }
}

extension Case {
    /// Completes withdrawals that were begun on this device, and does its part in those that other devices tell of.
    /// What fails is told, and tried again by the next command; until then what was withdrawn is not shown.
    func settleWithdrawals() {
        guard Withdrawing.mayConcern(folder, on: device) else { return }
        do {
            let withdrawing = try Withdrawing(self, initials: Device.initials(), onNote: Notes.tell)
            for receipt in try withdrawing.settle() {
                Output.tell("caselog: A withdrawal was completed on this device.\n\(receipt.text)")
            }
        } catch {
            Output.tell(
                "caselog: A withdrawal could not be completed on this device; the next command tries again. \(error)")
        }
    }
}
