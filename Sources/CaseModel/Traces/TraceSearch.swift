/// Finds in texts what may tell who somebody is: names, telephone numbers and e-mail addresses.
package struct TraceSearch: Sendable {
    private let registered: RegisteredNames
    private let sought: SoughtNames
    private var words = TextWords()

    /// - Parameters:
    ///   - registered: what the case calls its things by.
    ///   - sought: names that are looked for whatever they look like.
    package init(registered: RegisteredNames = RegisteredNames(), sought: SoughtNames = SoughtNames()) {
        self.registered = registered
        self.sought = sought
    }

    /// The traces in a text, in the order in which they stand; none lies in another.
    package mutating func traces(in text: [UInt8]) -> [Trace] {
        var found =
            text.contains(UInt8(ascii: "@")) || text.contains(UInt8(ascii: ")")) || text.contains(UInt8(ascii: "]"))
            ? EMailSearch.traces(in: text) : []
        let pages = Self.pages(text)
        let hidden = pages + found.map(\.range)
        found += TelephoneSearch.traces(in: text, hidden: hidden)
        words.split(text, hidden: hidden)
        found += sought.traces(in: text, words.words)
        found += NameSearch.traces(in: text, words.words, registered)
        return Trace.apart(found)
    }

    /// Where addresses of pages stand: what looks like a name there, or a number, is a part of them.
    private static func pages(_ text: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var offset = 0
        while let colon = text[offset...].firstIndex(of: UInt8(ascii: ":")) {
            offset = colon + 1
            guard colon + 2 < text.count, text[colon + 1] == UInt8(ascii: "/"), text[colon + 2] == UInt8(ascii: "/")
            else {
                continue
            }
            var start = colon
            while start > 0, Letters.isASCIILetter(text[start - 1]) { start -= 1 }
            let end = text[colon...].firstIndex { $0 <= 0x20 || "\"<>|".utf8.contains($0) } ?? text.count
            found.append(start..<end)
            offset = end
        }
        return found
    }
}
