/// A code that held for a while: from the observation that began it to the one that ended it.
package struct CodeSpan: Sendable, Equatable {
    package let code: String
    package let begin: String
    package let end: String

    /// The spans in the lines of a session, in the order in which they ended. What the observations say is not looked
    /// at, for it may be private: an end names its beginning as evidence, and both have the same one code.
    package static func find(in lines: [JSONValue]) -> [CodeSpan] {
        var codes: [String: String] = [:]
        var spans: [CodeSpan] = []
        for line in lines where line["type"]?.string == EventType.observationNoted.rawValue {
            guard let id = line["id"]?.string, let all = line["data"]?["codes"]?.array, all.count == 1,
                let code = all[0].string
            else { continue }
            codes[id] = code
            if let evidence = line["evidence"]?.array, evidence.count == 1, let begin = evidence[0].string,
                codes[begin] == code
            {
                spans.append(CodeSpan(code: code, begin: begin, end: id))
            }
        }
        return spans
    }
}
