import CaseModel

/// The codebook of a plain case, each code by what its events say of it.
struct PlainCodes {
    private struct Code {
        let kind: String
        let label: String?
        let parents: [String]
        let into: String?
    }

    private var codes: [String: Code] = [:]
    private let order: [String]

    init(_ plain: PlainCase) {
        let builtIn = Codebook.entries.map(\.code)
        let own = Set(plain.counted.filter { $0.type == "code.defined" }.compactMap { $0.text("code") })
            .subtracting(builtIn).sorted(by: PlainCase.bytewise)
        order = builtIn + own
        for entry in Codebook.entries {
            let (label, into, _) = Self.life(of: entry.code, plain.happened)
            let whole = Self.life(of: entry.code, plain.counted).definition?.text("label")
            codes[entry.code] = Code(
                kind: entry.kind.rawValue, label: label ?? whole, parents: entry.parent.map { [$0] } ?? [], into: into)
        }
        for code in own {
            let (label, into, _) = Self.life(of: code, plain.happened)
            guard let definition = Self.life(of: code, plain.counted).definition else { continue }
            codes[code] = Code(
                kind: definition.text("kind") ?? "", label: label ?? definition.text("label"),
                parents: definition.texts("parents"), into: into)
        }
    }

    private static func life(
        of code: String, _ events: [PlainEvent]
    ) -> (label: String?, into: String?, definition: PlainEvent?) {
        var (label, into, definition): (String?, String?, PlainEvent?) = (nil, nil, nil)
        for event in events {
            switch event.type {
            case "code.defined" where event.text("code") == code && definition == nil:
                definition = event
                label = event.text("label")
            case "code.renamed" where event.text("code") == code && into == nil: label = event.text("label")
            case "code.merged" where event.texts("from").contains(code) && into == nil: into = event.text("into")
            default: break
            }
        }
        return (label, into, definition)
    }

    /// What a code went up in, in the end; itself where that leads round in a ring. One that nobody defines takes in
    /// nothing.
    func meaning(_ code: String) -> String {
        var (current, seen) = (code, Set([code]))
        while let next = codes[current]?.into, codes[next] != nil {
            guard seen.insert(next).inserted else { return code }
            current = next
        }
        return current
    }

    func meanings(_ codes: [String]) -> [String] {
        var found: [String] = []
        for code in codes.map(meaning) where !found.contains(code) { found.append(code) }
        return found
    }

    func kind(_ code: String) -> String? { codes[code]?.kind }
    func label(_ code: String) -> JSONValue? { codes[code]?.label.map { .string($0) } }
    func all(_ kind: String) -> [String] { order.filter { self.kind($0) == kind && meaning($0) == $0 } }
    func parents(_ code: String, _ kind: String) -> [String] {
        meanings(codes[code]?.parents ?? []).filter { self.kind($0) == kind }
    }

    /// In the codebook's order, then by name.
    func inOrder(_ some: [String], _ kind: String) -> [String] {
        let known = all(kind)
        return known.filter(some.contains)
            + Set(some).subtracting(known).sorted(by: PlainCase.bytewise)
    }

    /// The issues that codes stand for, or whose drivers they stand for.
    func issues(_ codes: [String]) -> [String] {
        let found = meanings(codes).flatMap { code in
            switch kind(code) {
            case "issue": [code]
            case "driver": parents(code, "issue")
            default: [String]()
            }
        }
        return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

extension PlainCase {
    /// The codes on an event by the date: its own, and those that each feed has put on and not taken off.
    func codes(on event: PlainEvent) -> [String] {
        var found = ["observation.noted", "excerpt.recorded"].contains(event.type) ? event.texts("codes") : []
        var byFeed = [event.feed: found]
        for coding in happened where coding.text("on") == event.id {
            if coding.type == "coding.added" { byFeed[coding.feed, default: []] += coding.texts("codes") }
            if coding.type == "coding.removed" {
                byFeed[coding.feed]?.removeAll { coding.texts("codes").contains($0) }
            }
        }
        found = byFeed.values.flatMap { $0 }
        return found
    }
}
