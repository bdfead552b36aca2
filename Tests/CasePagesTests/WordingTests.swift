import CaseModel
import CasePages
import TestHistories
import Testing

/// Each type has a phrase, and the phrase keeps to the type's fields.
struct WordingTests {
    /// The fields in a phrase, without what is said for their words: those that must be there, and those in brackets.
    private static func fields(_ phrase: String) -> (plain: [String], optional: [String]) {
        var plain: [String] = []
        var optional: [String] = []
        var depth = 0
        var name: String?
        for character in phrase {
            switch character {
            case "[": depth += 1
            case "]": depth -= 1
            case "{": name = ""
            case "}":
                let field = String((name ?? "").prefix { $0 != ":" })
                if depth > 0 { optional.append(field) } else { plain.append(field) }
                name = nil
            default: name?.append(character)
            }
        }
        return (plain, optional)
    }

    /// Required fields that a sentence can do without: identifiers of what it tells in other words.
    private static let unsaid: [EventType: [String]] = [
        .caseOpened: ["case"], .approvalGranted: ["approval"], .stakePerceived: ["stake"], .decisionMade: ["decision"],
    ]

    @Test(arguments: EventType.allCases)
    func `a phrase mentions only fields of its type, required ones plainly and optional ones in brackets`(
        type: EventType
    ) {
        let description = EventDescription.of(type)
        let (plain, optional) = Self.fields(description.phrase)
        for name in plain {
            #expect(description.field(name)?.isRequired == true, "\(name)")
        }
        for name in optional { #expect(description.field(name) != nil, "\(name)") }
        let said = Set(plain + optional)
        let missing = description.fields.filter { $0.isRequired && !said.contains($0.name) }.map(\.name)
        #expect(missing == Self.unsaid[type] ?? [])
        #expect(description.phrase.count { $0 == "[" } == description.phrase.count { $0 == "]" })
        #expect(!description.summary.isEmpty && description.summary.hasSuffix("."))
    }

    @Test(arguments: EventType.allCases)
    func `a sentence has no hole in it, with all fields or the fewest`(type: EventType) {
        var wording = Wording(NameBook(Viewpoint(CaseHistory(feeds: ["aa-00000000"]))))
        for percent in [0, 100] {
            var maker = ValueMaker(SeededRandom(7), events: ["aa-00000000/1"])
            let data = maker.data(type, optional: percent).map { member in
                // The maker's texts and dates hold brackets and question marks on purpose.
                switch EventDescription.of(type).field(member.key)?.shape {
                case .text, .words: JSONValue.Member(key: member.key, value: "words")
                case .date: JSONValue.Member(key: member.key, value: "2019")
                default: member
                }
            }
            let sentence = wording.sentence(["type": .string(type.rawValue), "data": .object(data)])
            #expect(!sentence.isEmpty)
            #expect(!sentence.contains { "{}[]?".contains($0) }, "\(sentence)")
        }
    }

    @Test func `identifiers are read as the names of the date, and words without their hyphens`() throws {
        var book = try Notebook.withCast()
        try book.record(.organisationRenamed, "2019", ["organisation": "acute", "name": "General"])
        let line: JSONValue = [
            "type": "role.assumed",
            "data": ["role": "chair", "holder": "p01", "at": "acute", "tenure": "beside-own-post"],
        ]
        for (date, name) in [("2018", "The acute"), ("2019", "General")] {
            var wording = Wording(NameBook(book.view(at: date)))
            let sentence = wording.sentence(line)
            #expect(sentence == "Chair (p01) took up the role chair at \(name), beside own post")
        }
    }

    @Test func `what is optional is left out as a whole`() throws {
        var wording = Wording(NameBook(try Notebook.withCast().view()))
        let decision: JSONValue = [
            "decision": "v", "on": "merger", "outcome": "adopted", "how": "vote",
            "tally": ["for": 735, "unit": "permille"],
        ]
        let decided = wording.sentence(["type": "decision.made", "data": decision])
        #expect(decided == "The merger (merger) was decided: adopted, vote; for 735, unit permille")
        let line: JSONValue = [
            "type": "accountability.set", "data": ["from": "acute", "to": "board", "kind": "individual"],
        ]
        let accountable = wording.sentence(line)
        #expect(accountable == "The acute became accountable to The board (individual)")
    }

    @Test func `a condition and a direction read as they were typed and chosen`() throws {
        var wording = Wording(NameBook(try Notebook.withCast().view()))
        let position = wording.sentence([
            "type": "position.taken",
            "data": ["actor": "acute", "on": "merger", "stance": "conditional", "condition": "if jobs stay"],
        ])
        #expect(position == "The acute on The merger (merger): conditional (if jobs stay)")
        for (direction, seen) in [("gain", "a gain"), ("loss", "a loss"), ("neither", "neither gain nor loss")] {
            let stake: JSONValue = [
                "stake": "s", "actor": "acute", "on": "merger", "direction": .string(direction),
                "dimension": "finance", "by": "researcher",
            ]
            let sentence = wording.sentence(["type": "stake.perceived", "data": stake])
            #expect(sentence == "researcher saw \(seen) of finance for The acute through The merger (merger)")
        }
    }

    @Test(arguments: [
        ("#deadlocked begins", ["deadlocked"], "#deadlocked begins"),
        ("They wait #delay", ["delay", "talk"], "They wait #delay #talk"),
        ("#delayed and #delay-2", ["delay"], "#delayed and #delay-2 #delay"),
        ("They wait", ["delay"], "They wait #delay"), ("They wait", [], "They wait"),
    ])
    func `codes that the text names are not said again`(text: String, codes: [String], sentence: String) throws {
        var wording = Wording(NameBook(try Notebook.withCast().view()))
        let data: JSONValue = ["text": .string(text), "codes": .array(codes.map(JSONValue.string))]
        #expect(wording.sentence(["type": "observation.noted", "data": data]) == sentence)
    }

    @Test func `an event of an unknown type is shown with its data as it stands`() throws {
        var wording = Wording(NameBook(try Notebook.withCast().view()))
        let unknown = wording.sentence(["type": "dispute.arbitrated", "data": ["by": ["x"], "n": 1]])
        #expect(unknown == "dispute.arbitrated {\"by\":[\"x\"],\"n\":1}")
        let ofLater = wording.sentence(["type": "dispute.settled", "data": ["dispute": "d", "how": "arbitration"]])
        #expect(ofLater == "d was settled by arbitration")
    }

    @Test func `a text is shown without the escapes of its line, and numbers only as far as they are integers`() throws
    {
        var wording = Wording(NameBook(try Notebook.withCast().view()))
        let quoted = wording.sentence(["type": "observation.noted", "data": ["text": "\"So\"\nthey said \\ \u{1}"]])
        #expect(quoted == "\"So\"\nthey said \\ \u{1}")
        let counted = wording.sentence([
            "type": "observation.noted", "data": ["text": [3, .number("1.5"), true, .null, ["a_b": ["c", "d"]]]],
        ])
        #expect(counted == "3, , yes, , a b c, d")
    }
}
