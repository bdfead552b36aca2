// How the view of fieldwork counts.

extension FieldworkView {
    static func participants(
        _ view: Viewpoint, _ sessions: [Session], _ there: [Set<Symbol>], _ evidence: EvidenceTally
    ) -> [Participant] {
        var counts: [Symbol: (sessions: Int, interviews: Int)] = [:]
        for (session, actors) in zip(sessions, there) {
            let isInterview = session.fields.kind == .interview || session.fields.kind == .focusGroup
            for actor in actors {
                counts[actor, default: (0, 0)].sessions += 1
                if isInterview { counts[actor, default: (0, 0)].interviews += 1 }
            }
        }
        let order = view.order
        return view.beginnings(of: .participant, by: .participantRecruited).compactMap { event in
            guard case .participantRecruited(var fields) = event.payload else { return nil }
            let id = fields.participant.symbol
            fields.title = view.tables.names.title(fields.title, of: id)
            let now = view.state.consent(of: id, upTo: view.place, view.tables)
            let ever = view.state.consent(of: id, upTo: .end, view.tables)
            return Participant(
                fields: fields, recruited: event.occurred, sessions: counts[id]?.sessions ?? 0,
                interviews: counts[id]?.interviews ?? 0, excerpts: evidence.excerpts(of: id), consent: now.scope ?? [],
                withdrawn: ever.isWithdrawn ? .all : ever.isOver ? .future : nil, withdrawnSessions: ever.sessions,
                marks: Marks([event] + consents(of: id, view), view.tables))
        }.sorted { order.areInOrder($0.fields.participant.symbol, $1.fields.participant.symbol) }
    }

    /// Consent that was given by the date, and whatever was withdrawn.
    private static func consents(of participant: Symbol, _ view: Viewpoint) -> [Event] {
        view.state.course(of: participant).filter { record in
            switch view.state.type(record) {
            case .consentGiven: view.state.place(record) <= view.place
            case .consentWithdrawn: true
            default: false
            }
        }.map { view.state[$0] }
    }

    static func sectors(_ participants: [Participant]) -> [Share<Sector>] {
        Sector.allCases.compactMap { sector in
            var share = Share(sector)
            for participant in participants where participant.fields.sector == sector { share.count(participant) }
            return share.participants > 0 ? share : nil
        }
    }

    /// Titles that read the same are one, though each of them be sealed on its own.
    static func titles(_ participants: [Participant], _ tables: Tables) -> [Share<Words>] {
        var shares: [Share<Words>] = []
        var indices: [String: Int] = [:]
        for participant in participants {
            let title = participant.fields.title
            let index = indices[tables.text(title)] ?? shares.count
            if index == shares.count {
                shares.append(Share(title))
                indices[tables.text(title)] = index
            }
            shares[index].count(participant)
        }
        return shares
    }
}
