/// Bytes that somebody else holds, for instance a mapped file, for as long as this is kept.
package final class Memory: @unchecked Sendable {
    // Sound because the bytes are never written to: whoever hands them over promises so.
    fileprivate let bytes: UnsafeRawBufferPointer
    private let owner: AnyObject?

    /// - Parameters:
    ///   - bytes: stay where and as they are while `owner` lives. They begin at a multiple of eight.
    package init(_ bytes: UnsafeRawBufferPointer, heldBy owner: AnyObject?) {
        self.bytes = bytes
        self.owner = owner
    }

    /// Memory of its own, freed with it.
    fileprivate convenience init<Element: BitwiseCopyable>(copying elements: [Element]) {
        let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
        _ = copy.initialize(from: elements)
        self.init(UnsafeRawBufferPointer(copy), heldBy: Allocation(UnsafeMutableRawBufferPointer(copy)))
    }

    package var byteCount: Int { bytes.count }
}

/// Frees bytes when it goes.
private final class Allocation {
    private let bytes: UnsafeMutableRawBufferPointer

    init(_ bytes: UnsafeMutableRawBufferPointer) { self.bytes = bytes }

    deinit { bytes.deallocate() }
}

/// An array that lies in `Memory`: nothing is copied or allocated for it.
package struct Flat<Element: BitwiseCopyable & Sendable>: @unchecked Sendable, RandomAccessCollection {
    // Sound because the elements are never written to, and stay while `memory` is kept.
    private let memory: Memory?
    /// The elements, found without a look at `memory`: threads that count its references wait for one another.
    private let elements: UnsafeRawBufferPointer
    package let count: Int

    /// An empty one.
    package init() {
        memory = nil
        elements = UnsafeRawBufferPointer(start: nil, count: 0)
        count = 0
    }

    /// An array of its own.
    init(copying elements: [Element]) {
        self.init(elements.isEmpty ? nil : Memory(copying: elements), elements.count)
    }

    private init(_ memory: Memory?, _ count: Int) {
        self.memory = memory
        elements = memory?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
        self.count = count
    }

    /// The elements in some bytes of a memory; nil where these are not whole elements there.
    init?(_ memory: Memory, _ range: Range<Int>) {
        let stride = MemoryLayout<Element>.stride
        guard range.lowerBound >= 0, range.upperBound <= memory.byteCount, range.count % stride == 0,
            range.lowerBound % MemoryLayout<Element>.alignment == 0
        else { return nil }
        self.memory = memory
        elements = UnsafeRawBufferPointer(rebasing: memory.bytes[range])
        count = range.count / stride
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    @inline(__always)
    package subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count)
        return withExtendedLifetime(memory) {
            elements.load(fromByteOffset: index * MemoryLayout<Element>.stride, as: Element.self)
        }
    }

    /// Some of the elements, copied.
    func array(_ range: Range<Int>) -> [Element] {
        guard !range.isEmpty else { return [] }
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        let stride = MemoryLayout<Element>.stride
        let bytes = elements[range.lowerBound * stride..<range.upperBound * stride]
        return withExtendedLifetime(memory) {
            [Element](unsafeUninitializedCapacity: range.count) { target, filled in
                UnsafeMutableRawBufferPointer(target).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes))
                filled = range.count
            }
        }
    }

    /// The elements, to be read in place.
    var span: Span<Element> {
        @_lifetime(borrow self)
        get {
            _overrideLifetime(Span<Element>(_unsafeBytes: elements), borrowing: self)
        }
    }

    /// The bytes of the elements, to be read in place.
    var rawSpan: RawSpan {
        @_lifetime(borrow self)
        get {
            _overrideLifetime(RawSpan(_unsafeBytes: elements), borrowing: self)
        }
    }
}

/// An array whose beginning may lie in `Memory` and stays as it is, and whose rest grows.
package struct Grown<Element: BitwiseCopyable & Sendable>: Sendable {
    private(set) var base = Flat<Element>()
    private(set) var own: [Element] = []

    package init() {}
    init(_ base: Flat<Element>) { self.base = base }
    init(own: consuming [Element]) { self.own = own }

    package var count: Int { base.count + own.count }

    @inline(__always)
    package subscript(index: Int) -> Element {
        get { index < base.count ? base[index] : own[index - base.count] }
        set { own[index - base.count] = newValue }
    }

    package mutating func append(_ element: Element) { own.append(element) }
    mutating func append(contentsOf elements: some Sequence<Element>) { own.append(contentsOf: elements) }
    mutating func reserve(_ more: Int) { own.reserveCapacity(own.count + more) }

    /// Whether an element is among those from an index on.
    func holds(_ element: Element, from start: Int) -> Bool where Element: Equatable {
        for index in start..<count where self[index] == element { return true }
        return false
    }

    /// Takes away the last of those that were appended.
    mutating func removeLast(_ count: Int) {
        for _ in 0..<count { own.removeLast() }
    }
}
