import CaseModel
import EventLog
import Testing

@testable import CaseStore

/// What of a case goes into a deposit, against a plain model of whose consent covers an archive.
struct DepositTests {
    private let shop: Workshop

    init() throws { shop = try Workshop() }

    private struct Made {
        let writing: DepositWriting
        /// The words of every file, by its path.
        let files: [String: String]

        func lines(_ file: String) -> [String] {
            (files[file] ?? "").split(separator: "\n").map(String.init)
        }
        var events: [String] { lines("data/events.jsonl") }
        var all: String { files.values.joined(separator: "\n") }
        var numbers: Set<Int> {
            Set(
                events.compactMap { $0.split(separator: "\"").dropFirst(3).first?.split(separator: "/").last }
                    .compactMap { Int($0) })
        }
    }

    private func `import`(_ lines: [String]) throws -> CaseFolder {
        try CaseMaker.make(
            "\(shop.path)/elm.caselog", name: "elm", from: Workshop.input(lines),
            CaseWriter.Manner(isForced: true, takesLabels: true), device: shop.device(), initials: "jw",
            onNote: { _ in }
        ).folder
    }

    private func deposit(
        _ folder: CaseFolder, _ name: String = "deposit", dates: DateLimit? = nil, on device: Device? = nil,
        sought: [String] = []
    ) throws -> Made {
        let signing = try shop.open(folder, device).sign { _ in }
        let opened = try shop.open(folder, device)
        let (history, damage) = try opened.history()
        #expect(damage.isEmpty)
        let choice = try DepositChoice(opened, history)
        let named = signing.checkpoints.compactMap { checkpoint in checkpoint.feed.map { ($0, checkpoint) } }
        var writing = try DepositWriting(
            opened, history, choice, dates: dates, checkpoints: Dictionary(uniqueKeysWithValues: named),
            sought: SoughtNames(sought)
        ) { "\($0.actors) \($0.codes)\n" }
        try Bag.make("\(shop.path)/\(name)", identifier: "elm", on: opened.device) { bag in
            try writing.write(to: bag, head: "")
        }
        var files: [String: String] = [:]
        for path in shop.paths(name) where (try? SystemFileSystem().list("\(shop.path)/\(path)")) == nil {
            let bytes = try SystemFileSystem().contents("\(shop.path)/\(path)", sizeMax: 1 << 24) ?? []
            files[String(path.dropFirst(name.utf8.count + 1))] = String(decoding: bytes, as: UTF8.self)
        }
        return Made(writing: writing, files: files)
    }

    @Test(arguments: 0..<40)
    func `deposited is what everybody concerned lets an archive have, and of the rest there is no word`(seed: Int)
        throws
    {
        let plain = PlainDeposit(seed: UInt64(seed))
        let folder = try `import`(plain.items.map(\.line))
        let made = try deposit(folder, dates: seed.isMultiple(of: 4) ? .month : nil)
        let deposited = plain.deposited
        #expect(made.numbers == Set(deposited.map { $0 + 1 }))
        for (place, item) in plain.items.enumerated() {
            guard let word = item.word else { continue }
            let isThere = made.files["data/events.jsonl"]?.contains(word) == true
            #expect(isThere == deposited.contains(place), "\(item.line)")
            let places = made.files.filter { $0.value.contains(word) }.keys.sorted()
            #expect(deposited.contains(place) || places.isEmpty, "\(word) of \(item.line)")
        }
        // How somebody consented is in no deposit, nor are the words of before a correction.
        for (place, item) in plain.items.enumerated()
        where item.isAlways || item.word.map({ $0 != "zq\(place)w" }) == true {
            #expect(!made.all.contains("zq\(place)w"))
        }
        #expect(made.writing.contents.eventCount == deposited.count)
        #expect(made.writing.contents.withheldCount == plain.items.count - deposited.count)
        let feed = try #require(try shop.open(folder).feedNames.first)
        #expect(made.lines("data/proofs/\(feed).leaves").count == plain.items.count)
    }

    private static let people = [
        #"{"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm"}}"#,
        #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p01","title":"Xylophonist","sector":"other"}}"#,
        #"{"type":"consent.given","occurred":"2018-01-02","warrant":"told","told_by":["p02"],"note":"Okapi!","data":{"participant":"p01","scope":["record","archive"],"how":"on okapi paper"}}"#,
        #"{"type":"person.identified","occurred":"2018","data":{"person":"p02","title":"Yodeller","sector":"other"}}"#,
        #"{"type":"session.started","occurred":"2018-03-04T10:30","data":{"session":"talk","kind":"interview","participants":["p01"]}}"#,
        #"{"type":"excerpt.recorded","occurred":"2018-03-04T10:31","sources":["talk"],"data":{"text":"We lose.","speaker":"p01"}}"#,
    ]

