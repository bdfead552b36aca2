package import CaseModel

extension PlainCase {
    package var ledger: JSONValue {
        let stakes = known("stake.perceived", "stake").compactMap { stake($0) }
        let actors = Set(stakes.map(\.actor)).sorted(by: Self.bytewise)
        let rows = actors.map { actor in
            let own = stakes.filter { $0.actor == actor }
            return PlainRow.row([
                ("id", .string(actor)), ("seen", .array(seen(own))), ("stakes", .array(own.map(\.row))),
            ])
        }
        return PlainRow.row([
            ("actors", .array(rows)),
            ("contested", .array(actors.flatMap { actor in contested(actor, stakes.filter { $0.actor == actor }) })),
            ("offsets", .array(known("offset.offered", "offset").compactMap { offsetRow($0) })),
        ])
    }

    struct Stake {
        let id: String
        let actor: String
        let on: String
        let by: String
        let direction: String
        let offsets: [String]
        let row: JSONValue
    }

    private func stake(_ id: String) -> Stake? {
        let events = events(happened, ["stake.perceived", "stake.revised"], "stake", id)
        guard let perceived = events.first(where: { $0.type == "stake.perceived" }) else { return nil }
        var data = perceived.data
        var basis = [perceived]
        for event in events where event.type == "stake.revised" && perceived.isBefore(event) {
            guard event.text("by") == perceived.text("by") else { continue }
            for name in ["direction", "horizon", "phase", "weight"] { data[name] = event.data[name] ?? data[name] }
            basis = [perceived, event]
        }
        let offers = happened.filter { event in
            event.type == "offset.offered" && [id, perceived.id].contains { event.texts("for").contains($0) }
        }.compactMap { $0.text("offset") }
        let names = ["on", "direction", "dimension", "horizon", "phase", "weight", "by"]
        let members = [("id", JSONValue.string(id))] + names.map { ($0, data[$0]) }
        return Stake(
            id: id, actor: data["actor"]?.string ?? "", on: data["on"]?.string ?? "", by: data["by"]?.string ?? "",
            direction: data["direction"]?.string ?? "", offsets: offers,
            row: PlainRow.row(members + [("offsets", PlainRow.texts(offers))] + PlainMarks(basis).members))
    }

    private func seen(_ stakes: [Stake]) -> [JSONValue] {
        Set(stakes.map(\.by)).sorted(by: Self.bytewise).map { by in
            let own = stakes.filter { $0.by == by }
            func count(_ isCounted: (Stake) -> Bool) -> JSONValue { .integer(own.filter(isCounted).count) }
            return PlainRow.row([
                ("by", .string(by)), ("gains", count { $0.direction == "gain" }),
                ("losses", count { $0.direction == "loss" }),
                (
                    "offset_accepted",
                    count { $0.offsets.contains { ["accepted", "kept"].contains(offset($0).state) } }
                ),
                ("offset_kept", count { $0.offsets.contains { offset($0).state == "kept" } }),
            ])
        }
    }

    private func contested(_ actor: String, _ stakes: [Stake]) -> [JSONValue] {
        Set(stakes.map(\.on)).sorted(by: Self.bytewise).compactMap { on in
            let group = stakes.filter { $0.on == on }
            let gainers = Set(group.filter { $0.direction == "gain" }.map(\.by))
            let losers = Set(group.filter { $0.direction == "loss" }.map(\.by))
            let areOpposed = gainers.contains { gainer in losers.contains { $0 != gainer } }
            guard areOpposed else { return nil }
            return PlainRow.row([
                ("on", .string(on)), ("actor", .string(actor)),
                ("stakes", PlainRow.texts(group.filter { $0.direction != "neither" }.map(\.id))),
            ])
        }
    }

    private func offset(_ id: String) -> (state: String, offer: PlainEvent?, events: [PlainEvent]) {
        let types: Set = ["offset.offered", "offset.accepted", "offset.declined", "offset.kept", "offset.broken"]
        let events = events(happened, types, "offset", id)
        var state = "none"
        var offer: PlainEvent?
        for event in events {
            switch (event.type, state) {
            case ("offset.offered", "none"):
                state = "offered"
                offer = event
            case ("offset.accepted", "offered"): state = "accepted"
            case ("offset.declined", "offered"): state = "declined"
            case ("offset.kept", "accepted"): state = "kept"
            case ("offset.broken", "accepted"), ("offset.broken", "kept"): state = "broken"
            default: break
            }
        }
        return (state, offer, events)
    }

    private func offsetRow(_ id: String) -> JSONValue? {
        let life = offset(id)
        guard let offer = life.offer else { return nil }
        let members = ["to", "for", "form", "by"].map { ($0, offer.data[$0]) }
        return PlainRow.row(
            [("id", .string(id)), ("state", .string(life.state))] + members + PlainMarks(life.events).members)
    }
}
