/// Numbers of things in words.
enum Plural {
    /// `1 line`, `2 lines`.
    static func of(_ thing: String, _ count: Int) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
}
