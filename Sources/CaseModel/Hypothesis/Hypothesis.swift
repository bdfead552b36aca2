/// A case as if some events had not been.
package struct Hypothesis: Sendable, Equatable {
    /// Those that are thought away, in order.
    package let without: [EventID]
    /// Those, and whatever names them as a cause, directly or through others, in order.
    package let leftOut: [EventID]

    package init(without: [EventID], leftOut: [EventID]) {
        self.without = without
        self.leftOut = leftOut
    }
}
