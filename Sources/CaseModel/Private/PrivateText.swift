/// Words that are encrypted where they stand: `{"private":{"subject":S,"box":B}}` in the place of a string.
///
/// What the box holds is for whoever has the subject's key; `Privacy.md` of CaseStore says how it is made. Of the words
/// themselves nothing is known here.
package struct PrivateText: Sendable, Equatable {
    /// Whose words they are, and under whose key: see `Subject`.
    package let subject: String
    /// Base64.
    package let box: String

    package init(subject: String, box: String) {
        self.subject = subject
        self.box = box
    }

    /// - Returns: nil for anything but the form of a private text.
    package init?(_ value: JSONValue) {
        guard let members = value.members, members.count == 1, let inner = value["private"]?.members, inner.count == 2,
            let subject = value["private"]?["subject"]?.string, let box = value["private"]?["box"]?.string,
            Subject(subject) != nil, !box.isEmpty, box.utf8.allSatisfy(Self.isBoxByte)
        else { return nil }
        self.init(subject: subject, box: box)
    }

    package var value: JSONValue {
        let inner = [
            JSONValue.Member(key: "subject", value: .string(subject)),
            JSONValue.Member(key: "box", value: .string(box)),
        ]
        return .object([JSONValue.Member(key: "private", value: .object(inner))])
    }

    static func isBoxByte(_ byte: UInt8) -> Bool { boxBytes[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

    /// A bit for each byte: a box is looked at whenever its line is read, byte by byte.
    private static let boxBytes: [4 of UInt64] = {
        var bits: [4 of UInt64] = [0, 0, 0, 0]
        for byte in UInt8.min...UInt8.max {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
                bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
            default: break
            }
        }
        return bits
    }()

    /// Whether bytes are those of a private text, in canonical form: as bytes between the quotes of a string they
    /// cannot stand, for there a quote has a backslash before it.
    static func begins(_ bytes: RawSpan, at offset: Int) -> Bool {
        offset + 1 < bytes.byteCount && bytes.byte(at: offset) == UInt8(ascii: "{")
            && bytes.byte(at: offset + 1) == UInt8(ascii: "\"")
    }
}
