import Foundation
import Sampling
import Testing

/// What "gone" means after a withdrawal: whatever is asked, at whatever dates, and however private the case was.
@Suite struct WithdrawnTests {
    /// What p07 says is of quaggas, in every kind of field that can be private; what p08 says is of okapis. In the
    /// place of `«words»` stand words that are marked to be p07's; the other quaggas are theirs by what the event is.
    private static let lines = #"""
        {"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm","privacy":"PRIVACY"}}
        {"type":"organisation.registered","occurred":"2017","data":{"organisation":"ccg","name":"The CCG","sector":"commissioner"}}
        {"type":"body.established","occurred":"2017","data":{"body":"board","name":"The board","kind":"board"}}
        {"type":"participant.recruited","occurred":"2017","data":{"participant":"p07","title":"Quagga warden","sector":"other"}}
        {"type":"participant.recruited","occurred":"2017","data":{"participant":"p08","title":"Okapi keeper","sector":"other"}}
        {"type":"consent.given","occurred":"2017","data":{"participant":"p07","scope":["observe","record","quote","archive"],"how":"Quagga on paper","form":"Quagga form"}}
        {"type":"consent.given","occurred":"2017","data":{"participant":"p08","scope":["observe","record","quote","archive"]}}
        {"type":"session.started","occurred":"2018-03-01T10:00","data":{"session":"talk","kind":"interview","title":«Quagga talk»,"participants":["p07","p08"]}}
        {"id":"@said","type":"excerpt.recorded","occurred":"2018-03-01T10:05","sources":["talk"],"note":«Quagga hesitates»,"data":{"text":"A quagga loses.","speaker":"p07","verbatim":true,"locator":"quagga 12"}}
        {"id":"@okapi","type":"excerpt.recorded","occurred":"2018-03-01T10:06","sources":["talk"],"data":{"text":"An okapi loses.","speaker":"p08"}}
        {"id":"@done","type":"observation.noted","occurred":"2018-03-01T10:07","sources":["talk"],"data":{"text":"The quagga rises.","by":["p07"]}}
        {"id":"@misheard","type":"excerpt.recorded","occurred":"2018-03-01T10:08","sources":["talk"],"data":{"text":«Quaggas misheard.»,"speaker":"p08"}}
        {"id":"@raised","type":"dispute.raised","occurred":"2018-04","because":["@said"],"evidence":["@okapi","@done","@misheard"],"note":«Quagga remark»,"data":{"dispute":"stripes","title":«Quagga or zebra?»,"issues":["resources"],"parties":["p07","p08"]}}
        {"type":"position.taken","occurred":"2018-05","sources":["talk"],"data":{"actor":"p07","on":"stripes","stance":"conditional","condition":"If quaggas stay","meaning":"Quaggas matter"}}
        {"type":"proposal.tabled","occurred":"2018-05","data":{"proposal":"one-herd","title":«One quagga herd»,"by":["p07"]}}
        {"type":"proposal.revised","occurred":"2018-05","data":{"proposal":"one-herd","change":"content","text":«Two quagga herds»}}
        {"type":"decision.made","occurred":"2018-06","because":["@said"],"data":{"decision":"herd","on":"one-herd","outcome":"conditional","conditions":«Quaggas first»}}
        {"type":"role.assumed","occurred":"2018-06","data":{"role":"warden","holder":"p07","at":"board","title":«Warden of quaggas»}}
        {"type":"membership.began","occurred":"2018-06","data":{"member":"p07","of":"board","capacity":«For quaggas»}}
        {"type":"stake.perceived","occurred":"2018-06","data":{"stake":"grass","actor":"p07","on":"one-herd","direction":"loss","dimension":"resources","by":"p08"}}
        {"type":"offset.offered","occurred":"2018-07","data":{"offset":"hay","to":"p07","for":["grass"],"form":"assurance","in_return":«Quagga silence»}}
        {"type":"code.defined","occurred":"2018-07","data":{"code":"equids","label":"Equids","kind":"theme","description":«As the quagga says»}}
        {"type":"memo.written","occurred":"2018-07","data":{"text":«On quaggas»,"about":["@said"]}}
        {"type":"dispute.deadlocked","occurred":"2018-08","data":{"dispute":"stripes","reason":«Quagga walks out»}}
        {"type":"dispute.settled","occurred":"2018-09","because":["@done"],"data":{"dispute":"stripes","how":"compromise","terms":«Half a quagga»}}
        {"type":"dispute.reignited","occurred":"2018-10","data":{"dispute":"stripes","by":["one-herd"],"reason":«Quagga again»}}
        {"type":"event.corrected","occurred":"2018-11","data":{"event":"@said","reason":«Quagga misheard»,"note":«Quagga firm»,"data":{"text":"A quagga wins."}}}
        {"type":"event.corrected","occurred":"2018-11","data":{"event":"@misheard","reason":"the other one","data":{"speaker":"p07"}}}
        {"type":"event.corrected","occurred":"2018-11","data":{"event":"@raised","reason":"a slip","data":{"title":«Quagga or mule?»}}}
        {"id":"@gone","type":"observation.noted","occurred":"2018-11","sources":["talk"],"data":{"text":"A quagga left.","by":["p07"]}}
        {"type":"event.retracted","occurred":"2018-12","data":{"event":"@gone","reason":«It was no quagga»}}
        """#

    private static func lines(_ privacy: String) -> String {
        // In an open case the words that a correction gives to another speaker need no mark.
        let open = privacy == "open" ? lines.replacing("«Quaggas misheard.»", with: "\"Quaggas misheard.\"") : lines
        return open.replacing(/«(.*?)»/) { #"{"private":{"subject":"p07","text":"\#($0.1)"}}"# }
            .replacing("PRIVACY", with: privacy)
    }

    /// What can be asked at any date.
    private static let dated = [
        "show elm governance", "show elm ledger", "show elm disputes", "show elm timeline", "show elm anomalies",
        "show elm fieldwork", "show elm issues", "show elm strategies", "show elm engagement", "show elm reignition",
        "events elm", "events elm --text quagga", "events elm --session talk", "events elm --about p07",
        "events elm --type excerpt.recorded event.corrected event.retracted", "audit elm stripes", "journal elm talk",
        "replay elm", "report elm", "report elm --html",
    ]
    private static let jsonToo = ["show", "events", "audit", "replay"]
    private static let steps = [
        "replay elm --from 2017 --to 2019 --every year", "diff elm 2016 2030",
        "diff elm --known-from 2016 --known-to 2090",
        "diff elm --recorded-from 2016 --recorded-to \"$T\"",
    ]
    private static let dates = [
        "", "--at 2018-10", "--known \"$T\"", "--recorded \"$T\"", "--at 2030 --known \"$T\" --recorded \"$T\"",
    ]

    /// Every verb and view, as text and as JSON, on every axis.
    private static var questions: [String] {
        let asText = dated.flatMap { question in dates.map { "\(question) \($0)" } } + steps
        let asJSON = asText.filter { question in
            jsonToo.contains { question.hasPrefix($0) } || question.hasPrefix("diff")
        }.map { $0 + " --json" }
        return asText + asJSON + dates.map { "audit elm stripes --markdown \($0)" }
            + dates.map {
                "audit elm stripes \($0) -o dossier > said; cat said; cat dossier/*; find dossier; rm -r dossier"
            }
            + ["deposit elm -o bag --anyway > said; cat said; find bag -type f -exec cat {} +; rm -r bag"]
    }

    private static let privacies = ["all", "people", "open"]

    /// A sample asks each question of one of the cases, all questions in turn.
    private static func questions(of privacy: String) -> [String] {
        let place = privacies.firstIndex(of: privacy) ?? 0
        return questions.enumerated().filter { sampled($0.offset % privacies.count == place, whole: true) }
            .map(\.element)
    }

    /// What each question is answered with, standard error included.
    private static func answers(_ questions: [String], _ sandbox: Sandbox, at time: String) throws -> [String] {
        let mark = "==== next"
        let script = questions.map { "caselog \($0)\necho '\(mark)'" }.joined(separator: "\n")
        let answer = try sandbox.shell("exec 2>&1\nT=\(time)\n\(script)")
        return answer.output.components(separatedBy: mark + "\n").dropLast()
    }

    @Test(arguments: privacies)
    func `after a withdrawal no word of the person is readable, whatever is asked at whatever date`(
        privacy: String
    ) throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "elm", "-", input: Self.lines(privacy))
        let waited = try sandbox.shell("sleep 1; date -u +%Y-%m-%dT%H:%M:%SZ; sleep 1")
        let time = waited.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let questions = Self.questions(of: privacy)
        let before = try Self.answers(questions, sandbox, at: time)
        try sandbox.succeed("withdraw", "elm", "p07", "--yes")
        let after = try Self.answers(questions, sandbox, at: time)
        try #require(before.count == questions.count && after.count == before.count)
        for ((question, before), after) in zip(zip(questions, before), after) {
            #expect(!after.lowercased().contains("quagga"), "\(privacy): \(question)\n\(after)")
            let wasShown = before.lowercased().contains("quagga")
            if question.contains("--text") { continue }
            if wasShown, !question.hasPrefix("deposit") {
                #expect(after.contains("withdrawn"), "\(privacy): \(question)\n\(after)")
            }
            #expect(!after.contains("changes nothing"), "\(privacy): \(question)\n\(after)")
            // Only they are gone.
            #expect(before.contains("kapi ") == after.contains("kapi "), "\(privacy): \(question)\n\(after)")
        }
        // The words were there, where words are shown at all.
        #expect(before.count { $0.lowercased().contains("quagga") } > sampled(30, whole: 90))
        #expect(try sandbox.run("verify", "elm").status == 0)
    }

    private static let open = #"""
        {"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm","privacy":"open"}}
        {"type":"participant.recruited","occurred":"2017","data":{"participant":"p07","title":"Warden","sector":"other"}}
        {"type":"session.started","occurred":"2018-03","data":{"session":"talk","kind":"interview","participants":["p07"]}}
        {"type":"excerpt.recorded","occurred":"2018-03","sources":["talk"],"data":{"text":"A quagga loses.","speaker":"p07"}}
        {"type":"excerpt.recorded","occurred":"2018-04","data":{"text":"A zebra wins.","speaker":"p07"}}
        """#

    @Test func `a withdrawal for a session leaves what was said elsewhere, in the open as well`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "elm", "-", input: Self.open)
        try sandbox.succeed("withdraw", "elm", "p07", "--session", "talk", "--yes")
        let text = try sandbox.succeed("show", "elm", "timeline")
        #expect(text.contains("Warden (p07): “[withdrawn]”") && text.contains("Warden (p07): “A zebra wins.”"))
    }

    @Test func `a receipt has the date of the withdrawal, whenever it is asked for, and there is none without one`()
        throws
    {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "elm", "-", input: Self.open)
        let before = try sandbox.run("withdraw", "elm", "p07", "--receipt")
        #expect(before.status == 2 && before.output.isEmpty)
        #expect(before.errors.contains("p07 has not withdrawn in this way"))
        let given = try sandbox.succeed("withdraw", "elm", "p07", "--occurred", "2020-02-03", "--yes")
        #expect(given.contains("date         2020-02-03\n"))
        #expect(try sandbox.succeed("withdraw", "elm", "p07", "--receipt") == given)
        // Done once more it is the same withdrawal.
        #expect(try sandbox.succeed("withdraw", "elm", "p07", "--yes").contains("date         2020-02-03\n"))
        #expect(try sandbox.run("withdraw", "elm", "p07", "--future", "--receipt").status == 2)
    }

    @Test func `an older copy of an open case shows nothing of who has withdrawn since`() throws {
        let sandbox = try Sandbox()
        try sandbox.succeed("import", "elm", "-", input: Self.open)
        try sandbox.shell(
            "cp -r elm.caselog older; caselog withdraw elm p07 --yes; rm -r elm.caselog; mv older elm.caselog")
        let text = try sandbox.run("events", "elm").output
        #expect(
            text.contains("[withdrawn] (p07): “[withdrawn]”") && !text.contains("quagga") && !text.contains("zebra"))
    }

    @Test func `a person of whom nothing else is known can withdraw as well`() throws {
        let sandbox = try Sandbox()
        let unknown = Self.open.split(separator: "\n").filter { !$0.contains("recruited") }.joined(separator: "\n")
        try sandbox.succeed(
            "import", "elm", "-", "--anyway", input: unknown.replacing(#","participants":["p07"]"#, with: ""))
        try sandbox.succeed("add", "elm", "consent.withdrawn", "participant=p07", "scope=all", "--anyway")
        let text = try sandbox.succeed("events", "elm", "--known", "2099")
        #expect(text.contains("p07: “[withdrawn]”") && !text.contains("quagga") && !text.contains("zebra"))
    }
}
