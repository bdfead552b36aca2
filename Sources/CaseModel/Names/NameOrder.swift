/// The order of symbols by their names, as an object: what sorts by it holds one reference, where a copy of `Names`
/// would count those to all that it holds, for which threads wait for one another.
final class NameOrder: Sendable {
    private let names: Names

    init(_ names: Names) { self.names = names }

    func areInOrder(_ a: Symbol, _ b: Symbol) -> Bool { names.areInOrder(a, b) }
}
