package import CaseModel
package import EventLog

/// What a withdrawal reaches, for those who decide on it.
package struct WithdrawalReach: Sendable {
    /// An event in which others may speak of the person.
    package struct Mention: Sendable {
        package let event: String
        /// Where in the event, such as `data.text`.
        package let field: String
        package let words: String
    }

    /// The events that hold words of the person, by type: those will be gone.
    package fileprivate(set) var events: [String: [String]] = [:]
    /// The feeds that hold such words: their devices have keys of their own.
    package fileprivate(set) var feeds: Set<String> = []
    /// What stays readable, and may speak of the person: for somebody to judge.
    package fileprivate(set) var mentions: [Mention] = []
    /// What was not to be read.
    package fileprivate(set) var damage: [Damage] = []

    package var eventCount: Int { events.values.reduce(0) { $0 + $1.count } }
}

extension Case {
    /// Looks through every line for what a withdrawal reaches.
    ///
    /// - Parameters:
    ///   - names: what the person is called.
    package func reach(of intent: WithdrawalIntent, names: [String], _ history: CaseHistory) throws -> WithdrawalReach {
        let search = ReachSearch(intent, names: names)
        let (found, damage) = try reading().scan(history) { history, frame, feed in
            var found: [ReachSearch.Found] = []
            frame.forEachLine(Array(frame.firstSequence..<frame.nextSequence)) { _, range in
                let line = Lines.copy(frame.bytes, range)
                if let one = search.look(at: line, shown: history.shown(line)) { found.append(one) }
            }
            return found
        }
        var reach = WithdrawalReach()
        reach.damage = damage
        for one in found.sorted(by: { $0.order < $1.order }) {
            if one.isOwn {
                reach.events[one.type, default: []].append(one.event)
                reach.feeds.insert(String(one.event.split(separator: "/").first ?? ""))
            }
            reach.mentions += one.mentions
        }
        return reach
    }
}

/// Looks for words of a person, and for what is said about them.
private struct ReachSearch: Sendable {
    struct Found: Sendable {
        let event: String
        let type: String
        let isOwn: Bool
        let mentions: [WithdrawalReach.Mention]

        var order: (String, UInt64) {
            let parts = event.split(separator: "/")
            return (String(parts.first ?? ""), parts.last.flatMap { UInt64($0) } ?? 0)
        }
    }

    private let intent: WithdrawalIntent
    private let names: [String]

    init(_ intent: WithdrawalIntent, names: [String]) {
        self.intent = intent
        // A part of a name that is a word of its own is looked for as well, unless it is too short to tell anything.
        let parts = names.flatMap { name in name.split(separator: " ").map(String.init).filter { $0.count > 3 } }
        self.names = Set(names + parts).map { $0.lowercased() }.filter { !$0.isEmpty }.sorted()
    }

    /// - Parameter shown: the line with words in the place of private texts.
    func look(at line: [UInt8], shown: [UInt8]) -> Found? {
        guard let stored = try? JSONParser.parse(line), let id = stored["id"]?.string else { return nil }
        let open = (try? JSONParser.parse(shown)) ?? stored
        var isOwn = false
        var own: Set<String> = []
        _ = PrivateFields.mapped(stored) { field in
            if let subject = PrivateText(field.value).flatMap({ Subject($0.subject) }), isWithdrawn(subject) {
                isOwn = true
                own.insert(field.name)
            }
            return nil
        }
        let isAbout = names(of: stored).contains(intent.participant)
        var mentions: [WithdrawalReach.Mention] = []
        _ = PrivateFields.mapped(open) { field in
            guard let words = field.value.string, !own.contains(field.name), Self.isProse(field.name, stored),
                isAbout || isNamed(in: words)
            else { return nil }
            mentions.append(WithdrawalReach.Mention(event: id, field: field.name, words: words))
            return nil
        }
        guard isOwn || !mentions.isEmpty else { return nil }
        return Found(event: id, type: stored["type"]?.string ?? "", isOwn: isOwn, mentions: mentions)
    }

    private func isWithdrawn(_ subject: Subject) -> Bool {
        intent.subject.map { withdrawn in withdrawn.covers(subject) } ?? false
    }

    private func isNamed(in words: String) -> Bool {
        let words = words.lowercased()
        return names.contains { name in words.contains(name) }
    }

    /// Whether a field holds words rather than identifiers.
    private static func isProse(_ name: String, _ line: JSONValue) -> Bool {
        guard name.hasPrefix("data."), let type = line["type"]?.string.flatMap(EventType.init(rawValue:)) else {
            return name == "note"
        }
        let shape = EventDescription.of(type).field(String(name.dropFirst(5)))?.shape
        return shape == .words || shape == .text || type == .eventCorrected
    }

    /// The identifiers that an event names.
    private func names(of line: JSONValue) -> Set<String> {
        var found: Set<String> = []
        func add(_ value: JSONValue) {
            if let text = value.string { found.insert(text) }
            for element in value.array ?? [] { add(element) }
        }
        for member in line["data"]?.members ?? [] { add(member.value) }
        if let told = line["told_by"] { add(told) }
        return found
    }
}
