/// Sentences of field notes, from a grammar over `Words`.
struct Prose {
    private static let links: [StaticString] = [" of ", " about ", " before ", " against ", " beside "]

    private let nouns = Words.phrases(Words.nouns)
    private let adjectives = Words.adjectives
    private let verbs = Words.verbs
    private let adverbs = Words.phrases(Words.adverbs)
    private let topics = Words.phrases(Words.topics)
    private let places = Words.phrases(Words.places)
    private let roles = Words.phrases(Words.roles)
    private let openers = Words.phrases(Words.openers)
    private let clauses = Words.phrases(Words.clauses)

    /// As many sentences as it takes to reach a length.
    func text(_ sheet: inout Sheet, _ random: inout Random, atLeast count: Int) {
        let start = sheet.bytes.count
        repeat {
            if sheet.bytes.count > start { sheet.put(" ") }
            sentence(&sheet, &random)
        } while sheet.bytes.count - start < count
    }

    /// A title or a name for a thing: a few words, no full stop.
    func title(_ sheet: inout Sheet, _ random: inout Random) {
        let start = sheet.bytes.count
        switch random.below(4) {
        case 0:
            nounPhrase(&sheet, &random)
            sheet.put(" for ")
            sheet.put(random.pick(topics))
        case 1:
            sheet.put("one ")
            noun(&sheet, &random)
            sheet.put(" for ")
            sheet.put(random.pick(places))
            sheet.put(" and ")
            sheet.put(random.pick(places))
        case 2:
            sheet.put("who decides about the ")
            noun(&sheet, &random)
            sheet.put(" in ")
            sheet.put(random.pick(topics))
            sheet.put("?")
        default:
            sheet.put(random.pick(topics))
            sheet.put(": a ")
            sheet.put(random.pick(adjectives))
            sheet.put(" ")
            noun(&sheet, &random)
        }
        sheet.capitalise(at: start)
    }

    /// A few words: a condition, a reason, a remark.
    func remark(_ sheet: inout Sheet, _ random: inout Random) {
        sheet.put("The ")
        noun(&sheet, &random)
        sheet.put(" ")
        sheet.put(random.pick(verbs))
        sheet.put(" the ")
        sheet.put(random.pick(adjectives))
        sheet.put(" ")
        noun(&sheet, &random)
        sheet.put(".")
    }

    func place(_ random: inout Random) -> [UInt8] { random.pick(places) }
    func role(_ random: inout Random) -> [UInt8] { random.pick(roles) }
    func topic(_ random: inout Random) -> [UInt8] { random.pick(topics) }

    private func sentence(_ sheet: inout Sheet, _ random: inout Random) {
        let start = sheet.bytes.count
        switch random.below(8) {
        case 0: said(&sheet, &random)
        case 1: numbers(&sheet, &random)
        case 2:
            sheet.put(random.pick(openers))
            sheet.put(" ")
            plain(&sheet, &random)
        case 3:
            plain(&sheet, &random)
            sheet.put(" ")
            sheet.put(random.pick(clauses))
        case 4:
            plain(&sheet, &random)
            sheet.put(", and ")
            plain(&sheet, &random)
        case 5:
            sheet.put("there was ")
            sheet.put(random.pick(adjectives))
            sheet.put(" talk of the ")
            noun(&sheet, &random)
            sheet.put(" in ")
            sheet.put(random.pick(places))
        default:
            plain(&sheet, &random)
            sheet.put(" ")
            sheet.put(random.pick(adverbs))
        }
        sheet.put(".")
        sheet.capitalise(at: start)
    }

    private func plain(_ sheet: inout Sheet, _ random: inout Random) {
        subject(&sheet, &random)
        sheet.put(" ")
        sheet.put(random.pick(verbs))
        sheet.put(" ")
        nounPhrase(&sheet, &random)
        if random.chance(0.4) {
            sheet.put(random.pick(Self.links))
            nounPhrase(&sheet, &random)
        }
    }

    private func said(_ sheet: inout Sheet, _ random: inout Random) {
        sheet.put("“")
        let start = sheet.bytes.count
        plain(&sheet, &random)
        sheet.capitalise(at: start)
        sheet.put(",” said the ")
        sheet.put(random.pick(roles))
    }

    private func numbers(_ sheet: inout Sheet, _ random: inout Random) {
        sheet.put("of ")
        sheet.put(random.within(12...980))
        sheet.put(" ")
        sheet.put(random.pick(adjectives))
        sheet.put(" ")
        noun(&sheet, &random)
        sheet.put(" requests in ")
        sheet.put(random.pick(topics))
        sheet.put(", ")
        sheet.put(random.within(2...99))
        sheet.put(" per cent were ")
        sheet.put(random.pick(verbs))
    }

    private func subject(_ sheet: inout Sheet, _ random: inout Random) {
        switch random.below(3) {
        case 0:
            sheet.put("the ")
            sheet.put(random.pick(roles))
        case 1:
            sheet.put("the ")
            noun(&sheet, &random)
            sheet.put(" from ")
            sheet.put(random.pick(places))
        default: nounPhrase(&sheet, &random)
        }
    }

    private func nounPhrase(_ sheet: inout Sheet, _ random: inout Random) {
        sheet.put(random.chance(0.7) ? "the " : "their ")
        if random.chance(0.55) {
            sheet.put(random.pick(adjectives))
            sheet.put(" ")
        }
        noun(&sheet, &random)
    }

    private func noun(_ sheet: inout Sheet, _ random: inout Random) { sheet.put(random.pick(nouns)) }
}
