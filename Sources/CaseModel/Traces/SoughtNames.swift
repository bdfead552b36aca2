/// Names that somebody gives to look for, as those of the persons of a case.
package struct SoughtNames: Sendable {
    /// Shorter parts of a name are too often other words.
    private static let partSizeMin = 3

    /// By the first word of each: the words behind it.
    private var phrases: [WordKey: [[WordKey]]] = [:]
    private var parts: Set<WordKey> = []

    /// - Parameter names: of one word or several; forms of address and initials in them are of no matter.
    package init(_ names: [String] = []) {
        for name in names { add(name) }
    }

    package var isEmpty: Bool { phrases.isEmpty }

    private mutating func add(_ name: String) {
        let text = Array(name.utf8)
        var words = TextWords()
        words.split(text)
        let telling = words.words.filter { word in
            let role = NameWords.known.role(text, word.range)
            return role.isDisjoint(with: [.address, .particle]) && word.range.count > 1
        }
        let keys = telling.map { WordKey(text, $0.range) }
        guard let first = keys.first, let last = keys.last else { return }
        phrases[first, default: []].append(Array(keys.dropFirst()))
        // As lists have it: Smith, Jane.
        if keys.count > 1 { phrases[last, default: []].append(Array(keys.dropLast())) }
        for (word, key) in zip(telling, keys) where word.range.count >= Self.partSizeMin {
            let role = NameWords.known.role(text, word.range)
            // What begins any sentence would be found in each.
            if !role.contains(.common) || !role.isDisjoint(with: NameWords.Role.anyGiven) { parts.insert(key) }
        }
    }

    /// Where these names stand in a text.
    func traces(in text: [UInt8], _ words: [TextWord]) -> [Trace] {
        guard !isEmpty else { return [] }
        var found: [Trace] = []
        let keys = words.map { WordKey(text, $0.range) }
        for index in words.indices {
            let range = words[index].range
            for rest in phrases[keys[index]] ?? [] where rest.count > 0 {
                guard let end = Self.end(of: rest, behind: index, keys, words) else { continue }
                found.append(
                    Trace(kind: .name, sureness: .sure, range: range.lowerBound..<words[end].range.upperBound))
            }
            let isWhole = phrases[keys[index]]?.contains([]) ?? false
            guard isWhole || parts.contains(keys[index]) else { continue }
            // Many names are other words as well, but seldom with a capital.
            let sureness: Trace.Sureness = words[index].shape == .other ? .perhaps : isWhole ? .sure : .likely
            found.append(Trace(kind: .name, sureness: sureness, range: range))
        }
        return found
    }

    /// The word with which the rest of a name ends; initials and particles may stand between.
    private static func end(
        of rest: [WordKey], behind start: Int, _ keys: [WordKey], _ words: [TextWord]
    ) -> Int? {
        var index = start
        for key in rest {
            index += 1
            while index < words.count, keys[index] != key, words[index].range.count <= 3, index - start < 5 {
                index += 1
            }
            guard index < words.count, keys[index] == key else { return nil }
        }
        return index
    }
}
