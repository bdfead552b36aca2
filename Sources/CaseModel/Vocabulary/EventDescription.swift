/// One field of an event type, as documents, schemas and checks of input see it.
package struct FieldDescription: Sendable, Equatable {
    package let name: String
    package let shape: FieldShape
    package let isRequired: Bool
    package let role: FieldRole
}

/// One event type, as documents, schemas and checks of input see it. It is made from the type's `visit`.
package struct EventDescription: Sendable {
    package let type: EventType
    package let summary: String
    /// See `PayloadFields.phrase`.
    package let phrase: String
    package let fields: [FieldDescription]

    package init(_ type: EventType) {
        var payload = Payload(type)
        var visitor = DescribingVisitor()
        payload.visit(&visitor)
        self.type = type
        fields = visitor.fields
        summary = payload.fieldsType?.summary ?? ""
        phrase = payload.fieldsType?.phrase ?? ""
    }

    /// All types, in the vocabulary's order.
    package static let all = EventType.allCases.map(EventDescription.init)

    package static func of(_ type: EventType) -> EventDescription { all[EventType.table.ordinal(of: type)] }

    package func field(_ name: String) -> FieldDescription? { fields.first { $0.name == name } }

    /// The keys of every event between `recorded` and `data`, in their order.
    package static let contextFields: [FieldDescription] = {
        var context = EventContext()
        var visitor = DescribingVisitor()
        context.visit(&visitor)
        return visitor.fields
    }()
}

/// Collects descriptions of the fields it is shown.
struct DescribingVisitor: FieldVisitor {
    private(set) var fields: [FieldDescription] = []

    mutating func field<Value: FieldValue>(_ name: StaticString, _ value: inout Value, _ role: FieldRole) {
        fields.append(
            FieldDescription(name: "\(name)", shape: Value.shape, isRequired: Value.isRequired, role: role))
    }
}
