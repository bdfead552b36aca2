/// A date in a question: it includes everything up to its own end (`2019` means the end of that year).
package struct QueryTime: Sendable, Equatable {
    /// As it was given.
    package let text: String
    /// The last millisecond that it includes.
    package let latest: Instant
    /// Its first millisecond.
    package let earliest: Instant

    /// Reads an EDTF date, or an instant as `recorded` has it; nil when it is neither.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        if let instant = RecordedTime.parse(bytes.span.bytes, 0..<bytes.count) {
            latest = instant
            earliest = instant
        } else if let date = EDTF(text) {
            latest = date.latest
            earliest = date.effect
        } else {
            return nil
        }
        self.text = text
    }
}
