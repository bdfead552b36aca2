/// How long it takes until an event is safe.
extension Session {
    private static let appendCount = 2000

    /// The medians and the 99th percentiles of several runs.
    private struct Appends {
        var (medians, p99s) = (Samples(), Samples())

        var times: [(what: String, seconds: Double)] { [("median", medians.median), ("p99", p99s.median)] }
    }

    /// Durable appends in a running process, to a small case and to this one, in turn.
    func measureAppend(_ data: Dataset) throws {
        report.say("### Durable append of one event in a running process")
        report.say()
        let (small, large) = (data.scratch + "/small", data.scratch + "/large")
        for (folder, copy) in [(data.small, small), (data.folder, large)] {
            try Files.makeFolder(copy)
            for part in ["marches.caselog", "marches.homes", "events.db"] {
                try Files.copy("\(folder)/\(part)", to: "\(copy)/\(part)")
            }
        }
        try Files.settle()
        var (found, peak): ([String: Appends], Int) = ([:], 0)
        for _ in 0..<min(settings.runs, 5) { try append([small, large], &found, &peak) }
        try Files.remove(small, large)
        tellOfAppends([(Dataset.smallCount, small), (data.events, large)], found, peak)
        guard let ours = found[large + " caselog"], let before = found[small + " caselog"] else { return }
        report.keep("append of one event, median", data.events, seconds: ours.medians.median, peak: peak)
        for (folder, events) in [(small, Dataset.smallCount), (large, data.events)] {
            guard let ours = found[folder + " caselog"], let theirs = found[folder + " sqlite"] else { continue }
            for (ours, theirs) in zip(ours.times, theirs.times) {
                let what = "durable append to \(Text.count(events)), \(ours.what)"
                report.judge(data.events, .within(1, what, ours.seconds, of: "SQLite", theirs.seconds))
            }
        }
        for (after, before) in zip(ours.times, before.times) {
            let whose = "to \(Text.count(Dataset.smallCount))"
            let what = "durable append to \(Text.count(data.events)), \(after.what)"
            report.judge(data.events, .within(1.1, what, after.seconds, of: whose, before.seconds))
        }
    }

    private func append(_ folders: [String], _ found: inout [String: Appends], _ peak: inout Int) throws {
        let told = folders[0] + "/told"
        let command = Command([settings.itself, "append", "\(Self.appendCount)"] + folders, to: .file(told))
        peak = max(peak, try command.run().peak)
        for line in try Files.text(told).split(separator: "\n") {
            let words = line.split(separator: " ")
            let (name, values) = (words.dropLast(2).joined(separator: " "), words.suffix(2).compactMap { Double($0) })
            found[name, default: Appends()].medians.values.append(values[0])
            found[name, default: Appends()].p99s.values.append(values[1])
        }
    }

    private func tellOfAppends(_ sizes: [(Int, String)], _ found: [String: Appends], _ peak: Int) {
        var table = Table(["events before#", "", "median#", "from#", "to#", "p99#", "from#", "to#"])
        for (events, folder) in sizes {
            for (who, title) in [("caselog", "caselog"), ("sqlite", "SQLite, one row a commit")] {
                guard let one = found["\(folder) \(who)"] else { continue }
                table.add(
                    [Text.count(events), title]
                        + [one.medians, one.p99s].flatMap { [$0.median, $0.least, $0.most] }.map(Text.seconds))
            }
        }
        report.say(table)
        report.say(
            """
            \(Self.appendCount) of each a run, ten at a time, in turn, to files of one file system; all in one process, of \
            \(Text.mebibytes(Double(peak))) at most.

            """)
    }
}
