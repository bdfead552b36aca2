/// What words that begin with a capital have to do with names, by the lists of `NameWordLists`.
struct NameWords: Sendable {
    struct Role: OptionSet, Sendable {
        let rawValue: UInt16

        /// A form of address that stands before names and nowhere else: `Mr`, `Cllr`.
        static let address = Role(rawValue: 1 << 0)
        /// A rank or calling that often stands before a name: `Nurse`, `Captain`.
        static let rank = Role(rawValue: 1 << 1)
        /// A given name that is hardly anything else.
        static let given = Role(rawValue: 1 << 2)
        /// A given name that is a word or place as well: `Mark`, `Victoria`.
        static let ambiguousGiven = Role(rawValue: 1 << 3)
        /// What an office is called by: `Chief`, `Chair`; a name may stand before or behind it.
        static let office = Role(rawValue: 1 << 4)
        /// Institutions, buildings, programmes: where such a word stands in a row of capitals, the row is no name.
        static let thing = Role(rawValue: 1 << 5)
        static let place = Role(rawValue: 1 << 6)
        /// Months, days, and words that begin sentences.
        static let common = Role(rawValue: 1 << 7)
        /// A word before the name of a saint or king, which stands for a place or age.
        static let regal = Role(rawValue: 1 << 8)
        /// A single letter behind it is none of a name: `Plan B`.
        static let counted = Role(rawValue: 1 << 9)
        /// A word within names that has no capital: `van`, `de`.
        static let particle = Role(rawValue: 1 << 10)
        /// Capitals that stand beside a name: `CEO`, `OBE`.
        static let letters = Role(rawValue: 1 << 11)
        /// An institution's word or another one that many people are called by: `King`, `Hill`.
        static let surname = Role(rawValue: 1 << 12)
        /// A form of address that stands before other words as well: `Lord Street`.
        static let title = Role(rawValue: 1 << 13)

        static let anyGiven: Role = [.given, .ambiguousGiven]
        /// What no name has in it.
        static let stranger: Role = [.office, .thing, .common, .counted, .address, .regal]
    }

    static let known = NameWords()

    private var roles: [WordKey: Role] = [:]

    private init() {
        for (words, role) in NameWordLists.all {
            for word in words.split(whereSeparator: \.isWhitespace) { roles[WordKey(word), default: []].insert(role) }
        }
    }

    /// What is known of a word; of one with hyphens, what is known of its parts.
    func role(_ text: [UInt8], _ word: Range<Int>) -> Role {
        if let role = roles[WordKey(text, word)] { return role }
        var found: Role = []
        var start = word.lowerBound
        for offset in word where text[offset] == UInt8(ascii: "-") {
            found.formUnion(roles[WordKey(text, start..<offset)] ?? [])
            start = offset + 1
        }
        if start > word.lowerBound { found.formUnion(roles[WordKey(text, start..<word.upperBound)] ?? []) }
        // A plural is known by its singular.
        if found.isEmpty, word.count > 4, text[word.upperBound - 1] == UInt8(ascii: "s") {
            let singular = roles[WordKey(text, word.lowerBound..<word.upperBound - 1)] ?? []
            found = singular.intersection([.thing, .office, .counted])
        }
        if found.isEmpty, Self.isAbstract(text[word]) { found = .thing }
        return found
    }

    /// Whether a word ends as what can be thought and not met: `Sustainability`, `Transformation`.
    private static func isAbstract(_ word: ArraySlice<UInt8>) -> Bool {
        let endings = ["tion", "tions", "ment", "ments", "ness", "ical", "ships", "ability", "ology", "ances", "ences"]
        return word.count > 6 && endings.contains { word.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    /// Whether a word that begins a sentence has an ending of adverbs and verbs.
    static func isOrdinary(_ word: ArraySlice<UInt8>) -> Bool {
        let endings = ["ing", "ed", "ly", "ies", "ous", "ive", "able", "ism"]
        return word.count > 4 && endings.contains { word.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
}
