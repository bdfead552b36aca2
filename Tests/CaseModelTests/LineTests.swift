import CaseModel
import TestHistories
import Testing

/// What is read is written again, whatever the form it came in.
struct LineTests {
    private static let feed = "aa-00000000"

    /// A line of a type: with all fields, only those that must be, or some.
    private static func line(_ type: EventType, optional percent: Int, seed: UInt64) -> JSONValue {
        var maker = ValueMaker(SeededRandom(seed), events: ["aa-00000000/1", "zz-99999999/1099511627775"])
        var members: [JSONValue.Member] = [
            .init(key: "id", value: .string("\(feed)/7")), .init(key: "type", value: .string(type.rawValue)),
            .init(key: "occurred", value: .string(maker.date())),
        ]
        if percent > 0 { members.append(.init(key: "learnt", value: .string(maker.date()))) }
        members.append(.init(key: "recorded", value: "2019-06-03T14:02:11.512Z"))
        members += maker.context(type, optional: percent)
        members.append(.init(key: "data", value: .object(maker.data(type, optional: percent))))
        return .object(members)
    }

    private static func lines(_ type: EventType) -> [JSONValue] {
        let many = (1...12).map { line(type, optional: 50, seed: $0) }
        return [line(type, optional: 100, seed: 99), line(type, optional: 0, seed: 98)] + many
    }

    private static func written(_ event: Event, _ source: [UInt8], _ tables: Tables) -> [UInt8] {
        var writer = LineWriter(tables: tables, source: source.span.bytes)
        writer.line(event)
        return writer.output
    }

    @Test(arguments: EventType.allCases)
    func `a canonical line is written as it was read`(type: EventType) throws {
        for value in Self.lines(type) {
            let line = bytes(value)
            var tables = Tables(feeds: [Self.feed])
            let reading = AnyForm.read(line, id: EventID(feed: 0, sequence: 7), tables: &tables)
            guard case .event(let event, let canonical) = reading else {
                Issue.record("\(String(decoding: line, as: UTF8.self)) was read as \(reading)")
                return
            }
            #expect(event.type == type)
            #expect(canonical == line)
            #expect(
                String(decoding: Self.written(event, canonical, tables), as: UTF8.self)
                    == String(decoding: line, as: UTF8.self))
        }
    }

    @Test(arguments: EventType.allCases)
    func `order, white space and escapes change nothing`(type: EventType) throws {
        var random = SeededRandom(UInt64(EventType.allCases.firstIndex(of: type) ?? 0))
        for value in Self.lines(type) {
            let disguised = Disguise.line(value, &random)
            var tables = Tables(feeds: [Self.feed])
            let reading = AnyForm.read(disguised, id: EventID(feed: 0, sequence: 7), tables: &tables)
            guard case .event(let event, let canonical) = reading else {
                Issue.record("\(String(decoding: disguised, as: UTF8.self)) was read as \(reading)")
                return
            }
            let expected = String(decoding: bytes(value), as: UTF8.self)
            #expect(String(decoding: canonical, as: UTF8.self) == expected)
            #expect(String(decoding: Self.written(event, canonical, tables), as: UTF8.self) == expected)
        }
    }

    @Test(arguments: EventType.allCases)
    func `a key or field that is unknown is skipped, and the event stays typed`(type: EventType) {
        guard case .object(var members) = Self.line(type, optional: 50, seed: 5) else { return }
        let plain = bytes(.object(members))
        members[members.count - 1].value = .object(
            (members[members.count - 1].value.members ?? []) + [.init(key: "later", value: [[1], ["a": .null]])])
        members.insert(.init(key: "later", value: .number("1.5")), at: 3)
        var tables = Tables(feeds: [Self.feed])
        let reading = AnyForm.read(bytes(.object(members)), id: EventID(feed: 0, sequence: 7), tables: &tables)
        guard case .event(_, let canonical) = reading else {
            Issue.record("it was read as \(reading)")
            return
        }
        #expect(canonical == plain)
    }

    @Test(arguments: EventType.allCases)
    func `an event without a required field is opaque, and never dropped`(type: EventType) {
        let value = Self.line(type, optional: 100, seed: 6)
        for field in EventDescription.of(type).fields where field.isRequired {
            var members = value.members ?? []
            let data = (members[members.count - 1].value.members ?? []).filter { $0.key != field.name }
            members[members.count - 1].value = .object(data)
            var tables = Tables(feeds: [Self.feed])
            let reading = AnyForm.read(bytes(.object(members)), id: EventID(feed: 0, sequence: 7), tables: &tables)
            guard case .opaque(let event) = reading, case .opaque(let name) = event.payload else {
                Issue.record("without \(field.name) it was read as \(reading)")
                return
            }
            #expect(tables.names.text(name) == type.rawValue)
        }
    }

    @Test(arguments: ["id", "type", "occurred", "recorded", "data"])
    func `a line without one of the required keys is no event`(key: String) {
        let members = (Self.line(.disputeSettled, optional: 0, seed: 1).members ?? []).filter { $0.key != key }
        var tables = Tables(feeds: [Self.feed])
        let reading = AnyForm.read(bytes(.object(members)), id: EventID(feed: 0, sequence: 7), tables: &tables)
        guard case .unreadable = reading else {
            Issue.record("it was read as \(reading)")
            return
        }
    }

    @Test(arguments: ["researcher/1", "/1", "x/", "x/0", "x/01", "x/1099511627776", "x/99999999999999999999", "x"])
    func `a reference that names no event of this log is never a crash`(reference: String) {
        let line = """
            {"id":"\(Self.feed)/7","type":"event.retracted","occurred":"2019","recorded":"2019-06-03T14:02:11.512Z",\
            "because":["\(reference)"],"data":{"event":"\(reference)","reason":""}}
            """
        var tables = Tables(feeds: [Self.feed])
        switch AnyForm.read(Array(line.utf8), id: EventID(feed: 0, sequence: 7), tables: &tables) {
        case .event(let event, let canonical):
            #expect(Self.written(event, canonical, tables) == Array(line.utf8))
        case .opaque: break
        case .unreadable: Issue.record("it is an event")
        }
    }
}
