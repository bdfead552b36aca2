import TestHistories

/// A random small case of which a plain model says what of it may be deposited.
///
/// Every text holds a word that stands nowhere else, so that it can be looked for.
struct PlainDeposit {
    /// A line of the case, and what the model has to know of it.
    struct Item {
        let line: String
        /// The word that is in its text, if it has one.
        var word: String?
        /// Whom it names.
        var people: [String] = []
        var sessions: [String] = []
        /// Whose the words are that are private in it.
        var speaker: String?
        /// Whether it tells of what was said or done in a session.
        var isProse = false
        /// Whether those who said or did it are named, each of them a person.
        var saysWhose = false
        /// The places of those that it is about.
        var about: [Int] = []
        /// Whose private title it holds.
        var titled: String?
        var isAlways = false
        /// A correction or a retraction.
        var isAmendment = false
    }

    private(set) var items: [Item] = []
    private var given: [String: (day: Int, archives: Bool)] = [:]
    private var ended: [String: Int] = [:]
    private var withdrawn: [String: Set<String>] = [:]
    private var isGone: Set<String> = []
    private var present: [String: [String]] = [:]
    private var retracted: Set<Int> = []
    private var day = 0

    static let recruited = ["p01", "p02", "p03"]
    /// Somebody who was only identified.
    static let stranger = "p04"
    static let everybody = recruited + [stranger]

