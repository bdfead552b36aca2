/// Which issue re-ignites which, and how long each settlement held, by the way it was made.
package struct ReignitionView: Sendable {
    /// One issue re-igniting another, or itself; nil stands for none.
    package struct Pair: Sendable {
        package let from: Slug?
        package let to: Slug?
        /// The events, in case order.
        package internal(set) var reignitions: [EventID] = []
        package internal(set) var disputes: [Slug] = []
    }

    package struct Settlement: Sendable {
        package let dispute: Slug
        /// From 1.
        package let episode: Int
        package let settled: EDTF
        package let settledBy: EventID
        package let how: SettlementMeans
        package let holdouts: [Slug]
        /// The re-ignition that ended it.
        package let until: EDTF?
        package let endedBy: EventID?
        /// To the re-ignition, or as far as was looked; nil where a date is too coarse to count days.
        package let days: Int?
        package let isStirred: Bool
        /// Whether days can be counted on: both dates are precise, and sources give them.
        package let isEstimable: Bool
        package let marks: Marks
        let place: Place

        package var holds: Bool { endedBy == nil }
    }

    package struct Means: Sendable {
        package let how: SettlementMeans
        package let settlements: Int
        package let holding: Int
        package let reignited: Int
        package let stirred: Int
        /// Of those that were re-ignited.
        package let medianDays: Double?
    }

    /// In the codebook's order.
    package private(set) var matrix: [Pair] = []
    /// In case order.
    package private(set) var settlements: [Settlement] = []
    /// Those by which anything was settled, in the order of the enumeration.
    package private(set) var means: [Means] = []

    /// - Precondition: causes were looked up at the date of the view.
    package init(_ view: Viewpoint, _ found: LookedUp) {
        found.requires(.causes, for: view)
        let codes = found.codes
        let lives = Self.lives(view)
        let search = StirringSearch(view, lives, upTo: view.place)
        let end = view.at == .max ? found.last : view.at
        settlements = view.sharing.map(lives) { symbol, life in
            let isStirred = !search.stirring(symbol, life).isEmpty
            return Self.settlements(of: symbol, life, isStirred: isStirred, end: end, view)
        }.joined().sorted { $0.place < $1.place }
        matrix = Self.matrix(lives, CauseIssues(view, codes, found.causes), codes, view.order)
        means = SettlementMeans.allCases.compactMap { how in
            Self.means(how, settlements.filter { $0.how == how })
        }
    }

    /// The events that are causes of re-ignitions by a date.
    static func causes(_ view: Viewpoint) -> Set<EventID> {
        var found: Set<EventID> = []
        for (_, life) in lives(view) {
            for cause in life.episodes.dropFirst().flatMap(\.cause) {
                if case .event(let id) = cause { found.insert(id) }
            }
        }
        return found
    }

    private static func lives(_ view: Viewpoint) -> [(Symbol, DisputeCourse)] {
        view.sharing.map(view.state.symbols(of: .dispute)) { symbol in
            (symbol, view.state.life(of: symbol, upTo: view.place, view.tables, as: DisputeCourse.self))
        }
    }

    private static func settlements(
        of dispute: Symbol, _ life: DisputeCourse, isStirred: Bool, end: Instant?, _ view: Viewpoint
    ) -> [Settlement] {
        life.episodes.indices.compactMap { index in
            guard let (event, fields) = life.episodes[index].settlement else { return nil }
            let next = index + 1 < life.episodes.count ? life.episodes[index + 1].opening : nil
            let ends = [event] + [next].compactMap { $0 }
            let hasDays = ends.allSatisfy { $0.occurred.namesDay }
            let days = (next?.place.effect ?? end).map { Self.day($0) - Self.day(event.place.effect) }
            return Settlement(
                dispute: Slug(dispute), episode: index + 1, settled: event.occurred, settledBy: event.id,
                how: fields.how, holdouts: fields.holdouts.elements(in: view.tables), until: next?.occurred,
                endedBy: next?.id, days: hasDays ? days : nil, isStirred: next == nil && isStirred,
                isEstimable: ends.allSatisfy { $0.hasSourcedDay(view.tables) },
                marks: Marks(ends, view.tables), place: event.place)
        }
    }

    private static func day(_ instant: Instant) -> Int { Calendar.split(instant).days }

    private struct Key: Hashable {
        let from: Symbol?
        let to: Symbol?
    }

    private static func matrix(
        _ lives: [(Symbol, DisputeCourse)], _ causes: CauseIssues, _ codes: CaseCodes, _ order: NameOrder
    ) -> [Pair] {
        var pairs: [Key: Pair] = [:]
        var turns: [(place: Place, number: Int, symbol: Symbol, life: DisputeCourse)] = []
        for (symbol, life) in lives {
            for number in life.episodes.indices.dropFirst() {
                turns.append((life.episodes[number].opening.place, number, symbol, life))
            }
        }
        for (place, number, symbol, life) in turns.sorted(by: { $0.place < $1.place }) {
            let about = codes.standing(for: life.episodes[number].issues).map(Optional.some)
            for from in causes.issues(ofCausesOf: number, in: life, of: symbol) {
                for to in about.isEmpty ? [nil] : about {
                    var pair = pairs[Key(from: from, to: to)] ?? Pair(from: from.map(Slug.init), to: to.map(Slug.init))
                    pair.reignitions.append(place.id)
                    if !pair.disputes.contains(Slug(symbol)) { pair.disputes.append(Slug(symbol)) }
                    pairs[Key(from: from, to: to)] = pair
                }
            }
        }
        let named = Set(pairs.keys.flatMap { [$0.from, $0.to] }.compactMap { $0 })
        let all = codes.inOrder(named, .issue, order).map(Optional.some) + [nil]
        return all.flatMap { from in all.compactMap { pairs[Key(from: from, to: $0)] } }
    }

    private static func means(_ how: SettlementMeans, _ own: [Settlement]) -> Means? {
        guard !own.isEmpty else { return nil }
        let days = own.filter { !$0.holds }.compactMap(\.days).sorted()
        let middle = days.isEmpty ? nil : Double(days[(days.count - 1) / 2] + days[days.count / 2]) / 2
        return Means(
            how: how, settlements: own.count, holding: own.count { $0.holds }, reignited: own.count { !$0.holds },
            stirred: own.count { $0.isStirred }, medianDays: middle)
    }
}

extension EDTF {
    /// Whether the date is one day, or a time in it, be it approximate or uncertain.
    fileprivate var namesDay: Bool { form == .single && begin.precision >= .day }
}

extension Event {
    /// Whether a source gives the event and the day on which it happened.
    fileprivate func hasSourcedDay(_ tables: Tables) -> Bool {
        guard !occurred.isImprecise else { return false }
        return !context.reconstructed.elements(in: tables).contains { ["occurred", "type"].contains(tables.text($0)) }
    }
}
