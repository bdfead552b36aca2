// How each kind of value is kept in a packed record: in words of 32 bits, absent ones and prose left out.

extension Optional where Wrapped: FieldValue {
    package func pack(into record: inout RecordPacker) {
        record.flag(self != nil)
        self?.pack(into: &record)
    }

    package mutating func unpack(from record: inout RecordUnpacker) {
        guard record.flag() else { return }
        var value = Wrapped()
        value.unpack(from: &record)
        self = value
    }

    package mutating func renumber(_ renumbering: inout Renumbering) {
        guard var value = self else { return }
        value.renumber(&renumbering)
        self = value
    }
}

extension Slug {
    package func pack(into record: inout RecordPacker) { record.word(symbol.index) }
    package mutating func unpack(from record: inout RecordUnpacker) { symbol = Symbol(index: record.word()) }
    package mutating func renumber(_ renumbering: inout Renumbering) { symbol = renumbering[symbol] }
}

extension Label {
    package func pack(into record: inout RecordPacker) { record.word(symbol.index) }
    package mutating func unpack(from record: inout RecordUnpacker) { symbol = Symbol(index: record.word()) }
    package mutating func renumber(_ renumbering: inout Renumbering) { symbol = renumbering[symbol] }
}

extension Words {
    package func pack(into record: inout RecordPacker) { record.word(symbol.index) }
    package mutating func unpack(from record: inout RecordUnpacker) { symbol = Symbol(index: record.word()) }
    package mutating func renumber(_ renumbering: inout Renumbering) { symbol = renumbering[symbol] }
}

/// Prose stays in its line, which a record outlives.
extension Prose {
    package func pack(into record: inout RecordPacker) {}
    package mutating func unpack(from record: inout RecordUnpacker) {}
}

/// The changes of a correction stay in its line.
extension ChangedFields {
    package func pack(into record: inout RecordPacker) {}
    package mutating func unpack(from record: inout RecordUnpacker) {}
}

extension EDTF {
    package func pack(into record: inout RecordPacker) {
        record.double(begin.packed | UInt64(form.rawValue) << 62)
        if form == .interval { record.double(end.packed) }
    }

    package mutating func unpack(from record: inout RecordUnpacker) {
        let first = record.double()
        begin = DatePoint(packed: first)
        form = Form(rawValue: UInt8(first >> 62)) ?? .single
        end = form == .interval ? DatePoint(packed: record.double()) : begin
    }
}

extension EDTF {
    /// All of it in two words.
    var words: [UInt64] { [begin.packed | UInt64(form.rawValue) << 62, end.packed] }

    init(words: (UInt64, UInt64)) {
        self.init(DatePoint(packed: words.0))
        form = Form(rawValue: UInt8(words.0 >> 62)) ?? .single
        end = DatePoint(packed: words.1)
    }
}

extension DatePoint {
    /// All of it in the lower 60 bits of a word.
    var packed: UInt64 {
        var word = UInt64(UInt16(bitPattern: year))
        word = word << 5 | UInt64(month)
        word = word << 5 | UInt64(day)
        word = word << 5 | UInt64(hour)
        word = word << 6 | UInt64(minute)
        word = word << 6 | UInt64(second)
        word = word << 3 | UInt64(precision.rawValue)
        word = word << 2 | UInt64(zone.rawValue)
        word = word << 2 | UInt64(qualifier.rawValue)
        return word << 12 | UInt64(offset + Self.offsetBias)
    }

    /// Offsets from UTC are kept above zero.
    private static let offsetBias: Int16 = 2048

    init(packed word: UInt64) {
        self.init()
        offset = Int16(word & 0xFFF) - Self.offsetBias
        qualifier = Qualifier(rawValue: UInt8(word >> 12 & 3)) ?? .none
        zone = Zone(rawValue: UInt8(word >> 14 & 3)) ?? .absent
        precision = Precision(rawValue: UInt8(word >> 16 & 7)) ?? .year
        second = UInt8(word >> 19 & 63)
        minute = UInt8(word >> 25 & 63)
        hour = UInt8(word >> 31 & 31)
        day = UInt8(word >> 36 & 31)
        month = UInt8(word >> 41 & 31)
        year = Int16(word >> 46 & 0x3FFF)
    }
}

extension Bool {
    package func pack(into record: inout RecordPacker) { record.flag(self) }
    package mutating func unpack(from record: inout RecordUnpacker) { self = record.flag() }
}

extension Count {
    package func pack(into record: inout RecordPacker) { record.double(UInt64(value)) }
    package mutating func unpack(from record: inout RecordUnpacker) { value = Int(record.double()) }
}

extension Weight {
    package func pack(into record: inout RecordPacker) { record.word(UInt32(value)) }
    package mutating func unpack(from record: inout RecordUnpacker) {
        value = UInt8(truncatingIfNeeded: record.word())
    }
}

extension EventID {
    package func pack(into record: inout RecordPacker) { record.double(packed) }
    package mutating func unpack(from record: inout RecordUnpacker) { self = EventID(packed: record.double()) }
    package mutating func renumber(_ renumbering: inout Renumbering) { self = renumbering[self] }
}

extension Reference {
    package func pack(into record: inout RecordPacker) { record.double(word) }
    package mutating func unpack(from record: inout RecordUnpacker) { self = Reference(word: record.double()) }
    package mutating func renumber(_ renumbering: inout Renumbering) {
        switch self {
        case .event(let id): self = .event(renumbering[id])
        case .identifier(let symbol): self = .identifier(renumbering[symbol])
        }
    }
}

extension Choice {
    package func pack(into record: inout RecordPacker) { record.word(UInt32(truncatingIfNeeded: word)) }
    package mutating func unpack(from record: inout RecordUnpacker) { self = Self(word: UInt64(record.word())) }
    package mutating func renumber(_ renumbering: inout Renumbering) {}
}

extension List {
    package func pack(into record: inout RecordPacker) { record.list(indices) }

    package mutating func unpack(from record: inout RecordUnpacker) {
        self = List(indices: record.list())
    }

    package mutating func renumber(_ renumbering: inout Renumbering) {
        self = List(indices: renumbering.move(indices))
        for index in indices {
            var element = Element(word: renumbering[element: index])
            element.renumber(&renumbering)
            renumbering[element: index] = element.word
        }
    }
}

extension TextMap {
    package func pack(into record: inout RecordPacker) { record.list(indices) }

    package mutating func unpack(from record: inout RecordUnpacker) {
        self = TextMap(indices: record.list())
    }

    package mutating func renumber(_ renumbering: inout Renumbering) {
        self = TextMap(indices: renumbering.move(indices))
        for index in indices {
            var text = Label(word: renumbering[element: index])
            text.renumber(&renumbering)
            renumbering[element: index] = text.word
        }
    }
}

extension Tally {
    package func pack(into record: inout RecordPacker) {
        var tally = self
        tally.visit(&record)
    }

    package mutating func unpack(from record: inout RecordUnpacker) { visit(&record) }
}
