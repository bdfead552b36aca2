/// Makes identifiers of words, and tells whether two spellings of a name are one.
package enum NameSlug {
    /// Letters that have a sign, and what they are without it.
    private static let plain: [Unicode.Scalar: String] = {
        let groups = [
            "a": "àáâãäåāăą", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįı",
            "j": "ĵ", "k": "ķ", "l": "ĺļľŀł", "n": "ñńņňŋ", "o": "òóôõöøōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťŧț",
            "u": "ùúûüũūŭůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źżž", "ae": "æ", "oe": "œ", "ss": "ß", "th": "þ",
        ]
        var plain: [Unicode.Scalar: String] = [:]
        for (letter, others) in groups { for other in others.unicodeScalars { plain[other] = letter } }
        return plain
    }()

    /// Words as an identifier can hold them, cut at its longest; empty where nothing of them can.
    package static func slug(_ words: String) -> String {
        var bytes: [UInt8] = []
        for byte in key(words).utf8 {
            let isPart = byte < 0x80 && byte != UInt8(ascii: "-")
            if isPart {
                bytes.append(byte)
            } else if let last = bytes.last, last != UInt8(ascii: "-") {
                bytes.append(UInt8(ascii: "-"))
            }
        }
        bytes = Array(bytes.prefix(Slug.lengthMax))
        while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What is alike in all spellings of a name: small letters without signs, and a hyphen for anything between them.
    package static func key(_ words: String) -> String {
        var key = ""
        for scalar in words.unicodeScalars {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                let isPart = lower.properties.isAlphabetic || lower.properties.numericType == .decimal
                if isPart {
                    key += plain[lower] ?? String(lower)
                } else if !key.isEmpty, !key.hasSuffix("-") {
                    key += "-"
                }
            }
        }
        return key.hasSuffix("-") ? String(key.dropLast()) : key
    }

    /// The keys that a title is found by: its own, and where a short name stands in brackets at its end, as in
    /// `Dr Lead (gp-lead)`, those of both parts.
    package static func spellings(of title: String) -> [String] {
        let whole = key(title)
        guard title.hasSuffix(")"), let bracket = title.lastIndex(of: "(") else { return [whole] }
        let parts = [title[..<bracket], title[bracket...]].map { key(String($0)) }.filter { !$0.isEmpty }
        return [whole] + parts.filter { $0 != whole }
    }

    /// A title that a name is found by: with the name in brackets where neither the title nor the identifier is found
    /// by it.
    package static func titled(_ title: String, for name: String, as id: String) -> String {
        let name = name.replacing("(", with: " ").replacing(")", with: " ")
        let isFound = [key(id), key(title), ""].contains(key(name))
        return isFound ? title : "\(title) (\(name))"
    }

    /// An identifier of words that is not taken; `fallback` and a number where the words have nothing that an
    /// identifier can hold.
    package static func unused(_ words: String, or fallback: String, isTaken: (String) -> Bool) -> String {
        let slug = slug(words)
        let wanted = slug.isEmpty ? fallback : slug
        if !slug.isEmpty, !isTaken(slug) { return slug }
        var number = slug.isEmpty ? 1 : 2
        while true {
            let suffix = "-\(number)"
            let made = String(wanted.prefix(Slug.lengthMax - suffix.utf8.count)) + suffix
            if !isTaken(made) { return made }
            number += 1
        }
    }
}
