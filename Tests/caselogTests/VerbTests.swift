import Foundation
import Testing

/// The verbs, as a person uses them.
@Suite struct VerbTests {
    @Test func `new makes a case whose first event opens it`() throws {
        let sandbox = try Sandbox()
        let id = try sandbox.succeed("new", "study/elm", "--title", "Elm", "--by", "Jo Will", "--privacy", "open")
        #expect(id.wholeMatch(of: /jw-[0-9a-f]{8}\/1\n/) != nil)
        let description = sandbox.folder.appending(path: "study/elm.caselog/case.json")
        #expect(try String(contentsOf: description, encoding: .utf8) == "{\"caselog\":1,\"case\":\"elm\"}\n")
        let line = try sandbox.succeed("events", "study/elm", "--json")
        #expect(line.contains(#""type":"case.opened""#))
        #expect(line.contains(#""data":{"case":"elm","title":"Elm","privacy":"open"}"#))
    }

    @Test func `add prints the id of what is durable`() throws {
        let sandbox = try Sandbox.withElm()
        let id = try sandbox.succeed(
            "add", "elm.caselog", "membership.began", "member=ccg", "of=board", "--occurred", "2019-06-03",
            "--note", "Seen at the \"table\".")
        #expect(id.hasSuffix("/6\n"))
        let line = try sandbox.succeed("events", "elm", "--type", "membership.began", "--json")
        #expect(line.contains(#""note":"Seen at the \"table\".","data":{"member":"ccg","of":"board"}"#))
    }

    @Test(arguments: ["show big governance", "replay big", "diff big 2018 2020"])
    func `a large case answers alike when it is kept, and when what was kept is gone`(question: String) throws {
        let sandbox = try Sandbox()
        var lines = [#"{"type":"case.opened","occurred":"2017","data":{"case":"big","title":"Big"}}"#]
        for number in 0..<2_100 {
            let fields = #""group":"g\#(number)","name":"Group \#(number)""#
            lines.append(#"{"type":"group.identified","occurred":"2019-06-03","data":{\#(fields)}}"#)
        }
        let kept = sandbox.folder.appending(path: "big.caselog/cache")
        try lines.joined(separator: "\n").write(
            to: sandbox.folder.appending(path: "big.jsonl"), atomically: true, encoding: .utf8)
        try sandbox.succeed("import", "big", "big.jsonl")
        let first = try sandbox.shell("caselog \(question)").output
        for _ in 0..<2 {
            #expect(FileManager.default.fileExists(atPath: kept.appending(path: "facts").path()))
            try FileManager.default.removeItem(at: kept)
            #expect(try sandbox.shell("caselog \(question)").output == first)
        }
    }

    @Test func `add takes now in local time where no date is given`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.succeed("add", "elm", "memo.written", "text=First impressions")
        let line = try sandbox.succeed("events", "elm", "--type", "memo.written", "--json")
        #expect(line.contains(/"occurred":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"/))
    }

    @Test func `add takes lists with commas and options in any order`() throws {
        let sandbox = try Sandbox.withElm()
        let first = try sandbox.succeed("add", "elm", "memo.written", "text=One").dropLast()
        try sandbox.succeed(
            "add", "elm", "observation.noted", "--because", "\(first)", "actors=ccg,council",
            "text=They agreed, for once", "--warrant", "observed", "--told-by", "ccg", "council")
        let line = try sandbox.succeed("events", "elm", "--type", "observation.noted", "--json")
        #expect(line.contains(#""because":["\#(first)"]"#))
        #expect(line.contains(#""warrant":"observed","told_by":["ccg","council"]"#))
        #expect(line.contains(#""data":{"text":"They agreed, for once","actors":["ccg","council"]}"#))
    }

    @Test func `what the state refuses can be recorded anyway, and shows as an anomaly`() throws {
        let sandbox = try Sandbox.withElm()
        let arguments = "add elm dispute.resumed dispute=pooled-budget --occurred 2019-04"
        #expect(try sandbox.shell("caselog \(arguments)").status == 1)
        #expect(try sandbox.shell("caselog \(arguments) --anyway").status == 0)
        #expect(try sandbox.succeed("show", "elm", "anomalies").contains("dispute.resumed"))
    }

    @Test func `import makes a case, and its labels become ids`() throws {
        let sandbox = try Sandbox()
        let history = Repository.root.appending(path: "events/public/north-west-london.jsonl").path
        let output = try sandbox.succeed("import", "nwl", history)
        #expect(output.hasSuffix("/81\n"))
        let lines = try sandbox.succeed("events", "nwl", "--type", "dispute.reignited", "--json")
        #expect(lines.contains(/"because":\["[a-z0-9]+-[0-9a-f]{8}\/\d+"/))
        #expect(try sandbox.succeed("show", "nwl", "disputes", "--json").hasPrefix(#"{"case":"north-west-london","#))
    }

    @Test func `events prints the stored lines byte for byte`() throws {
        let sandbox = try Sandbox.withElm()
        let json = try sandbox.succeed("events", "elm", "--at", "2019-01", "--json")
        #expect(json.split(separator: "\n").count == 3)
        #expect(try sandbox.succeed("events", "elm", "--about", "pooled-budget").contains("The pooled budget"))
        #expect(
            try sandbox.succeed("events", "elm", "--text", "pooled budget", "--json").split(separator: "\n").count == 1)
    }

