/// The bytes of one segment's file, as long as it was when it was opened, through one reusable window.
struct SegmentBytes: ~Copyable {
    private(set) var status: FileStatus
    private let file: File
    private var window: [UInt8] = []
    private var windowStart: UInt64 = 0
    private var windowCount = 0
    /// How much more than was asked for is read at once.
    private let readAhead: Int

    var size: UInt64 { status.size }

    init(_ path: String, in fileSystem: any FileSystem, readAhead: Int = 1 << 18) throws(EventLogError) {
        let file = try File(path, .read, in: fileSystem)
        status = try file.status()
        self.file = file
        self.readAhead = readAhead
    }

    /// Forgets what was read, and takes the file to be as long as it is now.
    mutating func renew() throws(EventLogError) {
        status = try file.status()
        windowCount = 0
    }

    /// Brings `count` bytes from `offset` on into the window.
    ///
    /// - Parameter isAlone: whether nothing behind them is wanted.
    /// - Returns: how many of them the file has.
    mutating func load(_ count: Int, at offset: UInt64, isAlone: Bool = false) throws(EventLogError) -> Int {
        guard offset < size else { return 0 }
        let wanted = Int(min(UInt64(count), size - offset))
        if offset >= windowStart, offset + UInt64(wanted) <= windowStart + UInt64(windowCount) { return wanted }
        let chunk = Int(min(UInt64(max(count, isAlone ? 0 : readAhead)), size - offset))
        if window.count < chunk { window = [UInt8](repeating: 0, count: chunk) }
        windowCount = 0
        do throws(EventLogError) {
            windowCount = try file.read(chunk, at: offset, into: &window)
        } catch {
            // What cannot be read may stand behind what was asked for.
            guard wanted < chunk else { throw error }
            windowCount = try file.read(wanted, at: offset, into: &window)
        }
        windowStart = offset
        return min(wanted, windowCount)
    }

    /// Bytes that `load` has brought in.
    @_lifetime(borrow self)
    func bytes(_ count: Int, at offset: UInt64) -> RawSpan {
        let start = Int(offset - windowStart)
        precondition(start + count <= windowCount)
        return window.rawSpan.extracting(start..<start + count)
    }

    /// The header of the frame at `offset` and the size of the whole frame, found by walking from block to block.
    ///
    /// - Returns: nil where no frame stands whole at `offset`; its bytes may still be damaged. Otherwise they are
    ///   loaded.
    mutating func frame(at offset: UInt64) throws(EventLogError) -> (header: FrameHeader, storedSize: Int)? {
        guard try load(FrameHeader.size, at: offset) == FrameHeader.size,
            let header = FrameHeader(bytes(FrameHeader.size, at: offset))
        else { return nil }
        var end = FrameHeader.size
        while true {
            guard try load(end + 4, at: offset) == end + 4 else { return nil }
            let word = bytes(4, at: offset + UInt64(end)).integer(at: 0, as: UInt32.self)
            end += 4
            if word == 0 { break }
            let blockSize = Int(word & 0x7FFF_FFFF)
            end += blockSize + (header.hasBlockChecksums ? 4 : 0)
            guard blockSize > 0, blockSize <= header.blockSizeMax, end <= FrameHeader.storedSizeMax else { return nil }
        }
        end += 4
        guard try load(end, at: offset) == end else { return nil }
        return (header, end)
    }
}
