package import CaseModel

/// The page that a deposit is read from, by somebody who has never heard of the program that wrote it.
package struct DepositPage {
    private let caseName: String
    private let contents: DepositContents

    package init(caseName: String, _ contents: DepositContents) {
        self.caseName = caseName
        self.contents = contents
    }

    /// The page as Markdown, ending in a line break.
    package var text: String {
        ([
            "# \(MarkdownText.escaped(contents.title ?? caseName))", purpose, files, withheld, people, dates, proofs,
            limits, check,
            licence,
        ]).joined(separator: "\n\n") + "\n"
    }

    private var purpose: String {
        """
        This is a deposit of the case study `\(caseName)`, made for an archive. A field researcher recorded what was seen, heard and \
        worked out about the case as events: one fact each, with the day on which it happened, who told of it and what shows it. \
        An event is never changed once it is recorded. Mistakes are corrected by later events; here each event stands as it was \
        corrected, and what was retracted is left out.

        There are **\(contents.eventCount) events** here; \(contents.withheldCount) were withheld. The program that wrote this is \
        called caselog. Nothing here needs it.
        """
    }

    private var files: String {
        """
        ## What is in each file

        | file | holds |
        |---|---|
        | `events.jsonl` | the events: one JSON object a line, in the order of their ids |
        | `events.csv` | the same as a table for spreadsheets, with fewer fields. A cell that would be a formula begins with `'` |
        | `codebook.csv`, `codebook.md` | the codes that events carry: labels, kinds, parents, how often each is used here |
        | `vocabulary.md` | the types of events and their fields, as far as they occur here |
        | `proofs/` | what shows that all of this is as it was recorded, see below |
        | `check.py` | a program that checks it |

        The folder above is a bag (BagIt, RFC 8493): its manifests list the SHA-256 of every file.
        """
    }

    private var withheld: String {
        let rows = Withheld.allCases.compactMap { reason in
            contents.withheld[reason].map { "| \($0) | \(Self.words(for: reason)) |\n" }
        }
        guard !rows.isEmpty else { return "## What is withheld\n\nNothing." }
        return "## What is withheld\n\n| events | why |\n|---|---|\n" + rows.joined().dropLast()
    }

    /// Why events are withheld, as it follows "withheld:".
    package static func words(for reason: Withheld) -> String {
        switch reason {
        case .consent: "names a participant who has no consent in force that covers archiving"
        case .session:
            "was learnt in a session with such a participant, and does not say whose words or deeds it tells of"
        case .ownWords: "holds words of a person who was never asked for consent"
        case .withdrawn: "holds words that were withdrawn"
        case .locked: "holds private words for which the depositor had no key"
        case .damaged: "holds private words that are damaged"
        case .about: "is about an event that is not here"
        case .retracted: "was retracted by the researcher"
        case .amendment: "is a correction or a retraction, which has acted on the events here"
        case .unknown: "is of a type that the program did not know"
        }
    }

    private var people: String {
        """
        ## People

        People have identifiers such as `p01`. The table that says who is behind them is not in this deposit. Consents are here as \
        far as they say who consented to what: without how, and without the form. Words that were encrypted in the case are \
        here in the open, with the consent of those whose words they are.
        """
    }

    private var dates: String {
        let coarse = contents.dates.map { limit in
            """
            In this deposit no date is finer than a **\(limit.rawValue)**: dates of events, when they could be known, when they \
            were recorded, and dates in their fields. Texts and identifiers were not changed, and may hold dates of their own.
            """
        }
        return """
            ## Dates

            Dates are EDTF (ISO 8601-2): `2019`, `2019-06`, `2019-06-03`, `2019-21` (spring; 22 summer, 23 autumn, 24 winter), \
            `2018/2019-06` (some time between), `../2019-06` (by then), with `~` where approximate, `?` where uncertain, `%` where both. \
            \(coarse ?? "They are as precise as they were recorded.")

            Events stand in the order in which each feed recorded them, which is that of the numbers in their ids and need not \
            be that in which things happened. For that, sort by `occurred`.
            """
    }

    private var proofs: String {
        let rows = contents.feeds.map { feed in
            "| `\(feed.name)` | \(feed.lineCount) | \(feed.signedCount.map(String.init) ?? "none") |\n"
        }
        let coarse = contents.dates.map { _ in
            " As dates are coarsened here, that is none of them: a stored line would tell its exact date."
        }
        return """
            ## What the proofs show

            A feed is what one key wrote to the case. Its lines, in order, are the leaves of a Merkle tree (RFC 6962).

            | feed | lines | signed for |
            |---|---|---|
            \(rows.joined())
            - `proofs/FEED.leaves` holds the hash of every line of a feed in order, those of withheld events among them: the SHA-256 \
            of a zero byte and the line.
            - `proofs/FEED.checkpoint` is the size and the root of that tree, signed with the feed's key (c2sp.org/tlog-checkpoint); \
            `proofs/FEED.key` is the public key. Whoever works out the root from the hashes sees that none was left out or changed.
            - `proofs/stored.jsonl` holds the stored lines of \(contents.wholeCount) of the \(contents.eventCount) events: those that are here \
            as they were stored. Words that were private are encrypted there, and `proofs/box-keys.csv` holds the key of each such \
            box alone, so that anybody can open it and see that `events.jsonl` has the words that were logged.\(coarse ?? "") Of an event that \
            was corrected, or of which fields are left out, only the hash is here.
            """
    }

    private var limits: String {
        """
        ## What they do not show

        - **That what the events say is true**, or that they were recorded when they say: that was the clock of whoever wrote.
        - **Whose the keys are.** Compare them with what you have from somewhere that you trust.
        - **That nothing can be guessed of what is withheld.** From a hash no line can be worked out. But whoever guesses a whole line, to \
        the millisecond of its recording, can see from its hash that the guess is right. Of private words nothing can be guessed so, \
        for their boxes are made with random numbers.
        """
    }

    private var check: String {
        """
        ## How to check it

        The commands are for a shell in this folder. The first needs only what every system has (`shasum -a 256` on macOS), the \
        second Python with its package `cryptography`; it is short, to be read first.

        ```sh
        (cd .. && sha256sum -c --quiet manifest-sha256.txt)
        python3 check.py
        ```
        """
    }

    private var licence: String {
        """
        ## Licence

        **To be filled in before this is handed on:** under which licence, by whom, to whom, from when.
        """
    }
}
