/// What stands before a line that is typed: the clock, for how long the session has run, and whether the last entry is
/// safe.
struct CapturePrompt: Equatable {
    enum Safety: Equatable {
        /// Nothing was typed yet.
        case nothing
        /// The last entry is on disk: the number of its event.
        case safe(String)
        /// So many entries are not.
        case waiting(Int)
    }

    enum Session: Equatable {
        /// For so many seconds.
        case running(Int)
        case paused
        case none
    }

    /// What the terminal can show.
    struct Style: Equatable {
        let showsSigns: Bool
        let showsColours: Bool
        let width: Int
    }

    /// `14:05:07`.
    let clock: String
    let session: Session
    let safety: Safety

    func text(_ style: Style) -> String {
        let isNarrow = style.width < 50
        let separator = style.showsSigns ? " · " : " | "
        var parts = [
            Self.paint(isNarrow ? String(clock.prefix(5)) : clock, "2", style), Self.words(session, style, isNarrow),
        ]
        switch safety {
        case .nothing: break
        case .safe(let number): parts.append(Self.paint((style.showsSigns ? "✓ " : "safe ") + number, "32", style))
        case .waiting(let count):
            parts.append(Self.paint((style.showsSigns ? "✗ " : "") + "\(count) NOT SAFE", "1;31", style))
        }
        return parts.filter { !$0.isEmpty }.joined(separator: separator) + (style.showsSigns ? " › " : " > ")
    }

    private static func words(_ session: Session, _ style: Style, _ isNarrow: Bool) -> String {
        switch session {
        case .running(let seconds): isNarrow ? "" : paint(duration(seconds), "2", style)
        case .paused: paint("paused", "33", style)
        case .none: paint("no session", "33", style)
        }
    }

    /// `0:42:07`.
    static func duration(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    /// Colours stand between characters that take no room.
    private static func paint(_ text: String, _ colour: String, _ style: Style) -> String {
        guard style.showsColours else { return text }
        return "\u{1}\u{1B}[\(colour)m\u{1}\(text)\u{1}\u{1B}[0m\u{1}"
    }
}
