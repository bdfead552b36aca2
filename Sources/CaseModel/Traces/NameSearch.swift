/// Finds what looks like persons' names in the words of a text.
struct NameSearch {
    private typealias Role = NameWords.Role

    private let text: [UInt8]
    private let words: [TextWord]
    private let roles: [NameWords.Role]
    private let registered: RegisteredNames
    private var found: [Trace] = []

    private init(_ text: [UInt8], _ words: [TextWord], _ registered: RegisteredNames) {
        self.text = text
        self.words = words
        self.registered = registered
        roles = words.map { $0.shape == .other ? [] : NameWords.known.role(text, $0.range) }
    }

    static func traces(in text: [UInt8], _ words: [TextWord], _ registered: RegisteredNames) -> [Trace] {
        // Most texts have few capitals.
        guard words.contains(where: { $0.shape == .capitalised || $0.shape == .initial }) else { return [] }
        var search = NameSearch(text, words, registered)
        search.run()
        return search.found
    }

    private mutating func run() {
        var index = 0
        while index < words.count {
            if let end = addressed(at: index) ?? initials(at: index) {
                index = end
            } else if words[index].isName {
                let end = endOfRow(from: index)
                row(index..<end)
                index = end
            } else {
                index += 1
            }
        }
    }

    private mutating func add(_ row: Range<Int>, _ sureness: Trace.Sureness) {
        let range = words[row.lowerBound].range.lowerBound..<words[row.upperBound - 1].range.upperBound
        found.append(Trace(kind: .name, sureness: sureness, range: range))
    }

    private func phrase(_ row: Range<Int>) -> WordKey {
        row.dropFirst().reduce(WordKey(text, words[row.lowerBound].range)) {
            $0.followed(by: WordKey(text, words[$1].range))
        }
    }

    /// Whether a word goes on with the row that the one before it is in.
    private func goesOn(_ index: Int) -> Bool {
        guard index < words.count, !words[index - 1].isPossessive else { return false }
        switch words[index].gap {
        case .space: return true
        case .none, .stopAndSpace: return words[index - 1].shape == .initial && words[index - 1].hasStop
        case .sentence, .other: return false
        }
    }

    private func isParticle(_ index: Int) -> Bool {
        guard words[index].shape == .other, index + 1 < words.count, goesOn(index), goesOn(index + 1),
            NameWords.known.role(text, words[index].range).contains(.particle)
        else { return false }
        return words[index + 1].isName || isParticle(index + 1)
    }
}

// Names behind a form of address, and initials before a name.
extension NameSearch {
    /// Looks for a name behind a form of address or rank.
    ///
    /// - Returns: the word behind all of it; nil where there is no form of address.
    private mutating func addressed(at start: Int) -> Int? {
        let isAddress = roles[start].contains(.address)
        guard words[start].isName, isAddress || roles[start].contains(.rank) else { return nil }
        var first = start + 1
        while follows(first), words[first].isName, !roles[first].isDisjoint(with: [.address, .rank]) { first += 1 }
        guard follows(first) else { return nil }
        var end = first
        var nameCount = 0
        while end < words.count, end == first || goesOn(end), end - first < 6 {
            if words[end].shape == .initial || isParticle(end) {
                end += 1
            } else if words[end].isName, isNamePart(end, isFirst: nameCount == 0, behind: start) {
                nameCount += 1
                end += 1
            } else {
                break
            }
        }
        guard end > first else { return nil }
        if registered.areOfName(phrase(start..<end)) { return end }
        if nameCount == 0 {
            add(start..<end, .perhaps)
        } else if end < words.count, goesOn(end), words[end].isName, roles[end].contains(.thing) {
            // Something that is called after somebody.
            add(start..<end, .perhaps)
        } else {
            add(start..<end, isAddress ? .sure : .likely)
        }
        return end
    }

