extension EntryForm {
    /// Every form, in the order in which help shows them.
    package static let all: [EntryForm] =
        stances + change + disputes + stakes + evidence + [
            EntryForm(
                "pause", "", "The session is interrupted.", example: "!pause", .control(.pause)),
            EntryForm("resume", "", "The session goes on.", example: "!resume", .control(.resume)),
            EntryForm(
                "end", "[MINUTES]", "The session ends; minutes only where the clock does not tell them.",
                example: "!end", .control(.end)),
            EntryForm(
                "undo", "[N]", "Takes back the last entry, or the event N; the record keeps both.", example: "!undo 12",
                .control(.undo)),
            EntryForm(
                "fix", "[N] ENTRY", "Puts right the last entry, or the event N: type what it should have been.",
                example: "!fix 12 @gp-lead left early", .control(.fix)),
            EntryForm(
                "new", "KIND NAME [: title]",
                "Makes somebody or something known: person, organisation, group, body, proposal, dispute, or code, theme, issue, driver, faultline, strategy, skill.",
                example: "!new organisation north-ccg : North CCG", .control(.new)),
            EntryForm(
                "key", "LETTER [[state] #code]",
                "From now on a line of this letter alone records the code, or begins and ends it as a state; several letters are one instant.",
                example: "!key d state #deadlocked", .control(.key)),
            EntryForm("help", "[FORM]", "Tells of the forms, or of one.", example: "!help oppose", .control(.help)),
        ]

    private static func words<C: Choice>(_: C.Type) -> [String] { C.allCases.map(\.rawValue) }

    private static let stances: [EntryForm] =
        ([
            ("support", "is for it", "meaning", "it saves a year of meetings"),
            ("oppose", "is against it", "meaning", "fears for jobs"),
            ("ambivalent", "is of two minds", "meaning", "likes the aim, not the date"),
            ("withhold", "does not say, or stays away", "meaning", "sent nobody"),
            ("conditional", "is for it on a condition", "condition", "if jobs stay"),
        ] as [(String, String, String, String)]).map { stance, says, field, words in
            EntryForm(
                stance, "@actor … on THING [: \(field)]",
                "Each actor \(says); THING is a proposal, a decision or a dispute.",
                example: "!\(stance) @gp-lead on pooled-budget : \(words)", .event(.positionTaken),
                [
                    EntrySlot("actor", .eachActor, "@actor", isRequired: true),
                    EntrySlot("on", .thing(.matter), "on THING", after: "on", isRequired: true),
                ], words: field, fixed: ["stance": stance])
        }

    private static let change: [EntryForm] = [
        EntryForm(
            "propose", "[@actor …] [#issue] [at @body] TITLE", "A change is proposed.",
            example: "!propose @council #resources : One pooled budget", .event(.proposalTabled),
            [
                EntrySlot("by", .actors, "@actor"), EntrySlot("issue", .code(.issue), "#issue"),
                EntrySlot("body", .actor, "at @body", after: "at"),
            ], words: "title", needsWords: true),
        EntryForm(
            "decide", "THING OUTCOME [by @actor …] [HOW] [: conditions]",
            "Something is decided; OUTCOME is \(words(DecisionOutcome.self).joined(separator: ", ")); HOW is \(words(DecisionMethod.self).joined(separator: ", ")).",
            example: "!decide pooled-budget adopted by @joint-committee vote", .event(.decisionMade),
            [
                EntrySlot("on", .thing(.anything), "THING", after: "on", needsMarker: false, isRequired: true),
                EntrySlot("outcome", .choice(words(DecisionOutcome.self)), "OUTCOME", isRequired: true),
                EntrySlot("by", .actors, "by @actor", after: "by", needsMarker: false),
                EntrySlot("how", .choice(words(DecisionMethod.self)), "HOW"),
            ], words: "conditions"),
    ]

