import CaseModel

/// A gain or a loss as somebody saw it, or what they changed of it, in parts of a sentence.
struct SeenStake {
    /// Which way it goes, and of what.
    let what: String
    let actor: String
    let on: String?
    let phase: String?
    /// In which term.
    let term: String?
    /// Of which weight.
    let weight: String?

    private init(
        _ direction: String?, _ dimension: String?, actor: String?, on: String?, phase: String?, horizon: String?,
        weight: Int?
    ) {
        let lead =
            switch direction {
            case "gain": "a gain of"
            case "loss": "a loss of"
            default: "neither gain nor loss of"
            }
        what = "\(lead) \(dimension ?? "")"
        self.actor = actor ?? ""
        self.on = on
        self.phase = phase
        term = horizon.map { "in the \($0) term" }
        self.weight = weight.map { "of weight \($0)" }
    }

    /// As an event has it, when a stake was perceived or revised.
    init(_ event: ReportEvent) {
        let weight: Int? = if case .integer(let weight)? = event.value("weight") { weight } else { nil }
        self.init(
            event.field("direction"), event.field("dimension"), actor: event.field("actor"), on: event.field("on"),
            phase: event.field("phase"), horizon: event.field("horizon"), weight: weight)
    }

    /// As it was seen last.
    init(_ stake: StakePerceived, _ tables: Tables) {
        self.init(
            stake.direction.rawValue, stake.dimension.rawValue, actor: tables.text(stake.actor),
            on: tables.text(stake.on), phase: stake.phase?.rawValue, horizon: stake.horizon?.rawValue,
            weight: stake.weight.map { Int($0.value) })
    }
}
