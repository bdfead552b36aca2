import CaseModel
import TestHistories
import Testing

/// What an entry becomes.
struct EntryTests {
    @Test func `words become an observation that keeps them and finds whom and what they name`() throws {
        var scene = try Scene()
        #expect(
            try scene.type("@council and @p03 whisper #listening, mail a@b.org") == [
                #"observation.noted {"text":"@council and @p03 whisper #listening, mail a@b.org","actors":["council","p03"],"codes":["listening"]}"#
            ])
        let line = try scene.line(7)
        #expect(line["occurred"]?.string == "2026-03-05T10:00:00+00:00")
        #expect(line["sources"]?.array == [.string("board")])
        #expect(line["warrant"]?.string == "observed")
    }

    @Test func `who says or does it stands before a colon`() throws {
        var scene = try Scene()
        #expect(
            try scene.type("@council, @p03: never to @council") == [
                #"observation.noted {"text":"never to @council","by":["council","p03"],"actors":["council"]}"#
            ])
        #expect(try scene.type("note: nothing") == [#"observation.noted {"text":"note: nothing"}"#])
        #expect(try scene.type("@council:") == [#"observation.noted {"text":"@council:","actors":["council"]}"#])
    }

    @Test func `a person is found by the title as well`() throws {
        var scene = try Scene()
        #expect(
            try scene.type(#"@"chair of the Board" smiles"#) == [
                #"observation.noted {"text":"@\"chair of the Board\" smiles","actors":["p03"]}"#
            ])
    }

    @Test func `an unknown name is made known first, and told`() throws {
        var scene = try Scene()
        let made = try scene.compose("@Jürgen asks #slow-walking")
        #expect(
            made.minted.map(\.sentence) == [
                "New: Jürgen is the person jurgen.", "New: slow-walking is the theme slow-walking.",
            ])
        #expect(
            try scene.type("@Jürgen asks #slow-walking") == [
                #"person.identified {"person":"jurgen","title":"Jürgen","sector":"other"}"#,
                ##"code.defined {"code":"slow-walking","label":"slow-walking","kind":"theme"}"##,
                ##"observation.noted {"text":"@Jürgen asks #slow-walking","actors":["jurgen"],"codes":["slow-walking"]}"##,
            ])
        #expect(try scene.type("@jürgen, again #slow-walking").count == 1)
    }

    @Test(arguments: [Privacy.open, .people])
    func `who was made known by a name is found by it, whatever the title`(privacy: Privacy) throws {
        var scene = try Scene(privacy: privacy)
        var composer = scene.composer()
        let made = try composer.makeKnown("person gp-lead : Dr Lead")
        try scene.admit(
            made.lines.map { line in
                var bytes: [UInt8] = []
                line.write(to: &bytes)
                return String(decoding: bytes, as: UTF8.self)
            })
        #expect(made.lines[0]["data"]?["title"]?.string == (privacy == .open ? "Dr Lead" : "Dr Lead (gp-lead)"))
        for name in ["@gp-lead", "@\"dr lead\"", "@GP-Lead"] {
            let entry = try scene.compose("\(name) speaks")
            #expect(entry.questions.isEmpty, "\(name)")
            #expect(entry.lines.count == 1, "\(name)")
        }
    }

    @Test func `what was begun is told, and can be named by the number of its event`() throws {
        var scene = try Scene()
        try scene.type("!loss @p03 finance on money")
        let stake = scene.stored.count
        let made = try scene.compose("!offer @p03 funding for \(stake) by @council")
        #expect(made.begun == ["offset p03-funding"])
        try scene.type("!offer @p03 funding for \(stake) by @council")
        let offer = scene.stored.count
        #expect(try scene.type("!accept \(offer)") == [#"offset.accepted {"offset":"p03-funding"}"#])
        #expect(try scene.type("!keep \(scene.stored.count)") == [#"offset.kept {"offset":"p03-funding"}"#])
        #expect(try scene.type("!settle 6 compromise") == [#"dispute.settled {"dispute":"money","how":"compromise"}"#])
        #expect(throws: EntryProblem.self) { try scene.compose("!settle \(offer) compromise") }
        #expect(throws: EntryProblem.self) { try scene.compose("!settle 999 compromise") }
    }

    @Test func `the number of an event that is about several things, or none, names no thing`() throws {
        var scene = try Scene()
        try scene.type("!decide pooled-budget adopted")
        let made = scene.stored.count
        try scene.type("They wait")
        func problem(_ text: String) -> String? {
            #expect(throws: EntryProblem.self) { try scene.compose(text) }?.message
        }
        #expect(problem("!keep \(made)")?.hasSuffix("is about no offset. Say which is meant by its name.") == true)
        #expect(problem("!decide \(made + 1) adopted")?.contains("is about no ") == true)
    }

    @Test func `two spellings of one new name in an entry are one`() throws {
        var scene = try Scene()
        let text = #"@Jo-Smith told @jo-smith and @"jo smith" of #New-Way, #new-way"#
        let made = try scene.compose(text)
        #expect(made.questions.map(\.text) == ["Jo-Smith", "New-Way"])
        #expect(made.minted.map(\.id) == ["jo-smith", "new-way"])
        let data = made.lines.last?["data"]
        #expect(data?["actors"] == .array([.string("jo-smith")]) && data?["codes"] == .array([.string("new-way")]))
        #expect(data?["text"] == .string(text))
        // So is what was answered about one of them.
        let plain = try scene.compose(text, ["Jo-Smith": .plain, "new-way": .known("listening")])
        #expect(plain.lines.count == 1 && plain.lines[0]["data"]?["actors"] == nil)
        #expect(plain.lines[0]["data"]?["codes"] == .array([.string("listening")]))
        #expect(try scene.compose("@\"🙂\" meets @\"🙃\"").minted.count == 2)
    }

    @Test func `where people's words are private the identifier of a person tells nothing`() throws {
        var scene = try Scene(privacy: .people)
        #expect(
            try scene.type("@mary and @joe leave") == [
                #"person.identified {"person":"p04","title":"mary","sector":"other"}"#,
                #"person.identified {"person":"p05","title":"joe","sector":"other"}"#,
                #"observation.noted {"text":"@mary and @joe leave","actors":["p04","p05"]}"#,
            ])
        #expect(
            try scene.type("@Mary is back") == [#"observation.noted {"text":"@Mary is back","actors":["p04"]}"#])
    }

    @Test func `whom nobody knows in a memo is a person, unless said otherwise, and a number is nobody`() throws {
        var scene = try Scene()
        #expect(
            try scene.compose("!memo @tom is quieter than @2 others").questions.map(\.choices) == [
                [.person, .organisation, .group, .body, .dispute]
            ])
        let typed = try scene.type("!memo @tom is quieter than @2 others")
        #expect(typed.last == #"memo.written {"text":"@tom is quieter than @2 others","about":["tom"]}"#)
    }

    @Test func `what is unknown is a question with the nearest names`() throws {
        var scene = try Scene()
        let questions = try scene.compose("@concil waits #listning").questions
        #expect(questions.map(\.text) == ["concil", "listning"])
        #expect(questions[0].nearest.map(\.id) == ["council"])
        #expect(questions[0].range == 0..<7)
        #expect(questions[0].choices == [.person, .organisation, .group, .body])
        #expect(questions[1].nearest.map(\.id) == ["listening"])
    }

    @Test func `a question is answered with the one meant, a new one, or plain words`() throws {
        var scene = try Scene()
        let text = "@concil, @ward-3 and @home #listning"
        let answers: Answers = [
            "concil": .known("council"), "ward-3": .new(.group, title: "Ward 3"), "home": .plain,
            "listning": .known("listening"),
        ]
        #expect(try scene.compose(text, answers).questions.isEmpty)
        #expect(
            try scene.type(text, answers) == [
                #"group.identified {"group":"ward-3","name":"Ward 3"}"#,
                ##"observation.noted {"text":"@concil, @ward-3 and @home #listning","actors":["council","ward-3"],"codes":["listening"]}"##,
            ])
    }

    @Test(arguments: EntryForm.all.map(\.example))
    func `the example of every form is taken`(example: String) throws {
        var scene = try Scene()
        try scene.admit([
            #"{"type":"stake.perceived","occurred":"2026-01-02","data":{"stake":"s","actor":"council","on":"pooled-budget","direction":"loss","dimension":"role","by":"researcher"}}"#,
            #"{"type":"offset.offered","occurred":"2026-01-02","data":{"offset":"gp-lead-funding","to":"council","for":["s"],"form":"funding"}}"#,
        ])
        for number in scene.stored.count + 1...12 {
            try scene.admit([
                #"{"type":"position.taken","occurred":"2026-01-02","data":{"actor":"council","on":"money","stance":"oppose","meaning":"\#(number)"}}"#
            ])
        }
        if ["!keep", "!break"].contains(where: example.hasPrefix) { try scene.type("!accept gp-lead-funding") }
        let dispute = "!dispute #resources @council : Pooled budget"
        guard Entry(example).control == nil else { return }
        if EntryTests.onDisputes.contains(where: example.hasPrefix) {
            try scene.type(dispute)
            try scene.admit([
                #"{"type":"dispute.joined","occurred":"2026-01-02","data":{"dispute":"money","party":"p03"}}"#
            ])
        }
        _ = try scene.compose(example)
    }

    private static let onDisputes = ["!join", "!leave"]

    @Test func `quick forms become events of their types`() throws {
        var scene = try Scene()
        #expect(
            try scene.type("!oppose @council @p03 on pooled-budget : too soon because 5") == [
                #"position.taken {"actor":"council","on":"pooled-budget","stance":"oppose","meaning":"too soon"}"#,
                #"position.taken {"actor":"p03","on":"pooled-budget","stance":"oppose","meaning":"too soon"}"#,
            ])
        #expect(try scene.line(7)["because"]?.array == [.string("jw-3f9c21ab/5")])
        #expect(
            try scene.type("!conditional @council on money if they pay") == [
                #"position.taken {"actor":"council","on":"money","stance":"conditional","condition":"if they pay"}"#
            ])
        #expect(
            try scene.type("!propose @council #resources at @council A joint fund") == [
                #"proposal.tabled {"proposal":"a-joint-fund","title":"A joint fund","by":["council"],"issue":"resources","body":"council"}"#
            ])
        #expect(
            try scene.type("!gain @council finance on a-joint-fund by @p03 long 3") == [
                #"stake.perceived {"stake":"council-finance","actor":"council","on":"a-joint-fund","direction":"gain","dimension":"finance","by":"p03","horizon":"long","weight":3}"#
            ])
        #expect(
            try scene.type("!offer @council funding for council-finance 7 by @p03 : a yes") == [
                #"offset.offered {"offset":"council-funding","to":"council","for":["council-finance","jw-3f9c21ab/7"],"form":"funding","by":"p03","in_return":"a yes"}"#
            ])
        #expect(try scene.type("!accept council-funding") == [#"offset.accepted {"offset":"council-funding"}"#])
        #expect(
            try scene.type("!excerpt @p03 \"Nobody asked us.\" #whose-interests") == [
                ##"excerpt.recorded {"text":"Nobody asked us.","speaker":"p03","verbatim":true,"codes":["whose-interests"]}"##
            ])
        #expect(
            try scene.type("!memo @council is quieter #listening") == [
                ##"memo.written {"text":"@council is quieter #listening","about":["council"]}"##,
                #"coding.added {"on":"jw-3f9c21ab/15","codes":["listening"]}"#,
            ])
        #expect(
            try scene.type("!attend @council left") == [
                #"attendance.noted {"session":"board","actor":"council","how":"left"}"#
            ])
        #expect(
            try scene.type("!document https://elm.example/1 The minutes") == [
                #"document.collected {"document":"the-minutes","title":"The minutes","url":"https://elm.example/1","session":"board"}"#
            ])
    }

    @Test func `a dispute goes through its life`() throws {
        var scene = try Scene()
        #expect(
            try scene.type(
                "!dispute #resources #fairness-in-resources #power @council @p03 on pooled-budget The winter money")
                == [
                    #"dispute.raised {"dispute":"the-winter-money","title":"The winter money","issues":["resources"],"parties":["council","p03"],"drivers":["fairness-in-resources"],"faultlines":["power"],"on":"pooled-budget"}"#
                ])
        try scene.type("!deadlock the-winter-money by @council : no mandate")
        try scene.type("!suspend the-winter-money until May")
        try scene.type("!resume-dispute the-winter-money")
        #expect(
            try scene.type("!settle the-winter-money compromise without @p03 : half each") == [
                #"dispute.settled {"dispute":"the-winter-money","how":"compromise","terms":"half each","holdouts":["p03"]}"#
            ])
        #expect(
            try scene.type("!held the-winter-money despite 5 they agree") == [
                #"dispute.held {"dispute":"the-winter-money","despite":["jw-3f9c21ab/5"],"reason":"they agree"}"#
            ])
        #expect(
            try scene.type("!reignite the-winter-money by 5 new figures because 6") == [
                #"dispute.reignited {"dispute":"the-winter-money","by":["jw-3f9c21ab/5"],"reason":"new figures"}"#
            ])
        #expect(
            try scene.type("!strategy #listening by @p03 on the-winter-money towards @council") == [
                #"strategy.employed {"strategy":"listening","by":"p03","dispute":"the-winter-money","towards":["council"]}"#
            ])
    }

    @Test func `a dispute that nobody has raised is raised with what is known of it`() throws {
        var scene = try Scene()
        #expect(
            try scene.type("!deadlock transport") == [
                #"code.defined {"code":"not-said","label":"Not said yet","kind":"issue"}"#,
                #"group.identified {"group":"parties-not-said","name":"Parties not said yet"}"#,
                #"dispute.raised {"dispute":"transport","title":"transport","issues":["not-said"],"parties":["parties-not-said"]}"#,
                #"dispute.deadlocked {"dispute":"transport"}"#,
            ])
    }

    @Test(arguments: [
        (
            "!oppose on money",
            "@actor is missing: !oppose @actor … on THING [: meaning]. For example: !oppose @gp-lead on pooled-budget : fears for jobs"
        ),
        (
            "!setle money",
            "There is no form !setle. Did you mean \"!settle\"? Put a space before it to record it as words; !help lists the forms."
        ),
        (
            "!settle money comprimise",
            "HOW is missing: !settle DISPUTE HOW [without @holdout …] [: terms]. HOW is one of consensus, compromise, accommodation, compensation, decision, authority, attrition. For example: !settle pooled-budget compromise : half each"
        ),
        ("!accept nothing", "The case knows no offset \"nothing\"."),
        ("!held money despite 99", "There is no event jw-3f9c21ab/99 in the case."),
    ])
    func `what cannot be recorded says what could be`(text: String, sentence: String) throws {
        var scene = try Scene()
        #expect(throws: EntryProblem(sentence)) { try scene.compose(text) }
    }

    private static let kinds =
        "KIND is one of person, organisation, group, body, code, dispute, proposal, issue, driver, faultline, strategy, skill, theme."

    @Test(arguments: [
        ("", "Say what is new."), ("person", "Say the name of the person."),
        ("theme : A title", "Say the name of the theme."),
        ("dragon Smaug", "dragon is no kind. \(kinds)"),
        ("organization ccg", "organization is no kind. Did you mean \"organisation\"? \(kinds)"),
        ("@council", "@council is no kind. \(kinds)"),
        ("#theme Hope", "#theme is no kind. Did you mean \"theme\"? \(kinds)"),
    ])
    func `what makes nothing known says what is wrong`(text: String, why: String) throws {
        var scene = try Scene()
        var composer = scene.composer()
        let problem = #expect(throws: EntryProblem.self) { try composer.makeKnown(text) }
        #expect(problem?.message.hasPrefix("\(why) Type !new KIND NAME [: title]. For example: ") == true)
    }

    @Test func `help on a form that is not there names the nearest`() {
        #expect(
            EntryForm.helpText("setle")
                == ["There is no form !setle. Did you mean \"!settle\"? !help lists the forms."])
    }

    @Test func `completion offers what was used often and lately first`() throws {
        var scene = try Scene()
        try scene.type("@p03 #power")
        _ = scene.composer()
        #expect(scene.names.completions(of: "and @", upTo: 5).map(\.insert) == ["@p03", "@council"])
        #expect(scene.names.completions(of: "@boa", upTo: 4).map(\.name) == ["Chair of the board"])
        #expect(scene.names.completions(of: "#po", upTo: 3).map(\.insert) == ["#power"])
        #expect(scene.names.completions(of: "!opp", upTo: 4).map(\.insert) == ["!oppose"])
        #expect(scene.names.completions(of: "!settle mo", upTo: 10).map(\.insert) == ["money"])
        #expect(
            scene.names.completions(of: "!settle money comp", upTo: 18).map(\.insert) == ["compromise", "compensation"])
    }
}
