import CaseModel
import CasePages
import TestHistories
import Testing

/// JSON is written in order, with what is absent left out.
struct JSONBuilderTests {
    @Test func `members, lists and objects are separated where they must be`() {
        var json = JSONBuilder(Tables(feeds: ["aa-00000000"]))
        json.object { json in
            json.text("a", "x\"\n")
            json.text("b", nil)
            json.number("c", -3)
            json.flag("d", false)
            json.date("e", EDTF("2019-06~"))
            json.event("f", EventID(feed: 0, sequence: 7))
            json.texts("g", [])
            json.texts("h", ["1", "{", ":", "["])
            json.list("i", [1, 2]) { json, number in json.number("n", number) }
            json.list("j", [Int]()) { _, _ in }
            json.list("k", [0]) { _, _ in }
            json.word("l", Optional<Privacy>.none)
            json.text("m", "[")
            json.text("n", "{")
        }
        #expect(
            String(decoding: json.bytes, as: UTF8.self)
                == #"{"a":"x\"\n","c":-3,"d":false,"e":"2019-06~","f":"aa-00000000/7","g":[],"h":["1","{",":","["],"i":[{"n":1},{"n":2}],"j":[],"k":[{}],"m":"[","n":"{"}"#
        )
    }

    @Test(arguments: [0, 1, 63, 64, 65, 1_000])
    func `a list that several write is the list that one writes`(count: Int) {
        let several = Sharing(among: 3) { count, work in for number in (0..<count).reversed() { work(number) } }
        func json(_ sharing: Sharing) -> JSONBuilder {
            var json = JSONBuilder(Tables(feeds: []), sharing: sharing)
            json.object { json in
                json.number("a", 1)
                json.list("b", Array(0..<count)) { json, number in
                    json.number("n", number)
                    json.list("c", Array(0..<number % 3)) { _, _ in }
                }
                json.list("d", Array(0..<count)) { _, _ in }
                json.number("e", 2)
            }
            return json
        }
        #expect(json(several).bytes == json(.none).bytes)
        #expect(json(several).pieces.joined().elementsEqual(json(.none).bytes))
    }

    @Test func `a question repeats what was asked, and says what is incomplete`() throws {
        func text(_ question: Question) -> String {
            var json = JSONBuilder(Tables(feeds: []))
            json.object { question.write(to: &$0) }
            return String(decoding: json.bytes, as: UTF8.self)
        }
        #expect(text(Question(caseName: "elm", view: "ledger")) == #"{"case":"elm","view":"ledger"}"#)
        #expect(
            text(
                Question(
                    caseName: "elm", view: "ledger", at: "2019", known: "2020-01", recorded: "2021", isIncomplete: true)
            )
                == #"{"case":"elm","view":"ledger","at":"2019","known":"2020-01","recorded":"2021","incomplete":true}"#)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `views of any history are one JSON object each, with the keys of the design`(seed: UInt64) throws {
        let view = Viewpoint(CaseHistory.of(HistoryMaker.feeds(seed: seed)))
        func check(_ bytes: [UInt8], _ rows: [String: Set<String>]) throws {
            let value = try JSONParser.parse(bytes)
            for (name, keys) in rows {
                for row in value[name]?.array ?? [] {
                    let found = Set((row.members ?? []).map(\.key)).subtracting(["imprecise", "reconstructed"])
                    #expect(found.isSubset(of: keys), "\(name): \(found.subtracting(keys))")
                }
            }
            #expect(rows.keys.allSatisfy { value[$0]?.array != nil })
        }
        let span: Set = ["since", "until"]
        try check(
            ViewText.governance(view),
            [
                "organisations": ["id", "name", "sector", "kind", "identifiers", "since", "until"],
                "bodies": span.union(["id", "name", "kind", "parent", "statutory", "identifiers"]),
                "memberships": span.union(["member", "of", "capacity"]),
                "roles": span.union(["role", "title", "holder", "at", "style", "tenure"]),
                "accountability": span.union(["from", "to", "kind", "for", "clarity", "by"]),
                "authority": span.union(["on", "basis", "over", "by"]),
                "influence": ["actor", "standing", "basis", "arena", "by", "event"],
            ])
        let dispute: Set = [
            "id", "title", "state", "issues", "faultlines", "drivers", "parties", "links", "stirred_by", "episodes",
        ]
        try check(ViewText.disputes(view), ["disputes": dispute])
        try check(
            ViewText.ledger(view), ["actors": ["id", "seen", "stakes"], "contested": ["on", "actor", "stakes"]])
    }
}
