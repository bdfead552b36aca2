import CaseModel

extension InputLines {
    /// Ends the reading of lines once the first one was seen.
    private struct First: Error {
        let line: [UInt8]
    }

    /// The name of the case that the first line opens; nil when it opens none.
    ///
    /// - Throws: `CaseError` when the first line is no JSON.
    package func nameOfOpenedCase() throws -> String? {
        do {
            try forEachLine(tooLong: { _ in }) { bytes, range, _, _ in throw First(line: Lines.copy(bytes, range)) }
            return nil
        } catch let first as First {
            return try Self.openedCase(in: first.line)
        }
    }

    private static func openedCase(in bytes: [UInt8]) throws -> String? {
        let line: JSONValue
        do throws(JSONFault) {
            line = try JSONParser.parse(bytes)
        } catch {
            throw CaseError(.input, "line 1: It is no JSON: \(error.message), at byte \(error.offset + 1).")
        }
        guard line["type"]?.string == EventType.caseOpened.rawValue else { return nil }
        return line["data"]?["case"]?.string
    }
}