    private static let disputes: [EntryForm] = [
        EntryForm(
            "dispute", "#issue … @party … [on THING] TITLE",
            "A disagreement comes up that has to be reconciled; drivers and fault-lines are codes too.",
            example: "!dispute #resources @council @gp-lead : Who pays for the transition", .event(.disputeRaised),
            [
                EntrySlot(
                    "issues", .codes([.issue: "issues", .driver: "drivers", .faultline: "faultlines"]), "#issue"),
                EntrySlot("parties", .actors, "@party"),
                EntrySlot("on", .thing(.anything), "on THING", after: "on"),
            ], words: "title", needsWords: true),
        onDispute(
            "join", "DISPUTE @actor …", "Each actor becomes a party to the dispute.", "@council", .disputeJoined,
            [EntrySlot("party", .eachActor, "@actor", isRequired: true)]),
        onDispute(
            "leave", "DISPUTE @actor …", "Each actor is a party no longer.", "@council", .disputeLeft,
            [EntrySlot("party", .eachActor, "@actor", isRequired: true)]),
        onDispute(
            "deadlock", "DISPUTE [by @actor …] [: reason]", "The dispute is blocked.", "by @council : no mandate",
            .disputeDeadlocked, [EntrySlot("by", .actors, "by @actor", after: "by", needsMarker: false)],
            words: "reason"),
        onDispute(
            "suspend", "DISPUTE [: reason]", "The dispute is put aside.", ": until the election", .disputeSuspended,
            words: "reason"),
        onDispute(
            "resume-dispute", "DISPUTE", "A blocked or suspended dispute goes on.", "", .disputeResumed),
        onDispute(
            "settle", "DISPUTE HOW [without @holdout …] [: terms]",
            "The dispute is settled; HOW is \(words(SettlementMeans.self).joined(separator: ", ")).",
            "compromise : half each", .disputeSettled,
            [
                EntrySlot("how", .choice(words(SettlementMeans.self)), "HOW", isRequired: true),
                EntrySlot("holdouts", .actors, "without @holdout", after: "without"),
            ], words: "terms"),
        onDispute(
            "reignite", "DISPUTE [by N …] [#issue …] [between @actor …] [: reason]",
            "A settled dispute comes back; N is what brought it back: an event or a thing.", ": new figures because 12",
            .disputeReignited,
            [
                EntrySlot("by", .references(.anything), "by N", after: "by"),
                EntrySlot("issues", .codes([.issue: "issues"]), "#issue"),
                EntrySlot("parties", .actors, "between @actor", after: "between", needsMarker: false),
            ], words: "reason"),
        onDispute(
            "held", "DISPUTE despite N … [: reason]",
            "A stirred dispute is judged not to have come back; N is what stirred it.", "despite 12", .disputeHeld,
            [EntrySlot("despite", .references(.anything), "despite N", after: "despite", isRequired: true)],
            words: "reason"),
        EntryForm(
            "strategy", "#strategy [by @actor] [on DISPUTE] [towards @actor …] [#skill …]",
            "Somebody does something about a dispute; the researcher, where nobody is named.",
            example: "!strategy #listening by @chair on pooled-budget towards @gp-lead", .event(.strategyEmployed),
            [
                EntrySlot("strategy", .code(.strategy), "#strategy", isRequired: true),
                EntrySlot("by", .perceiver, "by @actor", after: "by", needsMarker: false, standard: "researcher"),
                EntrySlot("dispute", .thing(.dispute), "on DISPUTE", after: "on"),
                EntrySlot("towards", .actors, "towards @actor", after: "towards"),
                EntrySlot("skills", .codes([.skill: "skills"]), "#skill"),
            ]),
    ]

    private static func onDispute(
        _ name: String, _ arguments: String, _ help: String, _ rest: String, _ type: EventType,
        _ slots: [EntrySlot] = [], words: String? = nil
    ) -> EntryForm {
        EntryForm(
            name, arguments, help, example: "!\(name) pooled-budget" + (rest.isEmpty ? "" : " \(rest)"), .event(type),
            [EntrySlot("dispute", .thing(.dispute), "DISPUTE", after: "on", needsMarker: false, isRequired: true)]
                + slots, words: words)
    }