    @Test func `words come with the stored line and the key of each box, which opens that box alone`() throws {
        let made = try deposit(`import`(Self.people))
        #expect(made.events.count == 6 && made.lines("data/proofs/stored.jsonl").count == 4)
        #expect(made.events[5].contains(#""text":"We lose.""#))
        let stored = try #require(made.lines("data/proofs/stored.jsonl").last)
        let line = try JSONParser.parse(Array(stored.utf8))
        let text = try #require(line["data"]?["text"].flatMap { PrivateText($0) })
        let keys = made.lines("data/proofs/box-keys.csv").dropFirst().map { $0.split(separator: ",").map(String.init) }
        #expect(keys.map { $0[1] } == ["data.title", "data.text"])
        let place = BoxPlace(subject: try #require(Subject(text.subject)), event: keys[1][0], field: "data.text")
        let opened = try keys.map { key in
            let key = try #require(TextCoding.bytes(hex: key[2]).flatMap(BoxKey.init(bytes:)))
            return try #require(Box(text.box)).open(at: place, with: key)
        }
        #expect(opened == [.notThisKeys, .opened("We lose.")])
        let ring = try Keyring(
            shop.device(), case: "elm",
            feed: shop.open(try CaseFolder(finding: "\(shop.path)/elm", in: SystemFileSystem())).openingFeed(),
            shop.device().passphrases, tell: { _ in })
        for subject in try ring.subjects.map(\.subject) {
            for key in try ring.openingKeys(of: subject) { #expect(!made.all.contains(TextCoding.hex(key.bytes))) }
        }
    }

    @Test func `a title for which nobody was asked is left out, and of consents all but who and what`() throws {
        let made = try deposit(`import`(Self.people))
        #expect(made.events[1].contains("Xylophonist"))
        #expect(made.events[3].contains(#""data":{"person":"p02","sector":"other"}"#) && !made.all.contains("Yodeller"))
        #expect(made.events[2].contains(#""data":{"participant":"p01","scope":["record","archive"]}"#))
        #expect(!made.all.lowercased().contains("okapi") && !made.events[2].contains("p02"))
        #expect(made.lines("data/events.csv")[2] == #"["p01"] []"#)
        // Their stored lines would tell.
        #expect(!made.lines("data/proofs/stored.jsonl").contains { $0.contains("consent.given") || $0.contains("p02") })
    }

    @Test func `what becomes of somebody's stake is withheld with it, and what becomes of a dispute is not`() throws {
        let lines = [
            #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p03","title":"x","sector":"other"}}"#,
            #"{"type":"proposal.tabled","occurred":"2018","data":{"proposal":"merger","title":"The merger"}}"#,
            #"{"type":"stake.perceived","occurred":"2018","data":{"stake":"post","actor":"p03","on":"merger","direction":"loss","dimension":"role","by":"researcher"}}"#,
            #"{"type":"stake.revised","occurred":"2019","data":{"stake":"post","by":"researcher","weight":3}}"#,
            #"{"type":"dispute.raised","occurred":"2018","data":{"dispute":"d","title":"x","issues":["resources"],"parties":["p01","p03"]}}"#,
            #"{"type":"dispute.deadlocked","occurred":"2019","data":{"dispute":"d"}}"#,
        ]
        let made = try deposit(`import`(Self.people + lines))
        #expect(made.numbers == [1, 2, 3, 4, 5, 6, 8, 12])
        #expect(made.writing.contents.withheld == [.consent: 3, .about: 1])
    }

    @Test func `where dates are coarsened no exact one is anywhere`() throws {
        let made = try deposit(`import`(Self.people), dates: .year)
        #expect(made.lines("data/proofs/stored.jsonl").isEmpty && made.lines("data/proofs/box-keys.csv").count == 1)
        let payload = made.files.filter { $0.key.hasPrefix("data/") }.values.joined()
        #expect(!payload.contains("2018-0") && !payload.contains("2022-"))
        #expect(made.events.allSatisfy { $0.contains(#""recorded":"2022""#) })
        #expect(made.writing.contents.wholeCount == 0 && made.events.count == 6)
    }

    @Test func `who withdraws is not in the next deposit`() throws {
        let folder = try `import`(Self.people)
        #expect(try deposit(folder).events.count == 6)
        let withdrawal =
            #"{"type":"consent.withdrawn","occurred":"2020","data":{"participant":"p01","scope":"all"}}"#
        _ = try shop.writer(folder).append(Workshop.input([withdrawal]), CaseWriter.Manner(isForced: true))
        let made = try deposit(folder, "again")
        #expect(made.numbers == [1, 3, 4, 7])
        #expect(!made.all.contains("Xylophonist") && !made.all.contains("We lose."))
        // A consent of the same year may be older than the withdrawal: where dates cannot tell, nothing is deposited.
        let again = #"{"type":"consent.given","occurred":"2020-05","data":{"participant":"p01","scope":["archive"]}}"#
        _ = try shop.writer(folder).append(Workshop.input([again]), CaseWriter.Manner(isForced: true))
        #expect(try deposit(folder, "third").numbers == [1, 3, 4, 7, 8])
    }

    @Test func `without keys, words are withheld and the rest is deposited`() throws {
        let folder = try `import`(Self.people)
        let made = try deposit(folder, on: shop.device("auditor"))
        #expect(made.numbers == [1, 3, 4, 5])
        #expect(made.writing.contents.withheld == [.locked: 2])
    }

    @Test func `what may tell who somebody is, is found in what is deposited, opened texts too`() throws {
        let folder = try `import`(
            Self.people
                + [
                    #"{"type":"person.identified","occurred":"2018","data":{"person":"jane-smith","title":"x","sector":"other"}}"#,
                    #"{"type":"memo.written","occurred":"2018","data":{"text":"Ask Zebedee, 020 7946 0999."}}"#,
                    #"{"type":"event.retracted","occurred":"2018","data":{"event":"@7","reason":"x"}}"#,
                ].enumerated().map { #"{"id":"@\#($0.offset + 7)","# + $0.element.dropFirst() }.dropLast())
        let findings = try deposit(folder, sought: ["Zebedee Jones"]).writing.findings
        #expect(findings.unminted == ["jane-smith"])
        #expect(findings.traceCount == 2)
        #expect(
            Set(findings.traces.map { String(decoding: $0.trace.words, as: UTF8.self) }) == [
                "Zebedee", "020 7946 0999",
            ])
    }

    @Test func `the codebook is the one in force at the end, with how often each code is used`() throws {
        let codes = [
            #"{"id":"@n","type":"observation.noted","occurred":"2018","data":{"text":"x","codes":["mood","resources"]}}"#,
            #"{"type":"code.defined","occurred":"2017","data":{"code":"mood","label":"Mood","kind":"theme","parents":["resources"],"description":"How they felt"}}"#,
            #"{"type":"code.defined","occurred":"2017","data":{"code":"temper","label":"Temper","kind":"theme"}}"#,
            #"{"type":"code.renamed","occurred":"2019","data":{"code":"mood","label":"Moods"}}"#,
            #"{"type":"code.merged","occurred":"2020","data":{"into":"mood","from":["temper"]}}"#,
            #"{"type":"coding.added","occurred":"2020","data":{"on":"@n","codes":["mood"]}}"#,
        ]
        let codebook = try deposit(`import`([Input.opened] + codes)).writing.contents.codebook
        let mood = try #require(codebook.first { $0.code == "mood" })
        #expect(mood.label == "Moods" && mood.kind == "theme" && mood.parents == ["resources"] && mood.uses == 2)
        #expect(mood.description == "How they felt" && !mood.isBuiltIn)
        #expect(codebook.first { $0.code == "temper" }?.mergedInto == "mood")
        #expect(codebook.first { $0.code == "resources" }?.uses == 1)
        #expect(codebook.count == Codebook.entries.count + 2)
    }

    @Test func `a case that cannot be read as a whole is not deposited`() throws {
        let folder = try `import`(Self.people)
        _ = try shop.open(folder).seal { _ in }
        let path = try #require(shop.paths("elm.caselog").first { $0.hasSuffix("001.jsonl.lz4") })
        let opened = try shop.open(folder)
        let (history, _) = try opened.history()
        var bytes = try #require(try SystemFileSystem().contents("\(shop.path)/\(path)", sizeMax: 1 << 20))
        bytes[bytes.count / 4] ^= 0x40
        try SystemFileSystem().remove("\(shop.path)/\(path)")
        try shop.write(bytes, to: path)
        let error = #expect(throws: EventLogError.self) { try DepositChoice(opened, history) }
        #expect(error?.code == .damaged)
    }
}
