import CaseModel
import CaseStore
import TestHistories
import Testing

/// Every history in `events/` is imported as people import it, and says what its sources say.
struct BundledHistoriesTests {
    private let shop: Workshop

    init() throws { shop = try Workshop(year: 2026) }

    @Test(arguments: [
        ("public/north-west-london.jsonl", 81), ("public/shropshire.jsonl", 52), ("public/staffordshire.jsonl", 60),
        ("public/nottinghamshire.jsonl", 73), ("stp/willow.jsonl", 252), ("stp/elm.jsonl", 352), ("stp/oak.jsonl", 194),
        ("england/england.jsonl", 1880),
    ])
    func `a history imports whole, and fits together`(file: String, count: Int) throws {
        let opened = try shop.open(shop.makeBundled(file))
        #expect(opened.lineCount == count)
        var (history, damage) = try opened.history()
        #expect(damage.isEmpty)
        #expect(history.opaqueCount == 0)
        try opened.examine(&history)
        #expect(history.anomalies.map(\.message) == [])
    }

    @Test(arguments: [("willow", 26, 29, 12, 22), ("elm", 32, 38, 12, 22), ("oak", 14, 16, 4, 5)])
    func `a case of the study has its participants, interviews, meetings and hours`(
        name: String, participants: Int, interviews: Int, meetings: Int, hours: Int
    ) throws {
        let opened = try shop.open(shop.makeBundled("stp/\(name).jsonl"))
        let lines = try opened.lines { $0.isCorrected = true }.map { try JSONParser.parse(Array($0.utf8)) }
        func data(_ type: String) -> [JSONValue] {
            lines.filter { $0["type"]?.string == type }.compactMap { $0["data"] }
        }
        let recruited = Set(data("participant.recruited").compactMap { $0["participant"]?.string })
        #expect(recruited.count == participants)
        var kinds: [String: String] = [:]
        for session in data("session.started") { kinds[session["session"]?.string ?? ""] = session["kind"]?.string }
        #expect(kinds.values.filter { $0 == "interview" }.count == interviews)
        #expect(kinds.values.filter { $0 == "meeting" }.count == meetings)
        #expect(kinds.values.filter { $0 == "focus-group" }.count == (name == "oak" ? 2 : 0))
        let minutes = data("session.ended").reduce(0) { sum, session in
            guard kinds[session["session"]?.string ?? ""] == "meeting", case .integer(let minutes)? = session["minutes"]
            else { return sum }
            return sum + minutes
        }
        #expect(minutes == hours * 60)
    }

    private func fieldwork(_ name: String) throws -> FieldworkView {
        let opened = try shop.open(shop.makeBundled("stp/\(name).jsonl"))
        var (history, _) = try opened.history()
        let (found, damage) = try opened.lookUp(.evidence, in: &history, at: .max)
        #expect(damage.isEmpty)
        return FieldworkView(Viewpoint(history), found)
    }

    @Test(arguments: [("willow", 26, 29, 12, 22, 0), ("elm", 32, 38, 12, 22, 0), ("oak", 14, 16, 4, 5, 2)])
    func `fieldwork has the participants, sessions and hours of a case of the study`(
        name: String, participants: Int, interviews: Int, meetings: Int, hours: Int, focusGroups: Int
    ) throws {
        let view = try fieldwork(name)
        #expect(view.participants.count == participants)
        #expect(view.interviewed == participants)
        let kinds = Dictionary(uniqueKeysWithValues: view.kinds.map { ($0.kind, $0.length) })
        #expect(kinds[.interview]?.sessions == interviews)
        #expect(kinds[.interview]?.minutes == nil)
        #expect(kinds[.meeting]?.sessions == meetings)
        #expect(kinds[.meeting]?.minutes == hours * 60)
        #expect(kinds[.focusGroup]?.sessions ?? 0 == focusGroups)
        #expect(view.length.minutes == hours * 60)
        #expect(view.approvals.count == 2)
    }

    @Test func `the fieldwork of the three cases together is that of the study`() throws {
        let views = try ["willow", "elm", "oak"].map(fieldwork)
        func sum(_ number: (FieldworkView) -> Int) -> Int { views.reduce(0) { $0 + number($1) } }
        func sessions(_ kind: SessionKind) -> Int {
            sum { view in view.kinds.first { $0.kind == kind }?.length.sessions ?? 0 }
        }
        #expect(sum { $0.participants.count } == 72)
        #expect(sum(\.interviewed) == 72)
        #expect(sessions(.interview) == 83)
        #expect(sessions(.meeting) == 28)
        #expect(sessions(.focusGroup) == 2)
        #expect(sum { $0.length.minutes ?? 0 } == 49 * 60)
    }

