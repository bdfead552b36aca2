/// The order in which a case is told: each feed introduces itself, then the feeds take turns, a stretch of years each
/// time, so that the same years are told of by one after the other.
struct Story {
    /// Raise when the same seed makes other lines than before.
    static let version = 2
    /// How much of the case each feed tells of, when there are three.
    private static let shares = [0.45, 0.35, 0.2]
    /// One line in so many does not fit the case and is recorded all the same.
    private static let oddity = 1000

    let folder: String
    let events: Int
    let rounds: Int
    private var generator: Generator
    private var written = 0
    private var fileNumber = 0
    /// For each day, how much was done by its end.
    private let activity: [Double]

    init(folder: String, seed: UInt64, events: Int, feeds: Int) {
        self.folder = folder
        self.events = events
        rounds = feeds == 1 ? 1 : 4
        generator = Generator(seed: seed, events: events, feeds: feeds)
        activity = Self.activity(seed)
    }

    /// Writes all files, numbered in the order in which they are to be imported.
    mutating func tell() throws {
        for feed in generator.feeds.indices { try introduce(feed) }
        for round in 0..<rounds {
            for feed in generator.feeds.indices { try tell(feed, round) }
        }
    }

    private mutating func introduce(_ feed: Int) throws {
        generator.current = feed
        generator.today = 0
        var file = try OutputFile(path(feed))
        if feed == 0 { generator.openCase() } else { generator.observe() }
        try finish(&file, from: 1)
    }

    private mutating func tell(_ feed: Int, _ round: Int) throws {
        generator.current = feed
        generator.feeds[feed].labels = Ring(50)
        let isLast = round == rounds - 1 && feed == generator.feeds.count - 1
        let share = generator.feeds.count == 1 ? 1 : Self.shares[feed] / Double(rounds)
        let count = isLast ? events - written : Int(share * Double(events))
        let odd = generator.feeds.count == 1 ? 0 : count / Self.oddity
        var file = try OutputFile(path(feed))
        let first = generator.feeds[feed].sequence
        for index in 0..<(count - odd) {
            generator.today = day((Double(round) + Double(index) / Double(count)) / Double(rounds))
            generator.tellNext()
            try file.write(&generator.sheet, atLeast: 1 << 20)
        }
        try finish(&file, from: first)
        if odd > 0 { try tellOddities(feed, odd) }
    }

    private mutating func tellOddities(_ feed: Int, _ count: Int) throws {
        var file = try OutputFile(path(feed, isOdd: true))
        let first = generator.feeds[feed].sequence
        for _ in 0..<count { generator.tellOddity() }
        try finish(&file, from: first)
    }

    private mutating func finish(_ file: inout OutputFile, from first: Int) throws {
        written += generator.feeds[generator.current].sequence - first
        try file.write(&generator.sheet, atLeast: 1)
    }

    private mutating func path(_ feed: Int, isOdd: Bool = false) -> String {
        fileNumber += 1
        let number = fileNumber < 10 ? "0\(fileNumber)" : "\(fileNumber)"
        let letter = Character(Unicode.Scalar(generator.feeds[feed].letter))
        return "\(folder)/\(number)-\(letter)\(isOdd ? "-odd" : "").jsonl"
    }

    /// The day by which a part of everything was done.
    private func day(_ part: Double) -> Int {
        let sought = part * activity[activity.count - 1]
        var (low, high) = (0, activity.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if activity[middle] <= sought { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Weekends and Augusts are quiet, and some weeks busier than others.
    private static func activity(_ seed: UInt64) -> [Double] {
        var random = Random(seed: seed &+ 1)
        let days = Days()
        var (sum, busyness) = (0.0, 1.0)
        return (0..<Days.count).map { day in
            // 2016 began on a Friday.
            let weekday = (day + 4) % 7
            if weekday == 0 { busyness = 0.4 + random.unit() * 1.6 }
            let isQuiet = weekday > 4
            sum += busyness * (isQuiet ? 0.12 : 1) * (days.date(day).month == 8 ? 0.5 : 1)
            return sum
        }
    }
}
