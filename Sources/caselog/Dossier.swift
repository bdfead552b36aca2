import CaseModel
import CasePages
import CaseStore
import EventLog

/// An audit in a folder, with all that it takes to check it elsewhere.
struct Dossier {
    let opened: Case
    let words: AuditWords
    let audit: Audit
    let question: Question
    let dispute: String
    /// The dates asked for, in words.
    let dates: String

    /// Writes the folder.
    ///
    /// - Returns: whether every line in it is proven.
    func write(to path: String) throws -> Bool {
        try opened.noteMade("dossier", at: path)
        let evidence = try DossierFolder.make(path, on: opened.device, tell: Output.tellNote) { folder in
            // Only now, so that nothing is signed for a folder that cannot be made.
            let evidence = try opened.evidence(for: audit, onNote: Notes.tell)
            try folder.add("README.md", HarmlessText.of(Array(page(evidence).text.utf8)))
            try folder.add("audit.md", markdown())
            try folder.add("audit.json", json().bytes)
            try folder.add("check.py", Array(DossierProgram.python.utf8))
            try folder.add("events.jsonl", Array(evidence.lines.map { $0.bytes + [0x0A] }.joined()))
            try folder.add("leaf-hashes.txt", leafHashes(evidence))
            for feed in evidence.feeds { try add(feed, to: &folder) }
            return evidence
        }
        return try tell(evidence, path)
    }

    private func add(_ feed: FeedProofs, to folder: inout DossierFolder) throws {
        try folder.add("keys/\(feed.feed).key", feed.keyLine)
        if let checkpoint = feed.checkpoint {
            try folder.add("checkpoints/\(feed.feed).checkpoint", checkpoint.text)
        }
        for proof in feed.proofs {
            guard case .line(_, let index) = proof.claim else { continue }
            try folder.add("proofs/\(feed.feed)-\(index + 1).tlog-proof", proof.text)
        }
    }

    /// The audit as one JSON object.
    func json() -> JSONBuilder {
        var words = words
        var builder = JSONBuilder(audit.tables, sharing: .onAllProcessors)
        builder.object { json in
            question.write(to: &json)
            words.write(to: &json, dispute: dispute)
        }
        builder.endLine()
        return builder
    }

    private func markdown() throws -> [UInt8] {
        var text: [UInt8] = []
        var page = AuditPage(words, .markdown)
        page.render(caseName: opened.folder.name, dates: dates) { text += $0 }
        return HarmlessText.of(text)
    }

    private func leafHashes(_ evidence: AuditEvidence) -> [UInt8] {
        Array(evidence.lines.map { "\($0.leafHash)  \(audit.tables.text($0.id))\n" }.joined().utf8)
    }

    private func page(_ evidence: AuditEvidence) -> DossierPage {
        let feeds = evidence.feeds.map { feed in
            DossierPage.Feed(
                feed.feed.text, lineCount: feed.proofs.count + feed.unproven.count, provenCount: feed.proofs.count,
                signedCount: feed.checkpoint?.size)
        }
        let unproven = evidence.feeds.compactMap { feed in
            feed.reason.map { DossierPage.Unproven(feed.unprovenEvents, opened.withoutPlaces($0.message)) }
        }
        return DossierPage(
            words, question, dispute: dispute, feeds: feeds, unproven: unproven, withheld: evidence.withheld)
    }

    /// Tells what was written, and what cannot be proven.
    private func tell(_ evidence: AuditEvidence, _ path: String) throws -> Bool {
        let unproven = evidence.feeds.reduce(0) { $0 + $1.unproven.count }
        let proven = unproven == 0 ? "all proven" : "\(evidence.lines.count - unproven) of them proven"
        let feeds = Plural.of("feed", evidence.feeds.count)
        try Output.write("\(Plural.of("event", evidence.lines.count)) of \(feeds), \(proven).\n")
        Output.tell("Written to '\(path)'.")
        if !evidence.withheld.isEmpty {
            let lines = Plural.of("line", evidence.withheld.count)
            Output.tell("\(lines) with words that were withdrawn left out; the README says which.")
        }
        for feed in evidence.feeds {
            guard let reason = feed.reason else { continue }
            let listed = feed.unprovenEvents.prefix(Self.listedMax).joined(separator: ", ")
            let more = feed.unproven.count > Self.listedMax ? " and \(feed.unproven.count - Self.listedMax) more" : ""
            Output.tell("caselog: Not provable yet: \(listed)\(more). \(reason.message)")
        }
        return unproven == 0
    }

    /// So many events are named on standard error; the page names all of them.
    private static let listedMax = 20
}

extension Case {
    /// Notes that something will be made: a withdrawal has to find what holds private words, finished or not.
    func noteMade(_ kind: String, at path: String) throws {
        guard Withdrawing.mayConcern(folder, on: device) else { return }
        let keyring = try Withdrawing(self, initials: Device.initials(), onNote: Notes.tell).keyring
        try MadeFiles(keyring).note(kind, Self.fromRoot(path), at: device.now())
    }

    /// A path from the root, without symbolic links as far as it is there already.
    private static func fromRoot(_ path: String) -> String {
        if let resolved = Volume.resolved(path) { return resolved }
        let parts = path.split(separator: "/")
        guard let name = parts.last else { return "/" }
        let above = parts.dropLast().joined(separator: "/")
        let parent = path.hasPrefix("/") ? "/\(above)" : above.isEmpty ? "." : above
        return "\(fromRoot(parent))/\(name)"
    }
}

extension FeedProofs {
    fileprivate var unprovenEvents: [String] { unproven.map { "\(feed)/\($0)" } }
}
