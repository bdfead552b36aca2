/// Opens private texts for whoever may read them, and makes words private; who holds the keys says how.
package protocol PrivateTexts: AnyObject, Sendable {
    /// What a private text says to whom it is shown.
    ///
    /// - Parameters:
    ///   - event: the id of the event whose words they are.
    ///   - field: `note`, or `data.` and the name of the field.
    func open(_ text: PrivateText, of event: String, field: String) -> OpenedText

    /// The words that are not shown although they are not private; nil where nobody has withdrawn any.
    var withheld: WithheldWords? { get }

    /// Makes words private.
    ///
    /// - Parameter feed: the one that the case was opened in: it tells cases of one name apart.
    /// - Throws: `PrivateTextRefused` where the words are too long, or their subject has withdrawn; something else
    ///   where there is no key and none can be made.
    func box(
        _ words: String, for subject: Subject, of event: String, field: String, openedIn feed: String
    ) throws -> PrivateText
}

extension PrivateTexts {
    /// Makes words of input private.
    ///
    /// - Parameter name: what the field is called to whoever gave it.
    /// - Throws: `Refusal` where they are refused.
    func boxed(
        _ words: String, for subject: Subject, of event: String, field: String, named name: String,
        openedIn feed: String
    ) throws -> PrivateText {
        do {
            return try box(words, for: subject, of: event, field: field, openedIn: feed)
        } catch let refused as PrivateTextRefused {
            throw Refusal(problems: [LineForm.Problem(field: name, message: refused.message)])
        }
    }
}

/// What became of a private text that was to be shown.
package enum OpenedText: Sendable, Equatable {
    case words(String)
    /// Whose words they were has withdrawn them.
    case withdrawn
    /// This device has no key for them.
    case locked
    /// The box is not what was put there.
    case damaged

    /// The words, or what stands in their place.
    package var shown: String {
        switch self {
        case .words(let words): words
        case .withdrawn: "[withdrawn]"
        case .locked: "[private]"
        case .damaged: "[damaged private text]"
        }
    }
}

extension Names {
    /// A private text as it is shown.
    func shown(_ bound: BoundText) -> String {
        guard let sealed = bound.sealed else { return OpenedText.damaged.shown }
        return (privateTexts?.open(sealed, of: bound.event, field: bound.field) ?? .locked).shown
    }
}
