import CaseModel
import CaseStore
import EventLog
import TestHistories
import Testing

/// Labels name events within one file (DESIGN §7).
struct LabelTests {
    private let shop: Workshop
    private let manner = CaseWriter.Manner(takesLabels: true)

    init() throws { shop = try Workshop() }

    private func sentences(_ body: () throws -> Void) -> [String] {
        do {
            try body()
            return []
        } catch {
            return (error as? CaseWriter.Refused)?.lines.flatMap(\.refusal.sentences) ?? ["\(error)"]
        }
    }

    private func line(_ text: String, _ folder: CaseFolder) throws -> String {
        try shop.open(folder).lines { $0.words = [text] }.first ?? ""
    }

    @Test func `a label becomes the event's id wherever a later line refers to it`() throws {
        let lines =
            Input.small + [
                #"{"id":"saw","type":"observation.noted","occurred":"2019","data":{"text":"seen"}}"#,
                #"{"type":"memo.written","occurred":"2019","because":["saw"],"data":{"text":"memo","about":["saw","acute"]}}"#,
                #"{"id":"end","type":"dispute.settled","occurred":"2019-06","data":{"dispute":"d","how":"consensus"}}"#,
                #"{"type":"dispute.reignited","occurred":"2019-07","data":{"by":["saw","council"],"dispute":"d","reason":"back"}}"#,
                #"{"type":"event.corrected","occurred":"2020","data":{"event":"end","reason":"slip","because":["saw"]}}"#,
            ]
        let folder = try shop.make("elm", lines)
        let feed = try shop.open(folder).feedNames[0]
        #expect(try line("memo", folder).contains("\"because\":[\"\(feed)/5\"]"))
        #expect(try line("memo", folder).contains("\"about\":[\"\(feed)/5\",\"acute\"]"))
        #expect(try line("back", folder).contains("\"by\":[\"\(feed)/5\",\"council\"]"))
        #expect(
            try line("slip", folder).contains("\"event\":\"\(feed)/7\",\"reason\":\"slip\",\"because\":[\"\(feed)/5\"]")
        )
        #expect(try shop.open(folder).lines().allSatisfy { !$0.contains("saw") })
    }

    @Test func `forced lines may correct themselves, each other and what is yet to come`() throws {
        let folder = try shop.make("elm", Input.small)
        let writer = try shop.writer(folder)
        let corrections = [5, 5, 8, 7, 8].map { number in
            let change = #""event":"\#(writer.feed)/\#(number)","reason":"x","occurred":"2019""#
            return #"{"type":"event.corrected","occurred":"2020","data":{\#(change)}}"#
        }
        _ = try writer.append(Workshop.input(corrections), CaseWriter.Manner(isForced: true))
        #expect(try shop.open(folder).lineCount == 9)
    }

    @Test func `a long chain of corrections is taken in by force`() throws {
        let folder = try shop.make("elm", Input.small)
        let writer = try shop.writer(folder)
        let corrections = (4..<2_004).map { number in
            let field = number == 4 ? "title" : "reason"
            let change = #""event":"\#(writer.feed)/\#(number)","reason":"x","data":{"\#(field)":"y"}"#
            return #"{"type":"event.corrected","occurred":"2020","data":{\#(change)}}"#
        }
        _ = try writer.append(Workshop.input(corrections), CaseWriter.Manner(isForced: true))
        #expect(try shop.open(folder).lineCount == 2_004)
    }

    @Test func `a label wins over the id of an event that exists`() throws {
        let folder = try shop.make("elm", Input.small)
        let writer = try shop.writer(folder)
        let lines = [
            "{\"id\":\"\(writer.feed)/2\",\"type\":\"observation.noted\",\"occurred\":\"2019\",\"data\":{\"text\":\"seen\"}}",
            Input.note("after", "\"because\":[\"\(writer.feed)/2\",\"\(writer.feed)/3\"],"),
        ]
        _ = try writer.append(Workshop.input(lines), manner)
        #expect(try line("after", folder).contains("\"because\":[\"\(writer.feed)/5\",\"\(writer.feed)/3\"]"))
    }

    @Test func `a label is no name for earlier lines, nor for the line itself`() throws {
        let folder = try shop.make("elm", Input.small)
        let writer = try shop.writer(folder)
        let lines = [
            Input.note("before", "\"because\":[\"saw\"],"),
            #"{"id":"saw","type":"observation.noted","occurred":"2019","because":["saw"],"data":{"text":"seen"}}"#,
        ]
        let said = sentences { _ = try writer.append(Workshop.input(lines), manner) }
        #expect(said.count == 2)
        #expect(said.allSatisfy { $0.hasPrefix("because: \"saw\" names no event.") }, "\(said)")
    }

    @Test(arguments: ["saw", "researcher", "", "a/b", "ünicode \\\"quoted\\\""])
    func `any text labels a line, once`(label: String) throws {
        let line =
            "{\"id\":\"\(label)\",\"type\":\"observation.noted\",\"occurred\":\"2019\",\"data\":{\"text\":\"seen\"}}"
        let folder = try shop.make("elm", Input.small + [line, Input.note("after", "\"because\":[\"\(label)\"],")])
        let feed = try shop.open(folder).feedNames[0]
        #expect(try self.line("after", folder).contains("\"because\":[\"\(feed)/5\"]"))
        let writer = try shop.writer(folder)
        let said = sentences { _ = try writer.append(Workshop.input([line, line]), manner) }
        #expect(said.count == 1)
        #expect(said.first?.hasPrefix("id: An earlier line is called \"") == true)
    }

    @Test func `labels are those of one file`() throws {
        let folder = try shop.make("elm", Input.small)
        let writer = try shop.writer(folder)
        let line = #"{"id":"saw","type":"observation.noted","occurred":"2019","data":{"text":"seen"}}"#
        _ = try writer.append(Workshop.input([line]), manner)
        let said = sentences { _ = try writer.append(Workshop.input([Input.note("x", "\"because\":[\"saw\"],")])) }
        #expect(said.first?.hasPrefix("because: \"saw\" names no event.") == true)
        _ = try writer.append(Workshop.input([line]), manner)
    }

    @Test func `a person keeps the identifier that the import gave, also when corrected in it`() throws {
        let person = { (label: String) in
            "{\"id\":\"\(label)\",\"type\":\"person.identified\",\"occurred\":\"2019\",\"data\":{\"title\":\"\(label)\",\"sector\":\"other\"}}"
        }
        let correction =
            #"{"type":"event.corrected","occurred":"2020","data":{"event":"a","reason":"x","data":{"title":"Anna"}}}"#
        let folder = try shop.make("elm", Input.small + [person("a"), person("b"), correction, correction])
        let view = try shop.open(folder).viewpoint()
        #expect(NameBook(view).name(of: "p01") == "Anna (p01)")
        #expect(NameBook(view).name(of: "p02") == "b (p02)")
    }

    @Test func `a single event takes no id`() throws {
        let folder = try shop.make("elm", Input.small)
        let line = #"{"id":"saw","type":"observation.noted","occurred":"2019","data":{"text":"seen"}}"#
        let said = sentences { _ = try shop.writer(folder).append(Workshop.input([line])) }
        #expect(said == ["id: An event gets its id when it is recorded; leave it out."])
    }

    @Test func `a bad line still lends its label to later ones`() throws {
        let folder = try shop.make("elm", Input.small)
        let lines = [
            #"{"id":"saw","type":"observation.noted","occurred":"2019-02-30","data":{"text":"seen"}}"#,
            Input.note("after", "\"because\":[\"saw\"],"),
        ]
        let said = sentences { _ = try shop.writer(folder).append(Workshop.input(lines), manner) }
        #expect(said == ["occurred: \"2019-02-30\" does not exist: that month has 28 days."])
    }

    @Test func `a later label does not change what an earlier line meant`() throws {
        // The correction makes the memo's line be read again, when "acute" has become a label.
        let lines =
            Input.small + [
                #"{"id":"m","type":"memo.written","occurred":"2019","data":{"text":"memo","about":["acute"]}}"#,
                #"{"id":"acute","type":"observation.noted","occurred":"2019","data":{"text":"seen"}}"#,
                #"{"type":"event.corrected","occurred":"2020","data":{"event":"m","reason":"slip","note":"n"}}"#,
                #"{"type":"event.corrected","occurred":"2020","data":{"event":"m","reason":"slip","data":{"about":["council"]}}}"#,
            ]
        let folder = try shop.make("elm", lines)
        #expect(try line("memo", folder).contains("\"about\":[\"acute\"]"))
        #expect(try shop.open(folder).views().hasSuffix("{\"anomalies\":[]}"))
    }
}

