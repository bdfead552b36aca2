package import CaseModel
import Crypto
import EventLog

/// What a box belongs to, and opens as nothing else: the subject whose key it is under, the event and its field.
package struct BoxPlace: Sendable, Hashable {
    package let subject: Subject
    /// The event's id, such as `jw-3f9c21ab/12`.
    package let event: String
    /// The name of the field, such as `note` or `data.text`.
    package let field: String

    package init(subject: Subject, event: String, field: String) {
        precondition(
            !event.utf8.contains(0) && !field.utf8.contains(0), "A zero byte ends the names of events and fields.")
        self.subject = subject
        self.event = event
        self.field = field
    }

    /// What its key is derived for, and what is authenticated with it.
    var info: [UInt8] {
        var info: [UInt8] = []
        info.reserveCapacity(128)
        info += "caselog/box/1".utf8
        for part in [subject.text, event, field] {
            info.append(0)
            info += part.utf8
        }
        return info
    }
}

/// A text that is sealed for one field of one event. Privacy.md specifies it; keep the two in step.
///
///     box := 01 nonce ciphertext tag; nonce := 12 random bytes; tag := 16 bytes
package struct Box: Sendable, Equatable {
    /// What opening a box comes to.
    package enum Opening: Sendable, Equatable {
        case opened(String)
        /// It is not this key's, or does not belong here, or has been changed.
        case notThisKeys
        /// The key is right, and what it has opened is no text as boxes hold them.
        case malformed
    }

    package static let textSizeMax = PaddedText.textSizeMax
    private static let version: UInt8 = 1
    private static let nonceSize = 12
    private static let tagSize = 16

    private let bytes: [UInt8]

    /// - Returns: nil where the text is no box of this version, whatever the key.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= Self.sizeMax(ofTextSize: Self.textSizeMax),
            let bytes = TextCoding.bytes(base64: text), bytes.first == Self.version
        else { return nil }
        let paddedSize = bytes.count - Self.overhead
        guard paddedSize >= SizeClass.smallest, paddedSize == SizeClass.size(holding: paddedSize) else { return nil }
        self.bytes = bytes
    }

    /// Seals a text.
    ///
    /// - Parameter text: at most 65,535 bytes, which is what a line can hold; the caller refuses more.
    package init(sealing text: String, at place: BoxPlace, with key: SubjectKey) {
        self.init(sealing: text, at: place, with: key, ChaChaPoly.Nonce())
    }

    /// The same with a nonce that is given, for test vectors: one that was used before gives texts away.
    init(sealing text: String, at place: BoxPlace, with key: SubjectKey, nonce: [UInt8]) {
        guard let nonce = try? ChaChaPoly.Nonce(data: nonce) else {
            preconditionFailure("A nonce of ChaCha20-Poly1305 has 12 bytes.")
        }
        self.init(sealing: text, at: place, with: key, nonce)
    }

    private init(sealing text: String, at place: BoxPlace, with key: SubjectKey, _ nonce: ChaChaPoly.Nonce) {
        let info = place.info
        let boxKey = key.boxKey(of: info, Array(nonce))
        guard
            let sealed = try? ChaChaPoly.seal(
                PaddedText.encode(text), using: boxKey.key, nonce: nonce, authenticating: info)
        else { preconditionFailure("ChaCha20-Poly1305 seals any text with a key of 32 bytes and a nonce of 12.") }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1 + sealed.combined.count)
        bytes.append(Self.version)
        bytes += sealed.combined
        self.bytes = bytes
    }

    /// Canonical base64, as it stands in a line.
    package var text: String { TextCoding.base64(bytes) }

    package var nonce: [UInt8] { Array(bytes[1..<1 + Self.nonceSize]) }

    package func open(at place: BoxPlace, with key: SubjectKey) -> Opening {
        open(at: place, with: key.boxKey(at: place, nonce))
    }

    package func open(at place: BoxPlace, with key: BoxKey) -> Opening {
        guard let sealed = try? ChaChaPoly.SealedBox(combined: bytes[1...]),
            let padded = try? ChaChaPoly.open(sealed, using: key.key, authenticating: place.info)
        else { return .notThisKeys }
        return PaddedText.decode(Array(padded)).map(Opening.opened) ?? .malformed
    }

    /// How many characters the box of a text of so many bytes has at most.
    package static func sizeMax(ofTextSize size: Int) -> Int {
        (overhead + PaddedText.sizeMax(ofTextSize: size) + 2) / 3 * 4
    }

    private static let overhead = 1 + nonceSize + tagSize
}