    /// Whether a word stands behind a form of address, `Mr.` as well as `Mr`.
    private func follows(_ index: Int) -> Bool {
        guard index < words.count, !words[index - 1].isPossessive else { return false }
        return words[index].gap == .space
            || words[index].gap == .stopAndSpace && words[index - 1].range.count <= 4
            || words[index].gap == .none && words[index - 1].hasStop
    }

    /// Behind `Mrs` nearly any word is a name, `Street` and `Young` as well; behind `Lord` or `Nurse` it need not be.
    private func isNamePart(_ index: Int, isFirst: Bool, behind address: Int) -> Bool {
        let role = roles[index]
        if isFirst, roles[address].contains(.address), !roles[address].contains(.title) {
            return role.isDisjoint(with: [.office, .common])
        }
        return role.isDisjoint(with: Role.stranger) || !isFirst && role.contains(.surname)
    }

    /// Looks for initials, with a name behind them or without.
    private mutating func initials(at start: Int) -> Int? {
        guard words[start].shape == .initial, !isCounted(start) else { return nil }
        var end = start + 1
        while end < words.count, words[end].shape == .initial, words[end - 1].hasStop, goesOn(end) { end += 1 }
        let count = end - start
        let hasStop = words[end - 1].hasStop
        var last = end
        while last < words.count, last < end + 2, goesOn(last), words[last].isName, isSurname(last) { last += 1 }
        if last > end {
            let isArticle = text[words[start].range.lowerBound] == UInt8(ascii: "A") || isI(start)
            if !hasStop, isArticle { return nil }
            // A list begins its first lines in this way, too.
            let isOfList = count == 1 && words[start].beginsSentence && isEarly(start)
            let isSure = hasStop && !isOfList
            if !registered.areOfName(phrase(end..<last)) { add(start..<last, isSure ? .likely : .perhaps) }
            return last
        }
        guard count > 1 else { return nil }
        if count < 4, !isAbbreviation(start..<end) { add(start..<end, .perhaps) }
        return end
    }

    private func isEarly(_ index: Int) -> Bool { text[words[index].range.lowerBound] <= UInt8(ascii: "E") }

    private func isI(_ index: Int) -> Bool { text[words[index].range.lowerBound] == UInt8(ascii: "I") }

    private func isSurname(_ index: Int) -> Bool {
        let role = roles[index]
        return role.contains(.surname) || role.isDisjoint(with: Role.stranger.union(.place))
    }

    private func isCounted(_ index: Int) -> Bool {
        guard index > 0, words[index].gap == .space else { return false }
        return NameWords.known.role(text, words[index - 1].range).contains(.counted)
    }

    private func isAbbreviation(_ row: Range<Int>) -> Bool {
        let letters = String(decoding: row.map { text[words[$0].range.lowerBound] }, as: UTF8.self)
        return Self.abbreviations.contains(letters)
    }

    private static let abbreviations: Set<String> = [
        "UK", "US", "USA", "EU", "AM", "PM", "PS", "NB", "BC", "AD", "MP", "QC", "KC", "DC", "TV", "IT", "HR", "PA",
        "NHS",
        "GP", "NI", "UN", "ID", "OK", "RE", "CV", "QA", "CIC", "PLC", "LLP", "RSVP",
    ]
}

// Words with a capital in a row.
extension NameSearch {
    private func endOfRow(from start: Int) -> Int {
        var end = start + 1
        while end < words.count, goesOn(end) {
            let isPart = words[end].isName || words[end].shape == .initial && words[end].hasStop || isParticle(end)
            guard isPart, roles[end].isDisjoint(with: [.address]) else { break }
            end += 1
        }
        // An initial at the end, or a particle, is none without a name behind it.
        while end > start + 1, !words[end - 1].isName { end -= 1 }
        return end
    }

