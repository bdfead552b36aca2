import CaseModel

/// What a report rests on: who took part in the study, and how much fieldwork was done, each number with the events
/// that it counts.
struct ReportBasis {
    private let source: ReportSource
    private var fieldwork: FieldworkView { source.fieldwork }

    init(_ source: ReportSource) { self.source = source }

    var blocks: [Report.Block] {
        let sentences = [participants, sessions, length, material].compactMap(\.self)
        return sentences.isEmpty
            ? [.caption("No fieldwork is on record.")] : [.paragraph(date: nil, sentences)]
    }

    private func citing(_ types: Set<EventType>) -> [EventID] {
        source.events.all(types).filter { !$0.contradicts }.map(\.id)
    }

    private var participants: Sentence? {
        let all = fieldwork.participants
        if all.isEmpty { return nil }
        let interviewed = fieldwork.interviewed
        let heard = interviewed == 0 ? [] : citing([.sessionStarted, .attendanceNoted])
        return Sentence(
            "\(Self.count(all.count, "person was", "people were")) recruited"
                + (interviewed == 0 ? "" : ", of whom \(interviewed) took part in an interview or a focus group"),
            citing: citing([.participantRecruited]) + heard)
    }

    private var sessions: Sentence? {
        let kinds = fieldwork.kinds.map { "\($0.length.sessions) \(Self.words($0.kind, $0.length.sessions))" }
        return Sentence(
            "There \(fieldwork.length.sessions == 1 ? "was 1 session" : "were \(fieldwork.length.sessions) sessions")"
                + ": \(Telling.list(kinds))", citing: citing([.sessionStarted]))
    }

    /// Of those of which it is known.
    private var length: Sentence? {
        guard let minutes = fieldwork.length.minutes else { return nil }
        let untimed = fieldwork.length.untimed
        return Sentence(
            "Together they lasted \(FieldworkView.Length.words(minutes))"
                + (untimed == 0 ? "" : ", without \(untimed) of which nobody noted how long they were"),
            citing: citing([.sessionStarted, .sessionPaused, .sessionResumed, .sessionEnded]))
    }

    private var material: Sentence? {
        let evidence = fieldwork.evidence
        let counts = [
            (fieldwork.documents.count, "document", "documents"),
            (evidence.observations, "observation", "observations"),
            (evidence.excerpts, "excerpt", "excerpts"), (evidence.memos, "memo", "memos"),
        ]
        let parts = counts.filter { $0.0 > 0 }.map { Self.count($0.0, $0.1, $0.2) }
        return Sentence(
            "On record are \(Telling.list(parts))",
            citing: citing([.documentCollected, .observationNoted, .excerptRecorded, .memoWritten]))
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }

    private static func words(_ kind: SessionKind, _ count: Int) -> String {
        Telling.spaced(kind.rawValue) + (count == 1 ? "" : "s")
    }
}
