import CaseModel
import Foundation
import Testing

/// A document in the repository that is made from the code: compared with what the code makes of it now, or rewritten
/// where `CASELOG_UPDATE_DOCUMENTS` is set.
struct CommittedDocument {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    let path: String
    private var url: URL { Self.root.appending(path: path) }

    init(_ path: String) { self.path = path }

    var text: String {
        get throws { try String(contentsOf: url, encoding: .utf8) }
    }

    /// Compares the whole document.
    func expect(_ made: String) throws {
        if Self.isUpdating {
            try made.write(to: url, atomically: true, encoding: .utf8)
        }
        let isInStep = try text == made
        #expect(isInStep, "\(path) is not what the code makes. \(Self.advice)")
    }

    /// Compares the part between `<!-- made: NAME -->` and `<!-- end -->`; the rest is written by hand.
    func expect(_ made: String, for part: String) throws {
        let whole = try text
        let begin = "<!-- made: \(part) -->\n"
        let start = try #require(whole.range(of: begin), "\(path) has no part \"\(part)\".").upperBound
        let end = try #require(whole.range(of: "<!-- end -->", range: start..<whole.endIndex)).lowerBound
        if Self.isUpdating {
            let updated = whole.replacingCharacters(in: start..<end, with: "\n\(made)\n")
            try updated.write(to: url, atomically: true, encoding: .utf8)
            return
        }
        let isInStep = whole[start..<end] == "\n\(made)\n"
        #expect(isInStep, "The part \"\(part)\" of \(path) is not what the code makes. \(Self.advice)")
    }

    static var isUpdating: Bool { ProcessInfo.processInfo.environment["CASELOG_UPDATE_DOCUMENTS"] != nil }

    private static let advice =
        "Run `CASELOG_UPDATE_DOCUMENTS=1 swift test --filter Document` and read the diff."
}

extension JSONValue {
    /// The value on lines of its own, for people; what fits on one line stays there.
    func indented(_ margin: String = "") -> String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        let flat = String(decoding: bytes, as: UTF8.self)
        if margin.count + flat.count <= 110 { return flat }
        let inner = margin + "  "
        switch self {
        case .array(let elements):
            return "[\n" + elements.map { inner + $0.indented(inner) }.joined(separator: ",\n") + "\n\(margin)]"
        case .object(let members):
            let lines = members.map { "\(inner)\"\($0.key)\": \($0.value.indented(inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(margin)}"
        default: return flat
        }
    }
}
