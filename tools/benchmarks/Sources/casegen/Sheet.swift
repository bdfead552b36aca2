/// A line of JSON in the making, in the canonical form: what is put comes in the order that the form prescribes.
struct Sheet {
    private(set) var bytes: [UInt8] = []

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func put(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func put(_ text: [UInt8]) { bytes.append(contentsOf: text) }
    mutating func put(_ text: ArraySlice<UInt8>) { bytes.append(contentsOf: text) }
    mutating func put(byte: UInt8) { bytes.append(byte) }
    mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func put(_ number: Int, width: Int = 1) {
        let start = bytes.count
        var rest = number
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        while bytes.count - start < width { bytes.append(UInt8(ascii: "0")) }
        bytes[start...].reverse()
    }

    /// A key and its colon, with the comma that it needs.
    mutating func key(_ name: StaticString) {
        if let last = bytes.last, last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
        put("\"")
        put(name)
        put("\":")
    }

    /// A key whose value is one word of ours, without anything to escape.
    mutating func field(_ name: StaticString, _ word: StaticString) {
        key(name)
        put("\"")
        put(word)
        put("\"")
    }

    mutating func field(_ name: StaticString, _ word: [UInt8]) {
        key(name)
        put("\"")
        put(word)
        put("\"")
    }

    mutating func field(_ name: StaticString, _ number: Int) {
        key(name)
        put(number)
    }

    mutating func field(_ name: StaticString, _ isTrue: Bool) {
        key(name)
        put(isTrue ? "true" : "false")
    }

    /// A key and the quote that opens its value; what follows is put piece by piece, and `close` ends it.
    mutating func open(_ name: StaticString) {
        key(name)
        put("\"")
    }

    mutating func close() { put("\"") }

    /// A key whose value is a list of words.
    mutating func list(_ name: StaticString, _ words: [[UInt8]]) {
        openList(name)
        for word in words {
            openElement()
            put(word)
            close()
        }
        closeList()
    }

    mutating func openList(_ name: StaticString) {
        key(name)
        put("[")
    }

    /// The quote that opens an element, with the comma that it needs.
    mutating func openElement() { put(bytes.last == UInt8(ascii: "[") ? "\"" : ",\"") }

    mutating func closeList() { put("]") }

    /// Makes the first letter put since a place a capital.
    mutating func capitalise(at index: Int) {
        if bytes[index] >= UInt8(ascii: "a"), bytes[index] <= UInt8(ascii: "z") { bytes[index] -= 32 }
    }
}
