/// Numbers of things in words.
enum Plural {
    /// `1 line`, `2 lines`; `plural` where it is not made with an s.
    static func of(_ thing: String, _ count: Int, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? thing : plural ?? thing + "s")"
    }
}