    @Test func `North West London is refused, comes back, and is carried`() throws {
        let opened = try shop.open(shop.makeBundled("public/north-west-london.jsonl"))
        func dispute(at: String? = nil, known: String? = nil, recorded: String? = nil) throws -> DisputesView.Dispute? {
            try DisputesView(opened.viewpoint(at: at, known: known, recorded: recorded)).disputes.first
        }
        let refused = try #require(try dispute(at: "2020-10-15"))
        #expect(refused.state == "settled")
        #expect(refused.episodes.map { $0.settlement?.date.text } == ["2020-09-29~"])
        let carried = try #require(try dispute(at: "2020-11-15"))
        #expect(carried.state == "settled")
        #expect(carried.episodes.map { $0.opened.text } == ["2019-05-29", "2020-10-29~"])
        #expect(carried.episodes.map { $0.settlement?.date.text } == ["2020-09-29~", "2020-10-29~"])
        #expect(carried.episodes[1].cause.count >= 2)
        // Before the re-ballot was reported nobody knew of it, whatever date is asked about.
        let known = try #require(try dispute(at: "2020-11-15", known: "2020-10-28"))
        #expect(known.episodes.count == 1)
        #expect(try dispute(known: "2019-05-28") == nil)
        #expect(try dispute(recorded: "2021-12-31") == nil)
        #expect(try opened.lines { $0.recorded = QueryTime("2021-12-31")?.latest ?? 0 }.isEmpty)
    }
}

/// The governance of England, counted as the official lookups have it.
struct EnglandTests {
    private let history: CaseHistory

    init() throws {
        let shop = try Workshop(year: 2026)
        history = try shop.open(shop.makeBundled("england/england.jsonl")).history().0
    }

    private func governance(_ at: Instant) -> (view: GovernanceView, groups: Set<String>, systems: Set<String>) {
        let viewpoint = Viewpoint(history, at: at)
        let view = GovernanceView(viewpoint)
        let tables = viewpoint.tables
        let groups = view.organisations.filter { $0.fields.kind.map { tables.text($0) } == "ccg" }
        let systems = view.bodies.filter { $0.fields.kind == .system }
        return (
            view, Set(groups.map { tables.text($0.fields.organisation) }),
            Set(systems.map { tables.text($0.fields.body) })
        )
    }

    private func end(_ day: String) -> Instant { QueryTime(day)?.latest ?? 0 }

    @Test func `there are as many groups and systems as the lookups list`() {
        let days = ["2017-04-01", "2018-04-01", "2019-04-01", "2020-04-01", "2021-04-01"]
        #expect(days.map { governance(end($0)).groups.count } == [207, 195, 191, 135, 106])
        #expect(days.dropFirst().map { governance(end($0) - 86_400_000).groups.count } == [207, 195, 191, 135])
        #expect(governance(end("2018-04-01")).systems.count == 44)
        #expect(governance(end("2019-04-01")).systems.count == 42)
    }

    @Test func `each group is in exactly one system, on every day of change and the day before`() {
        var days: Set<Instant> = []
        let whole = Viewpoint(history)
        for at in ["2017-04-01", "2018-04-01", "2019-04-01", "2020-04-01", "2021-04-01", "2019-04-03", "2018-06-07"] {
            let view = GovernanceView(Viewpoint(history, at: end(at)))
            for tie in view.memberships {
                days.formUnion([tie.span.since.effect] + [tie.span.until?.effect].compactMap { $0 })
            }
            for row in view.organisations {
                days.formUnion([row.span.since.effect] + [row.span.until?.effect].compactMap { $0 })
            }
        }
        let first = end("2017-04-01") - 86_399_999
        #expect(days.count >= 5)
        for day in days.flatMap({ [$0, $0 - 1] }) where day >= first {
            let (view, groups, systems) = governance(day)
            let memberships = view.memberships.filter { tie in
                groups.contains(whole.tables.text(tie.fields.member))
                    && systems.contains(whole.tables.text(tie.fields.of))
            }
            #expect(memberships.count == groups.count)
            #expect(Set(memberships.map { whole.tables.text($0.fields.member) }) == groups)
        }
    }

    @Test func `Nottinghamshire's six become one, and Bassetlaw is not among them`() {
        let before = governance(end("2020-03-31")).groups
        let after = governance(end("2020-04-01")).groups
        let six: Set = ["04e", "04h", "04k", "04l", "04m", "04n"]
        #expect(six.isSubset(of: before))
        #expect(six.isDisjoint(with: after))
        #expect(after.contains("52r"))
        #expect(before.contains("02q") && after.contains("02q"))
    }
}
