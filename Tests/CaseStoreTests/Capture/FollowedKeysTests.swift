import CaseModel
import CaseStore
import TestHistories
import Testing

/// The keys and states of a session as somebody tells them who follows the case.
struct FollowedKeysTests {
    private let shop: Workshop
    private let folder: CaseFolder
    private let live: LiveSession

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", Input.small)
        live = try shop.session(folder)
        _ = try live.start(NewSession(), at: AmendingTests.at(0))
    }

    private func codes(_ keys: inout FollowedKeys, _ followed: FollowedCase) throws -> KeyCodes {
        let run = try #require(live.run)
        return try keys.codes(of: run, in: try #require(run.starts.keys.first), followed)
    }

    /// Enters something that may be refused.
    ///
    /// - Returns: the number of the event that it is about.
    @discardableResult
    private func enter(_ text: String, _ step: Int) throws -> Int? {
        do {
            guard case .recorded(let recorded) = try live.enter(Entry(text), at: AmendingTests.at(step)) else {
                return nil
            }
            return Int(recorded.ids[recorded.main].split(separator: "/").last ?? "")
        } catch is EntryProblem {
            return nil
        } catch is CaseWriter.Refused {
            return nil
        }
    }

    @Test(arguments: 1...24 as ClosedRange<UInt64>)
    func `gone on from step by step they are what all lines tell, and what the session itself goes by`(
        seed: UInt64
    ) throws {
        var random = SeededRandom(seed)
        var followed = try FollowedCase(folder, device: shop.device())
        var keys = FollowedKeys()
        var numbers: [Int] = []
        for step in 1...30 {
            let named = numbers.isEmpty || random.happens(40) ? "" : " \(random.pick(numbers))"
            let setting = random.pick([
                "!key a #listening", "!key a #waiting", "!key a", "!key s state #stalling", "!key s state #arguing",
            ])
            let text = random.pick([setting, setting, "a", "s", "as", "Words", "!undo\(named)", "!fix\(named) a b"])
            if let number = try enter(text, step) { numbers.append(number) }
            // Some steps go by unseen.
            guard random.happens(70) else { continue }
            _ = try followed.refresh()
            let told = try codes(&keys, followed)
            var anew = FollowedKeys()
            #expect(try told == codes(&anew, followed), "\(text), step \(step)")
        }
        _ = try followed.refresh()
        let told = try codes(&keys, followed)
        for (letter, key) in told.keys {
            guard let number = try enter(String(letter), 40) else { continue }
            let event = try #require(try shop.open(folder).lines().first { $0.contains("/\(number)\",\"type\"") })
            let words = key.isState ? (told.begun[key.code] == nil ? " begins" : " ends") : ""
            #expect(event.contains("\"text\":\"#\(key.code)\(words)\""))
        }
    }

    @Test func `somebody who looked earlier is told what was so then`() throws {
        var followed = try FollowedCase(folder, device: shop.device())
        var keys = FollowedKeys()
        try enter("!key a #listening", 1)
        _ = try followed.refresh()
        let earlier = followed
        try enter("!key b #waiting", 2)
        try enter("!undo 5", 3)
        _ = try followed.refresh()
        #expect(try codes(&keys, followed).keys.keys.sorted() == ["a", "b"])
        #expect(try codes(&keys, earlier).keys.keys.sorted() == ["a"])
        #expect(try codes(&keys, followed).keys.keys.sorted() == ["a", "b"])
    }

    @Test
    func
        `a session that is begun once more in the same feed, against the rule, has the keys that are set from then on`()
        throws
    {
        var followed = try FollowedCase(folder, device: shop.device())
        var keys = FollowedKeys()
        try enter("!key a #listening", 1)
        _ = try followed.refresh()
        #expect(try codes(&keys, followed).keys.count == 1)
        let id = try #require(live.run?.id)
        let again =
            #"{"type":"session.started","occurred":"2022-03-05T10:05:00+00:00","data":{"session":"\#(id)","kind":"meeting"}}"#
        _ = try shop.writer(folder).append(Workshop.input([again]), CaseWriter.Manner(isForced: true))
        try live.refresh()
        _ = try followed.refresh()
        var anew = FollowedKeys()
        #expect(try codes(&keys, followed) == codes(&anew, followed))
        #expect(try codes(&keys, followed).keys.isEmpty)
    }

    @Test func `what a program records besides sets no key, neither here nor for the session`() throws {
        let memo = #"{"type":"memo.written","occurred":"2022-03-05","data":{"text":"!key a #x","kind":"instrument"}}"#
        _ = try shop.writer(folder).append(Workshop.input([memo]))
        let followed = try FollowedCase(folder, device: shop.device())
        var keys = FollowedKeys()
        #expect(try codes(&keys, followed).keys.isEmpty)
        let again = try shop.session(folder)
        try again.goOn(with: try #require(live.run?.id), at: AmendingTests.at(1))
        _ = try again.enter("a", at: AmendingTests.at(2))
        #expect(try shop.open(folder).lines { $0.types = ["observation.noted"] }[0].contains("\"text\":\"a\""))
    }
}
