import EventLog

/// Notes of the log, as a person should meet them.
enum Notes {
    /// Tells a note, unless it would be told with every command: a feed of this device that the case does not have is
    /// for `verify` to mention, for it may well belong to another case of the same name.
    static let tell: @Sendable (Note) -> Void = { note in
        guard note.code != .feedMissing else { return }
        Output.tell("caselog: \(note.message)")
    }
}
