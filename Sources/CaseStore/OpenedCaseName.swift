import CaseModel

extension InputLines {
    /// The name of the case that the first line opens; nil when it opens none.
    ///
    /// - Throws: `CaseError` when the first line is no JSON.
    package func nameOfOpenedCase() throws -> String? {
        var name: String?
        var isFirst = true
        try forEachLine(tooLong: { _ in isFirst = false }) { bytes, range, _, _ in
            guard isFirst else { return }
            isFirst = false
            let line: JSONValue
            do throws(JSONFault) {
                line = try JSONParser.parse(bytes, range)
            } catch {
                throw CaseError(.input, "line 1: It is no JSON: \(error.message), at byte \(error.offset + 1).")
            }
            guard line["type"]?.string == EventType.caseOpened.rawValue else { return }
            name = line["data"]?["case"]?.string
        }
        return name
    }
}