    private mutating func row(_ row: Range<Int>) {
        guard !isOfPlace(row) else { return }
        let isBesideLetters =
            isLetters(row.lowerBound - 1, before: row.lowerBound) || isLetters(row.upperBound, before: row.upperBound)
        var start = row.lowerBound
        for index in row.lowerBound...row.upperBound {
            guard index == row.upperBound || isStranger(index, in: row) else { continue }
            if start < index { part(start..<index, isBesideLetters: isBesideLetters) }
            start = index + 1
        }
    }

    /// Whether a word parts a row: it stands beside names, and in none.
    private func isStranger(_ index: Int, in row: Range<Int>) -> Bool {
        let role = roles[index]
        if role.isDisjoint(with: Role.stranger) { return false }
        if isSurnameBehindGiven(index, in: row) { return false }
        return role.isDisjoint(with: Role.anyGiven) || role.contains(.common) && words[index].beginsSentence
    }

    /// Whether all of a row is what institutions and places are called.
    private func isOfPlace(_ row: Range<Int>) -> Bool {
        for index in row {
            let isPlace = !roles[index].isDisjoint(with: [.regal, .thing])
            if isPlace, !isSurnameBehindGiven(index, in: row) { return true }
        }
        let before = row.lowerBound - 1
        if before >= 0, words[row.lowerBound].gap == .space, roles[before].contains(.regal) { return true }
        let behind = row.upperBound
        guard behind < words.count, words[behind].gap == .space || words[behind - 1].isPossessive else { return false }
        // `Florence ward`, `Guy’s Hospital`.
        let isSingle = row.count == 1 || words[behind].shape != .other
        return isSingle && NameWords.known.role(text, words[behind].range).contains(.thing)
    }

    /// `Jane King` is a name, and `King Street` is none.
    private func isSurnameBehindGiven(_ index: Int, in row: Range<Int>) -> Bool {
        guard index > row.lowerBound, index == row.upperBound - 1, roles[index].contains(.surname) else { return false }
        return roles[index - 1].contains(.given) || words[index - 1].shape == .initial
    }

    private func isLetters(_ index: Int, before: Int) -> Bool {
        guard words.indices.contains(index), before < words.count, words[before].gap == .space else { return false }
        return words[index].shape == .capitals && !roles[index].contains(.letters)
    }

    private mutating func part(_ part: Range<Int>, isBesideLetters: Bool) {
        let names = part.count { words[$0].isName }
        let (first, last) = (part.lowerBound, part.upperBound - 1)
        guard names > 1 else { return single(part, isBesideLetters: isBesideLetters) }
        let given = roles[first].intersection(Role.anyGiven)
        guard !registered.areOfName(phrase(part)) else { return }
        let isPlace = part.contains { roles[$0].contains(.place) }
        if given.contains(.given), names <= 4 { return add(part, roles[last].contains(.place) ? .perhaps : .likely) }
        guard !isPlace, names <= 3 else { return }
        if !given.isEmpty, !words[first].beginsSentence, !isBesideLetters { return add(part, .likely) }
        unusual(part, isBesideLetters: isBesideLetters)
    }

    /// A given name alone.
    private mutating func single(_ part: Range<Int>, isBesideLetters: Bool) {
        guard let index = part.first(where: { words[$0].isName }), roles[index].contains(.given), !isBesideLetters,
            !registered.isOfName(WordKey(text, words[index].range))
        else { return }
        add(index..<index + 1, .perhaps)
    }

    /// Words of which none is a given name that many people have.
    private mutating func unusual(_ part: Range<Int>, isBesideLetters: Bool) {
        var part = part
        let isOrdinary = NameWords.isOrdinary(text[words[part.lowerBound].range])
        if words[part.lowerBound].beginsSentence, isOrdinary { part = part.dropFirst() }
        guard part.count > 1, !isBesideLetters, !registered.areOfTitle(phrase(part)) else { return }
        guard !part.contains(where: { registered.isOfName(WordKey(text, words[$0].range)) }) else { return }
        add(part, .perhaps)
    }
}
