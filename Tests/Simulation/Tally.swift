/// What a simulation came to.
package struct Tally: Sendable, Equatable {
    package var histories = 0
    package var steps = 0
    package var lines = 0
    /// Checkpoints that were handed to somebody.
    package var checkpoints = 0
    /// Times that all programs ended in the midst of something.
    package var kills = 0
    package var powerCuts = 0
    /// Calls that were refused, or did less than asked.
    package var refusals = 0

    package init() {}

    package var crashes: Int { kills + powerCuts }

    package static func += (left: inout Tally, right: Tally) {
        left.histories += right.histories
        left.steps += right.steps
        left.lines += right.lines
        left.checkpoints += right.checkpoints
        left.kills += right.kills
        left.powerCuts += right.powerCuts
        left.refusals += right.refusals
    }
}
