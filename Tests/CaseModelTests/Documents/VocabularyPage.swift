import CaseModel

/// The parts of `Vocabulary.md` that come from the descriptions.
enum VocabularyPage {
    /// The vocabulary's chapters, each with its first type.
    static let chapters: [(title: String, first: EventType)] = [
        ("The case", .caseOpened), ("People and consent", .personIdentified), ("Fieldwork", .sessionStarted),
        ("Evidence and coding", .observationNoted),
        ("Organisations, groups, governance", .organisationRegistered), ("Change and stakes", .proposalTabled),
        ("Disputes", .disputeRaised), ("The record itself", .eventCorrected),
    ]

    static var types: String {
        var text = ""
        for description in EventDescription.all {
            if let chapter = chapters.first(where: { $0.first == description.type }) {
                text +=
                    "\(text.isEmpty ? "" : "\n")### \(chapter.title)\n\n| type | data | what it says |\n|---|---|---|\n"
            }
            let fields = description.fields.map(words).joined(separator: "; ")
            text += "| `\(description.type.rawValue)` | \(fields) | \(description.summary) |\n"
        }
        return text
    }

    static var keys: String {
        "| key | |\n|---|---|\n"
            + EventDescription.contextFields.map { field in
                "| \(name(field)) | \(value(field)) |\n"
            }.joined()
    }

    static var sectors: String { Sector.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") + ".\n" }

    static var codebook: String {
        func rows(_ title: String, _ groups: [(String, [String])]) -> String {
            "| \(title) |\n|---|---|\n"
                + groups.map { "| `\($0.0)` | \($0.1.map { "`\($0)`" }.joined(separator: ", ")) |\n" }.joined()
        }
        let issues = rows("issue | its drivers", Codebook.issues.map { ($0.issue, $0.drivers) })
        let faultlines = rows("fault-line | its strategies", Codebook.faultlines.map { ($0.faultline, $0.strategies) })
        let skills = Codebook.skills.map { "`\($0)`" }.joined(separator: ", ")
        return "\(issues)\n\(faultlines)\nSkills: \(skills).\n"
    }

    /// A field as "`parties`[] actors": its name, `?` where it may be left out, and what it takes.
    private static func words(_ field: FieldDescription) -> String { "\(name(field)) \(value(field))" }

    private static func name(_ field: FieldDescription) -> String {
        let isList = if case .list = field.shape { true } else { false }
        return "`\(field.name)`\(isList ? "[]" : "")\(field.isRequired ? "" : "?")"
    }

    private static func value(_ field: FieldDescription) -> String {
        if case .list(let element) = field.shape { return value(element, field.role) }
        return value(field.shape, field.role)
    }

    private static func value(_ shape: FieldShape, _ role: FieldRole) -> String {
        switch shape {
        case .slug: identifier(role)
        case .text: "text"
        case .words: "words"
        case .word(let words) where words == Sector.allCases.map(\.rawValue): "a sector"
        case .word(let words): "(\(words.joined(separator: ", ")))"
        case .integer(let range) where range.upperBound < 10: "\(range.lowerBound) to \(range.upperBound)"
        case .integer: "whole number"
        case .flag: "true or false"
        case .date: "date"
        case .event: "an event"
        case .reference: role.kinds == .anything ? "an event or anything known" : "an event or \(identifier(role))"
        case .list(let element): value(element, role)
        case .map: "map of texts"
        case .object(let fields): "{\(fields.map(words).joined(separator: "; "))}"
        case .fieldsOfCorrectedType: "{the fields that change}"
        }
    }

    private static func identifier(_ role: FieldRole) -> String {
        switch role {
        case .defines(let kind): "a new \(kind.rawWord)"
        case .perceiver: "an actor or `researcher`"
        case .definesCode: "a new code"
        case .code(let kind?): kind == .issue ? "an issue" : "a \(kind == .faultline ? "fault-line" : kind.rawValue)"
        case .courseOfCode, .code(nil): "a code"
        case .course(let kinds), .touches(let kinds), .existing(let kinds):
            if kinds == .actor { "an actor" } else if kinds == .anything { "anything known" } else { kinds.inWords }
        case .plain, .events, .coded: "an identifier"
        }
    }
}
