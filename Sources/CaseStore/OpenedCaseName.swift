import CaseModel

extension InputLines {
    /// The name of the case that the first line opens; nil when it opens none.
    package func nameOfOpenedCase() throws -> String? {
        var name: String?
        var isFirst = true
        try forEachLine(tooLong: { _ in isFirst = false }) { bytes, range, _, _ in
            guard isFirst else { return }
            isFirst = false
            guard let line = try? JSONParser.parse(bytes, range),
                line["type"]?.string == EventType.caseOpened.rawValue
            else { return }
            name = line["data"]?["case"]?.string
        }
        return name
    }
}
