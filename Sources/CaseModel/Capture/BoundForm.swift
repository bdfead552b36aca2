/// The pieces of a quick form, each in its slot.
struct BoundForm: Sendable {
    /// By the number of the slot.
    private(set) var filled: [Int: [EntryToken]] = [:]
    private(set) var words = ""
    private(set) var isQuoted = false
    /// Codes that the form has no place for: they are put on its event.
    private(set) var codes: [EntryToken] = []
    /// Events that led to this: numbers of this feed, or whole ids.
    private(set) var because: [String] = []
    /// Mentions in a memo.
    private(set) var mentions: [EntryToken] = []

    init(memo text: String, _ names: [EntryToken]) {
        words = text
        mentions = names.filter { $0.kind == .mention }
        codes = names.filter { $0.kind == .code }
    }

    init(_ form: EntryForm, _ lexer: EntryLexer, from start: Int) {
        var tokens = lexer.tokens(from: start)
        var end = lexer.bytes.count
        if let at = Self.causes(tokens) {
            because = tokens[(at + 1)...].map(\.text)
            end = tokens[at].range.lowerBound
            tokens.removeSubrange(at...)
        }
        var marked: Int?
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            if token.kind == .colon {
                take(lexer, token.range.upperBound..<end)
                return
            }
            if let slot = marker(token, tokens[(index + 1)...].first, form) {
                marked = slot
            } else if let slot = slot(for: token, form, marked) {
                filled[slot, default: []].append(token)
            } else if token.kind == .code {
                codes.append(token)
            } else if token.kind == .quoted, tokens[(index + 1)...].allSatisfy({ $0.kind == .code }) {
                take(lexer, token.range)
                codesAfterQuote(tokens[(index + 1)...], form)
                return
            } else {
                take(lexer, token.range.lowerBound..<end)
                return
            }
            index += 1
        }
    }

    private mutating func codesAfterQuote(_ tokens: ArraySlice<EntryToken>, _ form: EntryForm) {
        for token in tokens {
            if let slot = slot(for: token, form, nil) {
                filled[slot, default: []].append(token)
            } else {
                codes.append(token)
            }
        }
    }

    /// Takes the words at the end.
    private mutating func take(_ lexer: EntryLexer, _ range: Range<Int>) {
        let rest = EntryLexer(bytes: Array(lexer.bytes[range]))
        let tokens = rest.tokens(from: 0)
        if tokens.count == 1, tokens[0].kind == .quoted {
            words = tokens[0].text
            isQuoted = true
        } else {
            words = Entry(" " + rest.text(0..<rest.bytes.count)).text
        }
    }

    /// Where `because` stands with nothing but events behind it.
    private static func causes(_ tokens: [EntryToken]) -> Int? {
        guard let at = tokens.lastIndex(where: { $0.kind == .word && $0.text == "because" }), at + 1 < tokens.count
        else { return nil }
        return tokens[(at + 1)...].allSatisfy { $0.kind == .word && isEvent($0.text) } ? at : nil
    }

    /// Whether a word is the number of an event, or its id.
    static func isEvent(_ text: String) -> Bool {
        let digits = text.split(separator: "/", omittingEmptySubsequences: false)
        guard digits.count <= 2, let number = digits.last, !number.isEmpty, number.utf8.count <= 12,
            number.utf8.first != UInt8(ascii: "0"), number.utf8.allSatisfy(Letters.isDigit)
        else { return false }
        return digits.count == 1 || Slug.isSlug(String(digits[0]))
    }

    /// The slot that a word announces, where the next piece fits into it.
    private func marker(_ token: EntryToken, _ next: EntryToken?, _ form: EntryForm) -> Int? {
        guard token.kind == .word, let next else { return nil }
        return form.slots.indices.first { index in
            let slot = form.slots[index]
            return slot.marker == token.text && hasRoom(index, slot) && slot.fits(next, .announced)
        }
    }

    private func slot(for token: EntryToken, _ form: EntryForm, _ marked: Int?) -> Int? {
        if let marked, hasRoom(marked, form.slots[marked]),
            form.slots[marked].fits(
                token, filled[marked] == nil ? .announced : .following)
        {
            return marked
        }
        return form.slots.indices.first { index in
            let slot = form.slots[index]
            return !slot.needsMarker && hasRoom(index, slot) && slot.fits(token, .anywhere)
        }
    }

    private func hasRoom(_ index: Int, _ slot: EntrySlot) -> Bool { slot.takesSeveral || filled[index] == nil }
}

extension EntrySlot {
    var takesSeveral: Bool {
        switch takes {
        case .actors, .eachActor, .references, .codes: true
        case .actor, .perceiver, .thing, .code, .choice, .weight, .link: false
        }
    }

    /// Where a piece stands.
    enum Standing { case anywhere, announced, following }

    /// - Parameter standing: whether the word before it says that it belongs here, or something that does.
    func fits(_ token: EntryToken, _ standing: Standing) -> Bool {
        let isMarked = standing != .anywhere
        switch takes {
        case .actor, .actors, .eachActor: return token.kind == .mention
        case .perceiver: return token.kind == .mention || isMarked && token.text == Self.researcher
        case .thing:
            return token.kind == .word || (token.kind == .quoted || token.kind == .mention) && isMarked
        case .references:
            guard token.kind == .word else { return isMarked && token.kind == .mention }
            return isMarked && BoundForm.isEvent(token.text) || standing == .announced && Slug.isSlug(token.text)
        case .code, .codes: return token.kind == .code
        case .choice(let words): return token.kind == .word && words.contains(token.text)
        case .weight: return token.kind == .word && ["1", "2", "3"].contains(token.text)
        case .link:
            return token.kind == .word && (token.text.hasPrefix("https://") || token.text.hasPrefix("http://"))
        }
    }

    static let researcher = "researcher"
}
