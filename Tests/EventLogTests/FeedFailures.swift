import Sampling
import Testing

@testable import EventLog

/// A feed of three lines, committed in two.
func feedOfThree(_ scene: Scene) throws -> (feed: FeedName, bytes: [UInt8]) {
    let writer = try scene.writer()
    try writer.add("one", "two")
    try writer.add("three")
    return (writer.feed, try framesOf(scene.path(writer.feed, SegmentName(first: 1, isSealed: false).description)))
}

/// Runs an operation again and again on fresh folders, with its first call failing, then its second, until none fails.
///
/// Whatever fails, what was acknowledged before is there after it, and what the operation appended is there or not, as
/// it said; the next program can append.
///
/// - Parameter fromThenOn: whether every later call fails as well, as if the program had been killed there.
func failEachCall(
    fromThenOn: Bool, prepare: (Scene) throws -> Void, operation: (Scene) throws -> Receipt?
) throws {
    var settings = LogSettings()
    settings.commitSizeMax = 1_000
    // With room for a commit in the padding, and without.
    let aheads: [UInt64] = fromThenOn ? sampled([16], whole: [16 << 10, 16]) : [16 << 10, 16]
    for ahead in aheads {
        settings.openAheadMin = ahead
        settings.openAheadMax = ahead
        try failEachCall(settings, fromThenOn: fromThenOn, prepare: prepare, operation: operation)
    }
}

private func failEachCall(
    _ settings: LogSettings, fromThenOn: Bool, prepare: (Scene) throws -> Void, operation: (Scene) throws -> Receipt?
) throws {
    var number = 0
    var isDone = false
    while !isDone {
        number += 1
        let faulty = FaultyFileSystem()
        let scene = Scene(fileSystem: faulty, settings: settings)
        try prepare(scene)
        let before = try allLines(scene)
        let failing = number
        faulty.fail { count, _ in (fromThenOn ? count >= failing : count == failing) ? Errno(5) : nil }
        var receipt: Receipt?
        var error: (any Error)?
        do { receipt = try operation(scene) } catch let thrown { error = thrown }
        isDone = faulty.entries.count < failing
        if isDone { #expect(error == nil, "Without a fault it works.") }
        faulty.heal()

        let after = try allLines(scene)
        #expect(Set(before).isSubset(of: after), "call \(failing): acknowledged lines were lost")
        if let receipt {
            #expect(after.count == before.count + Int(receipt.count), "call \(failing)")
        } else if !fromThenOn {
            #expect(after.count == before.count, "call \(failing): a refused commit is there")
        }
        let next = try scene.writer()
        let added = try next.add("next")
        #expect(try allLines(scene).count == after.count + 1, "call \(failing): \(added)")
        #expect(try scene.feeds.verify().isSound, "call \(failing)")
        #expect(try !scene.files(next.feed).contains { name in name.hasPrefix(".tmp-") }, "call \(failing)")
    }
    #expect(number > 10)
}

private func allLines(_ scene: Scene) throws -> [String] {
    try scene.feeds.list().feeds.flatMap { feed in try scene.lines(feed) }
}