    private static let stakes: [EntryForm] =
        [
            ("gain", "is seen to gain"), ("loss", "is seen to lose"),
            ("neither", "is seen neither to gain nor to lose"),
        ].map { direction, says in
            EntryForm(
                direction, "@actor … DIMENSION on THING [by @perceiver] [short|long] [expected|experienced] [1|2|3]",
                "Each actor \(says) through THING, by the perceiver, else by the researcher; DIMENSION is \(words(StakeDimension.self).joined(separator: ", ")).",
                example: "!\(direction) @gp-lead workload on pooled-budget by @gp-lead 2", .event(.stakePerceived),
                [
                    EntrySlot("actor", .eachActor, "@actor", isRequired: true),
                    EntrySlot("dimension", .choice(words(StakeDimension.self)), "DIMENSION", isRequired: true),
                    EntrySlot("on", .thing(.anything), "on THING", after: "on", isRequired: true),
                    EntrySlot("by", .perceiver, "by @perceiver", after: "by", standard: "researcher"),
                    EntrySlot("horizon", .choice(words(Horizon.self)), "short or long"),
                    EntrySlot("phase", .choice(words(StakePhase.self)), "expected or experienced"),
                    EntrySlot("weight", .weight, "1, 2 or 3"),
                ], fixed: ["direction": direction])
        } + [
            EntryForm(
                "offer", "@actor FORM for N … [by @actor] [: in return for]",
                "Something is offered against losses or opposition; N is a stake, or the number of its event or of a position; FORM is \(words(OffsetForm.self).joined(separator: ", ")).",
                example: "!offer @gp-lead funding for 12 by @council : a yes", .event(.offsetOffered),
                [
                    EntrySlot("to", .actor, "@actor", isRequired: true),
                    EntrySlot("form", .choice(words(OffsetForm.self)), "FORM", isRequired: true),
                    EntrySlot("for", .references(.stake), "for N", after: "for", isRequired: true),
                    EntrySlot("by", .actor, "by @actor", after: "by"),
                ], words: "in_return")
        ]
        + [
            ("accept", "accepted", EventType.offsetAccepted), ("decline", "declined", .offsetDeclined),
            ("keep", "given", .offsetKept), ("break", "not given", .offsetBroken),
        ].map { name, what, type in
            EntryForm(
                name, "OFFSET", "What was offered is \(what).", example: "!\(name) gp-lead-funding", .event(type),
                [EntrySlot("offset", .thing(.offset), "OFFSET", isRequired: true)])
        }

    private static let evidence: [EntryForm] = [
        EntryForm(
            "excerpt", "[@speaker] [#code …] TEXT", "A passage is taken down; in quotes it is verbatim.",
            example: "!excerpt @p07 \"Nobody asked us.\" #whose-interests", .event(.excerptRecorded),
            [
                EntrySlot("speaker", .actor, "@speaker", after: "by", needsMarker: false),
                EntrySlot("codes", .codes([:]), "#code"),
            ], words: "text", needsWords: true),
        EntryForm(
            "memo", "TEXT", "A memo of your own; @name in it is what it is about.",
            example: "!memo @gp-lead is quieter than last time", .event(.memoWritten), words: "text", needsWords: true),
        EntryForm(
            "attend", "@actor … [present|absent|apologies|deputised|left] [for @actor]",
            "Each actor is there, or is not.", example: "!attend @gp-lead left", .event(.attendanceNoted),
            [
                EntrySlot("actor", .eachActor, "@actor", isRequired: true),
                EntrySlot("how", .choice(words(AttendanceKind.self)), "how", standard: "present"),
                EntrySlot("for", .actor, "for @actor", after: "for"),
            ]),
        EntryForm(
            "document", "[https://…] TITLE", "A document is taken into the study.",
            example: "!document Minutes of the joint committee", .event(.documentCollected),
            [EntrySlot("url", .link, "https://…")], words: "title", needsWords: true),
    ]
}