    @Test func `a view at a date is asked for on three axes`() throws {
        let sandbox = try Sandbox.withElm()
        let before = try sandbox.succeed("show", "elm", "disputes", "--at", "2019-02", "--json")
        #expect(before == #"{"case":"elm","view":"disputes","at":"2019-02","disputes":[]}"# + "\n")
        let after = try sandbox.succeed("show", "elm", "disputes", "--at", "2019-03", "--json")
        #expect(after.contains(#""id":"pooled-budget","title":"The pooled budget","state":"open""#))
        let unrecorded = try sandbox.succeed("show", "elm", "disputes", "--recorded", "2019", "--json")
        #expect(unrecorded.hasSuffix("\"disputes\":[]}\n"))
        let unknown = try sandbox.succeed("show", "elm", "disputes", "--known", "2019", "--json")
        #expect(unknown.hasSuffix("\"disputes\":[]}\n"))
    }

    @Test func `what hangs on an event is left out with it, and said so`() throws {
        let sandbox = try Sandbox.withElm()
        let decision = try sandbox.succeed(
            "add", "elm", "decision.made", "decision=vote", "on=board", "outcome=adopted", "--occurred", "2019-04-01")
        try sandbox.succeed(
            "add", "elm", "dispute.settled", "dispute=pooled-budget", "how=decision", "--occurred", "2019-04-02",
            "--because", String(decision.dropLast()))
        let feed = String(decision.split(separator: "/")[0])
        let json = try sandbox.succeed("show", "elm", "disputes", "--json", "--without", "\(feed)/6")
        #expect(
            json.hasPrefix(
                #"{"case":"elm","view":"disputes","without":["\#(feed)/6"],"left_out":["\#(feed)/6","\#(feed)/7"],"#))
        #expect(json.contains(#""state":"open""#))
        let told = try sandbox.shell("caselog diff elm --without \(feed)/6")
        #expect(told.output.hasPrefix("elm: what would be different, hypothetical: without \(feed)/6\n"))
        #expect(told.output.contains("The pooled budget (pooled-budget): settled → open"))
        #expect(
            told.errors
                == "caselog: Hypothetical: without \(feed)/6. With it 1 event falls that would not have been: \(feed)/7.\n"
        )
        let replayed = try sandbox.succeed("replay", "elm", "--at", "2020", "--without", "\(feed)/7")
        #expect(replayed.hasPrefix("elm: the whole case at 2020, hypothetical: without \(feed)/7\n"))
        let timeline = try sandbox.succeed("show", "elm", "timeline", "--without", "\(feed)/6", "--json")
        #expect(!timeline.contains(#""id":"\#(feed)/6""#) && timeline.contains(#""id":"\#(feed)/5""#))
        let unknown = try sandbox.shell("caselog show elm disputes --without \(feed)/9")
        #expect(unknown.status == 2)
        #expect(
            unknown.errors
                == "caselog: --without: There is no event \"\(feed)/9\" in 'elm'. Did you mean \"\(feed)/7\"?\n")
    }

    @Test func `seal changes no line`() throws {
        let sandbox = try Sandbox.withElm()
        let before = try sandbox.succeed("events", "elm", "--json")
        try sandbox.succeed("seal", "elm")
        #expect(try sandbox.succeed("events", "elm", "--json") == before)
        try sandbox.succeed("verify", "elm")
        try sandbox.succeed("add", "elm", "memo.written", "text=After")
        #expect(try sandbox.succeed("events", "elm", "--json").hasPrefix(before) == true)
        #expect(try sandbox.stored().keys.filter { $0.hasSuffix(".lz4") }.count == 2)
    }

    @Test func `another device writes a feed of its own`() throws {
        let sandbox = try Sandbox.withElm()
        let id = try sandbox.shell("CASELOG_HOME=\"$PWD/.home/other\" caselog add elm memo.written text=Elsewhere")
        #expect(id.status == 0)
        #expect(id.output.hasSuffix("/1\n"))
        #expect(try sandbox.succeed("events", "elm", "--json").split(separator: "\n").count == 6)
    }

    @Test func `damage is told, and what is readable is shown`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.succeed("seal", "elm")
        let path = try #require(try sandbox.stored().keys.first { $0.hasSuffix("1.jsonl.lz4") })
        var bytes = try #require(try sandbox.stored()[path])
        bytes[bytes.count / 3] ^= 0x40
        try sandbox.write(path, bytes)
        let answer = try sandbox.run("show", "elm", "governance", "--json")
        #expect(answer.status == 1)
        #expect(answer.output.contains(#""incomplete":true"#))
        #expect(answer.errors.contains("caselog verify"))
        #expect(try sandbox.run("verify", "elm").status == 1)
        #expect(try sandbox.run("add", "elm", "memo.written", "text=Still possible").status == 0)
    }

    @Test func `a case brought back from an older copy is not forked`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.shell("cp -R elm.caselog older && caselog add elm memo.written text=Lost")
        try sandbox.shell("rm -R elm.caselog && mv older elm.caselog")
        let shown = try sandbox.run("show", "elm", "disputes")
        #expect(shown.status == 1)
        #expect(shown.errors.contains("rolled back"))
        let added = try sandbox.run("add", "elm", "memo.written", "text=After")
        #expect(added.status == 0)
        #expect(added.output.hasSuffix("/1\n"), "A new feed begins.")
        #expect(added.errors.contains("is not appended to any more"))
        let memos = try sandbox.run("events", "elm", "--type", "memo.written", "--json").output
        #expect(memos.contains("After") && !memos.contains("Lost"))
    }

    @Test func `a torn tail is cut, said and kept`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.shell("printf 'half a frame' >>\"$(ls elm.caselog/feeds/*/*.open.jsonl.lz4)\"")
        let verified = try sandbox.run("verify", "elm")
        #expect(verified.status == 0)
        let added = try sandbox.run("add", "elm", "memo.written", "text=After")
        #expect(added.status == 0)
        #expect(added.errors.contains("cut short"))
        #expect(try sandbox.stored().keys.contains { $0.contains("/.torn-") })
        #expect(try sandbox.run("show", "elm", "disputes").errors.isEmpty)
    }

    @Test func `a correction clears optional keys and fields, and no others`() throws {
        let sandbox = try Sandbox.withElm()
        let id = try sandbox.succeed("add", "elm", "memo.written", "text=One", "kind=theory", "--note", "Two")
        let correct = "caselog add elm event.corrected event=\(id.dropLast()) reason=Mistaken"
        for name in ["kin", "text", "parties"] {
            let answer = try sandbox.shell("\(correct) cleared=\(name)")
            #expect(answer.status == 1)
            #expect(answer.errors.contains("cleared: "))
        }
        #expect(try sandbox.shell("\(correct) cleared='[\"kind\",\"note\"]' data='{\"text\":\"Three\"}'").status == 0)
        let memo = try sandbox.succeed("show", "elm", "timeline", "--json")
        #expect(memo.contains("Three") && !memo.contains("theory") && !memo.contains("Two"))
    }

    @Test func `a terminal does not obey what stands in a case`() throws {
        let sandbox = try Sandbox.withElm()
        let line = #"{"type":"memo.written","occurred":"2019","data":{"text":"Red \u001b[31malert\u0007 \u202etrela"}}"#
        try sandbox.succeed("import", "elm", "-", input: line)
        for command in ["show elm timeline", "events elm"] {
            let page = try sandbox.shell("caselog \(command)").output
            #expect(page.contains("Red ␛[31malert␇ \u{FFFD}trela"))
        }
        let stored = #""Red \u001b[31malert\u0007 \#u{202E}trela""#
        #expect(try sandbox.succeed("events", "elm", "--json").contains(stored))
        let refused = try sandbox.run("import", "elm", "-", input: line.replacing("memo.written", with: #"\u001b[2J"#))
        #expect(refused.errors.contains("␛[2J"))
    }

    @Test func `replay shows the whole case at a date, or what changed step by step`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.succeed(
            "add", "elm", "dispute.settled", "dispute=pooled-budget", "how=compromise", "--occurred", "2019-06")
        let whole = try sandbox.succeed("replay", "elm", "--at", "2019-05", "--json")
        #expect(whole.contains(#""state":"open""#) && whole.contains(#""organisations":[{"#))
        let steps = try sandbox.succeed(
            "replay", "elm", "--from", "2019-05", "--to", "2019-07", "--every", "month", "--json")
        let lines = steps.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].contains(#""changes":[]"#) && lines[2].contains(#""changes":[]"#))
        #expect(lines[1].contains(#""at":"2019-06""#) && lines[1].contains(#""to":"settled""#))
        #expect(try sandbox.run("replay", "elm", "--from", "2020", "--to", "2019").status == 2)
    }

    @Test func `diff compares dates, and states of knowledge`() throws {
        let sandbox = try Sandbox.withElm()
        let between = try sandbox.succeed("diff", "elm", "2018", "2019", "--json")
        #expect(between.contains(#""change":"raised","what":"dispute","id":"pooled-budget""#))
        try sandbox.succeed(
            "add", "elm", "organisation.registered", "organisation=trust", "name=Trust", "sector=acute-provider",
            "--occurred", "2019", "--learnt", "2020")
        let known = try sandbox.succeed("diff", "elm", "--known-from", "2019", "--known-to", "2020")
        #expect(known.contains("+ Trust (trust) is on record"))
        #expect(try sandbox.run("diff", "elm", "2019").status == 2)
    }

    @Test func `journal prints a session's notes, and names the nearest session`() throws {
        let sandbox = try Sandbox.withElm()
        try sandbox.succeed("add", "elm", "session.started", "session=board-1", "kind=meeting", "title=The board")
        try sandbox.succeed("add", "elm", "observation.noted", "text=Silence", "--source", "board-1")
        let page = try sandbox.succeed("journal", "elm", "board-1")
        #expect(page.hasPrefix("# The board\n") && page.contains("Silence"))
        let answer = try sandbox.run("journal", "elm", "bord-1")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("Did you mean \"board-1\"?"))
    }

    @Test func `consent to quote counts as it stands today, whatever date a journal or an audit is asked for`() throws {
        let sandbox = try Sandbox()
        let events = [
            ("case.opened", "2016", #"{"case":"oak","title":"Oak","privacy":"open"}"#, ""),
            ("participant.recruited", "2017", #"{"participant":"p01","title":"Chair","sector":"commissioner"}"#, ""),
            (
                "session.started", "2018-01-01T10:00", #"{"session":"talk","kind":"interview","participants":["p01"]}"#,
                ""
            ),
            (
                "excerpt.recorded", "2018-01-01T10:05", #"{"text":"Never.","speaker":"p01","verbatim":true}"#,
                #""id":"a","sources":["talk"],"#
            ),
            (
                "dispute.raised", "2018-01-02",
                #"{"dispute":"d","title":"D","issues":["resources"],"parties":["p01"]}"#, #""evidence":["a"],"#
            ),
        ]
        let lines = events.map { type, date, data, keys in
            #"{\#(keys)"type":"\#(type)","occurred":"\#(date)","learnt":"\#(date.prefix(4))","data":\#(data)}"#
        }
        try sandbox.succeed("import", "oak", "-", input: lines.joined(separator: "\n"))
        let questions = [
            "journal oak talk --known 2019", "audit oak d --known 2019", "audit oak d --recorded 2100 --known 2019",
        ]
        for question in questions {
            #expect(try sandbox.shell("caselog \(question)").output.contains("Never."), "\(question)")
        }
        try sandbox.succeed("add", "oak", "consent.given", "participant=p01", "scope=record", "--occurred", "2020")
        for question in questions {
            #expect(try !sandbox.shell("caselog \(question)").output.contains("Never."), "\(question)")
        }
    }

    @Test func `a misspelt name in a question is told, with the nearest one`() throws {
        let sandbox = try Sandbox.withElm()
        _ = try sandbox.succeed("add", "elm", "session.started", "session=board-1", "kind=meeting")
        let answer = try sandbox.run("events", "elm", "--session", "bord-1")
        #expect(answer.status == 0)
        #expect(answer.errors.contains("no session \"bord-1\". Did you mean \"board-1\"?"))
    }

    @Test func `an argument that is no UTF-8 is refused, and nothing is stored`() throws {
        let sandbox = try Sandbox.withElm()
        let before = try sandbox.stored()
        let answer = try sandbox.shell("caselog add elm memo.written text=\"$(printf 'bad\\377')\"")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("not valid UTF-8"))
        #expect(try sandbox.stored().keys == before.keys)
    }

    @Test func `a pipe in a case stops nobody`() throws {
        let sandbox = try Sandbox.withElm()
        let answer = try sandbox.shell(
            "mkfifo elm.caselog/feeds/*-*/00000000000000009999.jsonl.lz4 && caselog show elm governance")
        #expect(answer.status == 1)
    }

    @Test func `people get identifiers where none is given`() throws {
        let sandbox = try Sandbox.withElm()
        for _ in 1...2 { try sandbox.succeed("add", "elm", "person.identified", "title=Lead", "sector=system-team") }
        let people = try sandbox.succeed("events", "elm", "--type", "person.identified", "--json")
        #expect(people.contains(#""person":"p01""#) && people.contains(#""person":"p02""#))
    }

    @Test func `a case of a later version still opens and shows`() throws {
        let sandbox = try Sandbox.withElm()
        let later = #"{"type":"dispute.dreamt","occurred":"2019-05","data":{"dispute":"pooled-budget"}}"#
        #expect(try sandbox.run("import", "elm", "-", "--anyway", input: later).status == 2)
        let description = sandbox.folder.appending(path: "elm.caselog/case.json")
        try #"{"caselog":1,"case":"elm","colour":"green"}"#.write(to: description, atomically: true, encoding: .utf8)
        #expect(try sandbox.succeed("show", "elm", "disputes").contains("The pooled budget"))
        try #"{"caselog":2,"case":"elm"}"#.write(to: description, atomically: true, encoding: .utf8)
        let answer = try sandbox.run("show", "elm", "disputes")
        #expect(answer.status == 2)
        #expect(answer.errors.contains("newer"))
    }

    @Test(.enabled(if: Repository.hasTool("lz4") && Repository.hasTool("jq")))
    func `lz4 and jq read every event, in open and in sealed segments`() throws {
        let sandbox = try Sandbox()
        for history in ["public/shropshire", "stp/elm"] {
            let name = history.split(separator: "/")[1]
            try sandbox.succeed("import", "\(name)", Repository.root.appending(path: "events/\(history).jsonl").path)
            try sandbox.succeed("add", "\(name)", "memo.written", "text=Open")
        }
        try sandbox.succeed("seal", "elm")
        for name in ["shropshire", "elm"] {
            let files = "\(name).caselog/feeds/*/*.lz4"
            let ids = try sandbox.shell(
                "set -e; for f in \(files); do lz4 -t \"$f\" 2>/dev/null; lz4 -dc \"$f\"; done | jq -r .id")
            let events = try sandbox.shell("caselog events \(name) --json | jq -r .id | sort")
            #expect(ids.status == 0)
            #expect(!ids.output.isEmpty)
            #expect(ids.output.split(separator: "\n").sorted() == events.output.split(separator: "\n").sorted())
        }
    }

    @Test func `words are private by default, and where they are marked, and shown to who has the keys`() throws {
        let sandbox = try Sandbox()
        let made = try sandbox.run("new", "elm", "--title", "Elm")
        #expect(made.status == 0)
        try sandbox.succeed("add", "elm", "person.identified", "title=Head of Xylophones", "sector=other")
        let first = try sandbox.run("add", "elm", "memo.written", "text=Xylophones?", "--note", "Ask.")
        #expect(first.status == 0)
        try sandbox.succeed(
            "add", "elm", "body.established", "body=board", "name=Board", "kind=board", "--private", "note", "--note",
            "Odd.")
        #expect(try !sandbox.succeed("events", "elm", "--json").contains("Xylophones"))
        let shown = try sandbox.succeed("events", "elm")
        #expect(
            shown.contains("“Head of Xylophones”") && shown.contains("Memo: Xylophones?")
                && shown.contains("note: Odd."))
        let refused = try sandbox.run("add", "elm", "group.identified", "group=g", "name=G", "--private", "name")
        #expect(refused.status == 2 && refused.errors.contains("name: It must be a text"))
        let missing = try sandbox.run("add", "elm", "group.identified", "group=g", "name=G", "--private", "text")
        #expect(missing.errors == "caselog: There is no field \"text\" here to be private.\n")
    }
}
