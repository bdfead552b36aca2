package import CaseModel

extension IssuesView {
    package func write(to json: inout JSONBuilder) {
        json.list("issues", issues) { json, row in
            json.slug("issue", row.standing.code)
            json.label("label", row.standing.label)
            json.slugs("disputes", row.standing.disputes)
            json.object("states") { json in
                json.number("open", row.states.open)
                json.number("deadlocked", row.states.deadlocked)
                json.number("suspended", row.states.suspended)
                json.number("settled", row.states.settled)
            }
            json.number("episodes", row.episodes)
            json.number("reignited", row.reignited)
            json.number("stirred", row.stirred)
            row.standing.writeEvidence(to: &json)
            json.number("proposals", row.proposals)
            row.standing.writeDates(to: &json)
            json.list("drivers", row.drivers) { json, driver in driver.write(to: &json) }
        }
        json.list("drivers", drivers) { json, driver in driver.write(to: &json) }
        json.list("quarters", quarters) { json, row in
            json.text("quarter", row.quarter.text)
            json.slug("issue", row.issue)
            json.number("raised", row.raised)
            json.number("reignited", row.reignited)
            json.number("settled", row.settled)
            json.number("evidence", row.evidence)
            json.marks(row.marks)
        }
        json.slugs("uncoded", uncoded)
    }
}

extension IssuesView.Standing {
    fileprivate func write(to json: inout JSONBuilder) {
        json.slug("driver", code)
        json.label("label", label)
        json.slugs("disputes", disputes)
        writeEvidence(to: &json)
        writeDates(to: &json)
    }

    fileprivate func writeEvidence(to json: inout JSONBuilder) {
        json.number("observations", evidence.observations)
        json.number("excerpts", evidence.excerpts)
        json.number("memos", evidence.memos)
    }

    fileprivate func writeDates(to json: inout JSONBuilder) {
        json.date("first", span.first)
        json.date("last", span.last)
        json.marks(marks)
    }
}
