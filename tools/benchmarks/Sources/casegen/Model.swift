/// An actor of the case, as far as the generator must remember it.
struct Actor {
    enum Kind { case organisation, group, body, person, participant }

    let kind: Kind
    let slug: [UInt8]
    let name: [UInt8]
    let feed: Int
    /// Whether it never ends, so that other feeds may tie things to it.
    let isPermanent: Bool
    /// The minute at which its course was last changed.
    var last: Int
    var hasEnded = false
    var hasConsented = false
    /// Has withdrawn consent once: nothing more of what they say is recorded.
    var isSilent = false
}

struct Dispute {
    enum Status { case open, deadlocked, suspended, settled }

    let number: Int
    var status = Status.open
    var last: Int
    /// Before the last event: for what becomes of it when that event is moved or retracted.
    var before: (last: Int, status: Status)
    /// Whether the last event is a settlement or a re-ignition that nothing was made of yet, and its number.
    var amendable: Amendable?
    var parties: [Int]
    var issues: [Int]
    var drivers: [Int]
    var faultlines: [Int]
    var links: Set<UInt64> = []
}

struct Proposal {
    let number: Int
    var last: Int
}

struct Stake {
    let number: Int
    /// The index of the actor who sees it, or -1 for the researcher.
    let by: Int
    var last: Int
}

struct Offset {
    enum Status { case offered, accepted, kept }

    let number: Int
    var status = Status.offered
    var last: Int
}

/// A relation that stands: a membership, a role, an authority or an accountability.
struct Tie {
    let actor: Int
    let other: Int
    /// The role, the basis or the kind, by its place in `Terms`.
    let quality: Int
    let since: Int
}

struct Session {
    let feed: Int
    let number: Int
    let day: Int
    var start: Int
    var minute: Int
    var isPaused = false
}

struct Coding {
    let sequence: Int
    let on: EventName
    let code: [UInt8]
    let last: Int
}

/// An event that a correction or a retraction may be about.
struct Amendable {
    let sequence: Int
    let kind: EventKind
    let day: Int
}

/// One fieldworker's feed: what it told of, and what of it still goes on. It alone changes what it told of first, in
/// the order of time; other feeds only refer to it.
struct Feed {
    let letter: UInt8
    /// The number of its next event.
    var sequence = 1
    var disputes: [Dispute] = []
    var proposals: [Proposal] = []
    var offsets: [Offset] = []
    var ties: [EventKind: [Tie]] = [:]
    var session: Session?
    var stakes = Ring<Stake>(400)
    var codings = Ring<Coding>(200)
    /// Events that codes were taken off.
    var uncoded: Set<EventName> = []
    var amendables = Ring<Amendable>(600)
    /// Those it recruited.
    var participants: [Int] = []
    /// Labels given in the file that is being written.
    var labels = Ring<Int>(50)
    /// The label of the line that is being written: it may be referred to from the next one on.
    var fresh: Int?
    /// Defined and not merged into another.
    var codes: [[UInt8]] = []
    var counts = Counts()

    var evidence = Register()
    var documents = Register()
    var sessions = Register()
    /// Some of those that ended, for others may have sat in them too.
    var pastSessions: [Session] = []
    /// How many of another feed's past sessions are behind it: told of here too, or over before its day.
    var passedSessions: [Int: Int] = [:]
    var proposalsTold = Register()
    var decisionsTold = Register()
    var disputesTold = Register()
    var stakesTold = Register()
    var positions = Register()

    /// How many of each there have been, for their identifiers.
    struct Counts {
        var documents = 0
        var sessions = 0
        var proposals = 0
        var decisions = 0
        var disputes = 0
        var stakes = 0
        var offsets = 0
        var labels = 0
    }
}
