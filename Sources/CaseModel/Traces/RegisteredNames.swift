/// The words that a case itself calls its things by: whoever reads them looks for no person behind them.
package struct RegisteredNames: Sendable {
    /// Longer rows of words are no names of persons.
    private static let phraseCountMax = 5

    private var words = TextWords()
    private var names: Set<WordKey> = []
    private var namesWords: Set<WordKey> = []
    private var titles: Set<WordKey> = []

    package init() {}

    /// Takes the names and titles that an event gives to things of the case. Those of persons are none of them.
    ///
    /// - Parameter members: found in the line.
    package mutating func add(_ line: RawSpan, _ members: LineMembers) {
        guard let range = members.text("type", in: line) else { return }
        let type = String(decoding: Lines.copy(line, range), as: UTF8.self)
        for (fields, isName) in [(Self.nameFields[type], true), (Self.titleFields[type], false)] {
            for field in fields ?? [] {
                guard let value = members.datum(field, in: line), let text = LineMembers.text(value, in: line) else {
                    continue
                }
                var bytes = Lines.copy(line, text)
                JSONText.unescape(&bytes, from: 0)
                add(bytes, isName: isName)
            }
        }
    }

    /// The types of the events that give names and titles.
    package static let types = Set(nameFields.keys).union(titleFields.keys)

    private static let nameFields: [String: [[UInt8]]] = [
        "organisation.registered": ["name"], "organisation.renamed": ["name"], "body.established": ["name"],
        "body.renamed": ["name"], "group.identified": ["name"], "role.assumed": ["title"], "code.defined": ["label"],
        "code.renamed": ["label"], "approval.granted": ["by"],
    ].mapValues { $0.map { Array($0.utf8) } }

    private static let titleFields: [String: [[UInt8]]] = [
        "case.opened": ["title", "footprint"], "proposal.tabled": ["title"], "dispute.raised": ["title"],
        "document.collected": ["title"], "session.started": ["title"],
    ].mapValues { $0.map { Array($0.utf8) } }

    mutating func add(_ text: [UInt8], isName: Bool) {
        words.split(text)
        let keys = words.words.map { WordKey(text, $0.range) }
        for start in keys.indices {
            if isName, words.words[start].shape != .other { namesWords.insert(keys[start]) }
            var phrase = keys[start]
            for end in start..<min(start + Self.phraseCountMax, keys.count) {
                if end > start { phrase = phrase.followed(by: keys[end]) }
                if isName { names.insert(phrase) } else { titles.insert(phrase) }
            }
        }
    }

    /// Whether some words in a row stand so in the name of an organisation, body, group, role or code.
    func areOfName(_ phrase: WordKey) -> Bool { names.contains(phrase) }

    /// Whether they stand so in a title. A title may well name a person.
    func areOfTitle(_ phrase: WordKey) -> Bool { titles.contains(phrase) }

    /// Whether a word with a capital stands in such a name, in whatever row.
    func isOfName(_ word: WordKey) -> Bool { namesWords.contains(word) }
}
