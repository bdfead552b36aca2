import CaseModel

/// How waiting entries lie in their file:
///
///     line := {"entry":{…},"trying":ID} | {"subject":S,"occurred":T,"box":B,"trying":ID}
///
/// Where the case keeps words private, an entry is sealed for its session; where no key can be had for that, it is not
/// written at all. `trying` names the first event that an entry was about to become.
struct WaitingSeal: Sendable {
    typealias Members = [(String, JSONValue?)]

    private let isPrivate: Bool
    private let keyring: Keyring

    init(isPrivate: Bool, _ keyring: Keyring) {
        self.isPrivate = isPrivate
        self.keyring = keyring
    }

    /// An entry as a line has it, without `trying`.
    ///
    /// - Throws: where no key can be had for it, or it is too long to be made private.
    func sealed(_ entry: WaitingEntry) throws -> JSONValue {
        guard isPrivate else { return JSONValue(given: [("entry", entry.json)]) }
        let subject = entry.session.flatMap { Subject($0) } ?? .wholeCase
        let key = try keyring.sealingKey(for: subject)
        var bytes: [UInt8] = []
        entry.json.write(to: &bytes)
        guard bytes.count <= Box.textSizeMax else {
            throw CaseError(.input, "It has \(bytes.count) bytes; at most \(Box.textSizeMax) can be made private.")
        }
        let box = Box(
            sealing: String(decoding: bytes, as: UTF8.self), at: Self.place(subject, entry.occurred), with: key)
        return JSONValue(given: [
            ("subject", .string(subject.text)), ("occurred", .string(entry.occurred)), ("box", .string(box.text)),
        ])
    }

    /// - Returns: nil where this device cannot open it now.
    func opened(_ line: JSONValue) -> WaitingEntry? {
        if let entry = line["entry"] { return WaitingEntry(entry) }
        guard let subject = line["subject"]?.string.flatMap({ Subject($0) }), let occurred = line["occurred"]?.string,
            let box = line["box"]?.string.flatMap({ Box($0) }), let keys = try? keyring.openingKeys(of: subject)
        else { return nil }
        for key in keys {
            guard case .opened(let text) = box.open(at: Self.place(subject, occurred), with: key) else { continue }
            return (try? JSONParser.parse(Array(text.utf8))).flatMap(WaitingEntry.init)
        }
        return nil
    }

    private static func place(_ subject: Subject, _ occurred: String) -> BoxPlace {
        BoxPlace(subject: subject, event: "waiting/\(occurred)", field: "entry")
    }
}

extension JSONValue {
    /// A sealed entry, or one in words, with what has become of it.
    ///
    /// - Parameters:
    ///   - event: the one that it is about to become.
    ///   - isRefused: whether it must not be tried again.
    func waiting(trying event: String?, isRefused: Bool) -> JSONValue {
        .object(
            (asWaiting.members ?? []) + (event.map { [Member(key: "trying", value: .string($0))] } ?? [])
                + (isRefused ? [Member(key: "refused", value: .bool(true))] : []))
    }

    /// Without what has become of it.
    var asWaiting: JSONValue { .object((members ?? []).filter { !["trying", "refused"].contains($0.key) }) }
}
