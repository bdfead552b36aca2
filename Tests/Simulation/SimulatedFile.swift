import EventLog

/// The bytes of a file as programs see them, kept apart from those that a power cut leaves.
///
/// Between two syncs the device may write any page at any time, and not write it, whatever the order in which pages
/// were written to and the file became longer or shorter.
struct SimulatedFile: Sendable {
    static let pageSize = 4_096
    private static let sectorSize = 512
    /// Of a page that is written to again and again, so many looks are remembered.
    private static let looksMax = 4

    private struct Page {
        /// How the page has looked since the last sync, oldest first; cut where the file ended.
        var looks: [[UInt8]] = []
        /// Whether a sync has failed to write it. The system takes it to be written, so no sync tries again.
        var isGivenUp = false
    }

    private(set) var bytes: [UInt8] = []
    private var durable: [UInt8] = []
    private var unsynced: [Int: Page] = [:]
    /// How long the file has been since the last sync.
    private var sizes: [Int] = []

    mutating func write(_ new: RawSpan, at offset: Int) {
        guard new.byteCount > 0 else { return }
        let end = offset + new.byteCount
        if end > bytes.count { grow(to: end) }
        bytes.replaceSubrange(offset..<end, with: [UInt8](new))
        touch(offset..<end)
    }

    mutating func truncate(to size: Int) {
        guard size != bytes.count else { return }
        guard size < bytes.count else { return grow(to: size) }
        let cut = size..<bytes.count
        bytes.removeSubrange(cut)
        sizes.append(size)
        touch(cut)
    }

    private mutating func grow(to size: Int) {
        bytes += repeatElement(0, count: size - bytes.count)
        sizes.append(size)
    }

    /// Remembers how the pages of a range look now.
    private mutating func touch(_ range: Range<Int>) {
        for number in range.lowerBound / Self.pageSize...(range.upperBound - 1) / Self.pageSize {
            var page = unsynced[number] ?? Page()
            if page.looks.count == Self.looksMax { page.looks.removeFirst() }
            page.looks.append(Self.page(number, of: bytes))
            page.isGivenUp = false
            unsynced[number] = page
        }
        if sizes.count > Self.looksMax { sizes.removeFirst() }
    }

    private static func page(_ number: Int, of bytes: [UInt8]) -> [UInt8] {
        let start = min(number * pageSize, bytes.count)
        return Array(bytes[start..<min(start + pageSize, bytes.count)])
    }

    /// Puts a page in the place of another, cut or filled with zeros as the file's size asks.
    private static func put(_ page: [UInt8], _ number: Int, into bytes: inout [UInt8]) {
        let start = number * pageSize
        guard start < bytes.count else { return }
        let end = min(start + pageSize, bytes.count)
        let part = page.prefix(end - start)
        bytes.replaceSubrange(start..<end, with: part + repeatElement(0, count: end - start - part.count))
    }

    /// Makes everything durable, but for pages that were given up.
    mutating func sync() {
        let old = durable
        durable = bytes
        sizes = []
        unsynced = unsynced.filter { _, page in page.isGivenUp }
        for number in unsynced.keys { Self.put(Self.page(number, of: old), number, into: &durable) }
    }

    /// Fails to sync: of each page the system may have written it, may keep it and take it to be written, or may drop
    /// it, so that the next read finds what the device has.
    mutating func failSync(_ random: inout SplitMix) {
        for number in unsynced.keys.sorted() where unsynced[number]?.isGivenUp == false {
            switch random.below(3) {
            case 0: unsynced[number]?.isGivenUp = true
            case 1:
                unsynced[number] = nil
                Self.put(Self.page(number, of: durable), number, into: &bytes)
            default:
                unsynced[number] = nil
                let size = durable.count
                let needed = min((number + 1) * Self.pageSize, bytes.count)
                if size < needed { durable += repeatElement(0, count: needed - size) }
                Self.put(Self.page(number, of: bytes), number, into: &durable)
                // The device has the page, and may not know yet that the file is so long.
                if size < needed {
                    durable.removeSubrange(size...)
                    unsynced[number] = Page(looks: [Self.page(number, of: bytes)], isGivenUp: true)
                }
            }
        }
    }

    /// Makes everything durable, whatever syncs have failed.
    mutating func writeBack() { self = SimulatedFile(durable: bytes) }

    /// Leaves what was synced, and of the rest any pages and any size.
    ///
    /// - Parameter keeping: how many times in a hundred something is kept that was not synced.
    mutating func cutPower(keeping: Int, _ random: inout SplitMix) {
        guard !unsynced.isEmpty || !sizes.isEmpty else { return }
        var left = durable
        if let size = choose(sizes, keeping, &random) {
            left = Array(left.prefix(size))
            left += repeatElement(0, count: size - left.count)
        }
        for number in unsynced.keys.sorted() {
            guard let page = unsynced[number], let look = choose(page.looks, keeping, &random) else { continue }
            Self.put(random.happens(10) ? torn(look, number, &random) : look, number, into: &left)
        }
        self = SimulatedFile(durable: left)
    }

    /// A page of which the device has written some sectors.
    private func torn(_ look: [UInt8], _ number: Int, _ random: inout SplitMix) -> [UInt8] {
        var page = Self.page(number, of: durable)
        page += repeatElement(0, count: max(0, look.count - page.count))
        for start in stride(from: 0, to: look.count, by: Self.sectorSize) where random.happens(50) {
            let end = min(start + Self.sectorSize, look.count)
            page.replaceSubrange(start..<end, with: look[start..<end])
        }
        return page
    }

    private func choose<Element>(_ states: [Element], _ keeping: Int, _ random: inout SplitMix) -> Element? {
        guard let last = states.last, random.happens(keeping) else { return nil }
        return keeping == 100 ? last : random.pick(states)
    }

    init() {}

    private init(durable: [UInt8]) {
        bytes = durable
        self.durable = durable
    }
}
