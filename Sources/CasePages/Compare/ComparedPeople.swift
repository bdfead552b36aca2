import CaseModel

/// What is compared of people and interests, and of the fieldwork.
extension Comparison {
    static func sectors(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: Sector.allCases.map(\.rawValue)) { one in
            let shares = Dictionary(one.fieldwork.sectors.map { ($0.common, $0) }) { first, _ in first }
            return one.engagement.sectors.map { sector, part in
                let counts = [
                    ("participants", shares[sector]?.participants ?? 0),
                    ("interviewed", shares[sector]?.interviewed ?? 0),
                    ("actors", part.actors), ("spoke", part.spoke), ("decided", part.decided),
                ]
                let heard = part.heard.map {
                    Example(id: "heard last \($0.date.text)", event: one.tables.text($0.event))
                }
                let recruited = one.fieldwork.participants.filter { $0.fields.sector == sector }.map(\.marks)
                let marks = recruited + [part.heard?.marks].compactMap(\.self)
                return (sector.rawValue, Cell(counts, [heard], marks: marks))
            }
        }
        return Sheet(
            key: "sectors", rowKey: "sector", title: "People: who took part, spoke and decided, by sector",
            remark:
                "Participants of the study; and of all actors, how often one spoke and how many decisions one made.",
            rows: rows)
    }

    /// Whose perceptions those are that are counted together; they do not add up to a gain or a loss.
    static func interests(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: interestLabels) { one in
            let stakes = one.ledger.actors.flatMap(\.stakes)
            return counted(stakes, as: "perceptions", \.marks) { stake in
                let fields = stake.fields
                let by =
                    fields.by == fields.actor
                    ? "themselves" : one.text(fields.by) == "researcher" ? "the researcher" : "others"
                return "\(one.sector(of: fields.actor)): \(fields.direction.rawValue), seen by \(by)"
            } _: {
                one.example($0.fields.stake, $0.event)
            }
        }
        return Sheet(
            key: "interests", rowKey: "interest", title: "Interests: perceived gains and losses by sector",
            remark: "How many perceptions are on record, by whose they are. They do not add up to a gain or a loss.",
            rows: rows)
    }

    private static let interestLabels = (Sector.allCases.map(\.rawValue) + ["no sector"]).flatMap { sector in
        StakeDirection.allCases.flatMap { direction in
            ["themselves", "the researcher", "others"].map { "\(sector): \(direction.rawValue), seen by \($0)" }
        }
    }

    static func standing(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases, order: Standing.allCases.map(\.rawValue)) { one in
            counted(one.governance.influence, as: "perceptions", \.marks) {
                $0.fields.standing.rawValue
            } _: {
                one.example($0.fields.actor, $0.event)
            }
        }
        return Sheet(
            key: "standing", rowKey: "standing", title: "Interests: who is seen to stand where",
            remark: "How many perceptions are on record: the newest by actor, arena and perceiver.", rows: rows)
    }

    static func fieldwork(_ cases: [ComparedCase]) -> Sheet {
        let rows = rows(cases) { one in
            let view = one.fieldwork
            let interviewed = view.participants.filter { $0.interviews > 0 }
            let (timed, untimed) = (
                view.sessions.filter { $0.minutes != nil }, view.sessions.filter { $0.minutes == nil }
            )
            let kinds = SessionKind.allCases.map { kind in
                let own = view.sessions.filter { $0.fields.kind == kind }
                return (kind.rawValue, own.count, own.map(\.marks))
            }
            let counts: [(String, Int, [Marks])] =
                [
                    ("participants", view.participants.count, view.participants.map(\.marks)),
                    ("interviewed", view.interviewed, interviewed.map(\.marks)),
                ] + kinds + [
                    ("minutes", view.length.minutes ?? 0, timed.map(\.marks)),
                    ("sessions of unknown length", view.length.untimed, untimed.map(\.marks)),
                    ("documents", view.documents.count, view.documents.map(\.marks)),
                    ("observations", view.evidence.observations, []), ("excerpts", view.evidence.excerpts, []),
                    ("memos", view.evidence.memos, []), ("codings", view.evidence.codings, []),
                ]
            return counts.map { ($0.0, Cell([("count", $0.1)], marks: $0.2)) }
        }
        return Sheet(key: "fieldwork", rowKey: "what", title: "Fieldwork", remark: nil, rows: rows)
    }
}
