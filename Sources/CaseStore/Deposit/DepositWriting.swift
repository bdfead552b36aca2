package import CaseModel
package import EventLog

/// An event as it goes into a deposit.
package struct DepositedEvent: Sendable {
    package let line: JSONValue
    /// The identifiers of those that it names.
    package let actors: [String]
    package let codes: [String]
}

/// Writes what is deposited of a case into a bag, feed by feed, with one pass over the lines of each: of a case nothing
/// is held but its history.
///
/// Events stand in the order of feeds and numbers, which is the one in which they were recorded, whatever their dates
/// are.
package struct DepositWriting {
    /// What a person has to look at before the bag goes anywhere.
    package struct Findings: Sendable {
        /// So many are kept; the others are counted.
        package static let keptMax = 20

        /// Identifiers of persons that do not look minted.
        package fileprivate(set) var unminted: Set<String> = []
        package fileprivate(set) var traceCount = 0
        /// What may tell who somebody is, in texts that are deposited.
        package fileprivate(set) var traces: [(event: String, trace: OpenTrace)] = []
    }

    private struct Files {
        let events: BagFile
        let rows: BagFile
        let stored: BagFile
        let keys: BagFile

        init(_ bag: Bag) throws {
            events = try bag.file("events.jsonl")
            rows = try bag.file("events.csv")
            stored = try bag.file("proofs/stored.jsonl")
            keys = try bag.file("proofs/box-keys.csv")
        }

        func close(in bag: Bag) throws { for file in [events, rows, stored, keys] { try bag.close(file) } }
    }

    private let opened: Case
    private let choice: DepositChoice
    private let checkpoints: [FeedName: Checkpoint]
    private let row: (DepositedEvent) -> String
    private var history: CaseHistory
    private var lint: LineTraces
    package private(set) var contents: DepositContents
    package private(set) var findings = Findings()

    /// - Parameters:
    ///   - history: of everything recorded.
    ///   - sought: names of persons that are in no text of the deposit, if all is well.
    ///   - row: a line of the table of events, with its line break.
    package init(
        _ opened: Case, _ history: CaseHistory, _ choice: DepositChoice, dates: DateLimit?,
        checkpoints: [FeedName: Checkpoint], sought: SoughtNames, row: @escaping (DepositedEvent) -> String
    ) throws {
        self.opened = opened
        self.choice = choice
        self.checkpoints = checkpoints
        self.row = row
        self.history = history
        lint = LineTraces(registered: try RegisteredNames(of: opened, in: history), sought: sought)
        contents = DepositContents(withheld: choice.withheldCounts, dates: dates)
    }

    /// Writes events, stored lines, the keys of their boxes, the table, and of each feed hashes, key and checkpoint.
    ///
    /// - Parameters:
    ///   - head: the table's first line.
    ///   - onLines: is told now and then how many lines were read.
    /// - Throws: `EventLogError.damaged` where lines cannot be read, or are not those that were signed for.
    package mutating func write(to bag: Bag, head: String, onLines: (UInt64) -> Void = { _ in }) throws {
        let files = try Files(bag)
        try files.rows.write(head)
        try files.keys.write("event,field,key\n")
        var count: UInt64 = 0
        for (index, snapshot) in opened.snapshots.enumerated() {
            var leaves = LeafWriting(
                snapshot.feed, checkpoints[snapshot.feed], try bag.file("proofs/\(snapshot.feed).leaves"))
            var reader = FrameReader(snapshot)
            try reader.forEachFrame { frame in
                try leaves.write(frame)
                try write(frame, of: index, to: files)
                count += UInt64(frame.count)
                onLines(count)
            }
            if let damage = reader.damage.first { throw EventLogError(.damaged, damage.message) }
            contents.add(try leaves.finish(in: bag))
            try bag.add("proofs/\(snapshot.feed).key", opened.feeds.keyLine(of: snapshot.feed))
            if let checkpoint = checkpoints[snapshot.feed] {
                try bag.add("proofs/\(snapshot.feed).checkpoint", checkpoint.text)
            }
        }
        try files.close(in: bag)
    }

    private mutating func write(_ frame: borrowing FrameLines, of feed: FeedIndex, to files: Files) throws {
        for line in history.standing(in: frame.bytes, feed: feed, firstSequence: frame.firstSequence)
        where choice.isDeposited(line.id) {
            guard case .deposited(let deposited) = choice.judge.judge(line) else {
                throw CaseError(
                    .refused,
                    "What may be deposited of '\(opened.folder.name)' changed meanwhile: words were withdrawn, or keys are not "
                        + "there any more. Make the deposit again.")
            }
            try write(line, deposited, to: files)
        }
    }

    private mutating func write(_ line: StandingLine, _ deposited: DepositedLine, to files: Files) throws {
        let names = history.tables.names
        let id = history.tables.text(line.id)
        let value = contents.dates?.coarsened(deposited.value) ?? deposited.value
        let isWhole = deposited.isWhole && value == deposited.value
        var bytes: [UInt8] = []
        value.write(to: &bytes)
        try files.events.write(bytes + [0x0A])
        if isWhole {
            try files.stored.write(line.bytes + [0x0A])
            for opened in deposited.opened { try writeKey(of: opened, in: id, to: files.keys) }
        }
        var actors: [String] = []
        // What is left out of a line is named nowhere else.
        let named = line.named.things.filter { value[$0.field] != nil || value["data"]?[$0.field] != nil }
        for symbol in named.map(\.symbol) where choice.judge.isActor(symbol) {
            let name = names.text(symbol)
            if !actors.contains(name) { actors.append(name) }
            if choice.judge.isPerson(symbol), !Self.looksMinted(name) { findings.unminted.insert(name) }
        }
        let codes = line.named.codes.map { names.text($0) }
        try files.rows.write(row(DepositedEvent(line: value, actors: actors, codes: codes)))
        contents.add(value, at: line.place, codes: codes, isWhole: isWhole)
        for trace in lint.all(in: bytes, upTo: .likely) {
            findings.traceCount += 1
            if findings.traces.count < Findings.keptMax { findings.traces.append((id, trace)) }
        }
    }

    /// Gives away the key of one box, which opens no other.
    private func writeKey(of text: DepositedLine.Opened, in event: String, to file: BagFile) throws {
        guard let key = try opened.texts.boxKey(of: text.text, of: event, field: text.field) else {
            throw CaseError(.refused, "The private text \(text.field) of \(event) does not open any more.")
        }
        try file.write("\(event),\(text.field),\(TextCoding.hex(key.bytes))\n")
    }

    /// Whether an identifier is one as they are minted: `p01`.
    private static func looksMinted(_ name: String) -> Bool {
        name.utf8.first == UInt8(ascii: "p") && name.utf8.count > 2
            && name.utf8.dropFirst().allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}

/// Writes the hash of every line of a feed, and compares them with what was signed.
private struct LeafWriting {
    private let feed: FeedName
    private let checkpoint: Checkpoint?
    private let file: BagFile
    private var tree = CompactRange()
    private var signed: TreeHash?

    init(_ feed: FeedName, _ checkpoint: Checkpoint?, _ file: BagFile) {
        self.feed = feed
        self.checkpoint = checkpoint
        self.file = file
    }

    mutating func write(_ frame: borrowing FrameLines) throws {
        var (tree, signed) = (tree, signed)
        var text = ""
        frame.forEachLine(Array(frame.firstSequence..<frame.nextSequence)) { _, range in
            let leaf = TreeHash(leaf: frame.bytes.extracting(range))
            tree.append(leaf)
            if tree.end == checkpoint?.size { signed = tree.root }
            text += TextCoding.hex(leaf.array) + "\n"
        }
        (self.tree, self.signed) = (tree, signed)
        try file.write(text)
    }

    func finish(in bag: Bag) throws -> DepositContents.Feed {
        if let checkpoint, checkpoint.size > 0, signed != checkpoint.root {
            throw EventLogError(
                .damaged,
                "The lines of '\(feed)' are not those that its checkpoint was signed for. Run `caselog verify`.")
        }
        try bag.close(file)
        return DepositContents.Feed(feed.text, lineCount: tree.end, signedCount: checkpoint?.size)
    }
}
