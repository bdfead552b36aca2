package import CaseModel

/// Which events of a case are asked for.
package struct EventQuery: Sendable {
    package var at: Instant = .max
    package var known: Instant = .max
    package var recorded: Instant = .max
    /// Any of these types; all when empty.
    package var types: Set<String> = []
    /// Mentioning any of these identifiers or events; all when empty.
    package var about: [String] = []
    package var codes: [String] = []
    package var session: String?
    /// Texts that hold all of these, in any letter case.
    package var words: [String] = []
    /// What an event's stored line must satisfy besides; it is asked on all processors.
    package var isWanted: (@Sendable ([UInt8]) -> Bool)?
    /// Whether events stand where they are as corrected, retracted ones left out, as views have them.
    package var isCorrected = false

    package init() {}

    /// Whether nothing but dates is asked for.
    var isForAll: Bool {
        types.isEmpty && about.isEmpty && codes.isEmpty && session == nil && words.isEmpty && isWanted == nil
    }
}
