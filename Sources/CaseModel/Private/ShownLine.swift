/// Lines as they are shown: with words in the place of private texts.
package enum ShownLine {
    private static let mark = Array("{\"private\":{".utf8)

    /// Whether a line in canonical form holds private texts.
    package static func holdsPrivateTexts(_ line: RawSpan) -> Bool { holds(mark, in: line) }

    /// Whether some bytes, more than 8 of them, stand in others.
    package static func holds(_ wanted: [UInt8], in bytes: RawSpan) -> Bool {
        var offset = 0
        while offset + 8 <= bytes.byteCount {
            var candidates = EightBytes.zeros(bytes.word(at: offset) ^ (EightBytes.ones &* UInt64(wanted[0])))
            while candidates != 0 {
                if bytes.holds(wanted.span.bytes, at: offset + candidates.trailingZeroBitCount / 8) { return true }
                candidates &= candidates - 1
            }
            offset += 8
        }
        return false
    }

    /// - Parameters:
    ///   - line: in canonical form.
    ///   - texts: who opens private texts; where nobody does, they are shown as private.
    /// - Returns: nil where there is nothing private in the line, and nothing that is withheld, so that it is shown as
    ///   it is.
    package static func make(_ line: RawSpan, _ texts: (any PrivateTexts)?) -> [UInt8]? {
        let holdsPrivate = holdsPrivateTexts(line)
        let withheld = texts?.withheld
        guard holdsPrivate || withheld?.mayStand(in: line) ?? false,
            let value = try? JSONParser.parse(line, 0..<line.byteCount)
        else { return nil }
        let place = withheld?.place(in: value)
        if !holdsPrivate, place == nil { return nil }
        var shown: [UInt8] = []
        PrivateFields.mapped(value) { field in
            if place?.contains(field) ?? false { return .string(OpenedText.withdrawn.shown) }
            guard let text = PrivateText(field.value) else { return nil }
            let opened = texts?.open(text, of: field.event, field: field.name) ?? .locked
            return .string(opened.shown)
        }.write(to: &shown)
        return shown
    }

    /// A line for programs: private texts stay as they are stored.
    ///
    /// - Returns: nil where nothing in the line is withheld, so that it is handed out byte for byte.
    package static func withoutWithheld(_ line: RawSpan, _ texts: (any PrivateTexts)?) -> [UInt8]? {
        guard let withheld = texts?.withheld, withheld.mayStand(in: line),
            let value = try? JSONParser.parse(line, 0..<line.byteCount), let place = withheld.place(in: value)
        else { return nil }
        var isChanged = false
        let rest = PrivateFields.mapped(value) { field in
            guard place.contains(field) else { return nil }
            isChanged = true
            return .string(OpenedText.withdrawn.shown)
        }
        guard isChanged else { return nil }
        var bytes: [UInt8] = []
        rest.write(to: &bytes)
        return bytes
    }
}

/// The places of a line in which private texts may stand, and what their boxes are bound to.
package enum PrivateFields {
    package struct Field {
        /// The id of the event whose words they are: of a correction's changes, that of the corrected event.
        package let event: String
        /// `note`, or `data.` and the name of the field.
        package let name: String
        package let value: JSONValue
    }

    /// Calls `change` with each value, of whatever kind, that may stand in such a place.
    ///
    /// - Returns: the line with what `change` returned in the place of the value, where that was not nil.
    package static func mapped(_ line: JSONValue, _ change: (Field) throws -> JSONValue?) rethrows -> JSONValue {
        guard case .object(var members) = line, let id = line["id"]?.string else { return line }
        for index in members.indices {
            switch members[index].key {
            case "note": members[index].value = try changed(members[index].value, id, "note", change)
            case "data":
                let isCorrection = line["type"]?.string == EventType.eventCorrected.rawValue
                members[index].value =
                    try isCorrection
                    ? correction(members[index].value, id, change)
                    : fields(members[index].value, of: id, change)
            default: break
            }
        }
        return .object(members)
    }

    private static func changed(
        _ value: JSONValue, _ event: String, _ name: String, _ change: (Field) throws -> JSONValue?
    ) rethrows -> JSONValue {
        try change(Field(event: event, name: name, value: value)) ?? value
    }

    private static func fields(
        _ data: JSONValue, of id: String, _ change: (Field) throws -> JSONValue?
    ) rethrows -> JSONValue {
        guard case .object(var members) = data else { return data }
        for index in members.indices {
            members[index].value = try changed(members[index].value, id, "data.\(members[index].key)", change)
        }
        return .object(members)
    }

    /// A correction's reason is its own; its note and its changes are the corrected event's.
    private static func correction(
        _ data: JSONValue, _ id: String, _ change: (Field) throws -> JSONValue?
    ) rethrows -> JSONValue {
        guard case .object(var members) = data else { return data }
        let target = data["event"]?.string ?? id
        for index in members.indices {
            let member = members[index]
            switch member.key {
            case "note": members[index].value = try changed(member.value, target, "note", change)
            case "data": members[index].value = try fields(member.value, of: target, change)
            default: members[index].value = try changed(member.value, id, "data.\(member.key)", change)
            }
        }
        return .object(members)
    }
}

extension CaseHistory {
    /// Lets private texts be shown to whom they may be.
    package mutating func openPrivateTexts(_ texts: any PrivateTexts) { tables.names.openPrivateTexts(texts) }

    /// A stored line for programs: byte for byte, but for words that are withheld.
    package func handedOut(_ line: [UInt8]) -> [UInt8] {
        ShownLine.withoutWithheld(line.span.bytes, tables.names.privateTexts) ?? line
    }

    /// A line as it is shown.
    package func shown(_ line: [UInt8]) -> [UInt8] {
        ShownLine.make(line.span.bytes, tables.names.privateTexts) ?? line
    }
}
