import CasePages
import TestHistories

@testable import CaseModel

extension Target {
    /// A line: as JSON, as it is read from the log, and as it is admitted from input.
    static let lines = Target(
        name: "lines",
        run: { input in
            let line = Array(input.prefix { byte in byte != 0x0A })
            LineTarget.checkJSON(line)
            LineTarget.checkEvent(line)
            LineTarget.checkInput(line)
        },
        seeds: { LineTarget.seeds })
}

enum LineTarget {
    static let feed = HistoryMaker.feeds(seed: 1, count: 60, feedCount: 1)[0]
    private static let base = CaseHistory.of([feed])
    /// Behind all that the base has recorded.
    private static let now: Instant = 4_000_000_000_000

    static func checkJSON(_ line: [UInt8]) {
        var members = LineMembers()
        let canonical = members.canonical(line)
        guard let value = try? JSONParser.parse(line) else {
            require(canonical == nil || canonical == line, "what is no JSON has no members, unless it looks canonical")
            return
        }
        let written = bytes(value)
        require((try? JSONParser.parse(written)) == value, "what is written is what was parsed: \(text(written))")
        guard let object = value.members else { return }
        guard let canonical else { fatalError("broken: an object has members: \(text(line))") }
        for member in value["data"]?.members ?? [] {
            let range = members.datum(JSONText.escaped(member.key), in: canonical.span.bytes)
            require(range.map { Array(canonical[$0]) } == bytes(member.value), "\(member.key) of data is found")
        }
        require(object.count == Set(object.map { Array($0.key.utf8) }).count, "no key stands twice")
    }

    static func checkEvent(_ line: [UInt8]) {
        let header = LineHeader(line.span.bytes, feed: feed.name)
        let id = EventID(feed: 0, sequence: min(header?.sequence ?? 1, EventID.sequenceMax))
        var tables = Tables(feeds: [feed.name])
        switch AnyForm.read(line, id: id, tables: &tables) {
        case .unreadable: break
        case .opaque:
            require((try? JSONParser.parse(line)) != nil && header != nil, "what is opaque is an event: \(text(line))")
        case .event(let event, let canonical):
            guard let value = try? JSONParser.parse(line) else { fatalError("broken: an event is JSON: \(text(line))") }
            let told = LineHeader(canonical.span.bytes, feed: feed.name)
            require(header == told, "both forms of a line say the same of themselves")
            require(
                header?.effect == event.occurred.effect && header?.recorded == event.recorded,
                "a header says what its line does")
            var form = LineForm(.history)
            require(form.canonical(value) == canonical, "the form that was read is the canonical one: \(text(line))")
            var writer = LineWriter(tables: tables, source: canonical.span.bytes)
            writer.line(event)
            require(writer.output == canonical, "what is written is what was read: \(text(writer.output))")
            require(bytes(value) == line || canonical != line, "only what is canonical is taken for it: \(text(line))")
        }
    }

    static func checkInput(_ line: [UInt8]) {
        let id = EventID(feed: 0, sequence: UInt64(feed.lines.count + 1))
        for isForced in [false, true] {
            var history = base
            var output: [UInt8] = []
            let admission = Admission(id: id, recorded: now, isForced: isForced, takesLabels: true)
            let refusal = try? history.admit(line.span.bytes, 0..<line.count, admission, output: &output) { id, _ in
                id.feed == 0 && id.sequence <= UInt64(feed.lines.count) ? feed.lines[Int(id.sequence) - 1] : nil
            }
            guard let refusal else { fatalError("broken: nothing throws here") }
            guard refusal.isEmpty else {
                require(output.isEmpty && !refusal.sentences.contains(""), "what is refused is not written")
                continue
            }
            checkStored(Array(output.dropLast()), id, history)
            return
        }
    }

    /// What was admitted is a canonical line, and reading the case anew says what admitting it made of the case.
    private static func checkStored(_ line: [UInt8], _ id: EventID, _ history: CaseHistory) {
        require(
            line.count <= CaseHistory.lineSizeMax && !line.contains(0x0A), "a stored line is no longer than it may be")
        var tables = Tables(feeds: [feed.name])
        guard case .event(_, let canonical) = AnyForm.read(line, id: id, tables: &tables) else {
            fatalError("broken: what is stored can be read: \(text(line))")
        }
        require(canonical == line, "what is stored is canonical: \(text(line))")
        checkEvent(line)
        let anew = CaseHistory.of([TestFeed(feed.name, feed.lines + [line])])
        require(CaseTarget.views(history) == CaseTarget.views(anew), "the case is the same, read anew: \(text(line))")
    }

    /// Of each type the longest line; lines of later versions; and some of the ways in which JSON is hostile.
    static var seeds: [[UInt8]] {
        var longest: [String: [UInt8]] = [:]
        for line in HistoryMaker.feeds(seed: 4711, count: 300, feedCount: 1)[0].lines {
            guard let type = (try? JSONParser.parse(line))?["type"]?.string, type.count < 40 else { continue }
            if longest[type].map({ $0.count < line.count && line.count < 600 }) ?? true { longest[type] = line }
        }
        let head = "{\"type\":\"memo.written\",\"occurred\":\"2019\",\"data\":{\"text\":"
        let hostile = [
            String(repeating: "[", count: 70), "\"\\ud800\"", "\"\\ud83d\\ude00\"", "9007199254740993", "-0", "1e999",
            "NaN",
            "\"a\",\"text\":\"b\"", "\"\u{2028}\u{7f}\"", "{\"private\":{\"subject\":\"p01\",\"box\":\"AA==\"}}",
        ]
        return longest.values.map { $0 } + hostile.map { Array("\(head)\($0)}}".utf8) }
    }
}
