package import CaseModel

/// Who is who: what identifiers that were minted stand for. It is kept in the file of keys, under the same wrapping
/// key, so that a person's row goes with the person's keys.
extension Keyring {
    package struct Person: Sendable, Equatable {
        package let id: Subject
        package let name: String
        package let note: String?
    }

    /// The table, by identifier.
    package func people() throws -> [Person] {
        try with { loaded in
            guard let file = loaded.file, !file.rows.isEmpty else { return [] }
            let outer = try unlocked(&loaded)
            return try file.rows.map { row in
                guard let text = row.opened(scope, under: outer) else { throw store.foreign(row.person, in: file) }
                let parts = text.split(separator: "\n", maxSplits: 1).map(String.init)
                return Person(id: row.person, name: parts.first ?? "", note: parts.count > 1 ? parts[1] : nil)
            }
            .sorted { left, right in left.id < right.id }
        }
    }

    /// Sets a person's row, durably, in place of the one before.
    ///
    /// - Throws: `CaseError` where the person's keys were destroyed, or a name has several lines or too many bytes.
    package func setPerson(_ id: Subject, name: String, note: String?) throws {
        let text = [name, note].compactMap(\.self).joined(separator: "\n")
        let isOneLine = [name, note ?? "-"].allSatisfy { part in !part.isEmpty && !part.contains(where: \.isNewline) }
        guard isOneLine, text.utf8.count <= PaddedText.textSizeMax else {
            throw CaseError(.input, "A name and a note have one line each, and at most 65,535 bytes together.")
        }
        try changeRows { loaded in
            try refuseErased(id, loaded)
            let outer = try unlocked(&loaded)
            loaded.file?.rows.removeAll { row in row.person == id }
            loaded.file?.rows.append(KeyFile.Row(text, of: id, since: store.device.now(), scope, under: outer))
        }
    }

    /// Removes a person's row.
    ///
    /// - Throws: `CaseError` where there is none.
    package func removePerson(_ id: Subject) throws {
        try changeRows { loaded in
            guard loaded.file?.rows.contains(where: { row in row.person == id }) == true else {
                throw CaseError(.refused, "The table of '\(scope.caseName)' has no '\(id)'.")
            }
            loaded.file?.rows.removeAll { row in row.person == id }
        }
    }

    private func changeRows(_ body: (inout Loaded) throws -> Void) throws {
        try with { loaded in
            try store.locked {
                loaded = try settled()
                try body(&loaded)
                if let file = loaded.file { try put(file, in: &loaded) }
            }
        }
    }
}
