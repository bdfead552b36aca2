/// The address that a request asks for: a path of plain names, and what is asked of it.
struct Target {
    static let lengthMax = 8_192

    /// The names of the path, from the first on.
    let path: [String]
    let query: [String: String]

    /// - Throws: `Problem` for anything by which a path could mean another one: no name here needs an escape.
    init(_ text: String) throws(Problem) {
        guard text.utf8.count <= Self.lengthMax else {
            throw Problem(.tooLong, "The address has \(text.utf8.count) bytes; at most \(Self.lengthMax) are read.")
        }
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, path.hasPrefix("/") else {
            throw Problem(.malformed, "The address has to begin with a slash.")
        }
        let names = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard names == [""] || names.allSatisfy(Self.isName) else {
            throw Problem(
                .malformed,
                "The path has to be made of names of letters, digits, '-', '_' and '.', with one slash between them.")
        }
        self.path = names == [""] ? [] : names
        query = try Self.query(parts.count > 1 ? parts[1] : "")
    }

    private static func isName(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        return isPlain && !name.isEmpty && name != "." && name != ".."
    }

    private static func query(_ text: Substring) throws(Problem) -> [String: String] {
        var query: [String: String] = [:]
        for part in text.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(pair[0]), let value = decoded(pair.count > 1 ? pair[1] : "") else {
                throw Problem(.malformed, "What follows '?' is not names and values in UTF-8, escaped with '%'.")
            }
            guard query.updateValue(value, forKey: name) == nil else {
                throw Problem(.malformed, "What follows '?' has one name twice.")
            }
        }
        return query
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2)
                guard digits.count == 2, let digits = String(digits), digits.allSatisfy(\.isHexDigit),
                    let value = UInt8(digits, radix: 16)
                else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
