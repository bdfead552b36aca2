/// The offsets that were broken by a date, by what they were offered against and by the events of their courses: few,
/// so that most questions end here.
struct BrokenOffsets {
    private var byStake: [Symbol: [RecordIndex]] = [:]
    private var byEvent: [EventID: [RecordIndex]] = [:]
    private var byCourse: [EventID: [RecordIndex]] = [:]

    init(_ state: CaseState, upTo place: Place, _ tables: Tables) {
        for offset in state.symbols(of: .offset) {
            let course = state.course(of: offset)
            let past = state.course(course, upTo: place)
            let breakings = past.filter { state.type($0) == .offsetBroken }
            if breakings.isEmpty { continue }
            for record in course { byCourse[state.id(record), default: []] += breakings }
            for record in past {
                guard let offer = state.fields(record, as: OffsetOffered.self) else { continue }
                for against in offer.for.elements(in: tables) {
                    switch against {
                    case .event(let id): byEvent[id, default: []] += breakings
                    case .identifier(let symbol): byStake[symbol, default: []] += breakings
                    }
                }
            }
        }
    }

    /// The breakings of what was offered against a stake by its identifier.
    func against(_ stake: Symbol) -> [RecordIndex] { byStake[stake] ?? [] }

    /// The breakings of what was offered against a position or a stake by the event that recorded it.
    func against(_ event: EventID) -> [RecordIndex] { byEvent[event] ?? [] }

    /// The breakings of the offsets that an event is part of the course of.
    func named(by event: EventID) -> [RecordIndex] { byCourse[event] ?? [] }
}

extension CaseState {
    /// The events that offer something against a stake, by its identifier or by the event that recorded it.
    func offers(against stake: Symbol, perceivedBy id: EventID, upTo place: Place) -> RecordRun {
        let answers = answers(toPosition: id)
        let touching = touching(stake)
        if answers.isEmpty { return course(touching, upTo: place) }
        let named = Set(course(touching, upTo: place))
        return RecordRun(
            named.union(course(answers, upTo: place))
                .sorted { self.place($0) < self.place($1) })
    }
}
