package import CaseModel

extension StrategiesView {
    package func write(to json: inout JSONBuilder) {
        json.list("uses", uses) { json, row in
            json.event("event", row.event)
            json.date("occurred", row.occurred)
            json.slug("strategy", row.strategy)
            json.label("label", row.label)
            json.slug("faultline", row.faultline)
            json.slug("by", row.by)
            json.slug("dispute", row.dispute)
            json.slugs("towards", row.towards)
            json.slugs("skills", row.skills)
            json.text("state", row.state)
            if let next = row.next { json.object("next") { next.write(to: &$0) } }
            json.marks(row.marks)
        }
        json.list("strategies", strategies) { json, row in
            json.slug("strategy", row.strategy)
            json.label("label", row.label)
            json.slug("faultline", row.faultline)
            json.number("uses", row.uses)
            json.slugs("disputes", row.disputes)
            json.slugs("by", row.by)
            json.object("followed") { json in
                for (turn, count) in zip(Turn.allCases, row.followed) { json.member(turn.rawValue, count) }
            }
        }
        json.list("faultlines", faultlines) { json, row in
            json.slug("faultline", row.faultline)
            json.label("label", row.label)
            json.number("uses", row.uses)
            json.slugs("disputes", row.disputes)
            json.slugs("strategies", row.strategies)
        }
        json.list("skills", skills) { json, row in
            json.slug("skill", row.skill)
            json.label("label", row.label)
            json.number("uses", row.uses)
            json.slugs("strategies", row.strategies)
        }
    }
}

extension StrategiesView.Next {
    fileprivate func write(to json: inout JSONBuilder) {
        json.text("turn", turn.rawValue)
        json.event("event", event)
        json.date("date", date)
        json.word("how", how)
        json.marks(marks)
    }
}
