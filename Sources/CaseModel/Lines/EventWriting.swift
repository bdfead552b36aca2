extension LineWriter: FieldVisitor {
    /// Writes a field unless it is absent.
    @inline(__always)
    @_lifetime(self: copy self)
    package mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        guard !value.isAbsent else { return }
        key(name)
        value.write(to: &self)
    }

    /// Appends an event's canonical line, without LF. Opaque events have no other form than their stored bytes.
    @_lifetime(self: copy self)
    package mutating func line(_ event: Event) {
        guard let type = event.type else { return }
        var event = event
        raw("{")
        key("id")
        self.event(event.id)
        key("type")
        raw("\"")
        EventType.table.write(type, to: &output)
        raw("\"")
        field("occurred", &event.occurred, .plain)
        field("learnt", &event.learnt, .plain)
        key("recorded")
        raw("\"")
        RecordedTime.write(event.recorded, to: &output)
        raw("\"")
        event.context.visit(&self)
        key("data")
        raw("{")
        event.payload.visit(&self)
        raw("}}")
    }
}