    init(seed: UInt64) {
        var random = SeededRandom(seed)
        add(#"{"type":"case.opened","occurred":"2017","data":{"case":"elm","title":"Elm"}}"#)
        add(#"{"type":"group.identified","occurred":"2017","data":{"group":"wards","name":"The wards"}}"#)
        for person in Self.recruited {
            let word = nextWord
            add(
                #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"\#(person)","title":"Of \#(word)","sector":"other"}}"#
            ) {
                ($0.word, $0.people, $0.titled) = (word, [person], person)
            }
        }
        add(
            #"{"type":"person.identified","occurred":"2018","data":{"person":"p04","title":"Of \#(nextWord)","sector":"other"}}"#
        ) { ($0.people, $0.titled) = ([Self.stranger], Self.stranger) }
        for number in 1...3 { addSession("talk-\(number)", &random) }
        for _ in 0..<random.number(4...24) { addAny(&random) }
    }

    // MARK: The model

    /// Which items are deposited.
    var deposited: Set<Int> {
        var found = Set(items.indices.filter(isAllowed))
        while true {
            let left = found.filter { items[$0].about.allSatisfy(found.contains) }
            if left.count == found.count { return found }
            found = left
        }
    }

    private func isAllowed(_ place: Int) -> Bool {
        let item = items[place]
        if item.isAmendment || retracted.contains(place) { return false }
        if item.isAlways { return true }
        guard item.people.allSatisfy({ allows($0, item.sessions) }) else { return false }
        if let speaker = item.speaker {
            guard isAsked(speaker), !isGone.contains(speaker) else { return false }
        }
        if let titled = item.titled, isGone.contains(titled) { return false }
        guard item.isProse, !item.saysWhose else { return true }
        return item.sessions.allSatisfy { session in
            (present[session] ?? []).allSatisfy { allows($0, [session]) }
        }
    }

    private func isAsked(_ person: String) -> Bool {
        Self.recruited.contains(person) || given[person] != nil || ended[person] != nil || withdrawn[person] != nil
    }

    private func allows(_ person: String, _ sessions: [String]) -> Bool {
        guard isAsked(person) else { return true }
        guard let given = given[person], given.archives, ended[person] ?? -1 < given.day else { return false }
        return withdrawn[person, default: []].isDisjoint(with: sessions)
    }

    // MARK: Making

    private var nextWord: String { "zq\(items.count)w" }

    private mutating func add(_ line: String, _ change: (inout Item) -> Void = { _ in }) {
        // A label, so that later lines can name it.
        var item = Item(line: #"{"id":"@\#(items.count)","# + line.dropFirst())
        change(&item)
        items.append(item)
    }

    private mutating func addSession(_ session: String, _ random: inout SeededRandom) {
        let people = random.some(of: Self.everybody, upTo: 3)
        present[session] = people
        add(
            #"{"type":"session.started","occurred":"2018-02","data":{"session":"\#(session)","kind":"meeting","participants":\#(people)}}"#
        ) {
            $0.people = people
            $0.sessions = [session]
        }
        guard random.happens(30) else { return }
        let late = random.pick(Self.everybody)
        present[session]?.append(late)
        add(
            #"{"type":"attendance.noted","occurred":"2018-02","data":{"session":"\#(session)","actor":"\#(late)","how":"present"}}"#
        ) {
            $0.people = [late]
            $0.sessions = [session]
        }
    }

    private mutating func addAny(_ random: inout SeededRandom) {
        switch random.number(0...9) {
        case 0...2: addConsent(&random)
        case 3...4: addExcerpt(&random)
        case 5...6: addObservation(&random)
        case 7: addMemo(&random)
        case 8: addAmendment(&random)
        default:
            let person = random.pick(Self.everybody)
            add(
                #"{"type":"membership.began","occurred":"2018-03","data":{"member":"\#(person)","of":"wards"}}"#
            ) { $0.people = [person] }
        }
    }

    private mutating func addConsent(_ random: inout SeededRandom) {
        let person = random.pick(Self.everybody)
        day += 1
        let date = "2019-0\(1 + day / 28)-\(day % 28 < 9 ? "0" : "")\(day % 28 + 1)"
        if random.happens(65) {
            let archives = random.happens(80)
            given[person] = (day, archives)
            add(
                #"{"type":"consent.given","occurred":"\#(date)","data":{"participant":"\#(person)","scope":["record","quote"\#(archives ? #","archive""# : "")],"how":"\#(nextWord)"}}"#
            ) { $0.isAlways = true }
            return
        }
        let session = random.happens(50) ? "talk-\(random.number(1...3))" : nil
        let isForAll = random.happens(50)
        if let session {
            withdrawn[person, default: []].insert(session)
        } else {
            ended[person] = day
            if isForAll { isGone.insert(person) }
        }
        let scope = session.map { #""session","session":"\#($0)""# } ?? (isForAll ? #""all""# : #""future""#)
        add(
            #"{"type":"consent.withdrawn","occurred":"\#(date)","data":{"participant":"\#(person)","scope":\#(scope)}}"#
        ) { $0.isAlways = true }
    }

    private mutating func addExcerpt(_ random: inout SeededRandom) {
        let (word, session) = (nextWord, "talk-\(random.number(1...3))")
        let speaker = random.happens(70) ? random.pick(Self.everybody + ["wards"]) : nil
        let isPerson = speaker.map(Self.everybody.contains) ?? false
        let named = speaker.map { #","speaker":"\#($0)""# } ?? ""
        add(
            #"{"type":"excerpt.recorded","occurred":"2018-02","sources":["\#(session)"],"note":"A \#(word)","data":{"text":"\#(word) said"\#(named)}}"#
        ) {
            ($0.word, $0.sessions, $0.isProse, $0.saysWhose) = (word, [session], true, isPerson)
            if isPerson { ($0.people, $0.speaker) = (speaker.map { [$0] } ?? [], speaker) }
        }
    }

    private mutating func addObservation(_ random: inout SeededRandom) {
        let word = nextWord
        let session = random.happens(70) ? "talk-\(random.number(1...3))" : nil
        let by = random.happens(50) ? random.some(of: Self.everybody, upTo: 2) : []
        let about = random.happens(30) ? [random.pick(Self.everybody)] : []
        let sources = session.map { #""sources":["\#($0)"],"# } ?? ""
        let named = (by.isEmpty ? "" : #","by":\#(by)"#) + (about.isEmpty ? "" : #","actors":\#(about)"#)
        add(#"{"type":"observation.noted","occurred":"2018-02",\#(sources)"data":{"text":"\#(word)"\#(named)}}"#) {
            ($0.word, $0.sessions, $0.isProse) = (word, session.map { [$0] } ?? [], true)
            ($0.people, $0.saysWhose) = (by + about, !by.isEmpty)
            if by.count == 1 { $0.speaker = by[0] }
        }
    }

    /// A memo, or codes, about something.
    private mutating func addMemo(_ random: inout SeededRandom) {
        let target = random.number(1...items.count - 1)
        guard !items[target].isAmendment else { return }
        if random.happens(50) {
            add(
                #"{"type":"coding.added","occurred":"2018-05","data":{"on":"@\#(target)","codes":["resources"]}}"#
            ) { $0.about = [target] }
            return
        }
        let (word, session) = (nextWord, random.happens(40) ? "talk-\(random.number(1...3))" : nil)
        let about = #""@\#(target)""# + (session.map { #","\#($0)""# } ?? "")
        add(#"{"type":"memo.written","occurred":"2018-05","data":{"text":"\#(word)","about":[\#(about)]}}"#) {
            ($0.word, $0.about, $0.sessions, $0.isProse) = (word, [target], session.map { [$0] } ?? [], true)
        }
    }

    private mutating func addAmendment(_ random: inout SeededRandom) {
        let target = random.number(2...items.count - 1)
        guard items[target].word != nil, !items[target].isAmendment, items[target].isProse else { return }
        if random.happens(50) {
            retracted.insert(target)
            add(#"{"type":"event.retracted","occurred":"2020","data":{"event":"@\#(target)","reason":"x"}}"#) {
                $0.isAmendment = true
            }
            return
        }
        // The words of before do not stand any more, and are given away nowhere.
        let word = nextWord
        items[target].word = word
        add(
            #"{"type":"event.corrected","occurred":"2020","data":{"event":"@\#(target)","reason":"x","note":"\#(word)","data":{"text":"\#(word)"}}}"#
        ) { $0.isAmendment = true }
    }
}
