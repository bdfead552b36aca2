import CaseModel
import EventLog
import TestHistories
import Testing

@testable import CaseStore

/// The last entries of a session, as a program has them that goes on with it.
struct RestoredSessionTests {
    /// What an entry became.
    private struct Kept: Equatable, CustomStringConvertible {
        let ids: [String]
        let main: Int
        let minted: [String]

        init(_ entry: RecentEntry) {
            ids = entry.ids
            main = entry.main
            minted = entry.minted.map { "\($0.mention) by \($0.line)" }
        }

        var description: String { "\(ids) about \(main), \(minted)" }
    }

    private let shop: Workshop
    private let folder: CaseFolder
    private let live: LiveSession
    /// Its clock stands still, as it does between entries that are stored together.
    private let device: Device

    private static let opened = Input.opened.replacing("\"elm\"", with: "\"oak\"")

    init() throws {
        shop = try Workshop()
        folder = try shop.make("oak", [Self.opened])
        let now = shop.device().now()
        device = Device(home: "\(shop.path)/home") { now }
        live = LiveSession(try shop.writer(folder, device), folder, device: device)
        _ = try live.start(NewSession(), at: AmendingTests.at(0))
    }

    /// - Returns: whether it was recorded.
    private func enter(_ text: String, _ step: Int) throws -> Bool {
        do {
            guard case .recorded = try live.enter(Entry(text), at: AmendingTests.at(step)) else { return false }
            return true
        } catch is EntryProblem {
            return false
        } catch is CaseWriter.Refused {
            return false
        }
    }

    private func restored() throws -> [Kept] {
        let again = LiveSession(try shop.writer(folder, device), folder, device: device)
        try again.goOn(with: "meeting-2022-03-05", at: AmendingTests.at(59))
        return again.recent.map(Kept.init)
    }

    /// An entry of each form but help and the end, each of which is recorded after those before it.
    private static let ofEachForm = [
        "!new organisation council", "!new dispute quarrel", "!propose @ann @ben #fresh-issue #fresh-theme : Plan",
        "!support @ann @council @zoe on plan : yes", "!oppose @ann @una on plan #hot #cold",
        "!ambivalent @v1 @v2 on plan because 6", "!withhold @v1 on plan", "!conditional @v3 @v1 on plan : if so",
        "!decide plan adopted by @board vote", "!dispute @d1 @d2 #own-issue : Who pays", "!dispute Where to meet",
        "!join who-pays @j1 @j2", "!leave who-pays @j1 @j2", "!deadlock who-pays by @k1 : stuck",
        "!resume-dispute who-pays", "!suspend who-pays : later", "!settle where-to-meet compromise without @h1",
        "!reignite where-to-meet #other-issue between @r1 : again", "!settle where-to-meet compromise",
        "!strategy #fresh-strategy by @s1 on who-pays towards @s2 @s3 #fresh-skill",
        "!gain @g1 @g2 finance on plan by @g3", "!loss @g1 @g2 workload on plan 2", "!neither @g1 @g4 role on plan",
        "!offer @g1 funding for g1-workload by @o1 : a yes", "!accept g1-funding", "!keep g1-funding",
        "!offer @g2 funding for g2-workload", "!decline g2-funding", "!offer @g2 assurance for g2-workload",
        "!accept g2-assurance", "!break g2-assurance", "!excerpt @e1 #fresh-code \"Nobody asked us\"",
        "!memo @m1 and @m2 are quiet", "!attend @ann @x1 @x2 left", "!attend @x3 deputised for @x4",
        "!document Minutes", "!pause", "!resume", "!key d state #stuckness", "!key e #fresh-point", "ed", "eed",
        "!key e",
        "hi @bob #news", "!undo", "!fix @tom was it", "!fix !gain @l1 @l2 finance on plan", "!undo",
        "!fix !dispute @n1 : Another thing", "!fix !new-words", "!gain @q1 @q2 voice on plan",
        "!fix !loss @q1 @q2 voice on plan",
        "!undo", "!undo", "@one, @two: we @three agree #maybe", "!fix @one: we do not #never",
    ]

    @Test func `entries of every form are what they were`() throws {
        var forms: Set<String> = []
        for (number, text) in Self.ofEachForm.enumerated() {
            let isRecorded = try enter(text, number + 1)
            if isRecorded, text.hasPrefix("!") {
                forms.insert(String(text.dropFirst().prefix { $0 != " " }))
            }
            if number % 12 == 0 { #expect(try restored() == live.recent.map(Kept.init), "\(text)") }
        }
        #expect(try restored() == live.recent.map(Kept.init))
        #expect(forms == Set(EntryForm.all.map(\.name)).subtracting(["help", "end", "held"]))
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func `entries in any order are what they were`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        for step in 1...45 {
            var words = random.pick(Self.ofEachForm + EntryForm.all.map(\.example)).split(separator: " ").map(
                String.init)
            if words[0] == "!end" { continue }
            if random.happens(25) {
                words.insert(random.happens(50) ? "!fix" : "!undo \(random.number(5...60))", at: 0)
            }
            for _ in 0..<random.number(0...2) {
                words.insert(random.pick(["@who-\(step)", "#code-\(step)", "@ann", "@zoe", "#hot"]), at: words.count)
            }
            _ = try enter(words.joined(separator: " "), step)
        }
        #expect(try restored() == live.recent.map(Kept.init))
    }

    @Test func `an undo or a fix in a new run takes in all of an entry`() throws {
        let support = ["!propose Plan A", "!support @lead @council on plan-a : yes"]
        for (number, text) in support.enumerated() { #expect(try enter(text, number + 1)) }
        var counts: [Int] = []
        for (number, text) in ["!undo", "!undo 8", "!fix !oppose @lead @new on plan-a", "!undo 17"].enumerated() {
            let again = LiveSession(try shop.writer(folder, device), folder, device: device)
            try again.goOn(with: "meeting-2022-03-05", at: AmendingTests.at(10))
            guard case .recorded(let recorded) = try again.enter(Entry(text), at: AmendingTests.at(11 + number)) else {
                continue
            }
            counts.append(recorded.ids.count)
        }
        // The council is made known by the first, and named by none of the others.
        #expect(counts == [4, 4, 6, 6])
    }
}
