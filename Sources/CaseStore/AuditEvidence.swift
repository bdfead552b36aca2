package import CaseModel
package import EventLog

/// What an audit stands on: the lines that it tells of as they are stored, and what can be proven of them.
package struct AuditEvidence: Sendable {
    package struct StoredLine: Sendable {
        package let id: EventID
        /// Without LF.
        package let bytes: [UInt8]
        /// The line's hash as a leaf of its feed's tree, in hexadecimal.
        package let leafHash: String
    }

    /// In order of feed, by name, and sequence.
    package let lines: [StoredLine]
    /// The ids of lines that hold, in the open, words of somebody who has withdrawn. They are not handed on, nor their
    /// proofs, in which they stand as well.
    package let withheld: [String]
    /// Of each feed that has some of the lines, by name.
    package let feeds: [FeedProofs]
}

extension Case {
    /// Gets what an audit stands on, with one pass over each feed concerned. Feeds of this device are signed anew where
    /// their checkpoints do not cover the lines.
    ///
    /// - Throws: `EventLogError`, see `FeedsFolder.proofs(of:lines:onNote:)`.
    package func evidence(
        for audit: Audit, onNote: @escaping @Sendable (Note) -> Void
    ) throws -> AuditEvidence {
        var lines: [AuditEvidence.StoredLine] = []
        var withheld: [String] = []
        try storedLines().forEach(audit.cited[...]) { id, line in
            guard ShownLine.withoutWithheld(line.span.bytes, texts) == nil else {
                return withheld.append(audit.tables.text(id))
            }
            let leaf = FactsKey.hex(([0] + line).rawSpan.sha256)
            lines.append(AuditEvidence.StoredLine(id: id, bytes: line, leafHash: leaf))
        }
        let proofs = try Dictionary(grouping: lines, by: \.id.feed).sorted { $0.key < $1.key }.map { feed, lines in
            try feeds.proofs(
                of: snapshots[feed].feed, lines: lines.map { ($0.id.sequence, $0.bytes) }, onNote: onNote)
        }
        return AuditEvidence(lines: lines, withheld: withheld, feeds: proofs)
    }

    /// A message without where on this machine the case, and this device's keys, are: for whoever has neither.
    package func withoutPlaces(_ message: String) -> String {
        message.replacing("'\(folder.path)/", with: "'\(folder.name)\(CaseFolder.suffix)/")
            .replacing("'\(device.home)/", with: "'$CASELOG_HOME/")
    }
}
