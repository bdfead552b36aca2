import CaseModel
import EventLog
import Testing

@testable import CaseStore

/// The vectors that Privacy.md gives.
struct BoxDocumentTests {
    struct Vector {
        var members: [String: String] = [:]

        var place: BoxPlace? {
            guard let subject = members["subject"].flatMap({ text in Subject(text) }) else { return nil }
            return BoxPlace(subject: subject, event: members["event"] ?? "", field: members["field"] ?? "")
        }
        func bytes(_ name: String) -> [UInt8] { TextCoding.bytes(hex: members[name] ?? "") ?? [] }
    }

    static func vectors() throws -> [Vector] {
        let package = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        let path = package.joined(separator: "/") + "/Sources/CaseStore/CaseStore.docc/Privacy.md"
        let page = try #require(try SystemFileSystem().contents(path, sizeMax: 1 << 20))
        var vectors: [Vector] = []
        let lines = String(decoding: page, as: UTF8.self).split(separator: "\n")
        let examples = lines.drop { line in line != "### Examples" }.dropFirst().prefix { line in !line.hasPrefix("#") }
        for line in examples {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard let name = parts.first, ["subject", "event", "field", "key", "nonce", "text", "box"].contains(name)
            else { continue }
            if name == "subject" { vectors.append(Vector()) }
            let value = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
            vectors[vectors.count - 1].members[name] = String(value)
        }
        return vectors
    }

    @Test func `the boxes of the page open`() throws {
        let vectors = try Self.vectors()
        #expect(vectors.count >= 4)
        for vector in vectors {
            let box = try #require(Box(vector.members["box"] ?? ""))
            let key = try #require(SubjectKey(bytes: vector.bytes("key")))
            let place = try #require(vector.place)
            let text = vector.members["text"] ?? ""
            #expect(box.open(at: place, with: key) == .opened(text))
            #expect(box.nonce == vector.bytes("nonce"))
            // Another version of liblz4 may find other matches; what is stored as it is has one form.
            let sealed = Box(sealing: text, at: place, with: key, nonce: vector.bytes("nonce"))
            if PaddedText.encode(text)[0] == 0 { #expect(sealed == box) }
        }
    }
}
