import CaseModel
import Synchronization
import Testing

@testable import CaseStore

/// The single-key codes and states of a session that goes on are those that a program finds which is started anew.
struct SessionKeysTests {
    private static let at = EDTF("2022-03-05T10:00:00+00:00") ?? EDTF(DatePoint())
    private static let setting = ["!key d state #deadlocked", "!key l #listening"]

    private let shop: Workshop
    private let folder: CaseFolder

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", Input.small)
    }

    /// What a session holds of its keys, once an entry has looked at them.
    private func keys(_ live: LiveSession) throws -> KeyCodes {
        _ = try live.enter(Entry("words"), at: Self.at)
        return live.state.withLock(\.standing.keys)
    }

    private func keysOfNext() throws -> KeyCodes {
        let next = try shop.session(folder)
        try next.goOn(with: #require(next.running().first).id, at: Self.at)
        return try keys(next)
    }

    @Test(arguments: [
        ["d"], ["d", "d"], ["d", "!undo"], ["d", "d", "!undo"], ["d", "!undo", "!undo 7"],
        ["d", "!fix Nothing of the kind"],
        ["#deadlocked begins"], ["#deadlocked begins", "d"], ["d", "!fix Nothing", "!undo"], ["!undo"],
        ["!key d #other"],
        ["!key d #other", "!undo"], ["!key d"], ["Words", "!undo", "d"], ["Words", "!fix #deadlocked begins"],
    ])
    func `whatever was pressed, taken back and put right`(texts: [String]) throws {
        let live = try shop.session(folder)
        _ = try live.start(NewSession(), at: Self.at)
        for text in Self.setting + texts {
            _ = try live.enter(Entry(text), at: Self.at)
            #expect(try keys(live) == keysOfNext(), "\(text)")
        }
    }

    @Test func `what another device has taken back of them is no key any more`() throws {
        let live = try shop.session(folder)
        _ = try live.start(NewSession(), at: Self.at)
        guard case .recorded(let set) = try live.enter(Entry("!key d state #deadlocked"), at: Self.at) else { return }
        #expect(try keys(live).keys.count == 1)
        let other = try shop.session(folder, shop.device("other"))
        _ = try other.enter(Entry("!undo \(set.ids[set.main])"), at: Self.at)
        #expect(try keys(live).keys.isEmpty)
    }

    @Test func `what another program on this device has set and pressed counts here`() throws {
        let live = try shop.session(folder)
        _ = try live.start(NewSession(), at: Self.at)
        _ = try live.enter(Entry("words"), at: Self.at)
        let other = try shop.session(folder)
        try other.goOn(with: #require(other.running().first).id, at: Self.at)
        for text in ["!key d state #deadlocked", "d", "words", "d", "!undo", "!key d"] {
            _ = try other.enter(Entry(text), at: Self.at)
            #expect(try keys(live) == keysOfNext(), "\(text)")
            #expect(try keys(other) == keysOfNext(), "\(text)")
        }
    }

    @Test func `behind its end they mean nothing, nor in a session of another device`() throws {
        let live = try shop.session(folder)
        _ = try live.start(NewSession(), at: Self.at)
        for text in Self.setting + ["!end"] { _ = try live.enter(Entry(text), at: Self.at) }
        #expect(try keys(live) == KeyCodes())
        _ = try live.start(NewSession(), at: Self.at)
        _ = try live.enter(Entry("!key l #listening"), at: Self.at)
        let other = try shop.session(folder, shop.device("other"))
        _ = try other.start(NewSession(), at: Self.at)
        try live.goOn(with: #require(other.run?.id), at: Self.at)
        #expect(try keys(live) == KeyCodes())
    }
}
