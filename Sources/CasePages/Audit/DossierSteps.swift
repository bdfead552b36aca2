// How a dossier is checked, step by step. The tests run each command.
extension DossierPage {
    /// The chapter of the page, paragraph by paragraph.
    var steps: [String] {
        var steps = [
            "## How to check it\n\nThe commands are for a shell in this folder, which they do not change.", sums,
        ]
        if let feed = feeds.first { steps.append(Self.leaf(of: feed)) }
        steps.append(program)
        let proven = feeds.filter { $0.provenCount > 0 }.map(\.name)
        if !proven.isEmpty { steps.append(Self.otherPrograms(proven)) }
        if !feeds.isEmpty { steps.append(wholeCase) }
        return steps
    }

    private var sums: String {
        """
        1. That no file was damaged on its way. Nobody has signed these sums: they tell of accidents, not of \
        forgery. (Where there is no `sha256sum`, as on macOS, `shasum -a 256` does the same.)

           ```sh
           sha256sum -c --quiet SHA256SUMS
           ```
        """
    }

    /// By hand: the first line.
    private static func leaf(of feed: Feed) -> String {
        """
        2. By hand, for one line: its hash as a leaf is the SHA-256 of a zero byte and the line without its LF. Both commands \
        print the same for the first line of `events.jsonl`, and for any other whose number is put in the place of `1p`.

           ```sh
           (printf '\\000'; sed -n 1p events.jsonl | tr -d '\\n') | sha256sum
           sed -n 1p leaf-hashes.txt
           ```
        """
    }

    private var program: String {
        """
        3. Everything: that the keys are those that the feeds are named for, that they have signed the checkpoints, that each \
        proof leads from its line to the root that was signed, and that `events.jsonl` holds exactly the lines that are \
        proven. The program is short, to be read first. It needs Python and its package `cryptography`, and nothing of caselog.

           ```sh
           python3 check.py
           ```
        """
    }

    private static func otherPrograms(_ feeds: [String]) -> String {
        """
        4. With another program. Whatever checks C2SP proofs takes as the entry a line of `events.jsonl` without its LF, with \
        its proof, and as the log's key the one in `keys/`. What a proof holds as `extra` is the key's line, with its LF, and \
        the event's line. With caselog:

           ```sh
           for feed in \(feeds.joined(separator: " ")); do
               for proof in proofs/$feed-*.tlog-proof; do
                   caselog check-proof "$proof" --key "keys/$feed.key" > /dev/null || echo "$proof fails"
               done
           done
           ```
        """
    }

    private var wholeCase: String {
        let signed = feeds.filter { $0.signedCount != nil }.map(\.name)
        var dates = ""
        for (option, date) in [("at", question.at), ("known", question.known), ("recorded", question.recorded)] {
            if let date { dates += " --\(option) '\(date)'" }
        }
        var step = """
            5. With the case, if you have it: put in the place of `../\(question.caseName).caselog` where it is. That the lines \
            here are the same there, for which nothing is printed:

               ```sh
               CASE=../\(question.caseName).caselog
               for feed in \(feeds.map(\.name).joined(separator: " ")); do
                   lz4 -dcm "$CASE/feeds/$feed"/*.jsonl.lz4
               done | LC_ALL=C grep -Fxf events.jsonl | cmp - events.jsonl
               ```
            """
        if !signed.isEmpty {
            step += """


                   That the trees are those of all the lines there, and of no others:

                   ```sh
                   CASE=../\(question.caseName).caselog
                   for feed in \(signed.joined(separator: " ")); do
                       lz4 -dcm "$CASE/feeds/$feed"/*.jsonl.lz4 | python3 check.py --whole "$feed"
                   done
                   ```

                   That the case still holds all that was signed for, and that nothing was left out, for then the same \
                question has the same answer, if nothing was added to the case since:

                   ```sh
                   CASE=../\(question.caseName).caselog
                   for feed in \(signed.joined(separator: " ")); do
                       caselog verify "$CASE" --against "checkpoints/$feed.checkpoint"
                   done
                   again=$(mktemp -d)
                   caselog audit --output "$again/dossier"\(dates) -- "$CASE" \(dispute)
                   diff -r . "$again/dossier"
                   ```
                """
        }
        return step
    }
}
