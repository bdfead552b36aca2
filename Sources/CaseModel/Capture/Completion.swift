/// What a piece of an entry may become.
package struct Completion: Sendable, Equatable {
    /// What takes the place of the piece, with its sign.
    package let insert: String
    /// What people call it.
    package let name: String
    /// As the vocabulary calls it: `person`, `theme`, …; `form` for a quick form, `word` for a word of one.
    package let kind: String
}

extension CapturedNames {
    /// More help nobody.
    private static let completionsMax = 20

    /// What may be meant by the piece of an entry that ends at a place: those used often and lately first.
    ///
    /// - Parameter cursor: in UTF-8 bytes.
    package func completions(of text: String, upTo cursor: Int) -> [Completion] {
        let bytes = Array(text.utf8.prefix(max(0, cursor)))
        let start = (bytes.lastIndex { $0 == 0x20 || $0 == 0x09 }).map { $0 + 1 } ?? 0
        let piece = String(decoding: bytes[start...], as: UTF8.self)
        let found: [Completion]
        switch piece.utf8.first {
        case UInt8(ascii: "@"): found = things(piece.dropFirst(), .actor, sign: "@")
        case UInt8(ascii: "#"): found = codes(piece.dropFirst())
        case UInt8(ascii: "!") where start == 0:
            found = EntryForm.all.filter { $0.name.hasPrefix(piece.dropFirst()) }
                .map { Completion(insert: "!" + $0.name, name: $0.arguments, kind: "form") }
        default: found = inForm(String(decoding: bytes, as: UTF8.self), piece)
        }
        return Array(found.prefix(Self.completionsMax))
    }

    private func inForm(_ text: String, _ piece: String) -> [Completion] {
        guard text.hasPrefix("!"), let name = text.dropFirst().split(separator: " ").first,
            let form = EntryForm.named(String(name))
        else { return [] }
        var words: [String] = []
        var kinds: EntityKinds = []
        for slot in form.slots {
            if let marker = slot.marker { words.append(marker) }
            switch slot.takes {
            case .choice(let choices): words += choices
            case .thing(let role), .references(let role): kinds.formUnion(role.kinds)
            default: break
            }
        }
        let fitting = words.filter { $0.hasPrefix(piece) && !piece.isEmpty }
        return things(piece[...], kinds.subtracting(.actor), sign: "")
            + fitting.map { Completion(insert: $0, name: "", kind: "word") }
    }

    private func things(_ piece: Substring, _ kinds: EntityKinds, sign: String) -> [Completion] {
        let key = NameSlug.key(String(piece))
        let fitting = known.values.filter { thing in
            !thing.kinds.isDisjoint(with: kinds) && begins(thing.id, thing.name, key)
        }
        return ranked(fitting.map { ($0.id, "@" + $0.id) }).compactMap { id in
            known[id].map { Completion(insert: sign + id, name: $0.name, kind: $0.kinds.oneInWords) }
        }
    }

    private func codes(_ piece: Substring) -> [Completion] {
        let key = NameSlug.key(String(piece))
        let fitting = codes.keys.filter { begins($0, $0, key) }
        return ranked(fitting.map { ($0, "#" + $0) }).map {
            Completion(insert: "#" + $0, name: $0, kind: codes[$0]?.rawValue ?? "")
        }
    }

    /// Whether an identifier, a name or a word of one begins with what was typed.
    private func begins(_ id: String, _ name: String, _ key: String) -> Bool {
        if key.isEmpty || id.hasPrefix(key) { return true }
        let name = NameSlug.key(name)
        return name.hasPrefix(key) || name.split(separator: "-").contains { $0.hasPrefix(key) }
            || id.split(separator: "-").contains { $0.hasPrefix(key) }
    }

    private func ranked(_ found: [(id: String, mention: String)]) -> [String] {
        let rated = found.map { (id: $0.id, weight: weight($0.mention)) }
        return rated.sorted { a, b in a.weight != b.weight ? a.weight > b.weight : a.id < b.id }.map(\.id)
    }
}

extension EntityKinds {
    /// The word for the first of the kinds.
    var oneInWords: String {
        EntityKind.allCases.first { contains(EntityKinds($0)) }?.rawWord ?? ""
    }
}
