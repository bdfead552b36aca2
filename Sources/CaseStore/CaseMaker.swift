package import CaseModel
package import EventLog

/// Makes new cases: whole, or not at all.
package enum CaseMaker {
    /// A case that is there now.
    package struct Made: Sendable {
        package let folder: CaseFolder
        package let appended: CaseWriter.Appended
        /// Made the case where it does not lie any more, so that it can append nothing to it.
        private let writer: CaseWriter

        fileprivate init(_ folder: CaseFolder, _ appended: CaseWriter.Appended, by writer: CaseWriter) {
            self.folder = folder
            self.appended = appended
            self.writer = writer
        }

        /// Keeps what the case came to, for the next program that opens it; see `CaseWriter.keepFacts`.
        package func keepFacts() { writer.keepFacts(in: folder) }
    }

    /// Makes a case whose first events are those of the input; the folder appears by one rename once they are durable.
    ///
    /// - Throws: `CaseError` when there is one already or the name will not do, `CaseWriter.Refused` when a line will
    ///   not; in either case no folder is left.
    package static func make(
        _ path: String, name: String, from input: sending InputLines, _ manner: CaseWriter.Manner, device: Device,
        initials: String, onNote: @escaping @Sendable (Note) -> Void,
        onLine: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws -> Made {
        let files = device.fileSystem
        let parent = parent(of: path)
        UnfinishedFolder.forEachLeft(name, in: parent, files) { left in undo(left, name, device) }
        let unfinished = try UnfinishedFolder(name, in: parent, on: device)
        let temporary = unfinished.path
        let writer: CaseWriter
        let appended: CaseWriter.Appended
        do {
            let folder = CaseFolder(path: temporary, name: name)
            try folder.describe(in: files)
            writer = try CaseWriter(folder, device: device, initials: initials, onNote: onNote)
            appended = try writer.append(input, manner, onLine: onLine)
            if (try? files.list(path)) != nil {
                throw CaseError(.exists, "There is a case '\(path)' already; somebody made it just now.")
            }
            try files.move(temporary, to: path)
        } catch {
            undo(temporary, name, device)
            throw error
        }
        try files.syncFolder(parent)
        unfinished.release()
        return Made(CaseFolder(path: path, name: name), appended, by: writer)
    }

    /// The line that opens a case.
    package static func opening(
        of name: String, title: String, privacy: Privacy?, occurred: EDTF
    ) -> [UInt8] {
        var data: [JSONValue.Member] = [
            JSONValue.Member(key: "case", value: .string(name)), JSONValue.Member(key: "title", value: .string(title)),
        ]
        if let privacy { data.append(JSONValue.Member(key: "privacy", value: .string(privacy.rawValue))) }
        let line = JSONValue.object([
            JSONValue.Member(key: "type", value: .string(EventType.caseOpened.rawValue)),
            JSONValue.Member(key: "occurred", value: .string(occurred.text)),
            JSONValue.Member(key: "data", value: .object(data)),
        ])
        var bytes: [UInt8] = []
        line.write(to: &bytes)
        return bytes
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Leaves nothing of a case that did not come to be: neither its folder nor the keys of its feeds and its words.
    private static func undo(_ temporary: String, _ name: String, _ device: Device) {
        let feeds = CaseFolder(path: temporary, name: name).feeds(on: device)
        let own = (try? feeds.ownFeeds()) ?? []
        do {
            let keys = KeyStore(device, device.passphrases)
            for feed in own { try keys.forget(KeyScope(name, feed: feed.text)) }
        } catch {
            // The folder still tells whose keys are to go; whoever makes the case next tries again.
            return
        }
        feeds.removeAbandoned()
        device.fileSystem.removeAll(temporary)
        for feed in own { try? feeds.forget(feed) }
    }
}
