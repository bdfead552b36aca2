extension LineReader: FieldVisitor {
    /// Reads a field if its key comes next.
    @inline(__always)
    @_lifetime(self: copy self)
    package mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        guard !failed else { return }
        if takesKey(name) {
            value.read(from: &self)
        } else if Value.isRequired {
            fail()
        }
    }

    /// Reads a line of the log in canonical form; nil when it is anything else.
    ///
    /// - Parameters:
    ///   - range: the line without its LF.
    ///   - prefix: the bytes that every line of this feed begins with, `{"id":"jw-3f9c21ab/`.
    @_lifetime(self: copy self)
    mutating func event(_ range: Range<Int>, id: EventID, prefix: RawSpan) -> Event? {
        var event = Event.blank
        guard read(&event, in: range, id: id, prefix: prefix), offset == range.upperBound else { return nil }
        return event
    }

    /// Reads the line in canonical form that begins where `range` does, into an event that is used again and again:
    /// copying one takes as long as reading a line.
    ///
    /// - Returns: whether there is one; `offset` is then behind its last brace.
    @_lifetime(self: copy self)
    mutating func read(_ event: inout Event, in range: Range<Int>, id: EventID, prefix: RawSpan) -> Bool {
        start(range)
        guard range.count > prefix.byteCount, bytes.holds(prefix, at: offset) else { return false }
        offset += prefix.byteCount
        guard integer() == Int(id.sequence) else { return false }
        expect("\"")
        guard takesKey("type"), let type = eventType() else { return false }
        event.id = id
        current = id
        keepsNames = keeping == .all || keeping == .courses && !type.isFiledNowhere
        event.context = EventContext()
        event.learnt = nil
        field("occurred", &event.occurred, .plain)
        field("learnt", &event.learnt, .plain)
        guard takesKey("recorded"), let instant = recordedTime() else { return false }
        event.recorded = instant
        finish(&event, type)
        return !failed && isValidText(range.lowerBound..<offset)
    }

    @_lifetime(self: copy self)
    private mutating func finish(_ event: inout Event, _ type: EventType) {
        event.context.visit(&self)
        guard !failed, takesKey("data") else { return fail() }
        expect("{")
        event.payload = Payload(type, filledBy: &self)
        expect("}}")
    }

    @_lifetime(self: copy self)
    private mutating func eventType() -> EventType? {
        let range = string()
        return failed ? nil : EventType.table.find(bytes, range)
    }

    @_lifetime(self: copy self)
    private mutating func recordedTime() -> Instant? {
        let range = string()
        guard !failed, range.count == RecordedTime.byteCount else { return nil }
        // The lines of one commit have one `recorded`.
        let words = (
            bytes.word(at: range.lowerBound), bytes.word(at: range.lowerBound + 8),
            bytes.word(at: range.lowerBound + 16)
        )
        if words == lastRecorded.words { return lastRecorded.instant }
        guard let instant = RecordedTime.parse(bytes, range) else { return nil }
        lastRecorded = (words, instant)
        return instant
    }

    /// Whether the bytes of a line are UTF-8; only lines that hold more than ASCII are looked at again.
    private func isValidText(_ range: Range<Int>) -> Bool {
        !hasNonASCII || UTF8Check.isValid(bytes, range)
    }

    /// A line of input as it was read on the fast path.
    struct Draft {
        var event: Event
        var label: Range<Int>?
        /// From the type to the date, and from `recorded` on to the end: what the stored line copies.
        var head: Range<Int>
        var tail: Range<Int>
    }

    /// Reads a line of input whose keys are all in order; nil when it is anything else, also when it is wrong.
    @_lifetime(self: copy self)
    mutating func draft(_ range: Range<Int>, id: EventID, recorded: Instant) -> Draft? {
        start(range)
        use = .draft
        draftID = id
        current = id
        guard takes("{") else { return nil }
        let label: Range<Int>? = takesKey("id") ? string() : nil
        let headStart = offset
        guard !failed, takesKey("type"), let type = eventType() else { return nil }
        // Corrections are checked against the type of what they correct, which takes the slow path first.
        guard type != .eventCorrected || acceptsChangedFields else { return nil }
        var event = Event.blank
        event.id = id
        event.recorded = recorded
        field("occurred", &event.occurred, .plain)
        field("learnt", &event.learnt, .plain)
        let headEnd = offset
        if !failed, takesKey("recorded") { _ = string() }
        let tailStart = offset
        finish(&event, type)
        guard !failed, offset == end, isValidText(range) else { return nil }
        let headBegin = label == nil ? headStart : headStart + 1
        return Draft(event: event, label: label, head: headBegin..<headEnd, tail: tailStart..<offset)
    }

    /// The tables, back to their owner.
    package consuming func finish() -> Tables { tables }
}
