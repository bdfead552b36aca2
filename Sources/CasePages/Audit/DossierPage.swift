import CaseModel

/// The page that a dossier is read from: what it is, what is missing, what it shows and how to check it.
package struct DossierPage {
    package struct Feed {
        let name: String
        let lineCount: Int
        let provenCount: Int
        /// nil where there is no checkpoint.
        let signedCount: UInt64?

        package init(_ name: String, lineCount: Int, provenCount: Int, signedCount: UInt64?) {
            self.name = name
            self.lineCount = lineCount
            self.provenCount = provenCount
            self.signedCount = signedCount
        }
    }

    /// Events that cannot be proven, and why.
    package struct Unproven {
        let events: [String]
        let reason: String

        package init(_ events: [String], _ reason: String) {
            self.events = events
            self.reason = reason
        }
    }

    private let title: String
    private let gapCount: Int
    private let generalGaps: [String]
    private let unproven: [Unproven]
    private let withheld: [String]
    let question: Question
    let dispute: String
    let feeds: [Feed]

    /// - Parameters:
    ///   - dispute: its identifier.
    ///   - feeds: those that have some of the lines, by name.
    ///   - withheld: events whose lines are left out, because they hold words that were withdrawn.
    package init(
        _ words: AuditWords, _ question: Question, dispute: String, feeds: [Feed], unproven: [Unproven],
        withheld: [String] = []
    ) {
        title = words.dispute
        gapCount = words.audit.gaps.count
        generalGaps = words.generalGaps
        self.question = question
        self.dispute = dispute
        self.feeds = feeds
        self.unproven = unproven
        self.withheld = withheld
    }

    /// The page as Markdown, ending in a line break.
    package var text: String {
        (["# \(question.caseName): a dossier on \(MarkdownText.escaped(title))", Self.purpose, asked] + contents
            + [missing] + Self.meaning + steps).joined(separator: "\n\n") + "\n"
    }

    var lineCount: Int { feeds.reduce(0) { $0 + $1.lineCount } }

    private static let purpose = """
        An audit of one dispute of a case, with the lines of the case's log that it tells of, as they are stored, and proofs \
        that they stand in that log. Whoever checks it needs neither the case nor the program that wrote it, which is caselog.
        """

    private var asked: String {
        """
        ## What was asked

        - the case: `\(question.caseName)`
        - the dispute: `\(dispute)`
        - what had happened: \(Self.date(question.at))
        - what could be known: \(Self.date(question.known))
        - what the log held: \(Self.date(question.recorded))
        """
    }

    private static func date(_ text: String?) -> String { text.map { "by \($0)" } ?? "at any time" }

    private var contents: [String] {
        let files = """
            ## What is here

            | file | holds |
            |---|---|
            | `audit.md` | the audit: every turn, what it rests on, what was corrected, what is missing |
            | `audit.json` | the same for programs |
            | `events.jsonl` | the lines that it tells of, \(lineCount) in all, byte for byte as stored, by name of feed and number |
            | `leaf-hashes.txt` | the hash of each of these lines as a leaf of its feed's tree, in the same order |
            | `proofs/FEED-NUMBER.tlog-proof` | of each line a proof: c2sp.org/tlog-proof |
            | `checkpoints/FEED.checkpoint` | the signed size and root of each feed: c2sp.org/tlog-checkpoint |
            | `keys/FEED.key` | the public key of each feed: a verifier key of c2sp.org/signed-note |
            | `check.py` | a program that checks all of it |
            | `SHA256SUMS` | the SHA-256 of every other file |
            """
        guard !feeds.isEmpty else { return [files] }
        let rows = feeds.map { feed in
            let signed = feed.signedCount.map { "\($0) lines" } ?? "nothing"
            return "| `\(feed.name)` | \(feed.lineCount) | \(feed.provenCount) | \(signed) |\n"
        }
        return [files, "| feed | lines here | proven | signed for |\n|---|---|---|---|\n" + rows.joined().dropLast()]
    }

    private var missing: String {
        var points: [String] = []
        if question.isIncomplete {
            points.append("**The case is damaged and this audit incomplete.** What could not be read is not in it.")
        }
        points += generalGaps.map(MarkdownText.escaped)
        points += unproven.map { unproven in
            "**Not provable yet:** \(unproven.events.joined(separator: ", ")). \(MarkdownText.escaped(unproven.reason))"
        }
        if !withheld.isEmpty {
            points.append(
                """
                **Withdrawn:** the lines of \(withheld.joined(separator: ", ")), with their proofs. They hold words of somebody who has \
                withdrawn consent since; what else they say is in the audit.
                """)
        }
        if gapCount > generalGaps.count {
            let things = AuditSummary.count(gapCount - generalGaps.count, "thing")
            points.append("\(things) that the turns should rest on. `audit.md` says at each turn which, as MISSING.")
        }
        if points.isEmpty { points = ["Nothing: all of the case could be read, and every line here is proven."] }
        return "## What is missing\n\n" + points.map { "- \($0)" }.joined(separator: "\n")
    }

    private static let meaning = [
        """
        ## What the proofs show

        A feed is what one key wrote to the case. Its lines, in order, are the leaves of a Merkle tree as RFC 6962 has it. A \
        checkpoint is the size and the root of that tree, signed with the feed's key; a proof leads from one line to that \
        root. So each line with a proof stands, exactly as it is here and at exactly this number, in the tree that this key \
        has signed.
        """,
        """
        ## What they do not show

        - **That what the lines say is true**, or that `recorded` is when they were written: that was the clock of whoever wrote.
        - **Whose the keys are.** Compare `keys/` with what you have from somewhere that you trust. The name of a feed ends in \
        the first 8 hexadecimal digits of the SHA-256 of its key: enough to notice a mistake, not to stop a forger.
        - **That nothing was left out of this audit**, nor what else is in the feeds. The whole case shows that: step 5 finds \
        these lines in it, works out the trees from all of its lines, and asks for the audit again.
        - **That a feed was not another one before it was signed.** A checkpoint of an earlier day shows that, if somebody \
        kept one: whoever has the case makes a consistency proof (RFC 6962, section 2.1.2) from it to what is there now, with \
        `caselog prove CASE --since CHECKPOINT`. Keep the checkpoints of this dossier for the same use.
        """,
    ]
}
