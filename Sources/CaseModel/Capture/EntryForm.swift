/// A quick form of entry: what may be typed behind `!`. The parser, `!help`, completion, the buttons of the page and
/// the tables in `Capture.md` all come from `all`.
package struct EntryForm: Sendable {
    /// Something that is not recorded as an event of the form's own type.
    package enum Control: Sendable { case pause, resume, end, undo, fix, new, key, help }

    enum Work: Sendable {
        case event(EventType)
        case control(Control)
    }

    /// What is typed behind the exclamation mark.
    package let name: String
    /// What follows, as help shows it: `…` for several, `[ ]` for what may be left out.
    package let arguments: String
    package let help: String
    package let example: String
    let work: Work
    let slots: [EntrySlot]
    /// The field that gets the words at the end; nil for the event's note.
    let words: String?
    let needsWords: Bool
    /// Fields that the form itself gives.
    let fixed: [String: String]

    init(
        _ name: String, _ arguments: String, _ help: String, example: String, _ work: Work, _ slots: [EntrySlot] = [],
        words: String? = nil, needsWords: Bool = false, fixed: [String: String] = [:]
    ) {
        self.name = name
        self.arguments = arguments
        self.help = help
        self.example = example
        self.work = work
        self.slots = slots
        self.words = words
        self.needsWords = needsWords
        self.fixed = fixed
    }

    package static func named(_ name: String) -> EntryForm? { byName[name] }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// How it is typed.
    package var usage: String { arguments.isEmpty ? "!\(name)" : "!\(name) \(arguments)" }

    /// Lines of help: on one form, or on all.
    package static func helpText(_ name: String?) -> [String] {
        guard let name else {
            return ["Words are recorded as they are; @name and #code in them are kept and found."]
                + all.map { "\($0.usage): \($0.help)" }
        }
        let wanted = name.hasPrefix("!") ? String(name.dropFirst()) : name
        guard let form = named(wanted) else { return ["\(notThere(wanted)) !help lists the forms."] }
        return [form.usage, form.help, "For example: \(form.example)"]
    }

    static func unknownSentence(_ name: String) -> String {
        "\(notThere(name)) Put a space before it to record it as words; !help lists the forms."
    }

    /// An entry of a form that is not as the form wants it.
    static func unclear(_ name: String, _ what: String) -> EntryProblem {
        guard let form = named(name) else { return EntryProblem(what) }
        return EntryProblem("\(what) Type \(form.usage). For example: \(form.example)")
    }

    private static func notThere(_ name: String) -> String {
        let nearest = Nearest.sentence(Nearest.names(to: name, among: all.map(\.name)).map { "!" + $0 })
        return "There is no form !\(name).\(nearest)"
    }
}

/// A place in a form: which field it fills, and with what.
struct EntrySlot: Sendable {
    enum Takes: Sendable {
        /// One actor.
        case actor
        case actors
        /// Several actors, each of whom makes an event of its own.
        case eachActor
        /// An actor, or the researcher.
        case perceiver
        case thing(NameRole)
        /// Events by number or id, or things.
        case references(NameRole)
        /// Codes of one kind, for one value.
        case code(CodeKind)
        /// Codes of any of these kinds, each in the field of its kind.
        case codes([CodeKind: String])
        case choice([String])
        case weight
        case link
    }

    let field: String
    let takes: Takes
    /// The word that stands before it.
    let marker: String?
    /// Whether it may also stand without that word.
    let needsMarker: Bool
    let isRequired: Bool
    /// What it is called where it is missing.
    let shown: String
    /// What it is where it is left out.
    let standard: String?

    init(
        _ field: String, _ takes: Takes, _ shown: String, after marker: String? = nil, needsMarker: Bool = true,
        isRequired: Bool = false, standard: String? = nil
    ) {
        self.field = field
        self.takes = takes
        self.shown = shown
        self.marker = marker
        self.needsMarker = marker != nil && needsMarker
        self.isRequired = isRequired
        self.standard = standard
    }
}
