import CaseModel

// Reading what was sent: each says which member is wrong.
extension JSONValue {
    /// - Throws: `Problem` for a member of another name.
    func check(takes names: [String]) throws(Problem) {
        for member in members ?? [] where !names.contains(member.key) {
            throw Problem(.malformed, "This takes no '\(member.key)'. It takes: \(names.joined(separator: ", ")).")
        }
    }

    /// A text that may be absent.
    func text(_ name: String) throws(Problem) -> String? {
        switch self[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw Problem(.malformed, "\(name): This has to be a text.")
        }
    }

    /// A list of texts that may be absent.
    func texts(_ name: String) throws(Problem) -> [String] {
        guard let list = self[name], list != .null else { return [] }
        guard let texts = list.array?.map(\.string), !texts.contains(nil) else {
            throw Problem(.malformed, "\(name): This has to be a list of texts.")
        }
        return texts.compactMap(\.self)
    }

    /// The key of a request, as journals have it, which may be absent.
    func requestKey(_ name: String) throws(Problem) -> String? {
        guard let key = try text(name) else { return nil }
        try Recording.check(key, name)
        return RequestKey.key(key)
    }

    /// When it was made: to the second, which is as exact as events are.
    func moment() throws(Problem) -> EDTF {
        let given = self["occurred"]?.string ?? ""
        let text = given.replacing(#/(T\d\d:\d\d:\d\d)\.\d+/#) { String($0.output.1) }
        guard text.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)/#) != nil, let date = EDTF(text)
        else {
            throw Problem(
                .malformed,
                "occurred: This has to be a date with time and offset, such as 2019-06-03T14:05:10+01:00.")
        }
        return date
    }
}
