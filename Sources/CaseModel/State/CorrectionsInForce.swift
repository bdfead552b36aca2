/// A correction that made an event what it is.
package struct CorrectionInForce: Sendable {
    package let id: EventID
    /// Its canonical line, without LF.
    package let line: [UInt8]
}

extension CaseHistory {
    /// The corrections that made an event what it is, in the order in which they were recorded.
    ///
    /// - Parameter line: its stored line.
    package mutating func corrections(of id: EventID, stored line: [UInt8]) -> [CorrectionInForce] {
        guard isAmended(id) else { return [] }
        let ineffective = Set(ineffectiveCorrections(of: id, stored: { line }).map(\.id))
        return amendments.effect(on: id).corrections.filter { !ineffective.contains($0.id) }.map {
            CorrectionInForce(id: $0.id, line: $0.line)
        }
    }
}
