import CaseModel

/// Tests type entries as people do.
extension Entry: ExpressibleByStringInterpolation {
    public init(stringLiteral text: String) { self.init(text) }
}
