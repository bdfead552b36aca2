import ArgumentParser
import CaseModel
import CasePages
import CaseStore
import EventLog

struct Deposit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deposit",
        abstract: "Write what an archive may have of a case into a folder: a BagIt bag.",
        discussion: """
            Only events go in whose participants all have a consent in force that covers `archive`; private texts are \
            opened. Everything else is withheld: of it there is a hash, which shows that the events that are there are of this \
            case, and what stands between them is not missing by accident. Nothing of the table of names goes in.

            What looks like a name, a telephone number or an e-mail address in what would be deposited, and identifiers \
            of persons that do not look minted, are told. The folder is written all the same, and the exit status is 1: \
            look at them, and give --anyway where they are harmless.

            EXAMPLES
              caselog deposit elm -o elm.deposit
              caselog deposit elm -o elm.deposit --dates month
              caselog deposit elm -o elm.deposit --anyway
            """)

    @OptionGroup var target: CaseOptions

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write into this folder, which must not be there yet.", valueName: "folder"),
        completion: .directory)
    var output: String

    @Option(
        help: ArgumentHelp("Make all dates no finer than this.", valueName: DateLimit.words),
        transform: DateLimit.argument)
    var dates: DateLimit?

    @Flag(help: "Exit with 0 although something was told that somebody should look at.")
    var anyway = false

    func run() throws {
        let there = try target.open()
        try WholeFolder.requireFree(output, "deposit", on: there.device)
        let checkpoints = try sign(there)
        // With what was signed for, whoever writes to it meanwhile.
        let opened = try Case(there.folder, device: there.device)
        let (history, found) = try opened.replay(known: nil, recorded: nil)
        if let damage = (opened.damage + found).first {
            throw EventLogError(.damaged, "\(damage.message) A deposit is made of a whole case only.")
        }
        let progress = Progress("lines read", total: opened.lineCount)
        let choice = try DepositChoice(opened, history) { progress.show($0) }
        var writing = try DepositWriting(
            opened, history, choice, dates: dates, checkpoints: checkpoints, sought: SoughtNames(opened.namesOfPeople())
        ) { DepositTables.row(of: $0.line, actors: $0.actors, codes: $0.codes) }
        try opened.noteMade("deposit", at: output)
        try Bag.make(output, identifier: opened.folder.name, on: opened.device, tell: Output.tellNote) { bag in
            try writing.write(to: bag, head: DepositTables.eventsHead) { progress.show($0) }
            let contents = writing.contents
            let pages = [
                ("README.md", DepositPage(caseName: opened.folder.name, contents).text),
                ("check.py", DepositProgram.python), ("codebook.csv", DepositTables.codebook(contents.codebook)),
                ("codebook.md", DepositTables.codebookPage(contents.codebook)),
                ("vocabulary.md", DepositTables.vocabularyPage(contents)),
            ]
            for (name, text) in pages {
                let bytes = Array(text.utf8)
                try bag.add(name, name.hasSuffix(".md") ? HarmlessText.of(bytes) : bytes)
            }
        }
        progress.finish()
        let isQuestionable = try tell(writing)
        try Incompleteness.leave(if: isQuestionable && !anyway, showing: opened)
    }

    /// Has this device's feeds signed for as they stand.
    ///
    /// - Returns: the checkpoints of all feeds that have one.
    private func sign(_ opened: Case) throws -> [FeedName: Checkpoint] {
        let signing = try opened.sign(onNote: Notes.tell)
        if let failure = signing.failures.first { throw failure }
        let named = signing.checkpoints.compactMap { checkpoint in checkpoint.feed.map { ($0, checkpoint) } }
        return Dictionary(named) { first, _ in first }
    }

    /// - Returns: whether something was told that somebody should look at.
    private func tell(_ writing: DepositWriting) throws -> Bool {
        let (contents, findings) = (writing.contents, writing.findings)
        try Output.write("\(Plural.of("event", contents.eventCount)) deposited, \(contents.withheldCount) withheld.\n")
        for reason in Withheld.allCases {
            guard let count = contents.withheld[reason] else { continue }
            try Output.write("  \(count) withheld: \(DepositPage.words(for: reason))\n")
        }
        Output.tell("Written to '\(output)'.")
        let unsigned = contents.feeds.filter { $0.signedCount ?? 0 < $0.lineCount }
        for feed in unsigned {
            Output.tell(
                "caselog: Nobody has signed for all of '\(feed.name)' (\(feed.signedCount ?? 0) of \(feed.lineCount) lines). Have "
                    + "'caselog sign' run on the device that writes it.")
        }
        let locked = contents.withheld[.locked] ?? 0
        if locked > 0 {
            Output.tell(
                "caselog: \(Plural.of("event", locked)) withheld for want of keys. Make the deposit where they are, or have "
                    + "them lent to this device.")
        }
        if !findings.unminted.isEmpty {
            let names = findings.unminted.sorted()
            let rest = names.count - min(names.count, Self.listedMax)
            let listed = names.prefix(Self.listedMax).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
            Output.tell("caselog: These identifiers of persons do not look minted, as p01 does: \(listed).")
        }
        tellTraces(findings)
        return !unsigned.isEmpty || locked > 0 || !findings.unminted.isEmpty || findings.traceCount > 0
    }

    /// So many identifiers are named.
    private static let listedMax = 20

    private func tellTraces(_ findings: DepositWriting.Findings) {
        guard findings.traceCount > 0 else { return }
        Output.tell(
            "caselog: What is deposited may tell who somebody is, in \(Plural.of("place", findings.traceCount)):")
        for (event, trace) in findings.traces {
            let words = String(decoding: trace.words, as: UTF8.self)
            Output.tell("  \(trace.trace.kind.rawValue) “\(words)” in \(trace.field) of \(event)")
        }
        let rest = findings.traceCount - findings.traces.count
        if rest > 0 { Output.tell("  and \(rest) more") }
    }
}

extension DateLimit {
    static let words = allCases.map(\.rawValue).joined(separator: "|")

    fileprivate static func argument(_ text: String) throws -> DateLimit {
        guard let limit = DateLimit(rawValue: text) else {
            throw ValidationError("\"\(text)\" is none of \(allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        return limit
    }
}
