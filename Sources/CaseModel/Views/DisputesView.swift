/// The disputes raised by a date: their state, their episodes with causes, and what has stirred the settled ones.
package struct DisputesView: Sendable {
    package struct Settlement: Sendable {
        package let date: EDTF
        package let by: EventID
        package let how: SettlementMeans
        package let marks: Marks
    }

    package struct Episode: Sendable {
        package let number: Int
        package let opened: EDTF
        package let openedBy: EventID
        package let cause: [Reference]
        package let issues: [Slug]
        package let parties: [Slug]
        package let settlement: Settlement?
        /// What brought the dispute into the state in which it stands, or in which the episode left it: the opening, or
        /// a turn that did not contradict what stood by then.
        package let lastTurn: EventID
        package let marks: Marks
        /// Of the event that opened it alone.
        package let openingMarks: Marks
    }

    package struct Dispute: Sendable {
        package let id: Slug
        package let title: Words
        package let state: String
        package let issues: [Slug]
        package let faultlines: [Slug]
        package let drivers: [Slug]
        package let parties: [Slug]
        package let links: [(to: Slug, kind: LinkKind)]
        package let stirredBy: [EventID]
        package let episodes: [Episode]
        package let marks: Marks
    }

    /// In the order in which they were raised.
    package private(set) var disputes: [Dispute] = []

    package init(_ view: Viewpoint) {
        let lives = view.sharing.map(view.state.symbols(of: .dispute)) { symbol in
            (symbol, view.state.life(of: symbol, upTo: view.place, view.tables, as: DisputeCourse.self))
        }
        let raised = lives.indices.filter { lives[$0].1.status != .none }
            .map { (place: lives[$0].1.episodes[0].opening.place, index: $0) }
            .sorted { $0.place < $1.place }
        let search = StirringSearch(view, lives, upTo: view.place)
        disputes = view.sharing.map(raised.map(\.index)) { index in
            Self.dispute(lives[index].0, lives[index].1, view, search)
        }
    }

    private static func dispute(
        _ symbol: Symbol, _ life: DisputeCourse, _ view: Viewpoint, _ search: StirringSearch
    ) -> Dispute {
        var marks = Marks()
        let episodes = life.episodes.enumerated().map { index, episode in
            let shown = self.episode(episode, number: index + 1, view)
            marks.merge(shown.marks)
            return shown
        }
        let current = life.episodes[life.episodes.count - 1]
        return Dispute(
            id: Slug(symbol), title: life.raised?.title ?? Words(), state: life.status.rawValue,
            issues: current.issues, faultlines: life.faultlines, drivers: life.drivers, parties: current.parties,
            links: life.links.map { ($0.to, $0.kind) },
            stirredBy: search.stirring(symbol, life),
            episodes: episodes, marks: marks)
    }

    private static func episode(_ episode: DisputeCourse.Episode, number: Int, _ view: Viewpoint) -> Episode {
        var marks = Marks(episode.basis, view.tables)
        let settlement = episode.settlement.map { event, fields in
            marks.add(event, view.tables)
            return Settlement(date: event.occurred, by: event.id, how: fields.how, marks: Marks(event, view.tables))
        }
        return Episode(
            number: number, opened: episode.opening.occurred, openedBy: episode.opening.id, cause: episode.cause,
            issues: episode.issues, parties: episode.parties, settlement: settlement,
            lastTurn: episode.lastTurn, marks: marks, openingMarks: Marks(episode.opening, view.tables))
    }
}

extension Marks {
    package mutating func merge(_ other: Marks) {
        if other.isImprecise { isImprecise = true }
        for name in other.reconstructed where !reconstructed.contains(name) { reconstructed.append(name) }
    }

    /// Puts the names of what was reconstructed in order, where the events came in none.
    mutating func sort() { reconstructed.sort() }
}