/// Input comes in windows, with whatever line ends and marks people's editors leave.
struct InputLinesTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    /// The numbers of the lines that are refused, each line being its own refusal.
    private func numbers(_ bytes: [UInt8]) throws -> [Int] {
        let folder = try (try? CaseFolder(finding: "\(shop.path)/elm")) ?? shop.make("elm", Input.small)
        do {
            _ = try shop.writer(folder).append(InputLines(bytes), CaseWriter.Manner(takesLabels: true))
            return []
        } catch let error as CaseWriter.Refused {
            return error.lines.map(\.number)
        }
    }

    @Test func `blank lines count, and are no events`() throws {
        #expect(try numbers(Array("x\n\n  \t\nx\r\n\r\nx".utf8)) == [1, 4, 6])
        #expect(try numbers(Array("\n\n".utf8)) == [])
    }

    @Test func `a byte order mark, white space and carriage returns are passed over`() throws {
        let text = "\u{FEFF}" + Input.opened + "\r\n \t" + Input.group("a") + " \r\n" + Input.group("b")
        let folder = try CaseMaker.make(
            "\(shop.path)/oak.caselog", name: "oak", from: InputLines(Array(text.utf8)),
            CaseWriter.Manner(takesLabels: true), device: shop.device(), initials: "jw", onNote: { _ in }
        ).folder
        #expect(try shop.open(folder).lineCount == 3)
        #expect(try InputLines(Array(text.utf8)).nameOfOpenedCase() == "elm")
    }

    @Test func `the first line that is not blank opens the case, or none does`() throws {
        #expect(try InputLines(Array("\n\n\(Input.opened)".utf8)).nameOfOpenedCase() == "elm")
        #expect(try InputLines(Array("\(Input.group("a"))\n\(Input.opened)".utf8)).nameOfOpenedCase() == nil)
        #expect(try InputLines([]).nameOfOpenedCase() == nil)
    }

    @Test(arguments: [-2, -1, 0, 1, 2])
    func `a line across the end of a window is one line`(shift: Int) throws {
        let window = 4 << 20
        let line = Array(Input.note(String(repeating: "x", count: 30_000)).utf8) + [0x0A]
        var bytes: [UInt8] = []
        while bytes.count + line.count < window + shift - 8 { bytes += line }
        let count = bytes.count / line.count
        bytes += [UInt8](repeating: 0x20, count: window + shift - 8 - bytes.count) + Array("nonsense\nx".utf8)
        #expect(try numbers(bytes) == [count + 1, count + 2])
    }

    @Test func `lines that are far too long are refused by their number, wherever they begin and end`() throws {
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 9 << 20)
        let tooLong = [UInt8](repeating: UInt8(ascii: "y"), count: InputLines.lineSizeMax + 1)
        #expect(
            try numbers(Array("x\n".utf8) + long + Array("\nx\n".utf8) + tooLong + Array("\nx".utf8)) == [
                1, 2, 3, 4, 5,
            ])
    }

    @Test func `a file is read as memory is`() throws {
        let lines = Input.small.joined(separator: "\r\n") + "\nx"
        try shop.write(Array(lines.utf8), to: "in.jsonl")
        let input = try InputLines(file: "\(shop.path)/in.jsonl", in: SystemFileSystem())
        #expect(try input.nameOfOpenedCase() == "elm")
    }
}
