import Foundation
import Testing

/// What a report tells as having come to pass: what views take into account, and no more.
@Suite struct ReportAccountTests {
    private static let lines = #"""
        {"type":"case.opened","occurred":"2017","data":{"case":"ash","title":"Ash","privacy":"open"}}
        {"type":"organisation.registered","occurred":"2017","data":{"organisation":"ccg","name":"The CCG","sector":"commissioner"}}
        {"type":"organisation.registered","occurred":"2017","data":{"organisation":"trust","name":"The trust","sector":"acute-provider"}}
        {"id":"@cut","type":"observation.noted","occurred":"2017-12","data":{"text":"The grant was cut."}}
        {"type":"dispute.raised","occurred":"2018-03-01","data":{"dispute":"beds","title":"Who pays?","issues":["resources"],"parties":["ccg","trust"]}}
        {"type":"dispute.deadlocked","occurred":"2018-03-02","data":{"dispute":"beds"}}
        {"type":"dispute.resumed","occurred":"2018-03-03","data":{"dispute":"beds"}}
        {"type":"dispute.joined","occurred":"2018-03-04","data":{"dispute":"beds","party":"trust"}}
        {"type":"dispute.settled","occurred":"2018-04-11","data":{"dispute":"beds","how":"compromise"}}
        {"type":"dispute.settled","occurred":"2018-04-12","data":{"dispute":"beds","how":"attrition"}}
        {"id":"@again","type":"dispute.reignited","occurred":"2018-05-11","because":["@cut"],"data":{"dispute":"beds","reason":"Owed twice."}}
        {"type":"dispute.resumed","occurred":"2018-05-12","data":{"dispute":"beds"}}
        {"type":"stake.perceived","occurred":"2018-05-13","because":["@again"],"data":{"stake":"cost","actor":"trust","on":"beds","direction":"loss","dimension":"finance","by":"trust","weight":1}}
        {"type":"stake.revised","occurred":"2018-05-14","data":{"stake":"cost","by":"trust","weight":3}}
        {"type":"stake.revised","occurred":"2018-05-15","data":{"stake":"cost","by":"ccg","direction":"gain"}}
        {"type":"offset.offered","occurred":"2018-06-01","data":{"offset":"loan","to":"trust","for":["cost"],"form":"funding"}}
        {"type":"offset.kept","occurred":"2018-06-02","data":{"offset":"loan"}}
        {"type":"body.established","occurred":"2017","data":{"body":"board","name":"The board","kind":"board"}}
        {"type":"membership.began","occurred":"2018-07-01","data":{"member":"trust","of":"board"}}
        {"type":"membership.began","occurred":"2018-07-02","data":{"member":"trust","of":"board"}}
        {"type":"position.taken","occurred":"2018-08-01","data":{"actor":"ccg","on":"beds","stance":"conditional"}}
        {"type":"position.taken","occurred":"2018-08-01","data":{"actor":"trust","on":"beds","stance":"conditional"}}
        {"type":"position.taken","occurred":"2018-08-01","data":{"actor":"board","on":"beds","stance":"conditional"}}
        """#

    private static func sandbox() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "ash", "-", "--anyway", input: lines)
        return sandbox
    }

    /// The sentences that hold some words, as the numbers of their events stand behind each.
    private static func told(_ words: String, _ sentences: [ReportSentence]) -> [String] {
        sentences.filter { $0.words.contains(words) }.map { sentence in
            "\(sentence.words.trimmingCharacters(in: .whitespaces)) \(sentence.numbers)"
        }
    }

    @Test func `how a dispute stands is told with the turn that brought it there`() throws {
        let sandbox = try Self.sandbox()
        for (date, told) in [
            ("2018-03-01", "It stands open [5]"), ("2018-03-02", "It stands deadlocked [6]"),
            ("2018-03-04", "It stands open [7]"),
            ("2018-04-12", "It stands settled, by compromise, since 2018-04-11 [9]"),
            ("2019", "It stands open [11]"),
        ] {
            let report = try sandbox.succeed("report", "ash", "--at", date)
            #expect(try Self.told("It stands", ReportSentence.all(in: report)) == [told])
        }
    }

    @Test func `what contradicts what stood by then is told as recorded, and not as having come to pass`() throws {
        let sentences = try ReportSentence.all(in: Self.sandbox().succeed("report", "ash"))
        let besides = "Also recorded, contradicting what stood by then:"
        #expect(
            Self.told("settled by attrition", sentences) == [
                "\(besides) “Who pays?” was settled by attrition [10]",
                "\(besides) the dispute was settled by attrition [10]",
            ])
        #expect(Self.told("The trust joined", sentences).allSatisfy { $0.hasPrefix(besides) && $0.hasSuffix(" [8]") })
        #expect(Self.told("Its parties", sentences) == ["Its parties, over 2 episodes: The CCG and The trust [5, 11]"])
        #expect(Self.told("taken up again", sentences).count { $0.hasPrefix(besides) && $0.hasSuffix(" [12]") } == 2)
        #expect(Self.told("was kept", sentences).allSatisfy { $0.hasPrefix("\(besides) the offer of funding") })
        #expect(Self.told("member", sentences).count { $0.hasPrefix(besides) && $0.hasSuffix(" [20]") } == 1)
        let others = sentences.filter { !$0.words.hasPrefix(besides) }
        #expect(others.allSatisfy { $0.numbers.allSatisfy { ![8, 10, 12, 15, 17, 20].contains($0) } })
    }

    @Test func `a stake and a change of mind are told with all that was seen`() throws {
        let sentences = try ReportSentence.all(in: Self.sandbox().succeed("report", "ash"))
        let stake = "loss of finance for The trust"
        #expect(
            Self.told("The trust saw", sentences) == [
                "The trust saw a \(stake) through “Who pays?”, of weight 1 [13]"
            ])
        #expect(
            Self.told("The trust changed", sentences) == [
                "The trust changed their mind about a \(stake), now: of weight 3 [14]"
            ])
    }

    @Test func `a change of mind is its perceiver's`() throws {
        let sentences = try ReportSentence.all(in: Self.sandbox().succeed("report", "ash"))
        let stake = "loss of finance for The trust"
        #expect(
            Self.told("as seen after", sentences) == [
                "A \(stake) through “Who pays?”, of weight 3, as seen after a change of mind [13, 14]"
            ])
        let besides = "Also recorded, contradicting what stood by then: The CCG changed their mind about a \(stake)"
        #expect(
            Self.told("The CCG changed", sentences) == [
                "\(besides), now: gain [15]", "\(besides), now: gain (2018-05-15) [15]",
            ])
    }

    @Test func `positions that are told together are told as each is told alone`() throws {
        let sentences = try ReportSentence.all(in: Self.sandbox().succeed("report", "ash"))
        #expect(
            Self.told("on a condition", sentences) == [
                "3 supported “Who pays?” on a condition: The CCG, The trust and The board [21, 22, 23]",
                "The CCG supported the dispute on a condition [21]",
                "The trust supported the dispute on a condition [22]",
                "The board supported the dispute on a condition [23]",
            ])
    }

    @Test func `without a cause, a report says that it is hypothetical, and nothing of what falls with it`() throws {
        let sandbox = try Self.sandbox()
        let feed = try sandbox.shell("basename ash.caselog/feeds/*").output.trimmingCharacters(in: .newlines)
        for format in ["", "--html"] {
            let report = try sandbox.shell("caselog report ash --without \(feed)/4 \(format)").output
            let place = try #require(
                report.range(of: "HYPOTHETICAL. This is not what happened: the case is told as if "))
            #expect(report[..<place.lowerBound].firstMatch(of: /\n## |<h2/) == nil)
            #expect(report[place.upperBound...].hasPrefix("\(feed)/4 had not been, nor whatever names it as a cause"))
            for fallen in ["” came back", "dispute came back", "Owed twice", "grant was cut", "loss of finance"] {
                #expect(!report.contains(fallen), "\(fallen)")
            }
        }
        let report = try sandbox.shell("caselog report ash --without \(feed)/4").output
        let sentences = try ReportSentence.all(in: report)
        #expect(Self.told("It stands", sentences) == ["It stands settled, by compromise, since 2018-04-11 [9]"])
        let cited = sentences.flatMap(\.numbers)
        #expect(!cited.isEmpty && cited.allSatisfy { ![4, 11, 13].contains($0) })
        #expect(!report.contains("\(feed)/11 ") && !report.contains("\(feed)/13 "))
    }

    @Test(arguments: ["stp/elm", "public/north-west-london", "public/shropshire"])
    func `without the cause of a re-ignition, each citation leads to an event that is there`(history: String) throws {
        let sandbox = try Sandbox()
        let name = String(history.split(separator: "/")[1])
        try sandbox.succeed("import", name, Repository.root.appending(path: "events/\(history).jsonl").path)
        let causes = "caselog show \(name) disputes --json | jq -r '[.disputes[].episodes[1:][].cause[]][]' | grep /"
        let cause = try #require(try sandbox.shell(causes).output.split(separator: "\n").first)
        let listed = "caselog show \(name) timeline --json --without \(cause) | jq -r '.events[].id'"
        let left = Set(try sandbox.shell(listed).output.split(separator: "\n").map(String.init))
        #expect(!left.isEmpty && !left.contains(String(cause)))
        let report = try sandbox.shell("caselog report \(name) --without \(cause)").output
        let sentences = try ReportSentence.all(in: report)
        #expect(sentences.count > 20 && left.isSuperset(of: sentences.flatMap(\.citing)))
        let told = report.components(separatedBy: "\n## Events cited\n").last ?? ""
        #expect(!told.contains("| \(cause) |"))
    }
}
