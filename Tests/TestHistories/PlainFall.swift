import CaseModel

/// What falls with events that are thought away, in the plainest way: look at all events until nothing more falls.
package struct PlainFall {
    private let feeds: [TestFeed]
    private let amendments: [String: String]

    package init(_ feeds: [TestFeed]) {
        self.feeds = feeds
        let events = PlainFall.events(of: feeds)
        amendments = Dictionary(
            events.compactMap { event in Self.target(of: event).map { (event.id, $0) } }
        ) { first, _ in first }
    }

    /// The ids of some events with all that fall with them.
    package func events(fallingWith events: Set<String>) -> Set<String> {
        var fallen = events
        var undone: Set<String> = []
        repeat {
            undone.formUnion(fallen.filter(isOfOthers(among: fallen)))
            fallen = Self.fall(fallen, PlainCase(without(undone)), PlainFall.events(of: feeds))
        } while !fallen.filter(isOfOthers(among: fallen)).isSubset(of: undone)
        return fallen
    }

    /// The feeds with lines of no meaning in the place of some events.
    package func without(_ events: Set<String>) -> [TestFeed] {
        feeds.map { feed in
            TestFeed(
                feed.name,
                feed.lines.enumerated().map { index, line in
                    let id = "\(feed.name)/\(index + 1)"
                    guard events.contains(id), let value = try? JSONParser.parse(line) else { return line }
                    let blank: JSONValue = ["mark": "blank"]
                    return bytes(
                        value.replacing("type", by: .string("nothing.happened")).replacing("data", by: blank))
                })
        }
    }

    /// Whether a correction or a retraction bears on an event that does not fall itself.
    private func isOfOthers(among fallen: Set<String>) -> (String) -> Bool {
        { id in
            guard amendments[id] != nil else { return false }
            var base = id
            for _ in 0...amendments.count {
                guard let target = amendments[base] else { return !fallen.contains(base) }
                base = target
            }
            return true
        }
    }

    private static func fall(_ events: Set<String>, _ plain: PlainCase, _ stored: [PlainEvent]) -> Set<String> {
        var fallen = events
        while true {
            let fell = { (cause: String) -> Bool in
                if cause.contains("/") { return fallen.contains(cause) }
                let definers = plain.current.filter { defines($0, cause) }
                return !definers.isEmpty && definers.allSatisfy { fallen.contains($0.id) }
            }
            let more = (plain.current + stored.filter { target(of: $0) != nil }).filter { event in
                !fallen.contains(event.id) && causes(of: event).contains(where: fell)
            }
            if more.isEmpty { return fallen }
            fallen.formUnion(more.map(\.id))
        }
    }

    private static func causes(of event: PlainEvent) -> [String] {
        let field = ["dispute.reignited": "by", "dispute.held": "despite"][event.type]
        return event.because + (field.map { event.texts($0) } ?? []) + [target(of: event)].compactMap(\.self)
    }

    private static func target(of event: PlainEvent) -> String? {
        event.type == "event.corrected" || event.type == "event.retracted" ? event.text("event") : nil
    }

    private static func defines(_ event: PlainEvent, _ id: String) -> Bool {
        guard let type = EventType(rawValue: event.type) else { return false }
        return EventDescription.of(type).fields.contains { field in
            if case .defines = field.role { event.text(field.name) == id } else { false }
        }
    }

    /// Every event that this version can type, as stored.
    private static func events(of feeds: [TestFeed]) -> [PlainEvent] {
        feeds.flatMap { feed in
            feed.lines.enumerated().compactMap { PlainEvent($1, feed: feed.name, sequence: $0 + 1) }
        }
    }
}
