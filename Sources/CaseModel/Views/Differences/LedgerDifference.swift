// Stakes as they were seen, and what was offered against them.

extension Difference {
    mutating func addLedger() {
        addStakes()
        addOffsets()
    }

    private mutating func addStakes() {
        let old = before.ledger.actors.flatMap(\.stakes)
        let new = after.ledger.actors.flatMap(\.stakes)
        let left = Set(new.map { after.text($0.fields.stake) })
        for stake in old where !left.contains(before.text(stake.fields.stake)) {
            let id = before.text(stake.fields.stake)
            let words = "the stake \(id) of \(before.name(stake.fields.actor)) \(isGone)"
            add(.ended, "stake", ["id": .one(id)], event: before.view.tables.text(stake.event), words)
        }
        let earlier = Dictionary(old.map { (before.text($0.fields.stake), $0) }) { $1 }
        for stake in new {
            let id = after.text(stake.fields.stake)
            let was = earlier[id]
            if was?.fields.direction != stake.fields.direction {
                let then = was.map { " (before: \($0.fields.direction.rawValue))" } ?? ""
                add(
                    was == nil ? .began : .changed, "stake", ["id": .one(id)],
                    event: after.view.tables.text(stake.event), sentence(stake) + then)
            }
            if let was {
                addFields(
                    "stake", ["id": .one(id)], event: stake.event,
                    "the stake \(id) of \(after.name(stake.fields.actor))",
                    from: before.fields(was.fields, without: ["direction"]),
                    to: after.fields(stake.fields, without: ["direction"]))
            }
        }
    }

    private func sentence(_ stake: LedgerView.Stake) -> String {
        """
        \(after.name(stake.fields.by)) saw \(stake.fields.direction.rawValue) of \
        \(stake.fields.dimension.rawValue) for \(after.name(stake.fields.actor)) through \
        \(after.name(stake.fields.on))
        """
    }

    private mutating func addOffsets() {
        let left = Set(after.ledger.offsets.map { after.text($0.fields.offset) })
        for id in before.ledger.offsets.map({ before.text($0.fields.offset) }) where !left.contains(id) {
            add(.ended, "offset", ["id": .one(id)], "the offset \(id) \(isGone)")
        }
        let earlier = Dictionary(before.ledger.offsets.map { (before.text($0.fields.offset), $0) }) { $1 }
        for offset in after.ledger.offsets {
            let id = after.text(offset.fields.offset)
            let thing = "The offset \(id) for \(after.name(offset.fields.to))"
            let was = earlier[id]
            if was?.state != offset.state {
                add(
                    was == nil ? .began : .changed, "offset", ["id": .one(id), "to": .one(offset.state)],
                    "\(thing): \(was?.state ?? "new") → \(offset.state)")
            }
            if let was {
                addFields(
                    "offset", ["id": .one(id)], event: nil, thing, from: before.fields(was.fields),
                    to: after.fields(offset.fields))
            }
        }
    }
}
