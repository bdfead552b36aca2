import CaseModel
import EventLog
import Testing

@testable import CaseStore

/// Private texts of a case on disk: what is stored, and who may read it.
struct CaseTextsTests {
    private let shop: Workshop
    private let folder: CaseFolder

    init() throws {
        shop = try Workshop()
        folder = try shop.make("elm", [Input.openedForPeople] + Self.people)
    }

    private static let people = [
        #"{"type":"participant.recruited","occurred":"2018","data":{"participant":"p01","title":"Xylophonist","sector":"other"}}"#,
        #"{"type":"session.started","occurred":"2018-03","data":{"session":"talk","kind":"interview","participants":["p01"]}}"#,
        #"{"type":"excerpt.recorded","occurred":"2018-03","sources":["talk"],"note":"Xylophone note","data":{"text":"Xylophones “lose”.","speaker":"p01"}}"#,
        #"{"type":"memo.written","occurred":"2018-04","data":{"text":"Why xylophones?"}}"#,
    ]

    /// What people see of the case on a device.
    private func shown(_ device: Device? = nil) throws -> (lines: String, texts: CaseTexts) {
        let opened = try shop.open(folder, device)
        let (history, _) = try opened.history()
        var text = NameBook(Viewpoint(history)).name(of: "p01") + "\n"
        var search = try EventSearch(opened, EventQuery(), in: history)
        try search.forEach(isShown: true) { line, _ in
            text += String(decoding: Lines.copy(line, 0..<line.byteCount), as: UTF8.self) + "\n"
        }
        return (text, try #require(history.tables.names.privateTexts as? CaseTexts))
    }

    @Test func `no private word is in the case, its cache or the device's folder`() throws {
        var device = shop.device()
        device.keptLinesMin = 1
        let opened = try shop.open(folder, device)
        let (history, found) = try opened.history()
        opened.keep(history, found)
        _ = try opened.seal { _ in }
        #expect(shop.paths().contains { path in path.hasSuffix("cache/facts") })
        let all = try everything(below: shop.path).lowercased()
        #expect(!all.contains("xylophon"))
        #expect(try opened.lines().joined().contains(#"{"private":{"subject":"p01/talk","box":""#))
        // The search itself is not so strict that it would find nothing anywhere.
        try shop.write(Array("a Xylophone".utf8), to: "note")
        #expect(try everything(below: shop.path).lowercased().contains("xylophon"))
    }

    @Test func `who has the keys reads the words, and who has not sees that they are private`() throws {
        let own = try shown()
        #expect(own.lines.hasPrefix("Xylophonist (p01)\n"))
        #expect(own.lines.contains(#""text":"Xylophones “lose”.""#) && own.lines.contains(#""note":"Xylophone note""#))
        #expect(own.lines.contains("Why xylophones?") && !own.lines.contains(#""private""#))
        let other = try shown(shop.device("auditor"))
        #expect(other.lines.hasPrefix("[private] (p01)\n") && !other.lines.lowercased().contains("xylophon"))
        #expect(other.texts.damaged.isEmpty && other.texts.failure == nil)
        #expect(try shop.open(folder, shop.device("auditor")).verify().damage.isEmpty)
    }

    @Test func `words are found by those who may read them`() throws {
        let own = try shop.open(folder).lines { query in query.words = ["xylophones"] }
        #expect(own.count == 2)
        #expect(try shop.open(folder, shop.device("auditor")).lines { query in query.words = ["xylophones"] }.isEmpty)
    }

    @Test func `what is refused makes no key, and what is stored has one that is durable`() throws {
        let (writer, device) = (try shop.writer(folder), shop.device())
        func subjects() throws -> [String] {
            let keyring = try Keyring(
                device, case: "elm", feed: shop.open(folder).openingFeed(), device.passphrases, tell: { _ in })
            return try keyring.subjects.map(\.subject.text)
        }
        let before = try subjects()
        #expect(before.sorted() == ["*", "p01", "p01/talk"])
        let misspelt =
            #"{"type":"person.identified","occurred":"2018","data":{"person":"p02","title":"X","sector":"none"}}"#
        #expect(throws: CaseWriter.Refused.self) { try writer.append(Workshop.input([misspelt])) }
        #expect(try subjects() == before && shop.open(folder).lineCount == 5)
        _ = try writer.append(Workshop.input([misspelt.replacing("none", with: "other")]))
        #expect(try subjects() == before + ["p02"])
    }

    @Test func `a box that was put elsewhere is named, and the rest is shown`() throws {
        let device = shop.device()
        let texts = try shop.open(folder, device).texts
        let line = try JSONParser.parse(Array(try shop.open(folder).lines()[3].utf8))
        let text = try #require(line["data"]?["text"].flatMap { PrivateText($0) })
        let id = try #require(line["id"]?.string)
        #expect(texts.open(text, of: id, field: "data.text") == .words("Xylophones “lose”."))
        #expect(texts.open(text, of: id, field: "data.locator") == .damaged)
        let cut = PrivateText(subject: text.subject, box: String(text.box.dropLast(4)))
        #expect(texts.open(cut, of: id, field: "data.text") == .damaged)
        let other = PrivateText(subject: "p01", box: text.box)
        #expect(texts.open(other, of: id, field: "data.text") == .damaged)
        #expect(texts.damaged.map(\.field) == ["data.locator", "data.text"])
    }

    /// Everything that is stored below a folder, names included.
    private func everything(below path: String) throws -> String {
        var found = ""
        for name in try SystemFileSystem().list(path) {
            found += name + "\n"
            let inner = "\(path)/\(name)"
            if (try? SystemFileSystem().list(inner)) != nil {
                found += try everything(below: inner)
            } else {
                found += String(decoding: try SystemFileSystem().contents(inner, sizeMax: 1 << 26) ?? [], as: UTF8.self)
            }
        }
        return found
    }
}
