/// An interned string: an identifier, a label or a word, as a number that is the same wherever the string is.
package struct Symbol: Hashable, Sendable, BitwiseCopyable {
    package let index: UInt32

    package init(index: UInt32) { self.index = index }

    /// The empty string, in every table of names.
    package static let empty = Symbol(index: 0)
    /// `researcher`, which perceives without being an actor.
    package static let researcher = Symbol(index: 1)
}
