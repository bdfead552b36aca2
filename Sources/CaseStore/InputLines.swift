import CaseModel
package import EventLog

/// Lines of input, from a file or from memory, read a window at a time, and some of them again by their place.
package final class InputLines {
    /// A longer line is not looked at; stored ones are far shorter.
    package static let lineSizeMax = 1 << 20
    private static let windowSize = 4 << 20
    /// What is read to find a line again: about as many as `LinePlaces.stride`.
    private static let smallWindowSize = 1 << 15

    private enum Source {
        case memory([UInt8])
        case file(OpenFile)
    }

    /// Holds a file open; a class, because files cannot be copied.
    final class OpenFile: Sendable {
        let file: File

        init(_ file: consuming File) { self.file = file }
    }

    private let source: Source

    /// Reads a file.
    ///
    /// - Throws: `EventLogError` when it cannot be opened.
    package init(file path: String, in fileSystem: any FileSystem) throws {
        source = .file(OpenFile(try File(path, .read, in: fileSystem)))
    }

    /// Reads a file that is open already.
    init(_ file: OpenFile) { source = .file(file) }

    package init(_ bytes: [UInt8]) { source = .memory(bytes) }

    /// One line of JSON.
    package convenience init(line: [UInt8]) { self.init(line) }

    /// Calls `body` for each line that is not blank, with its number from 1 and the offset at which it begins.
    ///
    /// - Parameter tooLong: is told the number of a line of more than `lineSizeMax` bytes.
    package func forEachLine(
        tooLong: (Int) -> Void, _ body: (RawSpan, Range<Int>, Int, UInt64) throws -> Void
    ) throws {
        var number = 0
        var offset: UInt64 = 0
        while true {
            let window = try bytes(at: offset, count: Self.windowSize)
            let isLast = window.count < Self.windowSize
            let span = window.span.bytes
            var start = offset == 0 && window.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            while start < window.count {
                let end = Lines.end(in: span, from: start)
                if end == window.count, !isLast { break }
                number += 1
                let range = Self.trimmed(span, start..<end)
                if range.count > Self.lineSizeMax {
                    tooLong(number)
                } else if !range.isEmpty {
                    try body(span, range, number, offset + UInt64(range.lowerBound))
                }
                start = end + 1
            }
            if isLast { return }
            if start == 0 {
                number += 1
                tooLong(number)
                start = try skipLine(from: offset)
            }
            offset += UInt64(start)
        }
    }

    /// A line again; empty where it is not there any more.
    ///
    /// - Parameters:
    ///   - distance: how many lines that are not blank stand before it.
    ///   - offset: where the first of these begins.
    func line(after distance: Int, from offset: UInt64) throws -> [UInt8] {
        var (distance, offset, size) = (distance, offset, Self.smallWindowSize)
        while true {
            let window = try bytes(at: offset, count: size)
            let isLast = window.count < size
            let span = window.span.bytes
            var start = 0
            while start < window.count {
                let end = Lines.end(in: span, from: start)
                if end == window.count, !isLast { break }
                let range = Self.trimmed(span, start..<end)
                if !range.isEmpty, distance == 0 { return Lines.copy(span, range) }
                if !range.isEmpty { distance -= 1 }
                start = end + 1
            }
            if isLast { return [] }
            if start == 0 { size *= 2 }
            offset += UInt64(start)
        }
    }

    /// The distance from an offset to the next line.
    private func skipLine(from offset: UInt64) throws -> Int {
        var distance = 0
        while true {
            let window = try bytes(at: offset + UInt64(distance), count: Self.windowSize)
            let end = Lines.end(in: window.span.bytes, from: 0)
            if end < window.count { return distance + end + 1 }
            if window.count < Self.windowSize { return distance + window.count }
            distance += window.count
        }
    }

    private func bytes(at offset: UInt64, count: Int) throws -> [UInt8] {
        switch source {
        case .memory(let all):
            let start = min(Int(offset), all.count)
            return Array(all[start..<min(start + count, all.count)])
        case .file(let open):
            var buffer = [UInt8](repeating: 0, count: count)
            let read = try open.file.read(count, at: offset, into: &buffer)
            if read < count { buffer.removeLast(count - read) }
            return buffer
        }
    }

    /// A line without white space around it.
    private static func trimmed(_ bytes: RawSpan, _ range: Range<Int>) -> Range<Int> {
        var range = range
        while let last = range.last, isSpace(bytes.byte(at: last)) { range = range.dropLast() }
        while let first = range.first, isSpace(bytes.byte(at: first)) { range = range.dropFirst() }
        return range
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
