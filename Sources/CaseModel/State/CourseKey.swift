/// What a course is the course of, or what its events touch, in two words.
struct CourseKey: Equatable, Sendable, BitwiseCopyable {
    enum Kind: UInt8 {
        /// A thing's beginning, its changes and its end.
        case thing
        /// Events about a thing that do not change it.
        case touching
        case code, tie, coding, answersPosition, influence, caseItself

        /// The first kinds are numbered by their symbols.
        static let bySymbol: [Kind] = [.thing, .touching, .code]
        static let countBySymbol = 3
    }

    let high: UInt64
    let low: UInt64

    private init(_ kind: Kind, _ high: UInt64 = 0, _ low: UInt64 = 0) {
        self.high = UInt64(kind.rawValue) << 56 | high
        self.low = low
    }

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    static func thing(_ symbol: Symbol) -> CourseKey { of(.thing, symbol) }
    static func touching(_ symbol: Symbol) -> CourseKey { of(.touching, symbol) }
    static func code(_ symbol: Symbol) -> CourseKey { of(.code, symbol) }
    static func coding(_ id: EventID) -> CourseKey { CourseKey(.coding, 0, id.packed) }
    static func answersPosition(_ id: EventID) -> CourseKey { CourseKey(.answersPosition, 0, id.packed) }
    static let influence = CourseKey(.influence)
    static let caseItself = CourseKey(.caseItself)

    static func tie(_ key: TieKey) -> CourseKey {
        let ends = UInt64(key.other.index) << 32 | UInt64(key.quality)
        return CourseKey(.tie, UInt64(key.kind.rawValue) << 48 | UInt64(key.actor.index), ends)
    }

    var kind: Kind? { Kind(rawValue: UInt8(high >> 56)) }

    /// The relation, where it is one.
    var tie: TieKey? {
        guard kind == .tie, let kind = TieKey.Kind(rawValue: UInt8(high >> 48 & 0xFF)) else { return nil }
        return TieKey(
            kind: kind, actor: Symbol(index: UInt32(truncatingIfNeeded: high)),
            other: Symbol(index: UInt32(truncatingIfNeeded: low >> 32)), quality: UInt32(truncatingIfNeeded: low))
    }

    /// The code, where it is one's.
    var code: Symbol? { kind == .code ? Symbol(index: UInt32(truncatingIfNeeded: low)) : nil }

    /// The event, where it is that of an event's codes.
    var codedEvent: EventID? { kind == .coding ? EventID(packed: low) : nil }

    /// The number among the keys of its kind, for the kinds that have one for each symbol.
    @inline(__always)
    var symbolIndex: Int? { high >> 56 < Kind.countBySymbol ? Int(low) : nil }

    static func of(_ kind: Kind, _ symbol: Symbol) -> CourseKey { CourseKey(kind, 0, UInt64(symbol.index)) }

    /// The same in other tables.
    func renumbered(_ renumbering: Renumbering) -> CourseKey {
        switch kind {
        case .thing, .touching, .code:
            let symbol = renumbering[Symbol(index: UInt32(truncatingIfNeeded: low))]
            return CourseKey(high: high, low: UInt64(symbol.index))
        case .coding, .answersPosition:
            return CourseKey(high: high, low: renumbering[EventID(packed: low)].packed)
        case .tie: return tie.map { .tie(renumbering[$0]) } ?? self
        case .influence, .caseItself, nil: return self
        }
    }

    @inline(__always)
    var hash: UInt32 {
        let product = (high ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: low ^ 0xBF58_476D_1CE4_E5B9)
        let folded = product.high ^ product.low
        return UInt32(truncatingIfNeeded: folded ^ folded >> 32)
    }
}
