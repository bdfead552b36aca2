package import EventLog

/// What was saved of a damaged case.
package struct CaseSalvage: Sendable {
    /// The case that was made of it.
    package let path: String
    package let name: String
    /// By name.
    package let feeds: [SalvagedFeed]

    /// Whether all was read, and nothing is missing, or other than it was, that anything tells of.
    package var isComplete: Bool { feeds.allSatisfy { feed in feed.isComplete } }

    /// Saves every line of a case that can be read into a new case, which appears when it is whole; see
    /// `FeedsFolder.salvage`. The damaged case is not changed.
    ///
    /// - Parameters:
    ///   - given: the case's folder, with or without `.caselog`; `case.json` may be missing or damaged.
    ///   - folder: where the new case is to lie.
    /// - Throws: `CaseError` where there is no such folder, or the new case is there already; `EventLogError` where
    ///   something cannot be written.
    package init(_ given: String, to folder: String, device: Device) throws {
        let source = try CaseFolder(salvaging: given, in: device.fileSystem)
        let files = device.fileSystem
        let target = CaseFolder.trimmed(folder)
        path = "\(target)/\(source.name)\(CaseFolder.suffix)"
        name = source.name
        if (try? files.list(path)) != nil {
            throw CaseError(.exists, "There is a case '\(path)' already. Choose another folder.")
        }
        let temporary = CaseFolder(path: "\(target)/.tmp-\(name)-\(device.now())", name: name)
        try files.makeFolders(temporary.feedsPath, mode: 0o755)
        do {
            try temporary.describe(in: files)
            feeds = try source.feeds(on: device).salvage(to: temporary.feedsPath)
            try files.move(temporary.path, to: path)
        } catch {
            files.removeAll(temporary.path)
            throw error
        }
        try files.syncFolder(target)
    }

    /// What was saved, what is lost, and what is not as it was, in sentences.
    package var report: String {
        var lines: [String] = []
        for feed in feeds {
            lines.append("\(feed.feed): \(feed.savedCount) line\(feed.savedCount == 1 ? "" : "s") saved.")
            if !feed.lost.isEmpty {
                let lost = feed.lost.map { range in
                    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound - 1)"
                }
                lines.append("\(feed.feed): lost: \(lost.joined(separator: ", ")).")
            }
            let told = feed.unread + feed.contradictions.map(\.message) + feed.notes
            lines += told.map { sentence in "\(feed.feed): \(sentence)" }
        }
        return lines.map { line in line + "\n" }.joined()
    }
}

extension CaseFolder {
    /// Finds what is left of a case, be its description there or not.
    fileprivate init(salvaging given: String, in fileSystem: any FileSystem) throws {
        do {
            try self.init(finding: given, in: fileSystem)
        } catch let error as CaseError where error.code == .notACase {
            let trimmed = Self.trimmed(given)
            let candidates = trimmed.hasSuffix(Self.suffix) ? [trimmed] : [trimmed + Self.suffix, trimmed]
            guard let path = candidates.first(where: { path in (try? fileSystem.list(path + "/feeds")) != nil }) else {
                throw error
            }
            let folder = path.split(separator: "/").last.map(String.init) ?? ""
            let name = folder.hasSuffix(Self.suffix) ? String(folder.dropLast(Self.suffix.count)) : folder
            self.init(path: path, name: Self.nameInKeys(path, fileSystem) ?? name)
        }
    }

    /// The name that the keys of the feeds give the case.
    private static func nameInKeys(_ path: String, _ fileSystem: any FileSystem) -> String? {
        for feed in ((try? fileSystem.list(path + "/feeds")) ?? []).sorted() {
            guard let key = try? fileSystem.contents("\(path)/feeds/\(feed)/key") else { continue }
            let line = String(decoding: key, as: UTF8.self)
            let parts = line.split(separator: "/")
            if FeedKey.isVerifierLine(line), parts.count > 2, parts[0] == "caselog" { return String(parts[1]) }
        }
        return nil
    }
}
