/// How much evidence there is, and who was heard in it.
struct EvidenceTally: Sendable {
    private typealias Hearing = EngagementView.Hearing

    private(set) var observations = 0
    private(set) var excerpts = 0
    private(set) var memos = 0
    /// How often actors were heard, and when last.
    private(set) var hearings: EngagementCount
    /// For each actor.
    private var excerptsBySpeaker: [Int]

    init(_ actors: EngagedActors) {
        hearings = EngagementCount(actors)
        excerptsBySpeaker = [Int](repeating: 0, count: actors.all.count)
    }

    func excerpts(of speaker: Symbol) -> Int { hearings.actors[speaker].map { excerptsBySpeaker[$0] } ?? 0 }

    /// Observations of what actors said or did, excerpts of what they said, and memos.
    mutating func add(_ event: Event, _ tables: Tables) {
        switch event.payload {
        case .observationNoted(let fields):
            observations += 1
            guard let by = fields.by else { return }
            hearings.hear(at: event.place, by.indices.lazy.map { Slug(word: tables.lists[$0]).symbol }) {
                Hearing(event, tables)
            }
        case .excerptRecorded(let fields):
            excerpts += 1
            guard let speaker = fields.speaker?.symbol else { return }
            if let actor = hearings.actors[speaker] { excerptsBySpeaker[actor] += 1 }
            hearings.hear(at: event.place, CollectionOfOne(speaker)) { Hearing(event, tables) }
        case .memoWritten: memos += 1
        default: return
        }
    }

    /// - Precondition: the other counts for the same actors.
    mutating func merge(_ other: EvidenceTally) {
        observations += other.observations
        excerpts += other.excerpts
        memos += other.memos
        hearings.merge(other.hearings)
        for actor in excerptsBySpeaker.indices { excerptsBySpeaker[actor] += other.excerptsBySpeaker[actor] }
    }
}
