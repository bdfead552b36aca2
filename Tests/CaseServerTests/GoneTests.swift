import CaseModel
import CaseStore
import EventLog
import Foundation
import HTTPTypes
import Testing

@testable import CaseServer

/// What was there once: that it is gone is told, by the server and by whoever looks without it.
struct GoneTests {
    private static let names = ["anna", "bert"]

    private func record(_ text: String, in served: Served) async throws {
        for name in Self.names {
            #expect(try await served.append(Served.note("\(text) by \(name)"), [.observer: name]).status == 201)
        }
    }

    /// A study whose case was put back from a copy that is older than what two observers have recorded since.
    private func putBack() async throws -> Served {
        let served = try Served()
        let (files, study) = (FileManager.default, served.folder.appending(path: "study"))
        let (now, copy) = (study.appending(path: "elm.caselog"), served.folder.appending(path: "copy"))
        try await record("before", in: served)
        await served.server.finish()
        try files.copyItem(at: now, to: copy)
        let later = try Served(in: served.folder)
        try await record("after", in: later)
        await later.server.finish()
        try files.removeItem(at: now)
        try files.moveItem(at: copy, to: now)
        return served
    }

    @Test func `what an older copy has lost of observers is damage to every program on the device`() async throws {
        let served = try await putBack()
        for device in [served.device, served.device.observing(as: "anna"), served.device.observing(as: "carla")] {
            let damage = try Case(served.caseFolder(), device: device).damage
            #expect(damage.map(\.code) == [.rolledBack, .rolledBack], "\(damage)")
            #expect(Set(damage.compactMap { $0.feed.split(separator: "-").first }) == ["anna", "bert"])
        }
        let again = try Served(in: served.folder)
        #expect(try await again.ask(.get, "/api/cases/elm/views/timeline").json["incomplete"] != nil)
        await again.server.finish()
    }

    @Test func `another device knows nothing of it`() async throws {
        let served = try await putBack()
        let elsewhere = Device(home: served.folder.appending(path: "elsewhere").path)
        #expect(try Case(served.caseFolder(), device: elsewhere).damage.isEmpty)
    }

    @Test func `a feed of an observer that is not there at all is told of`() async throws {
        let served = try Served()
        try await record("one", in: served)
        await served.server.finish()
        let feeds = served.folder.appending(path: "study/elm.caselog/feeds")
        let gone = try #require(
            try FileManager.default.contentsOfDirectory(atPath: feeds.path).first { $0.hasPrefix("bert") })
        try FileManager.default.removeItem(at: feeds.appending(path: gone))
        let notes = try Case(served.caseFolder(), device: served.device).notes
        #expect(notes.filter { $0.code == .feedMissing }.map(\.feed) == [gone])
    }

    /// Moves a folder of the study, or out of it and back.
    private func move(_ place: String, to other: String, in served: Served) throws {
        try FileManager.default.moveItem(
            at: served.folder.appending(path: place), to: served.folder.appending(path: other))
    }

    @Test func `what an older copy has lost is recorded anew when it is sent again`() async throws {
        let served = try Served()
        try await record("before", in: served)
        let study = served.folder.appending(path: "study")
        try FileManager.default.copyItem(
            at: study.appending(path: "elm.caselog"), to: served.folder.appending(path: "copy"))
        let key: HTTPFields = [.observer: "anna", .idempotencyKey: "late"]
        #expect(try await served.append(Served.note("late"), key).status == 201)
        #expect(try await served.append(Served.note("late"), key).status == 200)
        try move("study/elm.caselog", to: "newer", in: served)
        try move("copy", to: "study/elm.caselog", in: served)
        let again = try await served.append(Served.note("late"), key)
        #expect(again.status == 201)
        let events = try await served.ask(.get, "/api/cases/elm/events").json["events"]?.array ?? []
        #expect(events.contains { $0["id"]?.string == again.ids.first })
        #expect(try await served.append(Served.note("late"), key).status == 200)
        await served.server.finish()
    }

    @Test func `another case of the same name is recorded in`() async throws {
        let served = try Served()
        try await record("in the first", in: served)
        try move("study/elm.caselog", to: "first", in: served)
        let other = try Served()
        await other.server.finish()
        try FileManager.default.copyItem(
            at: other.folder.appending(path: "study/elm.caselog"),
            to: served.folder.appending(path: "study/elm.caselog"))
        try await record("in the other", in: served)
        let events = try await served.ask(.get, "/api/cases/elm/events").body
        #expect(events.contains("in the other") && !events.contains("in the first"))
        await served.server.finish()
    }

    @Test func `a case is recorded in though its folder was given another name`() async throws {
        let served = try Served()
        try await record("as elm", in: served)
        try move("study/elm.caselog", to: "study/oak.caselog", in: served)
        try await record("as oak", in: served)
        #expect(
            try Case(CaseFolder(finding: served.folder.appending(path: "study/oak").path), device: served.device).damage
                .isEmpty)
        await served.server.finish()
    }

    @Test func `of a case that was taken away nothing is answered, until it is back`() async throws {
        let served = try Served()
        try await record("one", in: served)
        let paths = ["", "/events", "/views/timeline", "/capture"].map { "/api/cases/elm\($0)" } + ["/cases/elm"]
        for path in paths { #expect(try await served.ask(.get, path).status == 200, "\(path)") }
        let (place, aside) = ("study/elm.caselog", "study/.elm")
        try FileManager.default.moveItem(
            at: served.folder.appending(path: place), to: served.folder.appending(path: aside))
        for path in paths { #expect(try await served.ask(.get, path).status == 404, "\(path)") }
        #expect(try await served.append(Served.note("two")).status == 404)
        try FileManager.default.moveItem(
            at: served.folder.appending(path: aside), to: served.folder.appending(path: place))
        for path in paths { #expect(try await served.ask(.get, path).status == 200, "\(path)") }
        #expect(try await served.append(Served.note("two")).status == 201)
        await served.server.finish()
    }
}
