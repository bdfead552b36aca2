package import CaseModel

extension ReignitionView {
    /// - Parameter estimates: whether to write how long settlements last, as estimated.
    package func write(to json: inout JSONBuilder, estimates areWanted: Bool = false) {
        json.list("matrix", matrix) { json, row in
            json.issue("from", row.from)
            json.issue("to", row.to)
            json.number("count", row.reignitions.count)
            json.events("reignitions", row.reignitions)
            json.slugs("disputes", row.disputes)
        }
        json.list("settlements", settlements) { json, row in row.write(to: &json) }
        json.list("means", means) { json, row in
            json.word("how", row.how)
            json.number("settlements", row.settlements)
            json.number("holding", row.holding)
            json.number("reignited", row.reignited)
            json.number("stirred", row.stirred)
            json.decimal("median_days", row.medianDays)
        }
        guard areWanted else { return }
        json.list("estimate", estimates) { json, row in row.write(to: &json) }
    }
}

extension ReignitionView.Settlement {
    fileprivate func write(to json: inout JSONBuilder) {
        json.slug("dispute", dispute)
        json.number("episode", episode)
        json.date("settled", settled)
        json.event("settled_by", settledBy)
        json.word("how", how)
        json.slugs("holdouts", holdouts)
        json.date("until", until)
        json.event("ended_by", endedBy)
        json.number("days", days)
        json.flag("holds", holds)
        json.flag("stirred", isStirred)
        json.flag("estimable", isEstimable)
        json.marks(marks)
    }
}

extension ReignitionView.Estimate {
    fileprivate func write(to json: inout JSONBuilder) {
        json.text("how", how?.rawValue ?? "all")
        json.number("settlements", settlements)
        json.number("reignited", reignited)
        json.number("censored", censored)
        json.number("left_out", leftOut)
        json.number("median", curve.median)
        json.list("curve", curve.steps) { json, step in
            json.number("days", step.days)
            json.number("at_risk", step.atRisk)
            json.number("reignited", step.ended)
            json.decimal("survival", step.survival)
            json.decimal("low", step.interval?.lowerBound)
            json.decimal("high", step.interval?.upperBound)
        }
        json.text("warning", warning)
    }
}

extension JSONBuilder {
    /// Writes an issue, or that it is none.
    fileprivate mutating func issue(_ key: StaticString, _ issue: Slug?) {
        if let issue { slug(key, issue) } else { text(key, "none") }
    }
}
