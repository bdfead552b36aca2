/// Writes the lines that were found of a feed into sealed segments of a new folder.
struct SalvageWriter: ~Copyable {
    private let target: SegmentSource
    private let scan: SalvageScan
    private let plan: SalvagePlan
    private var result: SalvagedFeed
    private var reader: FindReader
    /// What is being written, and the sequence that comes next in it.
    private var segment: SealedSegmentWriter?
    private var next: UInt64 = 1
    private var lastRecorded = Int64.min
    /// Over the lines before, back to the last that is lost.
    private var tree = CompactRange()

    init(_ target: SegmentSource, _ scan: SalvageScan, _ plan: SalvagePlan) {
        self.target = target
        self.scan = scan
        self.plan = plan
        result = SalvagedFeed(feed: target.feed)
        reader = FindReader(scan.files, target.environment)
    }

    /// - Throws: `.io` where the new folder cannot be written.
    consuming func write() throws(EventLogError) -> SalvagedFeed {
        for piece in plan.pieces { try write(piece) }
        try endSegment()
        for double in plan.doubles { compare(double) }
        return result
    }

    private mutating func write(_ piece: SalvagePlan.Piece) throws(EventLogError) {
        guard let lines = reader.lines(of: piece) ?? linesElsewhere(piece) else {
            result.lost.append(piece.sequences)
            return
        }
        if piece.find.rank > 1 {
            result.notes.append(
                "\(target.feed)/\(piece.sequences.lowerBound) to \(piece.sequences.upperBound - 1) stand only in "
                    + "'\(scan.files[piece.find.file])', which is no segment of the feed; they may never have been acknowledged."
            )
        }
        var sequence = piece.sequences.lowerBound
        var splitter = LineSplitter(lines.rawSpan)
        var start = 0
        while let line = splitter.next() {
            // What was read a moment ago may have been changed since.
            guard let stamp = target.environment.inspector.inspect(line, feed: target.feed), stamp.sequence == sequence
            else {
                result.lost.append(sequence..<piece.sequences.upperBound)
                return
            }
            if segment == nil || sequence != next || stamp.recorded < lastRecorded { try beginSegment(sequence) }
            try segment?.append(lines.rawSpan.extracting(start..<splitter.offset))
            (start, sequence, lastRecorded) = (splitter.offset, sequence + 1, stamp.recorded)
            next = sequence
            result.savedCount += 1
        }
    }

    /// The lines of a piece from another place, where one has all of them.
    private mutating func linesElsewhere(_ piece: SalvagePlan.Piece) -> [UInt8]? {
        for double in plan.doubles
        where double.find.sequences.lowerBound <= piece.sequences.lowerBound
            && double.find.sequences.upperBound >= piece.sequences.upperBound
        {
            let lines = reader.lines(of: SalvagePlan.Piece(find: double.find, sequences: piece.sequences))
            if let lines { return lines }
        }
        return nil
    }

    /// Begins a segment where lines are lost before it, or a line was recorded before the one before it, which no
    /// segment can hold.
    private mutating func beginSegment(_ first: UInt64) throws(EventLogError) {
        try endSegment()
        if first != tree.end + 1 { tree = CompactRange(from: first - 1) }
        let checker = LineChecker(
            feed: target.feed, inspector: target.environment.inspector, nextSequence: first, lastRecorded: nil)
        segment = try SealedSegmentWriter(after: checker, tree, in: target, helpers: Workers.countHere - 1)
    }

    private mutating func endSegment() throws(EventLogError) {
        guard var done = segment.take() else { return }
        tree = try done.complete().tree
        try done.appear()
    }

    /// Tells where a line was found twice, and not alike.
    private mutating func compare(_ double: SalvagePlan.Piece) {
        guard let taken = plan.piece(holding: double.sequences.lowerBound),
            let lines = reader.lines(of: SalvagePlan.Piece(find: taken.find, sequences: double.sequences)),
            let others = reader.lines(of: double), lines != others
        else { return }
        let pairs = zip(lines.split(separator: LineSplitter.lineFeed), others.split(separator: LineSplitter.lineFeed))
        let different = zip(double.sequences, pairs).filter { _, pair in pair.0 != pair.1 }.map { sequence, _ in
            sequence
        }
        let list = different.map { sequence in "\(target.feed)/\(sequence)" }.joined(separator: ", ")
        result.notes.append(
            "\(list): '\(scan.files[double.find.file])' says otherwise than '\(scan.files[taken.find.file])', from which the "
                + "lines were saved.")
    }
}

/// Reads lines again where they were found.
private struct FindReader: ~Copyable {
    private let files: [String]
    private let environment: LogEnvironment
    private var decoder = FrameDecoder()
    private var bytes: SegmentBytes?
    private var file: Int?
    /// Where the frame begins that was decoded last.
    private var offset: UInt64?

    init(_ files: [String], _ environment: LogEnvironment) {
        self.files = files
        self.environment = environment
    }

    /// The lines of a piece; nil where they cannot be read any more.
    mutating func lines(of piece: SalvagePlan.Piece) -> [UInt8]? {
        guard decode(piece.find) else { return nil }
        let skipped = piece.find.line + Int(piece.sequences.lowerBound - piece.find.first)
        let content = decoder.content
        let start = content.lineOffset(skipped)
        let rest = content.extracting(droppingFirst: start)
        return Array(rest.extracting(first: rest.lineOffset(piece.sequences.count)))
    }

    private mutating func decode(_ find: Find) -> Bool {
        if file == find.file, offset == find.offset { return true }
        do throws(EventLogError) {
            if file != find.file {
                bytes = try SegmentBytes(files[find.file], in: environment.fileSystem)
                file = find.file
            }
            offset = nil
            guard try bytes?.holdsFrame(at: find.offset, &decoder) == true else { return false }
            offset = find.offset
            return true
        } catch {
            bytes = nil
            (file, offset) = (nil, nil)
            return false
        }
    }
}

extension SegmentBytes {
    fileprivate mutating func holdsFrame(
        at offset: UInt64, _ decoder: inout FrameDecoder
    ) throws(EventLogError) -> Bool {
        try decoder.decode(at: offset, in: &self, sequence: 0) != nil
    }
}
