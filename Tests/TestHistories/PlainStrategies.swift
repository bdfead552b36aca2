package import CaseModel

extension PlainCase {
    private static let turns: [(type: String, turn: String, from: Set<String>)] = [
        ("dispute.settled", "settled", ["open", "deadlocked", "suspended"]),
        ("dispute.deadlocked", "deadlocked", ["open", "suspended"]),
        ("dispute.suspended", "suspended", ["open", "deadlocked"]),
        ("dispute.resumed", "resumed", ["deadlocked", "suspended"]),
        ("dispute.reignited", "re-ignited", ["settled"]), ("dispute.held", "held", ["settled"]),
    ]

    package var strategies: JSONValue {
        let codes = PlainCodes(self)
        let uses = happened.filter { $0.type == "strategy.employed" }.map { Use($0, self, codes) }
        func named(_ values: [String]) -> JSONValue {
            PlainRow.texts(values.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        }
        let strategies = codes.inOrder(uses.map(\.strategy), "strategy").map { code in
            let own = uses.filter { $0.strategy == code }
            let followed = Self.turns.map { turn in
                (turn.turn, Optional(JSONValue.integer(own.filter { $0.turn == turn.turn }.count)))
            }
            return PlainRow.row([
                ("strategy", .string(code)), ("label", codes.label(code)),
                ("faultline", codes.parents(code, "faultline").first.map { .string($0) }),
                ("uses", .integer(own.count)), ("disputes", named(own.compactMap { $0.event.text("dispute") })),
                ("by", named(own.compactMap { $0.event.text("by") })), ("followed", PlainRow.row(followed)),
            ])
        }
        let faultlines = codes.inOrder(uses.compactMap(\.faultline), "faultline").map { code in
            let own = uses.filter { $0.faultline == code }
            return PlainRow.row([
                ("faultline", .string(code)), ("label", codes.label(code)), ("uses", .integer(own.count)),
                ("disputes", named(own.compactMap { $0.event.text("dispute") })),
                ("strategies", named(own.map(\.strategy))),
            ])
        }
        let skills = codes.inOrder(uses.flatMap(\.skills), "skill").map { code in
            let own = uses.filter { $0.skills.contains(code) }
            return PlainRow.row([
                ("skill", .string(code)), ("label", codes.label(code)), ("uses", .integer(own.count)),
                ("strategies", named(own.map(\.strategy))),
            ])
        }
        return PlainRow.row([
            ("uses", .array(uses.map(\.row))), ("strategies", .array(strategies)), ("faultlines", .array(faultlines)),
            ("skills", .array(skills)),
        ])
    }

    private struct Use {
        let event: PlainEvent
        let strategy: String
        let faultline: String?
        let skills: [String]
        let turn: String?
        let row: JSONValue

        init(_ event: PlainEvent, _ plain: PlainCase, _ codes: PlainCodes) {
            self.event = event
            strategy = codes.meaning(event.text("strategy") ?? "")
            faultline = codes.parents(strategy, "faultline").first
            skills = codes.meanings(event.texts("skills"))
            let (state, next) = plain.course(of: event.text("dispute"), around: event)
            turn = next?.turn
            row = PlainRow.row(
                [
                    ("event", .string(event.id)), ("occurred", .string(event.occurred)),
                    ("strategy", .string(strategy)), ("label", codes.label(strategy)),
                    ("faultline", faultline.map { .string($0) }), ("by", event.data["by"]),
                    ("dispute", event.data["dispute"]), ("towards", PlainRow.texts(event.texts("towards"))),
                    ("skills", PlainRow.texts(skills)), ("state", state.map { .string($0) }),
                    (
                        "next",
                        next.map { event, turn in
                            PlainRow.row(
                                [
                                    ("turn", .string(turn)), ("event", .string(event.id)),
                                    ("date", .string(event.occurred)),
                                    ("how", turn == "settled" ? event.data["how"] : nil),
                                ] + PlainMarks([event]).members)
                        }
                    ),
                ] + PlainMarks([event]).members)
        }
    }

    /// The state of a dispute when something happened, and its first turn behind that.
    private func course(
        of dispute: String?, around moment: PlainEvent
    ) -> (state: String?, next: (event: PlainEvent, turn: String)?) {
        guard let dispute else { return (nil, nil) }
        var (life, state): (PlainDispute, String?) = (PlainDispute(), nil)
        for event in happened where event.type.hasPrefix("dispute.") && event.text("dispute") == dispute {
            let before = life.state
            life.apply(event)
            if event.isBefore(moment) {
                state = life.state == "none" ? nil : life.state
            } else if let turn = Self.turns.first(where: { $0.type == event.type }), turn.from.contains(before) {
                return (state, (event, turn.turn))
            }
        }
        return (state, nil)
    }
}
