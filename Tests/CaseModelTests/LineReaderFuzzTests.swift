import CaseModel
import Sampling
import TestHistories
import Testing

/// A canonical line with one byte changed is read as what it says, or not at all.
struct LineReaderFuzzTests {
    private static let lines: [[UInt8]] = {
        let typed = HistoryMaker.feeds(seed: 4711, count: 300, feedCount: 1)[0].lines
        var first: [String: [UInt8]] = [:]
        for line in typed {
            guard let value = try? JSONParser.parse(line), bytes(value) == line, let type = value["type"]?.string
            else { continue }
            if first[type].map({ $0.count < line.count }) ?? true { first[type] = line }
        }
        return first.sorted { $0.key < $1.key }.map(\.value)
    }()

    private static func sequence(_ line: [UInt8]) -> UInt64 {
        let id = (try? JSONParser.parse(line))?["id"]?.string ?? ""
        return id.split(separator: "/").last.flatMap { UInt64($0) } ?? 0
    }

    private static func check(_ mutant: [UInt8], _ sequence: UInt64) {
        var tables = Tables(feeds: ["aa-00000000"])
        let reading = AnyForm.read(mutant, id: EventID(feed: 0, sequence: sequence), tables: &tables)
        guard case .event(let event, let canonical) = reading else { return }
        let text = String(decoding: mutant, as: UTF8.self)
        guard let value = try? JSONParser.parse(mutant) else {
            Issue.record("\(text) is no JSON, and was read as an event")
            return
        }
        if canonical == mutant {
            var writer = LineWriter(tables: tables, source: canonical.span.bytes)
            writer.line(event)
            #expect(writer.output == mutant, "\(text)")
            #expect(bytes(value) == mutant, "\(text) was taken for canonical")
        }
    }

    @Test func `every kind of line is among those that are changed`() {
        #expect(Self.lines.count >= 60)
    }

    @Test(arguments: 0..<16)
    func `a changed byte is never misread`(part: Int) {
        var random = SeededRandom(UInt64(part))
        for line in Self.lines {
            let sequence = Self.sequence(line)
            for offset in stride(from: part, to: line.count, by: sampled(43, whole: 16)) {
                let spiteful = random.some(of: Array("\"\\ \t\0{}[]:,0-".utf8) + [0xC3, 0xFF], upTo: 4)
                for byte in spiteful + [line[offset] ^ 1] where byte != line[offset] {
                    var mutant = line
                    mutant[offset] = byte
                    Self.check(mutant, sequence)
                }
            }
        }
    }

    @Test func `a byte too many or too few is never misread`() {
        var random = SeededRandom(12)
        for line in Self.lines {
            for _ in 0..<30 {
                var longer = line
                longer.insert(UInt8(random.number(0...255)), at: random.number(0...line.count))
                Self.check(longer, Self.sequence(line))
                var shorter = line
                shorter.remove(at: random.number(0...line.count - 1))
                Self.check(shorter, Self.sequence(line))
            }
        }
    }

    @Test func `a line that is cut short is no event`() {
        for line in Self.lines {
            for count in stride(from: 0, to: line.count, by: sampled(7, whole: 3)) {
                var tables = Tables(feeds: ["aa-00000000"])
                let reading = AnyForm.read(
                    Array(line[..<count]), id: EventID(feed: 0, sequence: Self.sequence(line)), tables: &tables)
                guard case .unreadable = reading else {
                    Issue.record("\(String(decoding: line[..<count], as: UTF8.self)) was read")
                    return
                }
            }
        }
    }
}
